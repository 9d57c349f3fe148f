"""Reviews, decisions made together, proposals, safeguarding."""
