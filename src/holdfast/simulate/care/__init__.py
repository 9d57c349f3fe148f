"""Where each child has lived: the lengths, the homes in a row, the entries of the file."""
