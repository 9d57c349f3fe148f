"""The pages of this room: the family, one person, brothers and sisters, contact."""
