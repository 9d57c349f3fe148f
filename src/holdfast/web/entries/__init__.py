"""The pages with which everything a case file holds is recorded: made from its description, so that no field is forgotten."""
