"""What a child is called, and the numbers they go by."""
