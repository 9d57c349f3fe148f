"""What comes in from other systems and goes out to them, one folder a format."""
