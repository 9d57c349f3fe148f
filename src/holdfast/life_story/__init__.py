"""Important people and places, and what the child has been told of their history."""
