"""Genogram and ecomap of one child, on any day: drawn from family, home, school and team."""
