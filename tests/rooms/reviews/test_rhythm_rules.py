"""What is due by when: each interval of standards.md section 6, on days worked out by hand."""

from datetime import date, timedelta
from typing import Any

import pytest

from holdfast.reviews.bank_holidays import bank_holidays, easter_sunday, is_working_day, working_days_after
from holdfast.reviews.rhythm_rules import Due, Known, due, months_after, term_end

# As published on gov.uk/bank-holidays for England and Wales.
PUBLISHED = {
    2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}


@pytest.mark.parametrize("year", PUBLISHED)
def test_bank_holidays_are_those_published(year: int) -> None:
    assert bank_holidays(year) == {date.fromisoformat(f"{year}-{day}") for day in PUBLISHED[year].split()}


@pytest.mark.parametrize("day", ["2000-04-23", "2008-03-23", "2011-04-24", "2019-04-21", "2038-04-25"])
def test_easter(day: str) -> None:
    assert easter_sunday(int(day[:4])) == date.fromisoformat(day)


def test_working_days_leave_out_weekends_and_holidays() -> None:
    assert not is_working_day(date(2026, 12, 28)) and not is_working_day(date(2026, 12, 26))
    assert working_days_after(date(2026, 12, 23), 1) == date(2026, 12, 24)
    assert working_days_after(date(2026, 12, 24), 1) == date(2026, 12, 29)
    assert working_days_after(date(2026, 3, 2), 20) == date(2026, 3, 30)
    assert working_days_after(date(2026, 3, 16), 20) == date(2026, 4, 15), (
        "Good Friday and Easter Monday between"
    )


@pytest.mark.parametrize(("day", "months", "then"), [
    ("2026-08-31", 6, "2027-02-28"), ("2023-08-31", 6, "2024-02-29"), ("2026-12-01", 1, "2027-01-01"),
    ("2026-11-30", 3, "2027-02-28"), ("2026-01-15", 12, "2027-01-15"), ("2026-06-30", 6, "2026-12-30"),
])  # fmt: skip
def test_calendar_months(day: str, months: int, then: str) -> None:
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(then)


CAME = date(2026, 3, 2)  # a Monday
ON = date(2026, 3, 20)


def one(code: str, on: date = ON, **known: Any) -> Due | None:
    """The one thing of this code that is due for a boy of nine who came into care on CAME, unless `known` says otherwise."""
    base = {"born": date(2016, 9, 1), "in_care_since": CAME, "placement_since": CAME, "home": "foster"}
    found = [each for each in due(Known(**{**base, **known}), on) if each.code == code]
    assert len(found) <= 1
    return found[0] if found else None


def test_reviews_come_after_20_working_days_3_months_and_6_months() -> None:
    assert one("review").by == date(2026, 3, 30)
    second = one("review", reviews=(date(2026, 3, 25),))
    assert (second.by, second.last) == (date(2026, 6, 25), date(2026, 3, 25))
    assert one("review", reviews=(date(2026, 6, 20), date(2026, 3, 25))).by == date(2026, 12, 20)
    assert one("review", reviews=(date(2025, 1, 1),)).by == date(2026, 3, 30), "of an earlier time in care"


def test_an_adoptive_placement_has_reviews_and_visits_of_its_own() -> None:
    moved = date(2026, 9, 1)
    adopting = {"home": "adoptive", "placement_since": moved, "reviews": (date(2026, 3, 25),), "on": moved}
    assert one("review", **adopting).by == moved + timedelta(weeks=4)
    assert one("visit", **adopting).by == moved + timedelta(days=7)
    assert one("visit", **adopting, visits=(date(2026, 9, 5),)).by == date(2026, 9, 12), (
        "weekly to the first review"
    )
    reviewed = {**adopting, "reviews": (date(2026, 9, 20),), "visits": (date(2026, 9, 19),)}
    assert one("review", **reviewed).by == date(2026, 12, 20)
    assert one("visit", **reviewed) is None, "then as the review decides"


def test_visits_come_within_a_week_and_then_every_six_weeks() -> None:
    assert one("visit").by == date(2026, 3, 9)
    assert one("visit", visits=(date(2026, 3, 6),)).by == date(2026, 4, 17)
    assert one("visit", visits=(date(2026, 2, 1),)).by == date(2026, 3, 9), "a visit to an earlier placement"


def test_a_lasting_placement_is_visited_every_three_months_after_a_year() -> None:
    late, lasting = (date(2027, 3, 5),), {"plan": "long_term_foster"}
    assert one("visit", date(2027, 4, 1), visits=late, **lasting).by == date(2027, 6, 5)
    assert one("visit", date(2027, 4, 1), visits=late).by == date(2027, 4, 16), "not meant to last"
    assert one("visit", visits=(date(2027, 3, 1),), **lasting).by == date(2027, 4, 12), "still the first year"


def test_at_home_visits_follow_the_order() -> None:
    interim = {"home": "birth_family", "legal_status": "interim_care_order", "visits": (date(2026, 3, 6),)}
    assert one("visit", **interim).by == date(2026, 3, 13)
    assert one("visit", **interim, reviews=(date(2026, 3, 25),)).by == date(2026, 4, 3)
    assert one("visit", **{**interim, "legal_status": "care_order"}).by == date(2026, 4, 17)


def test_health_assessments_follow_the_age() -> None:
    assert one("health").by == date(2026, 3, 30)
    assert one("health", health=(date(2026, 3, 20),)).by == date(2027, 3, 20)
    small = {"born": date(2023, 1, 1), "health": (date(2026, 3, 20),)}
    assert one("health", **small).by == date(2026, 9, 20)
    turning_five = {"born": date(2021, 9, 21), "health": (date(2026, 3, 20),)}
    assert one("health", **turning_five).by == date(2026, 9, 20), "under five for a day more"
    assert one("health", **{**turning_five, "born": date(2021, 9, 20)}).by == date(2027, 3, 20)
    assert one("health", born=None, health=(date(2026, 3, 20),)).by == date(2026, 9, 20), (
        "the earlier where the age is not known"
    )
    assert one("dental").by == date(2027, 3, 2)
    assert one("dental", dental=(date(2026, 5, 1),)).by == date(2027, 5, 1)


def test_the_education_plan_is_due_each_term() -> None:
    assert one("pep").by == date(2026, 3, 16)
    assert one("pep", plan_updated=date(2025, 12, 1)).by == date(2026, 3, 16), "a plan from before care"
    assert one("pep", plan_updated=date(2026, 3, 10)).by == date(2026, 7, 20)
    assert one("pep", plan_updated=date(2026, 8, 10)).by == date(2027, 3, 31), (
        "holidays belong to the term they lead to"
    )
    assert one("pep", born=date(2024, 1, 1)) is None, "too young"
    assert one("pep", born=date(2024, 1, 1), setting="early_years") is not None
    assert one("pep", born=None) is None


@pytest.mark.parametrize(
    ("day", "end"), [("2026-03-31", "2026-03-31"), ("2026-04-01", "2026-07-20"), ("2026-12-21", "2027-03-31")]
)
def test_terms(day: str, end: str) -> None:
    assert term_end(date.fromisoformat(day)) == date.fromisoformat(end)


def test_the_questionnaire_is_due_by_31_march_after_a_year_in_care() -> None:
    assert one("sdq") is None, "not a year yet"
    assert one("sdq", date(2026, 5, 1)).by == date(2027, 3, 31)
    done = one("sdq", date(2026, 5, 1), sdq=(date(2026, 4, 2),))
    assert (done.by, done.last) == (date(2028, 3, 31), date(2026, 4, 2))
    assert one("sdq", date(2027, 3, 31)).by == date(2027, 3, 31)
    assert one("sdq", date(2026, 5, 1), born=date(2010, 3, 31)) is None, "17 by then"
    assert one("sdq", date(2026, 5, 1), born=date(2010, 4, 1)) is not None, "16 by then"
    assert one("sdq", date(2026, 5, 1), born=date(2023, 4, 1)) is None, "3 by then"


def test_a_return_interview_is_due_72_hours_after_coming_back() -> None:
    back = date(2026, 3, 18)
    found = one("return_interview", missing=((back, None),))
    assert (
        found.by == date(2026, 3, 21)
        and found.overdue(date(2026, 3, 22))
        and not found.overdue(date(2026, 3, 21))
    )
    assert one("return_interview", missing=((back, back),)) is None
    assert one("return_interview", date(2026, 4, 16), missing=((back, None),)) is None, "four weeks ago"
    assert one("return_interview", date(2026, 4, 15), missing=((back, None),)) is not None


def test_nothing_is_due_out_of_care_or_at_18() -> None:
    assert due(Known(born=date(2016, 9, 1)), ON) == []
    assert due(Known(born=date(2008, 3, 20), in_care_since=CAME, placement_since=CAME), ON) == []
    assert due(Known(born=date(2008, 3, 21), in_care_since=CAME, placement_since=CAME), ON) != []


def test_everything_names_its_source_and_reason_earliest_first() -> None:
    found = due(Known(born=date(2016, 9, 1), in_care_since=CAME, placement_since=CAME), ON)
    assert [each.code for each in found] == ["visit", "pep", "health", "review", "dental"]
    assert all(each.source and each.because and each.says for each in found)
