"""Search before create, opening a record in an emergency, and records of one child put together."""
