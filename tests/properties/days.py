"""Days on and around every limit of the guideline: window ends, month ends, 29 February, birthdays."""

from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from holdfast.ng26.settings import SETTINGS

Draw = Callable[[st.SearchStrategy[Any]], Any]

# Days on which months, leap years, school years and terms are awkward; the plainest first, so that cases shrink to it.
AWKWARD = tuple(
    date.fromisoformat(day)
    for day in (
        "2026-03-01", "2026-05-31", "2026-08-31", "2028-02-29", "2027-02-28", "2026-07-01", "2026-09-01", "2026-12-31",
        "2026-06-30", "2025-10-30", "2028-03-01",
    )
)  # fmt: skip
AS_OF = st.sampled_from(AWKWARD) | st.dates(date(2024, 1, 1), date(2028, 12, 31))

WINDOW_MONTHS = sorted({s.value for s in SETTINGS.values() if s.unit == "months"})
WINDOW_DAYS = sorted({s.value for s in SETTINGS.values() if s.unit == "days" and s.value < 40})
# Ages at which something begins or ends, as whole years, and the 19 months of 1.4.5.
AGES = (3, 4, 0, 1, 2, 5, 7, 8, 9, 10, 11, 13, 14, 15, 16, 17, 18)
AGE_MONTHS = (18, 19, 20)


def months_before(day: date, months: int) -> date:
    """The same day of the month, cut at the month's end."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def days_before(day: date, days: int) -> date:
    """So many days earlier (a negative number: later)."""
    return day - timedelta(days=days)


def window_ends(as_of: date) -> list[date]:
    """The first day of every window that the settings name, the day before it and the day after."""
    firsts = [days_before(as_of, d) for d in WINDOW_DAYS] + [months_before(as_of, m) for m in WINDOW_MONTHS]
    return around(firsts)


def around(days: Iterable[date]) -> list[date]:
    """Each day, the day before it and the day after, each once."""
    return list(dict.fromkeys(days_before(day, step) for day in days for step in (0, 1, -1)))


class Calendar:
    """The day asked about and the days on which something happened to this child, so that others can fall beside them."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.as_of: date = draw(AS_OF)
        self._windows = window_ends(self.as_of)
        self.marks: list[date] = []

    def mark(self, *days: date | None) -> None:
        """Remember that something happened on these days."""
        self.marks += [day for day in days if day is not None]

    def day(self, *beside: date, future: bool = False) -> date:
        """A day: today, at a window's end, beside something that happened, or any; after today only if it may be."""
        kind = self.draw(st.sampled_from(("window", "recent", "beside", "long ago", "near")))
        if kind == "window":
            found = self.draw(st.sampled_from(self._windows))
        elif kind == "beside" and (beside or self.marks):
            found = self.draw(st.sampled_from(around(beside or self.marks)))
        elif kind == "near":
            found = days_before(self.as_of, self.draw(st.sampled_from((0, 1, -1, -27))))
        else:
            found = days_before(self.as_of, self.draw(st.integers(0, 90 if kind == "recent" else 1500)))
        return found if future else min(found, self.as_of)

    def birth(self, ages: tuple[int, ...] = AGES) -> date:
        """A day of birth: on, before and after a birthday that matters today, on 29 February, or any in the year."""
        kind = self.draw(st.sampled_from(("in the year", "birthday", "months", "leap day")))
        if kind == "months" and ages[0] < 5:
            found = months_before(self.as_of, self.draw(st.sampled_from(AGE_MONTHS)))
            return min(days_before(found, self.draw(st.sampled_from((0, 1, -1)))), self.as_of)
        years = self.draw(st.sampled_from(ages))
        birthday = months_before(self.as_of, 12 * years)
        if kind == "birthday":
            return min(days_before(birthday, self.draw(st.sampled_from((0, 1, -1)))), self.as_of)
        if kind == "leap day":
            leap = date(birthday.year - birthday.year % 4, 2, 29)
            return leap if leap <= self.as_of else birthday
        return days_before(birthday, self.draw(st.integers(0, 364)))
