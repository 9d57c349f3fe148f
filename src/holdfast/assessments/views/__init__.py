"""Pages of this room, under one child's."""
