"""The story so far: bars and marks on one time axis, and the same as a table."""

from holdfast.pictures.chronology.drawing import draw
from holdfast.pictures.chronology.events import Bar, Chronology, Lane, Mark
from holdfast.pictures.chronology.table import Row, rows

__all__ = ["Bar", "Chronology", "Lane", "Mark", "Row", "draw", "rows"]
