"""Programmes: the offers, the sessions held, what came of each course."""
