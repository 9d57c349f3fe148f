"""The ecomap: the child in the middle, and who and what is around them, on any day, and the same in sentences."""

from holdfast.pictures.ecomap.drawing import draw
from holdfast.pictures.ecomap.ties import Ecomap, Tie, sentences

__all__ = ["Ecomap", "Tie", "draw", "sentences"]
