"""Where the child has lived, under which order, with whom; moves, support, permanence."""
