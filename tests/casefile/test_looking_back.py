"""The case on another day: later, time passes; earlier, what is dated after it is left out as not yet recorded."""

import copy
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.casefile.checking import errors
from holdfast.casefile.looking_back import seen_on
from holdfast.ng26.guideline import findings
from holdfast.ng26.settings import DEFAULTS
from holdfast.ng26.tables import CASE_FILE
from tests.properties.cases import cases

THEN = date(2025, 6, 15)
PLAIN = {
    "format": "holdfast-case/1",
    "as_of": "2026-03-01",
    "child": {"id": "A1", "date_of_birth": "2020-01-01"},
}


def back(**changes: Any) -> dict[str, Any]:
    """The plain case with these changes, looked back at from 2026-03-01 to 2025-06-15."""
    return seen_on({**PLAIN, **changes}, THEN)[0]


# --- later and today ------------------------------------------------------------------------------------------


def test_later_only_the_day_changes() -> None:
    case = {**PLAIN, "attachment": [{"date": "2026-01-01", "status": "suspected"}]}
    assert seen_on(case, date(2027, 1, 1)) == ({**case, "as_of": "2027-01-01"}, ())


def test_on_the_files_own_day_nothing_changes() -> None:
    assert seen_on(PLAIN, date(2026, 3, 1)) == (PLAIN, ())


def test_time_passes() -> None:
    """A child of 4 is 5 a year later: preschool programmes are no longer for them."""
    case = {
        **PLAIN, "child": {"id": "A1", "date_of_birth": "2021-03-02"}, "attachment": [{"date": "2026-01-01", "status": "suspected"}],
        "care": [{"start": "2025-01-01", "context": "in_care", "home": "foster"}], "programmes": [], "assessments": [],
    }  # fmt: skip
    states = [
        next(f.state for f in findings(seen_on(case, day)[0]).findings if f.recommendation == "1.5.1")
        for day in (date(2026, 3, 1), date(2026, 3, 2))
    ]
    assert states == ["wait", "not_applicable"]


# --- earlier: entries -------------------------------------------------------------------------------------------

DATED = [(t.name, t.dated_by) for t in CASE_FILE.tables if t.dated_by and not t.inside]
REST: dict[str, dict[str, Any]] = {
    "care": {}, "placement_concerns": {"level": "some"}, "carer_support": {"kind": "telephone"}, "extra_support": {"kind": "other"},
    "moves": {"kind": "return_home"}, "attachment": {"status": "suspected"}, "assessments": {"type": "sensitivity"},
    "diagnoses": {"code": "DSED"}, "referrals": {}, "programmes": {"programme": "carer_group"}, "reviews": {"type": "looked_after"},
    "proposals": {"kind": "medicine"}, "team": {"role": "other", "person": "P1"}, "sdq": {}, "missing_episodes": {},
    "unaccompanied_periods": {},
}  # fmt: skip


@pytest.mark.parametrize(("name", "day"), DATED)
def test_an_entry_dated_after_the_day_is_left_out(name: str, day: str) -> None:
    on_the_day, after = {**REST[name], day: "2025-06-15"}, {**REST[name], day: "2025-06-16"}
    assert back(**{name: [on_the_day, after]})[name] == [on_the_day]


@pytest.mark.parametrize(("name", "day"), DATED)
def test_a_list_of_which_nothing_was_recorded_yet_is_empty_and_one_that_is_not_known_stays_so(
    name: str, day: str
) -> None:
    assert back(**{name: [{**REST[name], day: "2025-06-16"}]})[name] == []
    assert back(**{name: None})[name] is None
    assert name not in back()


def test_what_carries_no_date_stays() -> None:
    same = {
        "siblings": [{"id": "S1", "in_care": True}], "trauma_signs": True, "maltreatment": {"experienced": False},
        "conditions": [{"condition": "ptsd", "status": "suspected", "offered": False}],
        "children_with_attachment_difficulties_in_home": 2,
    }  # fmt: skip
    seen = back(**same)
    assert {key: seen[key] for key in same} == same


def test_a_future_move_or_proposal_was_not_on_file_either() -> None:
    seen = back(
        moves=[{"date": "2026-04-01", "kind": "return_home"}],
        proposals=[{"date": "2025-06-16", "kind": "medicine"}],
    )
    assert seen["moves"] == seen["proposals"] == []


# --- earlier: days inside entries and objects -----------------------------------------------------------------


def test_a_day_after_the_day_is_not_known_and_false_stays_false() -> None:
    seen = back(
        permanence={"kinship_considered": "2025-06-16", "plan": "kinship"},
        adoption={"wishes_recorded": "2025-06-15", "full_assessment_of_need": False},
        education={
            "key_person": "Ms A",
            "designated_teacher": {"named": True, "trained_attachment": "2026-01-01"},
        },
        conditions=[{"condition": "adhd", "status": "diagnosed", "offered": "2025-07-01"}],
    )
    assert seen["permanence"] == {"plan": "kinship"}
    assert seen["adoption"] == {"wishes_recorded": "2025-06-15", "full_assessment_of_need": False}
    assert seen["education"] == {"key_person": "Ms A", "designated_teacher": {"named": True}}
    assert seen["conditions"] == [{"condition": "adhd", "status": "diagnosed"}]


def test_before_birth_the_day_of_birth_is_not_known() -> None:
    assert seen_on(PLAIN, date(2019, 12, 31))[0]["child"] == {"id": "A1"}
    assert seen_on(PLAIN, date(2020, 1, 1))[0]["child"] == PLAIN["child"]


# --- earlier: what ended later is still going on --------------------------------------------------------------


@pytest.mark.parametrize(("end", "over"), [("2025-06-14", True), ("2025-06-15", True), ("2025-06-16", False)])
def test_a_home_that_ended_later_is_still_going_on(end: str, *, over: bool) -> None:
    home = {
        "start": "2025-01-01",
        "end": end,
        "home": "foster",
        "end_reason": "breakdown",
        "relationship_kept": "yes",
    }
    (seen,) = back(care=[home, {"start": end, "home": "residential"}])["care"][:1]
    assert seen == (home if over else {"start": "2025-01-01", "home": "foster"})


def test_a_role_that_ended_later_is_still_held() -> None:
    role = {"role": "social_worker", "person": "P1", "start": "2025-01-01"}
    assert back(team=[{**role, "end": "2025-06-16"}])["team"] == [role]


def test_a_course_that_ended_later_is_still_running_with_the_sessions_so_far() -> None:
    course = {
        "programme": "video_feedback", "offered": "2025-06-01", "started": "2025-06-10", "ended": "2025-09-01", "response": "accepted",
        "ended_because": "completed", "sessions": [{"date": "2025-06-10", "minutes": 60}, {"date": "2025-06-20"}],
    }  # fmt: skip
    assert back(programmes=[course])["programmes"] == [
        {
            "programme": "video_feedback", "offered": "2025-06-01", "started": "2025-06-10", "response": "accepted",
            "sessions": [{"date": "2025-06-10", "minutes": 60}],
        }
    ]  # fmt: skip


@pytest.mark.parametrize("offered", [None, False])
def test_a_course_without_a_day_of_offer_is_dated_by_its_start(offered: Any) -> None:
    course = {"programme": "carer_group", "offered": offered, "started": "2025-06-16"}
    assert back(programmes=[course])["programmes"] == []
    assert back(programmes=[{**course, "started": "2025-06-15"}])["programmes"] == [
        {**course, "started": "2025-06-15"}
    ]
    assert back(programmes=[{**course, "started": None}])["programmes"] == [{**course, "started": None}]


# --- notes ----------------------------------------------------------------------------------------------------


def test_looking_back_says_so_and_what_it_cannot_know() -> None:
    _, notes = seen_on(PLAIN, THEN)
    assert len(notes) == 2
    assert "2026-03-01" in notes[0] and "2025-06-15" in notes[0]
    assert "no date" in notes[1]
    assert findings(seen_on(PLAIN, THEN)[0], DEFAULTS, notes).notes == notes


# --- of every valid case --------------------------------------------------------------------------------------

# Up to three years earlier or later than the file's own day.
STEPS = st.integers(-1000, 1000) | st.sampled_from((0, -1, 1, -28, -365))


@given(cases(), STEPS)
def test_a_case_seen_on_another_day_is_valid_and_is_of_that_day(case: dict[str, Any], step: int) -> None:
    before, day = copy.deepcopy(case), date.fromisoformat(case["as_of"]) + timedelta(days=step)
    seen, notes = seen_on(case, day)
    assert errors(seen) == []
    assert seen["as_of"] == day.isoformat()
    assert bool(notes) == (step < 0)
    assert case == before, "the file itself is not touched"


@given(cases(), STEPS)
def test_seen_twice_is_seen_once(case: dict[str, Any], step: int) -> None:
    day = date.fromisoformat(case["as_of"]) + timedelta(days=step)
    once, _ = seen_on(case, day)
    assert seen_on(once, day) == (once, ())


@given(cases(), st.integers(0, 500), st.integers(0, 500))
def test_looking_back_in_two_steps_is_looking_back_at_once(
    case: dict[str, Any], first: int, second: int
) -> None:
    own = date.fromisoformat(case["as_of"])
    halfway, there = own - timedelta(days=first), own - timedelta(days=first + second)
    assert seen_on(seen_on(case, halfway)[0], there)[0] == seen_on(case, there)[0]


@given(cases(), st.integers(1, 1000))
def test_nothing_dated_later_is_left(case: dict[str, Any], step: int) -> None:
    day = date.fromisoformat(case["as_of"]) - timedelta(days=step)
    assert [text for text in _days(seen_on(case, day)[0]) if text > day.isoformat()] == []


def _days(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [day for inner in value.values() for day in _days(inner)]
    if isinstance(value, list):
        return [day for inner in value for day in _days(inner)]
    return [value] if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-" else []
