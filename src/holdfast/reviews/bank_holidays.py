"""Bank holidays of England and Wales, and working days counted round them. Pure.

The rule is that of the Banking and Financial Dealings Act 1971, schedule 1, with the days that are proclaimed every year (New Year's
Day since 1974, the first Monday in May since 1978); what a proclamation moved or added once stands in ONCE (gov.uk/bank-holidays).
A later proclamation is a line there. "Working day": the Care Planning, Placement and Case Review (England) Regulations 2010, reg 2.
"""

from datetime import date, timedelta
from functools import cache

_DAY = timedelta(days=1)
# Year: days that were none that year, days that were one in their place or besides.
ONCE: dict[int, tuple[tuple[date, ...], tuple[date, ...]]] = {
    2011: ((), (date(2011, 4, 29),)),
    2012: ((date(2012, 5, 28),), (date(2012, 6, 4), date(2012, 6, 5))),
    2020: ((date(2020, 5, 4),), (date(2020, 5, 8),)),
    2022: ((date(2022, 5, 30),), (date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19))),
    2023: ((), (date(2023, 5, 8),)),
}


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of a year, substitute days instead of those that fall on a weekend."""
    easter = easter_sunday(year)
    days = {
        _from_weekend(date(year, 1, 1)), easter - 2 * _DAY, easter + _DAY,
        _monday_from(date(year, 5, 1)), _monday_from(date(year, 5, 25)), _monday_from(date(year, 8, 25)),
        *_christmas(year),
    }  # fmt: skip
    moved, added = ONCE.get(year, ((), ()))
    return frozenset(days - set(moved) | set(added))


def easter_sunday(year: int) -> date:
    """Easter in the Gregorian calendar (the anonymous algorithm; Meeus, Astronomical Algorithms, chapter 8)."""
    golden, century, of_century = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _monday_from(day: date) -> date:
    """The first Monday on or after a day."""
    return day + timedelta(days=-day.weekday() % 7)


def _from_weekend(day: date) -> date:
    return _monday_from(day) if day.weekday() >= 5 else day


def _christmas(year: int) -> tuple[date, date]:
    """Christmas Day and Boxing Day, or the next two weekdays that stand for what falls on a weekend."""
    first = date(year, 12, 25)
    return {
        4: (first, date(year, 12, 28)),  # Friday: Boxing Day is a Saturday
        5: (date(year, 12, 27), date(year, 12, 28)),
        6: (date(year, 12, 26), date(year, 12, 27)),
    }.get(first.weekday(), (first, date(year, 12, 26)))


def is_working_day(day: date) -> bool:
    """Neither Saturday nor Sunday, Christmas Day, Good Friday or a bank holiday."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def working_days_after(day: date, number: int) -> date:
    """The last of so many working days, counted from the day after."""
    while number:
        day += _DAY
        number -= is_working_day(day)
    return day
