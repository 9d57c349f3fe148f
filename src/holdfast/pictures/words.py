"""Days, ages and lengths of time as people say them. By the calendar; a 29 February birthday falls on 1 March."""

from collections.abc import Sequence
from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def say_day(day: date) -> str:
    """3 March 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def birthday(born: date, age: int) -> date:
    """The day on which somebody reaches an age in whole years."""
    year = born.year + age
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def age_on(born: date, on: date) -> int:
    """Whole years; below 0 before birth."""
    years = on.year - born.year
    return years if birthday(born, years) <= on else years - 1


def _months(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def count(number: int, one: str, many: str | None = None) -> str:
    """1 month, 3 months; the plural is given where an s will not do."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def how_long(start: date, end: date) -> str:
    """From a day to a later one: days up to a month, then months, then years and months."""
    years, months = divmod(_months(start, end), 12)
    if years:
        return count(years, "year") + (f" {count(months, 'month')}" if months else "")
    return count(months, "month") if months else count(max(1, (end - start).days), "day")


def listed(parts: Sequence[str], last: str = "and") -> str:
    """One, two and three."""
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}" if len(parts) > 1 else "".join(parts)


def capital(words: str) -> str:
    """The first letter large, the rest as it is."""
    return words[:1].upper() + words[1:]
