"""What the made-up authority is made of: its staff, its children, their families and what was said and decided."""
