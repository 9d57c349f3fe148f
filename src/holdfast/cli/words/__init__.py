"""A definition, and a field of the case file, in plain words."""
