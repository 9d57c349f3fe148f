"""Homes checked together, as the case file's own rules see them, and what is wrong said so that it can be put right."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from holdfast.casefile.checking import CaseError, errors
from holdfast.forms.words import say_day
from holdfast.ng26.tables import CASE_FILE
from holdfast.placements import words
from holdfast.placements.models import Home
from holdfast.record.columns import column
from holdfast.record.shape import to_json

_OTHER = re.compile(r"homes that do not overlap: /care/(\d+)")
_WHERE = re.compile(r"/care/(\d+)/(\w+)")


def home_problems(
    home: Home, others: Sequence[Home], names: Mapping[str, str], today: date
) -> list[tuple[str | None, str]]:
    """What is wrong with a home beside the child's other homes: (column, sentence) each; None for a column where it is neither's."""
    homes = [*others, home]
    case = {"format": CASE_FILE.format, "as_of": today.isoformat(), "child": {"id": "-"},
            "care": [_entry(each) for each in homes]}  # fmt: skip
    own = len(others)
    return [_told(error, homes, own, names) for error in errors(case) if _concerns(error, own)]


def _entry(home: Home) -> dict[str, Any]:
    return to_json(Home.fields_of_case, vars(home))


def _concerns(error: CaseError, own: int) -> bool:
    """An error of the home itself, or of another that overlaps it; what is wrong among the others is not asked here."""
    where, other = _WHERE.match(error.path), _OTHER.search(error.expected)
    return bool(where) and own in {int(where.group(1)), int(other.group(1)) if other else -1}


def _told(
    error: CaseError, homes: Sequence[Home], own: int, names: Mapping[str, str]
) -> tuple[str | None, str]:
    where, other = _WHERE.match(error.path), _OTHER.search(error.expected)
    if where is None:
        return None, str(error)
    if other is None:
        return column(where.group(2)), f"Expected {error.expected}"
    index = next(i for i in (int(where.group(1)), int(other.group(1))) if i != own)
    return "start", clash(homes[index], names)


def clash(there: Home, names: Mapping[str, str]) -> str:
    """Why a home cannot be where it was put, and what to do about it."""
    where = words.short(there, dict(names))
    if there.end is None:
        return (
            f"The record has this child in another home since {say_day(there.start)}: {where}. A new home begins on that "
            "day or later; or end that home first, on the day of the move."
        )
    return (
        f"The record has this child in another home from {say_day(there.start)} to {say_day(there.end)}: {where}. "
        "One home may end on the day the next begins. Change the day here, or put the other home right first."
    )
