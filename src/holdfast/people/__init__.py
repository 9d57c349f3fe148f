"""The child, the team around the child, and who may see what."""
