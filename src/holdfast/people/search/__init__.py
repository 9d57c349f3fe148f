"""Search before create: what was typed, the numbers children go by, and the one function of the database that finds them."""
