"""The child's own words: reading them, and writing them down."""
