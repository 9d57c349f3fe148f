"""Days and numbers: comparing them, moving them, ages, school years, the first there is."""

from typing import Any

import pytest

from holdfast.engine.expressions import AsOf, Compare, FirstDayOf, InSchoolYear, Number, Shift, after, before
from tests.engine.asking import Ask
from tests.engine.small import CHILD, JULY, OFFERS, VISITS, WEEK, YEARS

DAY = CHILD["done"]
LIMIT = CHILD["born"]


# --- comparing --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "earlier", "same", "later"),
    [(">=", "F", "T", "T"), ("<=", "T", "T", "F"), (">", "F", "F", "T"), ("<", "T", "F", "F")],
)
def test_one_day_against_another(ask: Ask, order: Any, earlier: str, same: str, later: str) -> None:
    """A day known not to be is on no side of anything; a day not known may be on any."""
    ask.children(
        Compare(order, DAY, LIMIT),
        f"""
        done       | born       | =
        2025-12-31 | 2026-01-01 | {earlier}
        2026-01-01 | 2026-01-01 | {same}
        2026-01-02 | 2026-01-01 | {later}
        no         | 2026-01-01 | F
                   | 2026-01-01 | ?
        2026-01-01 |            | ?
        no         |            | F
                   |            | ?
        """,
    )


def test_a_day_known_not_to_be_is_not_before_nor_not_before(ask: Ask) -> None:
    for question, answer in (((DAY >= LIMIT) | (DAY < LIMIT), "F"), (~(DAY >= LIMIT), "T")):
        ask.children(question, f"done | born | =\nno | 2026-01-01 | {answer}")


def test_a_number_against_a_number(ask: Ask) -> None:
    ask.each(
        VISITS["size"] >= 60,
        """
        date       | size | =
        2026-01-01 | 59   | F
        2026-01-02 | 59.5 | F
        2026-01-03 | 60   | T
        2026-01-04 | 60.5 | T
        2026-01-05 |      | ?
        """,
    )
    ask.children(CHILD["people"] > 1, "people | =\n0 | F\n1 | F\n2 | T\n | ?")


def test_a_number_against_a_setting(ask: Ask) -> None:
    ask.children(CHILD["people"] <= WEEK, "people | =\n7 | T\n8 | F\n | ?")


def test_a_day_of_an_entry_against_a_day_of_the_child(ask: Ask) -> None:
    ask.given(born="2026-01-02").each(
        VISITS["date"] >= LIMIT,
        """
        date       | =
        2026-01-01 | F
        2026-01-02 | T
        2026-01-03 | T
        """,
    )


def test_today_is_the_day_asked_about(ask: Ask) -> None:
    ask.given(as_of="2028-02-29").once(AsOf(), "2028-02-29")


# --- moving -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "months", "there"),
    [
        ("2026-08-31", 6, "2026-02-28"), ("2024-08-31", 6, "2024-02-29"), ("2026-05-31", 3, "2026-02-28"),
        ("2026-03-31", 1, "2026-02-28"), ("2026-12-31", 1, "2026-11-30"), ("2026-12-31", 2, "2026-10-31"),
        ("2026-03-28", 1, "2026-02-28"), ("2026-01-15", 1, "2025-12-15"), ("2026-01-31", 12, "2025-01-31"),
        ("2024-02-29", 12, "2023-02-28"), ("2028-02-29", 48, "2024-02-29"), ("2026-03-01", 0, "2026-03-01"),
    ],
)  # fmt: skip
def test_months_before_are_cut_at_the_months_end(ask: Ask, day: str, months: int, there: str) -> None:
    ask.given(done=day).once(before(DAY, months, "months"), there)


@pytest.mark.parametrize(
    ("day", "months", "there"),
    [("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2025-12-31", 2, "2026-02-28"), ("2026-11-30", 3, "2027-02-28")],
)  # fmt: skip
def test_months_after_are_cut_at_the_months_end(ask: Ask, day: str, months: int, there: str) -> None:
    ask.given(done=day).once(Shift(DAY, 1, Number(months), "months"), there)


@pytest.mark.parametrize(
    ("day", "years", "there"),
    [("2026-03-01", 5, "2021-03-01"), ("2024-02-29", 1, "2023-02-28"), ("2024-02-29", 4, "2020-02-29"), ("2026-02-28", 2, "2024-02-28")],
)  # fmt: skip
def test_years_before(ask: Ask, day: str, years: int, there: str) -> None:
    ask.given(done=day).once(before(DAY, years, "years"), there)


def test_days_before_and_after_go_over_months_and_leap_days(ask: Ask) -> None:
    ask.given(done="2028-03-01").once(before(DAY, 1), "2028-02-29")
    ask.given(done="2027-03-01").once(before(DAY, 1), "2027-02-28")
    ask.given(done="2026-12-28").once(after(DAY, WEEK), "2027-01-04")
    ask.given(done="2026-03-01").once(before(DAY, 0), "2026-03-01")


def test_a_setting_and_one_more(ask: Ask) -> None:
    ask.given(done="2026-03-01").once(before(DAY, YEARS, "years", plus=1), "2022-03-01")


def test_a_day_that_is_none_or_not_known_is_not_moved(ask: Ask) -> None:
    for unit in ("days", "months", "years"):
        ask.given(done=False).once(before(DAY, 3, unit), "none")
        ask.once(before(DAY, 3, unit), "open")


@pytest.mark.parametrize(
    ("born", "today", "under"),
    [
        ("2021-03-02", "2026-03-01", "T"), ("2021-03-01", "2026-03-01", "F"), ("2021-02-28", "2026-03-01", "F"),
        # A 29 February birthday falls on 1 March where there is none.
        ("2020-02-29", "2025-02-28", "T"), ("2020-02-29", "2025-03-01", "F"), ("2020-02-29", "2024-02-28", "T"),
        ("2019-02-28", "2024-02-28", "F"), ("2019-03-01", "2024-02-29", "T"), ("2019-02-28", "2024-02-29", "F"),
    ],
)  # fmt: skip
def test_ages_are_by_the_calendar(ask: Ask, born: str, today: str, under: str) -> None:
    """Under 5 years, as definitions ask it."""
    ask.given(as_of=today, born=born).once(CHILD["born"] > before(AsOf(), 5, "years"), under)


# --- school years -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "there"),
    [("2025-09-01", "2026-07-01"), ("2025-12-31", "2026-07-01"), ("2026-01-01", "2026-07-01"), ("2026-08-31", "2026-07-01"),
     ("2026-09-01", "2027-07-01"), ("2024-02-29", "2024-07-01")],
)  # fmt: skip
def test_a_month_of_the_school_year_that_holds_a_day(ask: Ask, day: str, there: str) -> None:
    ask.given(done=day).once(InSchoolYear(DAY, JULY), there)
    ask.given(done=day).once(InSchoolYear(DAY, Number(1)), there.replace("-07-", "-01-"))


def test_no_day_is_in_no_school_year(ask: Ask) -> None:
    ask.given(done=False).once(InSchoolYear(DAY, JULY), "none")
    ask.once(InSchoolYear(DAY, JULY), "open")


# --- the first there is -------------------------------------------------------------------------------------------


def test_the_first_day_that_there_is(ask: Ask) -> None:
    """A visit's second page, or else its first, or else its own day: asked of days that there may be none of."""
    second, first = (OFFERS.nth(n, "done") for n in (2, 1))
    either = FirstDayOf((second, first, VISITS.latest("date")))
    visits = "date\n2026-02-01"
    ask.given(visits=visits).once(either, "2026-01-02", offers="done\n2026-01-01\n2026-01-02")
    ask.given(visits=visits).once(either, "2026-01-01", offers="done\n2026-01-01")
    ask.given(visits=visits).once(either, "2026-02-01", offers=[])
    ask.given(visits=[]).once(either, "none", offers=[])
    ask.given(visits=visits).once(either, "open")
    ask.once(either, "open", offers=[])
