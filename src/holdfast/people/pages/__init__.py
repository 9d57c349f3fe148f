"""Pages of this room, and what the pages of the rooms above share: forms of one row, saving, finding somebody by name."""
