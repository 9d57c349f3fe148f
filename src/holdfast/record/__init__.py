"""How the case file's lists become columns of the record, and come back: read off `ng26.tables`, nothing restated."""
