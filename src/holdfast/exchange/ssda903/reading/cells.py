"""Cells to values. A column's distinct values are read once each, which is what makes a large return fast.

Days become ISO text, which sorts as the days do and is what the case file holds.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from holdfast.exchange.ssda903.tables import Column

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100  # a year outside is a slip of the hand, not a day of a child's life
BLANKS = frozenset(
    {"NULL", "NAN", "NAT", "NONE", "N/A", "#N/A"}
)  # what exports write where they mean nothing
_TIME = r"(?:[ T]00?:00(?::00(?:\.0+)?)?)?"
_DFE_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})", re.ASCII)  # the guide's form
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})" + _TIME, re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})" + _TIME, re.ASCII)
_WHOLE_AS_FLOAT = re.compile(r"(\d+)\.0+", re.ASCII)
HIGHEST_SCORE = 40  # SDQ total difficulties, rule 180


class Cells(NamedTuple):
    """The readings of a column's distinct values.

    `known`: every raw value and what it says (None: nothing). `wrong`: those that cannot be read, and why; they are in
    `known` as None. `odd`: those read all the same that a person should hear of, and why.
    """

    known: dict[str, str | int | None]
    wrong: dict[str, str]
    odd: dict[str, str]


@lru_cache(maxsize=100_000)
def iso_day(text: str) -> tuple[str | None, bool]:
    """The day as ISO text (None if it is no day between 1900 and 2100), and whether it is written the guide's way."""
    if (match := _DFE_DAY.fullmatch(text)) or (match := _DAY_FIRST.fullmatch(text)):
        day, month, year = match.groups()
    elif match := _YEAR_FIRST.fullmatch(text):
        year, month, day = match.groups()
    else:
        return None, False
    if not EARLIEST_YEAR <= int(year) <= LATEST_YEAR:
        return None, False
    try:
        return date(int(year), int(month), int(day)).isoformat(), bool(_DFE_DAY.fullmatch(text))
    except ValueError:
        return None, False


def read_cells(values: Iterable[str], column: Column, year: int) -> Cells:
    """Reads a column's distinct values by what it holds; `year` (the collection's end) judges which codes are in force."""
    cells = Cells({}, {}, {})
    for raw in values:
        text = raw.strip().upper()
        if text in BLANKS and text not in (column.listed or ()):
            cells.odd[raw] = "read as blank"
            text = ""
        if not text:
            cells.known[raw] = None
        elif column.kind == "day":
            _read_day(raw, text, cells)
        elif column.kind == "code":
            _read_code(raw, text, column, year, cells)
        elif column.kind == "score":
            _read_score(raw, text, cells)
        else:
            cells.known[raw] = raw.strip()
    return cells


def _read_day(raw: str, text: str, cells: Cells) -> None:
    day, as_the_guide_says = iso_day(text)
    cells.known[raw] = day
    if day is None:
        cells.wrong[raw] = "is not a date"
    elif not as_the_guide_says:
        cells.odd[raw] = f"read as {day}; the guide's form is DD/MM/YYYY"


def _read_code(raw: str, text: str, column: Column, year: int, cells: Cells) -> None:
    assert column.listed is not None
    code = text
    if code not in column.listed and (match := _WHOLE_AS_FLOAT.fullmatch(text)):
        code = match[1]
    if code not in column.listed:
        cells.known[raw] = None
        cells.wrong[raw] = f"is no {column.name} code"
        return
    cells.known[raw] = code
    if not column.listed.in_force(code, year):
        cells.odd[raw] = f"is a code of another year's guide, read as: {column.listed.codes[code].meaning}"


def _read_score(raw: str, text: str, cells: Cells) -> None:
    match = _WHOLE_AS_FLOAT.fullmatch(text)
    digits = match[1] if match else text
    score = int(digits) if digits.isdecimal() and digits.isascii() and len(digits) < 4 else None
    if score is not None and score <= HIGHEST_SCORE:
        cells.known[raw] = score
    else:
        cells.known[raw] = None
        cells.wrong[raw] = f"is no score from 0 to {HIGHEST_SCORE}"
