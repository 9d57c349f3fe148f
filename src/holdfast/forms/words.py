"""Days and ages as people say them. Pure: whoever asks says which day it is."""

import datetime as dt

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def counted(number: int, one: str, many: str | None = None) -> str:
    """'1 child', '2 children': `many` is `one` with an s unless given."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def first_up(text: str) -> str:
    """The text with a capital letter first."""
    return text[:1].upper() + text[1:]


def say_day(day: dt.date) -> str:
    """'3 March 2026'. Of a moment, its day."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def say_month(day: dt.date) -> str:
    """'March 2026'."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def whole_months(first: dt.date, last: dt.date) -> int:
    """Whole calendar months from `first` to `last`, which must not be earlier.

    A month is whole on the same day of a later month, or, where that month has no such day, on the first of the
    next: someone born on 29 February is a year older on 1 March.
    """
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (last.day < first.day)


def say_span(first: dt.date, last: dt.date) -> str:
    """How long it was, in the one unit that tells: '5 days', '3 weeks', '8 months', '2 years 3 months'.

    Below a day: 'less than a day'. From five years on the months are left out. Raises ValueError if `last` is earlier.
    """
    if last < first:
        raise ValueError(f"{say_day(last)} is before {say_day(first)}: give the earlier day first")
    days, months = (last - first).days, whole_months(first, last)
    if days == 0:
        return "less than a day"
    if days < 14:
        return counted(days, "day")
    if months < 2:
        return counted(days // 7, "week")
    return _years_and_months(months) if months < 60 else counted(months // 12, "year")


def _years_and_months(months: int) -> str:
    years, rest = divmod(months, 12)
    parts = [counted(years, "year")] if years else []
    if rest or not years:
        parts.append(counted(rest, "month"))
    return " ".join(parts)


def how_long_ago(day: dt.date, on: dt.date) -> str:
    """'8 months ago', 'yesterday', 'today', 'tomorrow', 'in 3 weeks': the day `day`, seen from the day `on`."""
    near = {0: "today", -1: "yesterday", 1: "tomorrow"}.get((day - on).days)
    if near:
        return near
    return f"{say_span(day, on)} ago" if day < on else f"in {say_span(on, day)}"


def age_words(born: dt.date, on: dt.date) -> str:
    """An age in years and months, by the calendar: '4 years 2 months', '7 months', '12 days', 'born today'.

    Someone born on 29 February has their birthday on 1 March in a year without one. Before the birth: 'not born yet'.
    """
    if on < born:
        return "not born yet"
    months = whole_months(born, on)
    if months:
        return _years_and_months(months)
    days = (on - born).days
    return counted(days, "day") + " old" if days else "born today"


def age_in_years(born: dt.date, on: dt.date) -> int:
    """Birthdays had, by the calendar. Raises ValueError before the birth."""
    if on < born:
        raise ValueError(f"{say_day(on)} is before the birth on {say_day(born)}")
    return whole_months(born, on) // 12
