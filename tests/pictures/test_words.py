"""Days, ages and lengths of time in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.pictures.words import age_on, birthday, count, how_long, listed, say_day

DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))


def test_a_day_is_said_as_people_say_it() -> None:
    assert say_day(date(2026, 3, 3)) == "3 March 2026"


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        (date(2012, 2, 29), date(2013, 2, 28), 0),
        (date(2012, 2, 29), date(2013, 3, 1), 1),
        (date(2012, 2, 29), date(2016, 2, 28), 3),
        (date(2012, 2, 29), date(2016, 2, 29), 4),
        (date(2012, 5, 3), date(2026, 5, 2), 13),
        (date(2012, 5, 3), date(2026, 5, 3), 14),
        (date(2012, 5, 3), date(2012, 5, 2), -1),
    ],
)
def test_ages_are_by_the_calendar(born: date, on: date, age: int) -> None:
    assert age_on(born, on) == age


@given(born=DAYS, age=st.integers(0, 30))
def test_an_age_begins_on_its_birthday(born: date, age: int) -> None:
    day = birthday(born, age)
    assert age_on(born, day) == age
    assert age_on(born, date.fromordinal(day.toordinal() - 1)) == age - 1


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2026, 3, 3), date(2026, 3, 3), "1 day"),
        (date(2026, 3, 3), date(2026, 3, 15), "12 days"),
        (date(2026, 3, 3), date(2026, 4, 3), "1 month"),
        (date(2026, 3, 3), date(2026, 11, 4), "8 months"),
        (date(2024, 3, 3), date(2026, 3, 2), "1 year 11 months"),
        (date(2024, 3, 3), date(2026, 3, 3), "2 years"),
        (date(2024, 3, 3), date(2026, 4, 3), "2 years 1 month"),
    ],
)
def test_lengths_of_time(start: date, end: date, said: str) -> None:
    assert how_long(start, end) == said


def test_lists_and_counts() -> None:
    assert [listed(["a", "b", "c"][:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert [count(1, "entry", "entries"), count(0, "entry", "entries")] == ["1 entry", "0 entries"]
