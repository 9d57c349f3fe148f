"""Columns of three-valued answers, and of days and numbers that may be known only within bounds.

An answer is one byte: 0 false, 1 not known, 2 true. So Kleene's "and" is the smaller, "or" the larger, "not" 2 minus.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

FALSE, OPEN, TRUE = 0, 1, 2
Answers = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]
Days = Any  # an array of whole numbers, or one number for all rows

ORDER: dict[str, Callable[[Any, Any], Any]] = {
    ">=": np.greater_equal,
    "<=": np.less_equal,
    ">": np.greater,
    "<": np.less,
    "==": np.equal,
}


def answers(height: int, value: int) -> Answers:
    """The same answer in every row."""
    return np.full(height, value, dtype=np.uint8)


def from_flags(flags: pl.Series) -> Answers:
    """A nullable Boolean column as answers."""
    found = flags.fill_null(False).to_numpy().astype(np.uint8)
    found <<= 1
    if flags.null_count():
        found[flags.is_null().to_numpy()] = OPEN
    return found


def to_flags(found: Answers) -> pl.Series:
    """Answers as a nullable Boolean column."""
    flags = pl.Series(found == TRUE)
    open_ = found == OPEN
    return flags.set(pl.Series(open_), None) if open_.any() else flags


def known_true(so: Mask) -> Answers:
    """Two-valued answers."""
    return np.left_shift(so.view(np.uint8), 1)


@dataclass(frozen=True)
class Bounds:
    """A column of days or numbers: lowest and highest (the same object where certain); which rows can be anything (`open`),
    surely have none (`none`), or may have none (`maybe`). None stands for no such row."""

    low: Days
    high: Days
    open: Mask | None = None
    none: Mask | None = None
    maybe: Mask | None = None

    @property
    def certain(self) -> bool:
        """Every row has one value, or none, or can be anything."""
        return self.low is self.high and self.maybe is None

    def changed(self, change: Callable[[Days], Days]) -> "Bounds":
        """Every value changed in the same way."""
        low = change(self.low)
        return replace(self, low=low, high=low if self.low is self.high else change(self.high))

    def rows(self, which: Any) -> "Bounds":
        """These rows alone, in this order."""

        def take(values: Any) -> Any:
            return values[which] if isinstance(values, np.ndarray) else values

        low = take(self.low)
        high = low if self.low is self.high else take(self.high)
        return Bounds(low, high, take(self.open), take(self.none), take(self.maybe))


def compared(order: str, left: Bounds, right: Bounds, height: int) -> Answers:
    """True where every value says so, false where none does; a day known not to be is on no side of anything."""
    test = ORDER[order]
    if left.certain and right.certain:
        found = np.empty(height, dtype=np.uint8)
        found[:] = test(left.low, right.low)
        found <<= 1
    else:
        up = order in (">=", ">")
        surely = test(left.low if up else left.high, right.high if up else right.low)
        possibly = test(left.high if up else left.low, right.low if up else right.high)
        for side in (left, right):
            if side.maybe is not None:
                surely = surely & ~side.maybe
        found = np.empty(height, dtype=np.uint8)
        found[:] = surely
        found += possibly
    for side in (left, right):
        if side.open is not None:
            found[side.open] = OPEN
    for side in (left, right):
        if side.none is not None:
            found[side.none] = FALSE
    return found


_MONTHS_BEFORE = 12 * 200  # the table of months begins in 1770 and ends in 2370
_MONTH_FIRSTS = (
    (np.arange(12 * 600) - _MONTHS_BEFORE)
    .astype("datetime64[M]")
    .astype("datetime64[D]")
    .astype(np.int64)
    .astype(np.int32)
)


def by_months(day: Days, months: int) -> Days:
    """Days since 1970 moved by calendar months, cut at the month's end."""
    if not isinstance(day, np.ndarray):
        return int(by_months(np.array([day], dtype=np.int32), months)[0])
    return moved_by_months(*months_and_days(day), months)


def months_and_days(day: Days) -> tuple[Rows, Days]:
    """Days since 1970 as month numbers and days of the month from 0, for `moved_by_months`."""
    held = np.clip(
        day, _MONTH_FIRSTS[1200], _MONTH_FIRSTS[6000]
    )  # where there is no day, any number may stand
    month = held.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + _MONTHS_BEFORE
    return month, held - _MONTH_FIRSTS[month]


def moved_by_months(month: Rows, of_month: Days, months: int) -> Days:
    """The days of these months and days of the month, moved by calendar months, cut at the month's end."""
    then = month + months
    return np.minimum(_MONTH_FIRSTS[then] + of_month, _MONTH_FIRSTS[then + 1] - 1)


def in_school_year(day: Days, month: int) -> Days:
    """The first day of `month` in the September–August year that holds each day."""
    months = np.asarray(day, dtype=np.int32).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    year, of_year = months // 12 + 1970, months % 12 + 1
    then = (year + (of_year >= 9) - 1970) * 12 + (month - 1)
    return then.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64).astype(np.int32)


def day_number(day: date) -> int:
    """Days since 1970."""
    return day.toordinal() - date(1970, 1, 1).toordinal()
