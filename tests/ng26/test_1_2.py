"""NG26 1.2.3 support at school during a programme, 1.2.4 where it takes place, 1.2.5 what the school provides."""

from typing import Any

import pytest

from tests.ng26.stories import (
    ADOPTED,
    CONCERN,
    EDGE,
    FOSTER,
    GUARDIAN,
    RESIDENTIAL,
    ago,
    finding,
    programme,
    state,
    status,
    story,
    without,
)

RUNNING = programme("carer_group")


def pupil(where: Any = FOSTER, setting: str | None = "school", **changes: Any) -> dict[str, Any]:
    """A pupil of 9; of the school nothing is done, and that is known."""
    case = story(where, age=9, **changes)
    return {**case, "education": {**case["education"], "setting": setting}}


def with_school(case: dict[str, Any], **education: Any) -> dict[str, Any]:
    return {**case, "education": {**case["education"], **education}}


# --- 1.2.3 --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("setting", "which", "entry", "expected"),
    [
        ("school", "suspected", RUNNING, "act"), ("early_years", "at_risk", RUNNING, "act"), ("college", "identified", RUNNING, "act"),
        ("none", "suspected", RUNNING, "not_applicable"), (None, "suspected", RUNNING, "ask"),
        ("school", "not_found", RUNNING, "not_applicable"),
        ("school", "suspected", {**RUNNING, "ended": "2026-03-01"}, "not_applicable"),
        ("school", "suspected", {**RUNNING, "response": "declined"}, "not_applicable"),
        ("school", "suspected", {**RUNNING, "carer": "C9"}, "act"),  # any programme under way
    ],
)  # fmt: skip
def test_1_2_3_a_pupil_with_difficulties_during_a_programme(
    setting: Any, which: str, entry: Any, expected: str
) -> None:
    assert state("1.2.3", pupil(setting=setting, attachment=[status(which)], programmes=[entry])) == expected


@pytest.mark.parametrize(("supported", "expected"), [(True, "met"), (False, "act"), (None, "ask")])
def test_1_2_3_school_supports_the_child(supported: bool | None, expected: str) -> None:
    case = with_school(
        pupil(attachment=CONCERN, programmes=[RUNNING]), supported_during_intervention=supported
    )
    assert state("1.2.3", case) == expected


# --- 1.2.4 --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "expected"), [("at home", "met"), ("", "met"), (False, "act"), (None, "ask")]
)
def test_1_2_4_the_child_was_asked_where(asked: Any, expected: str) -> None:
    case = with_school(pupil(attachment=CONCERN, programmes=[RUNNING]), preferred_setting=asked)
    assert state("1.2.4", case) == expected


@pytest.mark.parametrize(
    ("place", "ended", "expected"),
    [
        ("school", None, "act"),
        ("home", None, "not_applicable"),
        ("school", "2026-03-01", "not_applicable"),
        (None, None, "ask"),
    ],
)
def test_1_2_4_also_where_a_session_of_a_programme_under_way_is_at_school(
    place: Any, ended: Any, expected: str
) -> None:
    """Though the child has no difficulties, or is in no setting."""
    held = [{"date": "2026-02-01", "place": "home"}, {"date": "2026-02-08", "place": place}]
    case = pupil(setting="none", programmes=[{**RUNNING, "sessions": held, "ended": ended}])
    assert state("1.2.4", case) == expected


def test_1_2_4_the_session_is_one_of_the_programme_that_is_under_way() -> None:
    over = {**RUNNING, "ended": "2026-02-15", "sessions": [{"date": "2026-02-01", "place": "school"}]}
    case = pupil(
        setting="none", programmes=[over, {**RUNNING, "sessions": [{"date": "2026-02-01", "place": "home"}]}]
    )
    assert state("1.2.4", case) == "not_applicable"


# --- 1.2.5 --------------------------------------------------------------------------------------------------------

TEACHER = {"named": True, "trained_attachment": "2020-01-01", "trained_data_protection": "2020-01-01"}
PROVIDED = {
    "designated_teacher": TEACHER, "contacts_complete": True, "key_person": "Ms A", "safe_place": "Library", "plan_updated": "2026-02-01",
    "attends_reviews": True,
}  # fmt: skip


@pytest.mark.parametrize(
    ("where", "which", "setting", "expected"),
    [
        (FOSTER, "not_found", "school", "act"), (RESIDENTIAL, "not_found", "school", "act"), (GUARDIAN, "not_found", "school", "act"),
        (ADOPTED, "not_found", "school", "act"), (("edge_of_care", "adoptive"), "not_found", "school", "act"),
        (EDGE, "not_found", "school", "not_applicable"), (EDGE, "suspected", "school", "act"),
        (FOSTER, "suspected", "college", "not_applicable"), (FOSTER, "suspected", "early_years", "not_applicable"),
        (FOSTER, "suspected", "none", "not_applicable"), (FOSTER, "suspected", None, "ask"),
    ],
)  # fmt: skip
def test_1_2_5_for_these_pupils(where: Any, which: str, setting: Any, expected: str) -> None:
    assert state("1.2.5", pupil(where, setting, attachment=[status(which)])) == expected


def test_1_2_5_everything_is_provided() -> None:
    assert state("1.2.5", with_school(pupil(), **PROVIDED)) == "met"


LACKING = [
    ("designated_teacher", {**TEACHER, "named": False}, "designated_teacher_named"),
    ("designated_teacher", {**TEACHER, "trained_attachment": False}, "trained_attachment"),
    ("designated_teacher", {**TEACHER, "trained_data_protection": False}, "trained_data_protection"),
    ("contacts_complete", False, "contacts_complete"),
    ("key_person", False, "key_person"),
    ("safe_place", False, "safe_place"),
    ("plan_updated", False, "plan_updated"),
    ("attends_reviews", False, "attends_reviews"),
]


@pytest.mark.parametrize(("key", "value", "rule"), LACKING, ids=[rule for _, _, rule in LACKING])
def test_1_2_5_each_thing_lacking_is_named(key: str, value: Any, rule: str) -> None:
    found = finding("1.2.5", with_school(pupil(), **{**PROVIDED, key: value}))
    assert (found.state, [d.rule for d in found.deviations]) == ("act", [rule])


def test_1_2_5_all_eight_may_be_lacking() -> None:
    assert len(finding("1.2.5", pupil()).deviations) == 8


@pytest.mark.parametrize(
    "path",
    ["designated_teacher/named", "designated_teacher/trained_attachment", "designated_teacher/trained_data_protection",
     "contacts_complete", "key_person", "safe_place", "plan_updated", "attends_reviews"],
)  # fmt: skip
def test_1_2_5_each_thing_not_known_is_asked_for(path: str) -> None:
    found = finding("1.2.5", without(with_school(pupil(), **PROVIDED), f"education/{path}"))
    assert (found.state, found.missing) == ("ask", (f"/education/{path}",))


@pytest.mark.parametrize(
    ("where", "on", "expected"),
    [
        (FOSTER, ago(months=4), "met"), (FOSTER, ago(1, months=4), "act"), (GUARDIAN, ago(1, months=4), "met"),
        (GUARDIAN, ago(months=12), "met"), (GUARDIAN, ago(1, months=12), "act"), (ADOPTED, ago(months=12), "met"),
    ],
)  # fmt: skip
def test_1_2_5_the_plan_is_of_the_last_4_months_in_care_and_12_for_others(
    where: Any, on: str, expected: str
) -> None:
    assert state("1.2.5", with_school(pupil(where), **{**PROVIDED, "plan_updated": on})) == expected


def test_1_2_5_only_those_in_care_have_reviews_to_attend() -> None:
    for attends in (False, None):
        assert (
            state("1.2.5", with_school(pupil(GUARDIAN), **{**PROVIDED, "attends_reviews": attends})) == "met"
        )
