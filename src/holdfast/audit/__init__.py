"""Who saw or did what to a child's record: append-only, hash-chained, read by no rule."""
