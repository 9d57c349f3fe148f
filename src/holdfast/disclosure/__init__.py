"""A copy of a person's own record: everything that is held of them, in a document and in open formats."""
