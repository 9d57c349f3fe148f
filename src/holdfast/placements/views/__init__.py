"""The pages of this room: where a child lives, moves, how a placement stands, permanence."""
