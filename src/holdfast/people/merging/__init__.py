"""Two records of one child, found and put together without losing what either holds."""
