"""Draws a chronology for the room there is."""

from datetime import date

from holdfast.pictures.axis import Axis
from holdfast.pictures.chronology import narrow, wide
from holdfast.pictures.chronology.events import Chronology, check, shown, window
from holdfast.pictures.chronology.strokes import ARROW, Sheet
from holdfast.pictures.chronology.table import in_words
from holdfast.pictures.svg import Picture, picture

_NARROW = 600


def draw(
    chronology: Chronology,
    *,
    first: date | None = None,
    last: date | None = None,
    width: float = 1120,
    name: str = "chronology",
) -> Picture:
    """The chronology from the first day to the last (all of it, unless asked), for a width in CSS pixels.

    Under 600 pixels it has one entry below another, as a phone shows it. `name` keeps ids apart where one page holds
    several pictures of the same width. Raises `CannotDraw` with everything that is wrong with the dates and addresses.
    """
    check(chronology)
    first, last = window(chronology, first, last)
    parts = shown(chronology, first, last)
    small = width < _NARROW
    left, right = (1, width - ARROW - 2) if small else (wide.GUTTER, width - wide.MARGIN)
    name = f"{name}-{width:.0f}"
    sheet = Sheet(name, Axis(first, last, left, right), chronology.until)
    drawn, high = (narrow if small else wide).draw(sheet, chronology, parts, width)
    return picture(name, "The story so far", in_words(chronology, parts, first, last), (width, high), drawn)
