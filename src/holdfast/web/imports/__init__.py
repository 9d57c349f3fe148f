"""Pages on which returns and case files are given, looked at, taken in, and reported on."""
