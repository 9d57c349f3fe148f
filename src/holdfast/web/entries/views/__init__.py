"""The pages: reading, one entry's form, what is not known yet, drafts."""
