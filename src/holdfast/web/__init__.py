"""Pages: the design they share, and the screens that join several rooms."""
