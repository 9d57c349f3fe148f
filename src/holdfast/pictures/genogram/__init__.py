"""The genogram: who belongs to the child's family and how, on any day, and the same in sentences."""

from holdfast.pictures.genogram.drawing import draw
from holdfast.pictures.genogram.family import Family, Household, Parentage, Partnership, Person
from holdfast.pictures.genogram.words import sentences

__all__ = ["Family", "Household", "Parentage", "Partnership", "Person", "draw", "sentences"]
