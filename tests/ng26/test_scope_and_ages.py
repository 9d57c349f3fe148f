"""Scope (under 18, in a care context that the guideline covers) and the ages at which recommendations begin and end."""

from datetime import date
from typing import Any

import pytest

from holdfast.ng26.guideline import findings
from tests.ng26.stories import (
    ASSESSED,
    CONCERN,
    EDGE,
    FOSTER,
    GUARDIAN,
    home,
    proposal,
    state,
    status,
    story,
    without,
)

REFUSAL = [proposal("refuse_service", because="ethnicity")]


def aged(born: str, today: str = "2026-03-01", **changes: Any) -> dict[str, Any]:
    """A foster child born on a day, asked about on another."""
    child = {"id": "A1", "date_of_birth": born, "unaccompanied_asylum_seeking": False}
    return story(today=date.fromisoformat(today), **{"child": child, "attachment": CONCERN, **changes})


# --- scope --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "in_scope"), [("2008-03-02", True), ("2008-03-01", False), ("2000-01-01", False)]
)
def test_the_guideline_ends_on_the_18th_birthday(born: str, *, in_scope: bool) -> None:
    states = {f.state for f in findings(aged(born, proposals=REFUSAL)).findings}
    assert (states == {"not_applicable"}) is not in_scope


def test_out_of_scope_by_the_context_nothing_applies_not_even_a_guard() -> None:
    case = story(("not_in_scope", "birth_family"), attachment=CONCERN, proposals=REFUSAL)
    assert {f.state for f in findings(case).findings} == {"not_applicable"}


@pytest.mark.parametrize("unknown", ["child/date_of_birth", "care/0/context", "care"])
def test_where_the_scope_is_not_known_what_would_apply_is_asked(unknown: str) -> None:
    case = without(story(attachment=CONCERN, proposals=REFUSAL), unknown)
    assert state("1.3.2", case) == "ask"
    assert state("1.1.2", case) == "stop", (
        "a guard whose stop is certain stays unless out of scope for certain"
    )
    assert state("1.1.20", case) == "not_applicable", "nothing of the kind is proposed, whatever the scope"


def test_where_the_scope_is_not_known_what_cannot_apply_is_not_asked() -> None:
    case = without(story(attachment=[status("not_found")]), "child/date_of_birth")
    assert state("1.3.2", case) == "not_applicable"


@pytest.mark.parametrize("end", ["2026-03-01", "2026-02-01"])
def test_a_home_that_has_ended_is_over_on_that_very_day(end: str) -> None:
    """Without a present home the context is not known, and an entry is asked for."""
    assert state("1.1.17", story(care=[home(*FOSTER, end=end)])) == "ask"
    assert state("1.1.17", story(care=[home(*FOSTER, end=None)])) == "act"
    assert state("1.1.17", story(care=[])) == "ask"


def test_the_present_home_is_the_one_without_an_end() -> None:
    before, now = home(*EDGE, start="2025-01-01", end="2025-06-01"), home(*GUARDIAN, start="2025-06-01")
    for care in ([before, now], [now, before]):
        assert state("1.1.16", story(care=care)) == "act"
        assert state("1.1.17", story(care=care)) == "not_applicable"


# --- ages ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "today", "preschool"),
    [
        ("2021-03-02", "2026-03-01", True),  # five tomorrow
        ("2021-03-01", "2026-03-01", False),  # five today
        ("2024-02-29", "2029-02-28", True),  # a 29 February birthday falls on 1 March
        ("2024-02-29", "2029-03-01", False),
        ("2023-02-28", "2028-02-29", False),
        ("2023-03-01", "2028-02-29", True),
    ],
)
def test_preschool_is_under_5(born: str, today: str, *, preschool: bool) -> None:
    case = aged(born, today)
    assert (state("1.5.1", case) != "not_applicable") is preschool
    assert (state("1.5.4", case) != "not_applicable") is not preschool


@pytest.mark.parametrize(
    ("born", "primary", "groups"),
    [
        ("2017-03-02", True, False),  # 8, nine tomorrow
        ("2017-03-01", True, True),  # 9
        ("2015-03-02", True, True),  # 10, eleven tomorrow
        ("2015-03-01", False, True),  # 11
        ("2012-03-02", False, True),  # 13, fourteen tomorrow
        ("2012-03-01", False, False),  # 14
    ],
)
def test_primary_is_5_to_10_and_the_groups_are_for_9_to_13(born: str, *, primary: bool, groups: bool) -> None:
    case = aged(born)
    assert (state("1.5.4", case) != "not_applicable") is primary
    assert (state("1.5.8", case) != "not_applicable") is groups


@pytest.mark.parametrize(
    ("born", "applies"),
    [("2021-03-02", False), ("2021-03-01", True), ("2008-03-02", True), ("2008-03-01", False)],
)
def test_school_age_is_5_to_17(born: str, *, applies: bool) -> None:
    case = aged(born, care=[home(*EDGE)], assessments=ASSESSED)
    assert state("1.4.11", case) == ("act" if applies else "not_applicable")


@pytest.mark.parametrize(
    ("born", "applies"), [("2013-03-02", False), ("2013-03-01", True), ("2008-03-02", True)]
)
def test_a_young_person_is_13_to_17(born: str, *, applies: bool) -> None:
    running = {
        "programme": "trauma_focused_cbt",
        "offered": "2026-01-01",
        "response": "accepted",
        "adaptations_considered": [],
    }
    assert state("1.5.11", aged(born, programmes=[running])) == ("act" if applies else "not_applicable")


@pytest.mark.parametrize(
    ("born", "gap"),
    [("2021-03-02", False), ("2021-03-01", True), ("2010-03-02", True), ("2010-03-01", False)],
)
def test_a_gap_in_education_is_one_at_5_to_15(born: str, *, gap: bool) -> None:
    assert state("1.2.6", aged(born)) == ("stop" if gap else "not_applicable")


@pytest.mark.parametrize(("born", "asked"), [("2023-03-02", False), ("2023-03-01", True)])
def test_wishes_about_adoption_are_asked_for_from_3(born: str, *, asked: bool) -> None:
    case = aged(born, permanence={"plan": "adoption"})
    case["adoption"] |= {"full_assessment_of_need": "2026-01-01", "support_offered": ["before"]}
    assert state("1.1.15", case) == ("act" if asked else "met")


@pytest.mark.parametrize(("setting", "value"), [("preschool_under", 4), ("preschool_under", 3)])
def test_a_service_may_set_another_age(setting: str, value: int) -> None:
    case = aged("2023-03-01")  # three today
    assert state("1.5.1", case, **{setting: value}) == ("wait" if value > 3 else "not_applicable")


def test_without_a_date_of_birth_the_age_is_asked_for() -> None:
    case = without(story(attachment=CONCERN), "child/date_of_birth")
    assert state("1.5.1", case) == state("1.5.4", case) == "ask"
    everyone = {number: state(number, case) for number in ("1.1.4", "1.3.2")}
    assert set(everyone.values()) == {"ask"}, "it is not known either whether the child is under 18"
