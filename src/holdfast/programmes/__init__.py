"""Programmes offered, their sessions and what they changed."""
