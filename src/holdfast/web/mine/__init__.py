"""The first page of a young person and of a carer: people, plans, decisions and words, and none of the guideline's findings."""
