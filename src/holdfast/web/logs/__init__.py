"""The log, as a child's manager, the young person and oneself read it."""
