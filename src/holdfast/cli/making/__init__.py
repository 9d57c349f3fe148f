"""Commands that make case files: from a statutory return, and by chance."""
