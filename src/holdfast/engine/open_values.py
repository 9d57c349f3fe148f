"""Days and numbers of one child that may not be known: an unknown field, a list that is not there, one of several.

A day or number is an int or float, False where there is none, or one of the three classes here.
"""

import operator
from calendar import monthrange
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from holdfast.engine.tables import FieldSpec
from holdfast.engine.unknown import Atom, Kleene, all_, any_, not_

ORDER = {">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt, "==": operator.eq}
_FLIPPED = {">=": "<=", "<=": ">=", ">": "<", "<": ">", "==": "=="}


@dataclass(frozen=True, slots=True)
class OpenField:
    """A day or number whose field is not known."""

    path: str
    spec: FieldSpec
    limit: int


@dataclass(frozen=True, slots=True)
class OpenList:
    """A day or number that hangs on a list that is not there."""

    paths: tuple[str, ...]
    key: Hashable


@dataclass(frozen=True, slots=True)
class OneOfThese:
    """A day or number that is one of these, each under its own condition; the conditions leave nothing out."""

    choices: tuple[tuple[Kleene, Any], ...]


def compared(order: str, left: Any, right: Any) -> Kleene:
    """One day or number against another; one that is known not to be is on no side of anything."""
    if left is False or right is False:
        return False
    if isinstance(left, OneOfThese):
        return _one_answer([(test, compared(order, value, right)) for test, value in left.choices])
    if isinstance(right, OneOfThese):
        return _one_answer([(test, compared(order, left, value)) for test, value in right.choices])
    if isinstance(left, (int, float)):
        if isinstance(right, (int, float)):
            return bool(ORDER[order](left, right))
        left, right, order = right, left, _FLIPPED[order]
    if isinstance(left, OpenField) and isinstance(right, (int, float)):
        return Atom((left.path,), (order, right), left.spec, left.limit)
    test = (order, _key(left), _key(right))
    return Atom(tuple(sorted({*_paths(left), *_paths(right)})), test)


def _one_answer(choices: list[tuple[Kleene, Kleene]]) -> Kleene:
    answers = {id(answer): answer for _, answer in choices}
    if len(answers) == 1 and isinstance(choices[0][1], bool):
        return choices[0][1]
    return any_([all_((test, answer)) for test, answer in choices])


def _key(value: Any) -> Hashable:
    return value.path if isinstance(value, OpenField) else value.key if isinstance(value, OpenList) else value


def _paths(value: Any) -> tuple[str, ...]:
    return (
        (value.path,) if isinstance(value, OpenField) else value.paths if isinstance(value, OpenList) else ()
    )


def changed(value: Any, change: Callable[[int], int], key: Hashable) -> Any:
    """The value changed, whatever of it is known; `key` names the change."""
    if value is False:
        return False
    if isinstance(value, OneOfThese):
        return OneOfThese(tuple((test, changed(each, change, key)) for test, each in value.choices))
    if isinstance(value, OpenField):
        return OpenList((value.path,), (value.path, key))
    if isinstance(value, OpenList):
        return OpenList(value.paths, (value.key, key))
    return change(value)


def by_days(day: int, days: int) -> int:
    """A day moved by days."""
    return day + days


@lru_cache(maxsize=65536)
def by_months(day: int, months: int) -> int:
    """A day moved by calendar months, cut at the month's end."""
    then = date.fromordinal(day)
    year, month = divmod(then.year * 12 + then.month - 1 + months, 12)
    if not date.min.year <= year < date.max.year:  # beyond the calendar's ends
        return 1 if months < 0 else date.max.toordinal()
    return date(year, month + 1, min(then.day, monthrange(year, month + 1)[1])).toordinal()


def in_school_year(day: int, month: int) -> int:
    """The first day of `month` (1–8) in the school year, September to August, that holds `day`."""
    then = date.fromordinal(day)
    return date(then.year + (then.month >= 9), month, 1).toordinal()


def chosen(values: list[tuple[Kleene, Any]], none: Any) -> Any:
    """The value of the first that is so, or `none`."""
    choices: list[tuple[Kleene, Any]] = []
    reached: Kleene = True
    for test, value in values:
        choices.append((all_((reached, test)), value))
        reached = all_((reached, not_(test)))
    return one_of([*choices, (reached, none)])


def one_of(choices: list[tuple[Kleene, Any]]) -> Any:
    """The one value that is left, or one of several."""
    left = tuple((test, value) for test, value in choices if test is not False)
    return left[0][1] if len(left) == 1 else OneOfThese(left)
