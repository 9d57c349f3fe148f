"""What comes into the record from outside: case files and returns, looked at first, then taken in."""
