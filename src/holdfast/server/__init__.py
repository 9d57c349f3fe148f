"""The database of this record and the folder where it keeps what is its own; knows nothing of what is stored in it."""
