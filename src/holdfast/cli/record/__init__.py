"""Commands that work on the record."""
