"""NG26's recommendations, section by section, in the guideline's order and under its numbers."""
