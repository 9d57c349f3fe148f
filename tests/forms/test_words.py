"""Days, spans and ages as people say them."""

import datetime as dt

import pytest

from holdfast.forms.words import age_in_years, age_words, counted, how_long_ago, say_day, say_month, say_span


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("born", "on", "says"),
    [
        ("2022-09-26", "2026-11-26", "4 years 2 months"),
        ("2022-09-27", "2026-11-26", "4 years 1 month"),
        ("2025-11-26", "2026-11-26", "1 year"),
        ("2025-11-27", "2026-11-26", "11 months"),
        ("2026-10-26", "2026-11-26", "1 month"),
        ("2026-10-27", "2026-11-26", "30 days old"),
        ("2026-11-25", "2026-11-26", "1 day old"),
        ("2026-11-26", "2026-11-26", "born today"),
        ("2026-11-27", "2026-11-26", "not born yet"),
        # Born on 29 February: in a year without one, the birthday is on 1 March.
        ("2024-02-29", "2025-02-28", "11 months"),
        ("2024-02-29", "2025-03-01", "1 year"),
        ("2024-02-29", "2028-02-28", "3 years 11 months"),
        ("2024-02-29", "2028-02-29", "4 years"),
        # The 31st in a month of thirty days: the month is whole on the 1st of the next.
        ("2026-03-31", "2026-04-30", "30 days old"),
        ("2026-03-31", "2026-05-01", "1 month"),
    ],
)
def test_an_age_is_by_the_calendar(born: str, on: str, says: str) -> None:
    assert age_words(day(born), day(on)) == says


@pytest.mark.parametrize(
    ("on", "years"), [("2042-02-28", 17), ("2042-03-01", 18), ("2044-02-28", 19), ("2044-02-29", 20)]
)
def test_a_leap_day_child_comes_of_age_on_1_march(on: str, years: int) -> None:
    assert age_in_years(day("2024-02-29"), day(on)) == years


def test_an_age_before_birth_is_refused() -> None:
    with pytest.raises(ValueError, match="25 November 2026 is before the birth on 26 November 2026"):
        age_in_years(day("2026-11-26"), day("2026-11-25"))


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [
        ("2026-11-26", "2026-11-26", "less than a day"),
        ("2026-11-25", "2026-11-26", "1 day"),
        ("2026-11-13", "2026-11-26", "13 days"),
        ("2026-11-12", "2026-11-26", "2 weeks"),
        ("2026-09-27", "2026-11-26", "8 weeks"),
        ("2026-09-26", "2026-11-26", "2 months"),
        ("2026-03-03", "2026-11-26", "8 months"),
        ("2024-08-26", "2026-11-26", "2 years 3 months"),
        ("2021-11-27", "2026-11-26", "4 years 11 months"),
        ("2021-10-26", "2026-11-26", "5 years"),
    ],
)
def test_a_span_is_said_in_the_unit_that_tells(first: str, last: str, says: str) -> None:
    assert say_span(day(first), day(last)) == says


def test_a_span_turned_round_is_refused() -> None:
    with pytest.raises(ValueError, match="give the earlier day first"):
        say_span(day("2026-11-26"), day("2026-11-25"))


@pytest.mark.parametrize(
    ("seen", "says"),
    [
        ("2026-11-26", "today"),
        ("2026-11-25", "yesterday"),
        ("2026-11-27", "tomorrow"),
        ("2026-11-21", "5 days ago"),
        ("2026-12-17", "in 3 weeks"),
        ("2026-03-03", "8 months ago"),
    ],
)
def test_how_long_ago(seen: str, says: str) -> None:
    assert how_long_ago(day(seen), day("2026-11-26")) == says


def test_days_and_counts() -> None:
    assert say_day(day("2026-03-03")) == "3 March 2026"
    assert say_month(day("2026-03-03")) == "March 2026"
    assert (counted(1, "child", "children"), counted(1_200, "child", "children")) == (
        "1 child",
        "1,200 children",
    )
    assert counted(0, "month") == "0 months"
