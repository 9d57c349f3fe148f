"""What the pages of this room ask; forms check and never save."""
