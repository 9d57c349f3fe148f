"""The record as a case file; what the guideline says of it; people's answers."""
