"""Who signs in: staff, carers and young people, their agency and team, and what staff are skilled to use."""
