"""NG26 1.1.4: one person stays at the child's side throughout the period on the edge of care or in care."""

from typing import Any

import pytest

from tests.ng26.stories import CONCERN, EDGE, FOSTER, GUARDIAN, finding, home, state, status, story


def member(
    role: str = "social_worker", person: str = "P1", start: str = "2025-06-01", end: str | None = None
) -> dict[str, Any]:
    return {"role": role, "person": person, "start": start, "end": end}


def with_team(*team: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A foster child with attachment difficulties, in care since 1 June 2025."""
    return story(**{"attachment": CONCERN, "team": list(team), **changes})


@pytest.mark.parametrize(
    ("where", "which", "expected"),
    [
        (FOSTER, "suspected", "met"), (EDGE, "at_risk", "met"), (FOSTER, "identified", "met"),
        (FOSTER, "not_found", "not_applicable"), (GUARDIAN, "suspected", "not_applicable"),
        (("adopted", "adoptive"), "suspected", "not_applicable"),
    ],
)  # fmt: skip
def test_it_is_for_those_with_difficulties_in_care_or_on_its_edge(
    where: Any, which: str, expected: str
) -> None:
    assert state("1.1.4", story(where, attachment=[status(which)], team=[member()])) == expected


@pytest.mark.parametrize(
    ("role", "expected"),
    [("social_worker", "met"), ("key_worker", "met"), ("personal_adviser", "met"), ("school_key_person", "met"),
     ("independent_reviewing_officer", "act"), ("therapist", "act"), ("designated_teacher", "act"), ("health_visitor", "act")],
)  # fmt: skip
def test_four_roles_count(role: str, expected: str) -> None:
    assert state("1.1.4", with_team(member(role))) == expected


@pytest.mark.parametrize(
    ("start", "expected"),
    [("2025-06-01", "met"), ("2025-06-29", "met"), ("2025-06-30", "act"), ("2020-01-01", "met")],
)
def test_the_role_was_taken_up_within_28_days_of_the_period_s_start(start: str, expected: str) -> None:
    assert state("1.1.4", with_team(member(start=start))) == expected


@pytest.mark.parametrize(("end", "expected"), [(None, "met"), ("2026-03-01", "act"), ("2026-02-01", "act")])
def test_the_role_is_held_today(end: str | None, expected: str) -> None:
    assert state("1.1.4", with_team(member(end=end))) == expected


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (
            member(person="P2", start="2024-01-01", end="2025-06-01"),
            "met",
        ),  # until the period's first day: before it
        (member(person="P2", start="2024-01-01", end="2025-06-02"), "act"),
        (member(person="P2", start="2025-09-01", end="2025-09-02"), "act"),
        (member(person="P2", start="2026-01-01"), "act"),  # two at once
        (member("key_worker", "P2", "2026-01-01"), "met"),  # in another role
        (member("social_worker", "P1", "2026-01-01"), "met"),  # the same person again
    ],
)
def test_nobody_else_has_held_that_role_in_the_period(other: dict[str, Any], expected: str) -> None:
    assert state("1.1.4", with_team(member(), other)) == expected


def test_one_constant_person_is_enough() -> None:
    """The social worker changed, the key worker stayed."""
    changed = [member(person="P1", end="2026-01-01"), member(person="P2", start="2026-01-01")]
    assert state("1.1.4", with_team(*changed)) == "act"
    assert state("1.1.4", with_team(*changed, member("key_worker", "P3"))) == "met"


def test_the_earliest_start_of_that_person_in_that_role_counts_and_breaks_do_not_matter() -> None:
    again = member(start="2026-02-01")
    assert state("1.1.4", with_team(again)) == "act"
    assert state("1.1.4", with_team(member(start="2025-06-01", end="2025-07-01"), again)) == "met"
    assert (
        state("1.1.4", with_team(member("key_worker", start="2025-06-01", end="2025-07-01"), again)) == "act"
    )


# --- this period: the unbroken run of entries in context edge_of_care or in_care ------------------------------------


@pytest.mark.parametrize(
    ("first_ended", "expected"),
    [
        ("2025-06-01", "act"),
        ("2025-05-31", "act"),
        ("2025-05-30", "met"),
    ],  # more than 1 day between breaks it
)
def test_the_period_goes_back_through_homes_that_follow_one_another(first_ended: str, expected: str) -> None:
    care = [home(*EDGE, start="2024-01-01", end=first_ended), home(*FOSTER)]
    assert state("1.1.4", with_team(member(start="2025-06-01"), care=care)) == expected
    assert state("1.1.4", with_team(member(start="2024-01-29"), care=care)) == "met"


@pytest.mark.parametrize(
    ("context", "expected"), [("special_guardianship", "met"), ("in_care", "act"), (None, "ask")]
)
def test_a_home_in_another_context_breaks_the_period(context: str | None, expected: str) -> None:
    care = [home(context, "other", start="2024-01-01", end="2025-06-01"), home(*FOSTER)]
    assert state("1.1.4", with_team(member(start="2025-06-01"), care=care)) == expected


def test_what_is_missing() -> None:
    found = finding("1.1.4", with_team(team=None))
    assert (found.state, found.missing) == ("ask", ("/team",))
    assert state("1.1.4", with_team()) == "act"


def test_a_service_may_give_more_time() -> None:
    case = with_team(member(start="2025-07-01"))
    assert state("1.1.4", case) == "act"
    assert state("1.1.4", case, same_worker_days=30) == "met"
