"""Files to typed rows: encodings, CSV and XML, which files are one return, what each cell says."""
