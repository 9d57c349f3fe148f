"""NG26 1.1.15 adoption, 1.1.16 information about the child's history, 1.1.17 the people and places that matter."""

from typing import Any

import pytest

from tests.ng26.stories import (
    ADOPTED,
    EDGE,
    FOSTER,
    GUARDIAN,
    RESIDENTIAL,
    ago,
    finding,
    state,
    story,
    without,
)

AT_RISK_AFTER_ADOPTION = ("edge_of_care", "adoptive")
WITH_ADOPTERS = ("in_care", "adoptive")
PLANNED = {"permanence": {"plan": "adoption"}}
DAY = "2026-01-01"


def with_adoption(
    where: Any = FOSTER, *, age: int = 5, done: dict[str, Any], **changes: Any
) -> dict[str, Any]:
    case = story(where, age=age, **{**PLANNED, **changes})
    return {**case, "adoption": {**case["adoption"], **done}}


def lacking(case: dict[str, Any]) -> list[str]:
    """What 1.1.15 names as lacking."""
    return [d.rule for d in finding("1.1.15", case).deviations]


# --- 1.1.15 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "plan", "expected"),
    [
        (FOSTER, "adoption", "act"), (EDGE, "adoption", "act"), (FOSTER, "none", "not_applicable"), (FOSTER, None, "ask"),
        (GUARDIAN, "adoption", "not_applicable"), (ADOPTED, "none", "act"), (ADOPTED, None, "act"),
        (AT_RISK_AFTER_ADOPTION, "none", "act"), (WITH_ADOPTERS, "none", "not_applicable"),
    ],
)  # fmt: skip
def test_1_1_15_adopted_or_to_be_adopted(where: Any, plan: str | None, expected: str) -> None:
    assert state("1.1.15", story(where, permanence={"plan": plan})) == expected


BEFORE = {
    "wishes_recorded": DAY,
    "contact_information_given": DAY,
    "full_assessment_of_need": DAY,
    "support_offered": ["before"],
}


def test_1_1_15_before_adoption() -> None:
    assert lacking(with_adoption(done={})) == [
        "wishes_recorded",
        "contact_information_given",
        "full_assessment_of_need",
        "support_before",
    ]
    assert state("1.1.15", with_adoption(done=BEFORE)) == "met"
    for key, rule in (
        ("wishes_recorded",) * 2,
        ("contact_information_given",) * 2,
        ("full_assessment_of_need",) * 2,
    ):
        assert lacking(with_adoption(done={**BEFORE, key: False})) == [rule]
        assert state("1.1.15", with_adoption(done={**BEFORE, key: None})) == "ask"
    assert lacking(with_adoption(done={**BEFORE, "support_offered": ["during", "after"]})) == [
        "support_before"
    ]


def test_1_1_15_under_3_neither_wishes_nor_contact_are_asked_for() -> None:
    assert lacking(with_adoption(age=2, done={})) == ["full_assessment_of_need", "support_before"]


def test_1_1_15_with_the_adopters_still_in_care_support_during_too() -> None:
    assert lacking(with_adoption(WITH_ADOPTERS, done=BEFORE)) == ["support_during"]
    assert (
        state(
            "1.1.15", with_adoption(WITH_ADOPTERS, done={**BEFORE, "support_offered": ["before", "during"]})
        )
        == "met"
    )


@pytest.mark.parametrize("where", [ADOPTED, AT_RISK_AFTER_ADOPTION])
def test_1_1_15_after_adoption_whatever_the_plan_says(where: Any) -> None:
    for plan in (PLANNED, {"permanence": {"plan": "none"}}):
        assert lacking(with_adoption(where, done={}, **plan)) == [
            "attachment_assessment_offered",
            "support_after",
        ]
        done = {"attachment_assessment_offered": DAY, "support_offered": ["after"]}
        assert state("1.1.15", with_adoption(where, done=done, **plan)) == "met"


# --- 1.1.16 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (FOSTER, "act"),
        (RESIDENTIAL, "act"),
        (GUARDIAN, "act"),
        (ADOPTED, "act"),
        (AT_RISK_AFTER_ADOPTION, "act"),
        (EDGE, "not_applicable"),
    ],
)
def test_1_1_16_in_care_under_guardianship_or_adopted(where: Any, expected: str) -> None:
    assert state("1.1.16", story(where)) == expected


@pytest.mark.parametrize(
    ("offered", "expected"),
    [
        (ago(months=12), "met"),
        (ago(1, months=12), "act"),
        ("2026-03-01", "met"),
        (False, "act"),
        (None, "ask"),
    ],
)
def test_1_1_16_information_was_offered_within_12_months(offered: Any, expected: str) -> None:
    case = story(life_story={"information_offered": offered})
    assert state("1.1.16", case) == expected
    if expected == "ask":
        assert finding("1.1.16", case).missing == ("/life_story/information_offered",)


def test_1_1_16_a_service_may_ask_for_more() -> None:
    assert (
        state("1.1.16", story(life_story={"information_offered": ago(1, months=6)}), life_story_months=6)
        == "act"
    )


# --- 1.1.17 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (FOSTER, "act"),
        (RESIDENTIAL, "act"),
        (GUARDIAN, "not_applicable"),
        (ADOPTED, "not_applicable"),
        (EDGE, "not_applicable"),
    ],
)
def test_1_1_17_in_care(where: Any, expected: str) -> None:
    assert state("1.1.17", story(where)) == expected


@pytest.mark.parametrize(
    ("people", "places", "expected"),
    [
        (1, 1, "met"),
        (0, 1, "act"),
        (1, 0, "act"),
        (9, 9, "met"),
        (None, 1, "ask"),
        (1, None, "ask"),
        (None, 0, "act"),
        (0, None, "act"),
    ],
)
def test_1_1_17_both_people_and_places(people: int | None, places: int | None, expected: str) -> None:
    assert state("1.1.17", story(life_story={"people": people, "places": places})) == expected


def test_1_1_17_what_is_missing_is_named_inside_an_object_that_is_not_there() -> None:
    assert finding("1.1.17", without(story(), "life_story")).missing == (
        "/life_story/people",
        "/life_story/places",
    )
