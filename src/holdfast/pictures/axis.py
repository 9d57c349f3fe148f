"""The time axis that the chronology and the line chart share: where a day is, and which days get a line and a name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from holdfast.pictures import lettering
from holdfast.pictures.svg import layer, line, rect, write
from holdfast.pictures.words import MONTHS, age_on, birthday

# How far a name may run past the end of the axis.
_PAST = 10


@dataclass(frozen=True)
class Axis:
    """Days from `first` to `last` on the pixels from `left` to `right`, evenly."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day is; outside the pixels if it is outside the days."""
        days = max(1, (self.last - self.first).days)
        return self.left + (self.right - self.left) * (day - self.first).days / days

    def inside(self, day: date) -> float:
        """Where a day is, or the nearer end of the axis."""
        return min(self.right, max(self.left, self.x(day)))

    def year(self) -> float:
        """Pixels for a year."""
        return (self.right - self.left) * 365.25 / max(1, (self.last - self.first).days)


def new_years(axis: Axis) -> list[date]:
    """Each 1 January on the axis."""
    days = (date(year, 1, 1) for year in range(axis.first.year, axis.last.year + 1))
    return [day for day in days if axis.first <= day <= axis.last]


def _months(axis: Axis) -> list[date]:
    """Firsts of the months that have room for a name: each, each third, or none."""
    step = 1 if axis.year() / 12 >= 34 else 3 if axis.year() / 4 >= 40 else 0
    if not step:
        return []
    years = range(axis.first.year, axis.last.year + 1)
    days = (date(year, month, 1) for year in years for month in range(1, 13, step))
    return [day for day in days if axis.first <= day <= axis.last]


def _spaced(axis: Axis, days: list[date], room: float) -> list[date]:
    """Every day, or every second, fifth or tenth (counted in years), so that each keeps its room."""
    step = next((s for s in (1, 2, 5, 10, 20) if s * axis.year() >= room), 50)
    return [day for day in days if day.year % step == 0]


def _ages(axis: Axis, born: date) -> Iterator[tuple[int, float, float]]:
    """Each age with the pixels on which the child has it."""
    for age in range(max(0, age_on(born, axis.first)), age_on(born, axis.last) + 1):
        yield age, axis.inside(birthday(born, age)), axis.inside(birthday(born, age + 1))


def age_bands(axis: Axis, born: date, top: float, bottom: float) -> str:
    """Every second year of the child's life on darker paper."""
    bands = [
        rect(x1, top, x2 - x1, bottom - top, "age-ground")
        for age, x1, x2 in _ages(axis, born)
        if age % 2 and x2 > x1
    ]
    return layer(*bands)


def year_lines(axis: Axis, top: float, bottom: float) -> str:
    """A line on each 1 January and each month that has a name."""
    days = sorted({*new_years(axis), *_months(axis)})
    return layer(*(line(axis.x(day), top, axis.x(day), bottom, "grid-line") for day in days))


def year_names(axis: Axis, y: float, size: float = 13) -> str:
    """The years, each at its 1 January; the first year of a piece that starts later at its start."""
    named = _spaced(axis, new_years(axis), lettering.width("2026", size) + 10)
    places = [(axis.x(day), str(day.year)) for day in named]
    room = lettering.width("2026", size) + 8
    if not places or places[0][0] - axis.left >= room:
        places.insert(0, (axis.left, str(axis.first.year)))
    fitting = [(x, said) for x, said in places if x + room - 8 <= axis.right + _PAST]
    return layer(*(write(said, x + 3, y, look="soft-text", size=size) for x, said in fitting))


def month_names(axis: Axis, y: float, size: float = 12) -> str:
    """Short names of the months that have room, or nothing."""
    fitting = [day for day in _months(axis) if axis.x(day) + 28 <= axis.right + _PAST]
    return layer(
        *(
            write(MONTHS[day.month - 1][:3], axis.x(day) + 3, y, look="soft-text", size=size)
            for day in fitting
        )
    )


def has_months(axis: Axis) -> bool:
    """Whether the months are far enough apart to be named."""
    return bool(_months(axis))


def age_names(axis: Axis, born: date, y: float, size: float = 13) -> str:
    """Each age in the middle of its year, as far as there is room."""
    step = next((s for s in (1, 2, 5, 10) if s * axis.year() >= lettering.width("00", size) + 6), 20)
    room = lettering.width("00", size)
    said = [
        write(str(age), (x1 + x2) / 2, y, look="text", size=size, text_anchor="middle", font_weight=600)
        for age, x1, x2 in _ages(axis, born)
        if age % step == 0 and x2 - x1 >= min(room, step * axis.year())
    ]
    return layer(*said)
