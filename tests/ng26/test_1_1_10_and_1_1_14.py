"""NG26 1.1.10 contact with the carers, 1.1.14 extra support; and what one placement is."""

from typing import Any

import pytest

from tests.ng26.stories import ADOPTED, EDGE, FOSTER, ago, finding, home, state, status, story


def concern(on: str = "2026-02-01", level: str = "serious") -> dict[str, Any]:
    return {"date": on, "level": level}


def contact(on: str) -> dict[str, Any]:
    return {"date": on, "kind": "telephone"}


def support(on: str) -> dict[str, Any]:
    return {"date": on, "kind": "mentoring"}


# --- 1.1.10 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        ("identified", "act"),
        ("suspected", "not_applicable"),
        ("at_risk", "not_applicable"),
        ("not_found", "not_applicable"),
    ],
)
def test_1_1_10_where_difficulties_are_identified(which: str, expected: str) -> None:
    assert state("1.1.10", story(attachment=[status(which)])) == expected


@pytest.mark.parametrize(
    ("date", "met", "expected"),
    [
        ("2025-06-01", True, "act"),
        ("2025-05-31", True, "not_applicable"),
        ("2025-06-01", False, "not_applicable"),
        ("2025-06-01", None, "ask"),
    ],
)
def test_1_1_10_a_diagnosis_by_its_criteria_counts_as_identified(
    date: str, met: bool | None, expected: str
) -> None:
    """If it was made on the day of the newest status or later."""
    diagnosis = {"date": date, "code": "RAD", "criteria_met": met}
    assert state("1.1.10", story(attachment=[status("suspected")], diagnoses=[diagnosis])) == expected


def test_1_1_10_a_diagnosis_counts_without_any_status_and_an_absent_list_changes_nothing() -> None:
    diagnosis = {"date": "2020-01-01", "code": "F94.1", "criteria_met": True}
    for attachment in ([], None):
        assert state("1.1.10", story(attachment=attachment, diagnoses=[diagnosis])) == "act"
        assert finding("1.1.10", story(attachment=attachment, diagnoses=None)).missing == ("/attachment",)
    assert state("1.1.10", story(attachment=[status("suspected")], diagnoses=None)) == "not_applicable"


@pytest.mark.parametrize("level", ["some", "serious"])
@pytest.mark.parametrize(
    ("on", "expected"), [(ago(months=6), "act"), (ago(1, months=6), "not_applicable"), ("2026-03-01", "act")]
)
def test_1_1_10_or_any_concern_about_the_placement_within_6_months(
    on: str, level: str, expected: str
) -> None:
    assert state("1.1.10", story(placement_concerns=[concern(on, level)])) == expected


@pytest.mark.parametrize(("on", "expected"), [("2025-12-31", "not_applicable"), ("2026-01-01", "act")])
def test_1_1_10_a_concern_about_an_earlier_placement_is_none_about_this(on: str, expected: str) -> None:
    assert (
        state("1.1.10", story(care=[home(*FOSTER, start="2026-01-01")], placement_concerns=[concern(on)]))
        == expected
    )


@pytest.mark.parametrize(
    ("on", "expected"), [("2026-02-01", "met"), ("2026-01-31", "act"), ("2026-03-01", "met")]
)
def test_1_1_10_a_contact_within_28_days(on: str, expected: str) -> None:
    case = story(attachment=[status("identified")], carer_support=[contact(on)])
    assert state("1.1.10", case) == expected
    assert state("1.1.10", case, carer_contact_days=29) == "met"


@pytest.mark.parametrize(("on", "expected"), [("2026-02-10", "met"), ("2026-02-09", "act")])
def test_1_1_10_a_contact_in_this_placement(on: str, expected: str) -> None:
    care = [home(*FOSTER, start="2026-02-10")]
    assert (
        state("1.1.10", story(care=care, attachment=[status("identified")], carer_support=[contact(on)]))
        == expected
    )


def test_1_1_10_contacts_not_on_file_are_asked_for() -> None:
    found = finding("1.1.10", story(attachment=[status("identified")], carer_support=None))
    assert (found.state, found.missing) == ("ask", ("/carer_support",))


# --- 1.1.14: the triggers -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "level", "expected"),
    [
        (ago(months=6), "serious", "act"),
        (ago(1, months=6), "serious", "not_applicable"),
        ("2026-02-01", "some", "not_applicable"),
    ],
)
def test_1_1_14_a_serious_concern_within_6_months(on: str, level: str, expected: str) -> None:
    assert state("1.1.14", story(placement_concerns=[concern(on, level)])) == expected


@pytest.mark.parametrize(
    ("count", "expected"), [(0, "not_applicable"), (1, "not_applicable"), (2, "act"), (None, "ask")]
)
def test_1_1_14_more_than_one_child_with_difficulties(count: int | None, expected: str) -> None:
    assert state("1.1.14", story(children_with_attachment_difficulties_in_home=count)) == expected


def moved(*starts: str, **last: Any) -> list[dict[str, Any]]:
    """Foster homes with other carers, each from its day to the next one's; the last goes on."""
    ends = [*starts[1:], None]
    homes = [
        home(*FOSTER, start=s, end=e, carer=f"C{n}")
        for n, (s, e) in enumerate(zip(starts, ends, strict=True))
    ]
    return [*homes[:-1], {**homes[-1], **last}]


@pytest.mark.parametrize(
    ("first_end", "expected"),
    [
        ("2025-03-01", "act"),
        ("2025-02-28", "not_applicable"),
    ],  # one that ended on the window's first day counts
)
def test_1_1_14_three_placements_within_12_months(first_end: str, expected: str) -> None:
    case = story(care=moved("2024-01-01", first_end, "2025-09-01"))
    assert state("1.1.14", case) == expected
    assert state("1.1.14", case, frequent_changes=2) == "act"


@pytest.mark.parametrize(
    ("context", "expected"), [("in_care", "act"), ("edge_of_care", "not_applicable"), (None, "ask")]
)
def test_1_1_14_only_placements_in_care_count(context: str | None, expected: str) -> None:
    care = moved("2025-04-01", "2025-06-01", "2025-09-01")
    assert state("1.1.14", story(care=[{**care[0], "context": context}, *care[1:]])) == expected


# --- a placement --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "not_applicable"),  # a new order alone is no move
        ({"carer": "C9"}, "act"),
        ({"carer": None}, "not_applicable"),  # judged by the kind of home
        ({"carer": None, "home": "residential"}, "act"),
        ({"carer": None, "home": None}, "ask"),
        ({"home": "kinship_foster"}, "not_applicable"),  # the same carer
        ({"start": "2025-09-03"}, "act"),  # more than a day between
        ({"start": "2025-09-02"}, "not_applicable"),
    ],
)
def test_homes_that_follow_one_another_are_one_placement_by_carer_or_by_kind(
    change: dict[str, Any], expected: str
) -> None:
    """Two placements, and a third entry that is either a third placement or the second going on."""
    first, second, third = moved("2025-04-01", "2025-06-01", "2025-09-01")
    second, third = (
        {**second, "carer": "C1", "legal_status": "section_20"},
        {**third, "carer": "C1", "legal_status": "care_order"},
    )
    assert state("1.1.14", story(care=[first, second, {**third, **change}])) == expected


def test_the_present_placement_starts_with_the_first_of_its_entries() -> None:
    """A concern of before the new order is still about this placement."""
    same = [home(*FOSTER, start="2025-06-01", end="2026-01-01"), home(*FOSTER, start="2026-01-01")]
    other = [same[0], {**same[1], "carer": "C2"}]
    assert state("1.1.10", story(care=same, placement_concerns=[concern("2025-12-01")])) == "act"
    assert state("1.1.10", story(care=other, placement_concerns=[concern("2025-12-01")])) == "not_applicable"


def test_a_placement_goes_on_through_a_change_of_context() -> None:
    adopted = [
        home("in_care", "adoptive", start="2025-06-01", end="2026-01-01"),
        home(*ADOPTED, start="2026-01-01"),
    ]
    assert state("1.1.10", story(care=adopted, placement_concerns=[concern("2025-12-01")])) == "act"


# --- 1.1.14: what was given since -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "expected"), [("2026-02-01", "met"), ("2026-01-31", "act"), ("2026-03-01", "met")]
)
def test_1_1_14_support_on_or_after_the_concern(on: str, expected: str) -> None:
    assert (
        state("1.1.14", story(placement_concerns=[concern("2026-02-01")], extra_support=[support(on)]))
        == expected
    )


def test_1_1_14_support_on_or_after_the_newest_serious_concern() -> None:
    concerns = [concern("2026-01-01"), concern("2026-02-01"), concern("2026-02-20", "some")]
    assert state("1.1.14", story(placement_concerns=concerns, extra_support=[support("2026-01-15")])) == "act"
    assert state("1.1.14", story(placement_concerns=concerns, extra_support=[support("2026-02-01")])) == "met"


@pytest.mark.parametrize(("on", "expected"), [("2025-09-01", "met"), ("2025-08-31", "act")])
def test_1_1_14_support_since_the_start_of_the_placement(on: str, expected: str) -> None:
    """For frequent changes, and for several children in the home."""
    assert (
        state(
            "1.1.14", story(care=moved("2025-04-01", "2025-06-01", "2025-09-01"), extra_support=[support(on)])
        )
        == expected
    )
    several = {"children_with_attachment_difficulties_in_home": 2, "care": [home(*EDGE, start="2025-09-01")]}
    assert state("1.1.14", story(**several, extra_support=[support(on)])) == expected


def test_1_1_14_of_two_triggers_the_newer_counts() -> None:
    case = story(children_with_attachment_difficulties_in_home=2, placement_concerns=[concern("2026-01-01")])
    assert state("1.1.14", {**case, "extra_support": [support("2025-12-31")]}) == "act"
    assert state("1.1.14", {**case, "extra_support": [support("2026-01-01")]}) == "met"


def test_1_1_14_only_triggers_known_to_be_true_count() -> None:
    """It applies for the children in the home; whether there was a concern is not known and sets no later day."""
    case = story(
        children_with_attachment_difficulties_in_home=2,
        placement_concerns=None,
        extra_support=[support("2025-07-01")],
    )
    assert state("1.1.14", case) == "met"
