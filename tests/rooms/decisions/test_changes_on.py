"""What is kept holds every day until its `changes_on`: on no day before it is anything found that was not found today."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.decisions.working_out.changes_on import NotUnderstood, next_change, terms
from holdfast.decisions.working_out.known_on import known_on
from holdfast.engine import expressions as x
from holdfast.ng26.guideline import findings
from holdfast.ng26.settings import DEFAULTS
from tests.properties.cases import cases
from tests.properties.days import days_before

Case = dict[str, Any]
LAST = date(2100, 1, 1)


def found_on(case: Case, day: date, settings: dict[str, int]) -> Any:
    return findings(known_on(case, day), settings).findings


def other_settings() -> st.SearchStrategy[dict[str, int]]:
    """Windows of other lengths, ages of other years: the day follows the settings in force."""
    changes = {
        "carer_contact_days": 60,
        "plan_months_in_care": 1,
        "preschool_under": 4,
        "proposal_days": 0,
        "concern_months": 1,
    }
    return st.sampled_from((dict(DEFAULTS), {**DEFAULTS, **changes}))


@given(cases(), st.sampled_from((0, 0, 30, 200, 400)), other_settings(), st.data())
def test_nothing_changes_before_its_day(case: Case, back: int, settings: dict[str, int], data: Any) -> None:
    """`back`: the question is asked so many days before the file's own, so that the record holds things of later days."""
    day = days_before(date.fromisoformat(case["as_of"]), back)
    change = next_change(case, day, settings)
    last = (change or LAST) - timedelta(days=1)
    days = {last, *(day + timedelta(days=n) for n in range(1, 12))}
    days |= {day + timedelta(days=n) for n in data.draw(st.lists(st.integers(1, 900), max_size=10))}
    today = found_on(case, day, settings)
    for later in sorted(d for d in days if day < d <= last):
        assert found_on(case, later, settings) == today, later


@given(cases())
def test_the_day_lies_ahead(case: Case) -> None:
    day = date.fromisoformat(case["as_of"])
    change = next_change(case, day, DEFAULTS)
    assert change is None or change > day


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"child": {"id": "A", "date_of_birth": "2021-02-10"}}, "2026-02-10"),  # five: no preschool child any more
        ({"child": {"id": "A", "date_of_birth": "2020-02-29"}}, "2027-03-01"),  # a birthday on 29 February comes on 1 March
        ({"proposals": [{"date": "2026-01-01", "kind": "school_change"}]}, "2026-01-30"),  # 28 days, both ends included, are over
        ({"moves": [{"date": "2026-02-03", "kind": "change_placement"}]}, "2026-02-03"),  # the move's day has come
        ({"placement_concerns": [{"date": "2025-08-31", "level": "serious"}]}, "2026-03-01"),  # six months
        ({"attachment": [{"date": "2026-01-20", "status": "suspected"}], "diagnoses": []}, "2026-01-20"),  # written down for a later day
        ({}, None),
    ],
)  # fmt: skip
def test_the_day_is_the_first_on_which_something_turns(more: Case, expected: str | None) -> None:
    known = {
        "format": "holdfast-case/1",
        "as_of": "2026-01-15",
        "child": {"id": "A"},
        "proposals": [],
        "moves": [],
    }
    change = next_change({**known, **more}, date(2026, 1, 15), DEFAULTS)
    assert (change and change.isoformat()) == expected


def test_a_word_that_is_not_understood_is_refused() -> None:
    """A definition in new words must not let a kept finding outlive its day."""

    class Word(x.Expr):
        """A word that came later."""

    with pytest.raises(NotUnderstood):
        terms(Word(), DEFAULTS)
