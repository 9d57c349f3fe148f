"""NG26 1.1.3: an unaccompanied asylum-seeking child is assessed once a stable placement has been found, and treated for PTSD."""

from typing import Any

import pytest

from tests.ng26.stories import assessment, finding, home, state, story

TOOL = {
    "date": "2026-02-01",
    "type": "attachment_tool",
    "tool": "child_attachment_interview",
    "assessor_skilled": True,
}
PTSD = {"condition": "ptsd", "status": "diagnosed", "offered": False}
HOTEL = ("in_care", "other")


def alone(**changes: Any) -> dict[str, Any]:
    """An unaccompanied boy of 15 in a placement that is stable since 1 June 2025."""
    case = story(HOTEL, age=15, **changes)
    case["child"]["unaccompanied_asylum_seeking"] = True
    return case


@pytest.mark.parametrize(
    ("came_alone", "expected"), [(True, "act"), (False, "not_applicable"), (None, "ask")]
)
def test_it_is_for_those_who_came_alone(came_alone: bool | None, expected: str) -> None:
    case = alone()
    case["child"]["unaccompanied_asylum_seeking"] = came_alone
    assert state("1.1.3", case) == expected


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (assessment(), "met"),
        (assessment(areas=["personal"]), "met"),
        (assessment(areas=["education", "placement"]), "act"),
        (assessment(areas=[], declined=True), "met"),
        (TOOL, "met"),
        ({**TOOL, "subject": "child"}, "met"),
        ({**TOOL, "subject": "carer"}, "act"),
        ({"date": "2026-02-01", "type": "sensitivity"}, "act"),
        (assessment("2025-06-01"), "met"),  # on the first day of the stable placement
        (assessment("2025-05-31"), "act"),
    ],
)
def test_what_counts_as_an_assessment_since_the_stable_placement(made: dict[str, Any], expected: str) -> None:
    assert state("1.1.3", alone(assessments=[made])) == expected


def test_some_stable_placement_is_enough_though_the_present_one_is_not() -> None:
    """Assessed in a stable placement before; then a move."""
    care = [
        home(*HOTEL, start="2025-01-01", end="2025-10-01"),
        home(*HOTEL, start="2025-10-01", stable=False),
    ]
    assert state("1.1.3", alone(care=care, assessments=[assessment("2025-03-01")])) == "met"
    assert state("1.1.3", alone(care=care, assessments=[assessment("2024-12-31")])) == "wait"


@pytest.mark.parametrize(("stable", "expected"), [(True, "act"), (False, "wait"), (None, "ask")])
def test_the_assessment_waits_for_a_stable_placement(stable: bool | None, expected: str) -> None:
    found = finding("1.1.3", alone(care=[home(*HOTEL, stable=stable)]))
    assert found.state == expected
    assert found.waits_for == ()
    if expected == "wait":
        assert "the present placement is not stable" in found.because
    if expected == "ask":
        assert found.missing == ("/care/0/stable",)


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ([], "met"),
        ([{**PTSD, "offered": "2020-01-01"}], "met"),  # whenever it was
        ([PTSD], "act"),
        ([{**PTSD, "offered": None}], "ask"),
        ([{**PTSD, "status": "suspected"}], "met"),
        ([{**PTSD, "condition": "adhd"}], "met"),
        ([{**PTSD, "offered": "2026-01-01"}, PTSD], "act"),
        ([PTSD, {**PTSD, "offered": None}], "act"),
        (None, "ask"),
    ],
)
def test_treatment_is_offered_for_every_diagnosed_ptsd(conditions: Any, expected: str) -> None:
    assert state("1.1.3", alone(assessments=[assessment()], conditions=conditions)) == expected


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [([], "wait"), ([PTSD], "act"), ([{**PTSD, "offered": None}], "wait"), (None, "wait")],
)
def test_it_does_not_wait_while_treatment_is_known_to_be_missing(conditions: Any, expected: str) -> None:
    """Not stable and not assessed: treatment for trauma needs no stable placement."""
    assert state("1.1.3", alone(care=[home(*HOTEL, stable=False)], conditions=conditions)) == expected
