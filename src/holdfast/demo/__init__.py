"""A made-up authority to try Holdfast with: no real child is in it."""
