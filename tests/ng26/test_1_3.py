"""NG26 1.3.2 the comprehensive assessment, 1.3.3 other conditions, 1.3.4 tools, 1.3.8 referral."""

from datetime import date
from typing import Any

import pytest

from holdfast.ng26.tools import TOOLS
from holdfast.ng26.vocabulary import AREAS
from tests.ng26.stories import (
    ASSESSED,
    CONCERN,
    EDGE,
    FOSTER,
    ago,
    assessment,
    finding,
    programme,
    state,
    status,
    story,
)

ALL = list(AREAS)


def worried(**changes: Any) -> dict[str, Any]:
    """A foster child of 3 with suspected difficulties."""
    return story(**{"attachment": CONCERN, **changes})


# --- attachment concern -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([status("suspected")], "act"), ([status("at_risk")], "act"), ([status("identified")], "act"), ([status("not_found")], "not_applicable"),
        ([], "ask"), (None, "ask"),
        ([status("suspected", on="2025-01-01"), status("not_found", on="2025-02-01")], "not_applicable"),  # the newest counts
        ([status("not_found", on="2025-02-01"), status("suspected", on="2025-01-01")], "not_applicable"),
        ([status("not_found", on="2025-01-01"), status("suspected", on="2025-01-01")], "act"),  # the later in the list if equal
        ([status("suspected", on="2025-01-01"), status("not_found", on="2025-01-01")], "not_applicable"),
        ([status("suspected", on="2010-01-01")], "act"),  # however old
    ],
)  # fmt: skip
def test_the_newest_attachment_status_counts(entries: Any, expected: str) -> None:
    assert state("1.3.2", story(attachment=entries)) == expected


@pytest.mark.parametrize(("on", "expected"), [("2025-05-31", "not_applicable"), ("2025-06-01", "act")])
def test_a_diagnosis_by_its_criteria_since_then_is_a_concern(on: str, expected: str) -> None:
    diagnosis = {"date": on, "code": "F94.2", "criteria_met": True}
    assert state("1.3.2", story(attachment=[status("not_found")], diagnoses=[diagnosis])) == expected


# --- 1.3.2 --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "expected"), [(ago(months=12), "met"), (ago(1, months=12), "act"), ("2026-03-01", "met")]
)
def test_1_3_2_assessed_within_12_months(on: str, expected: str) -> None:
    assert state("1.3.2", worried(assessments=[assessment(on)])) == expected


def test_1_3_2_months_are_calendar_months() -> None:
    """On 29 February 2028, twelve months back is 28 February 2027."""
    today = date(2028, 2, 29)
    for on, expected in (("2027-02-28", "met"), ("2027-02-27", "act")):
        assert state("1.3.2", worried(today=today, assessments=[assessment(on)])) == expected


@pytest.mark.parametrize("area", ALL)
def test_1_3_2_the_area_lacking_is_named(area: str) -> None:
    found = finding("1.3.2", worried(assessments=[assessment(areas=[a for a in ALL if a != area])]))
    assert (found.state, [d.rule for d in found.deviations]) == ("act", [area])


def test_1_3_2_areas_spread_over_several_entries_in_the_window_add_up() -> None:
    first, second = assessment("2025-10-01", ALL[:3]), assessment("2026-02-01", ALL[3:])
    assert state("1.3.2", worried(assessments=[first, second])) == "met"
    assert state("1.3.2", worried(assessments=[{**first, "date": "2025-02-28"}, second])) == "act"
    assert len(finding("1.3.2", worried(assessments=[second])).deviations) == 3


@pytest.mark.parametrize(("on", "expected"), [(ago(months=12), "met"), (ago(1, months=12), "act")])
def test_1_3_2_a_declined_one_stands_for_the_whole(on: str, expected: str) -> None:
    assert state("1.3.2", worried(assessments=[assessment(on, [], declined=True)])) == expected


def test_1_3_2_areas_that_are_not_known_are_asked_for() -> None:
    found = finding("1.3.2", worried(assessments=[{"date": "2026-02-01", "type": "comprehensive"}]))
    assert (found.state, found.missing) == ("ask", ("/assessments/0/areas",))
    assert finding("1.3.2", worried(assessments=None)).missing == ("/assessments",)


def test_1_3_2_another_kind_of_assessment_covers_no_area() -> None:
    assert (
        state("1.3.2", worried(assessments=[{"date": "2026-02-01", "type": "sensitivity", "areas": ALL}]))
        == "act"
    )


# --- 1.3.3 --------------------------------------------------------------------------------------------------------


def condition(which: str = "adhd", how: str = "diagnosed", offered: Any = False) -> dict[str, Any]:
    return {"condition": which, "status": how, "offered": offered}


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ([condition()], "act"), ([condition(offered="2020-01-01")], "met"), ([condition(offered=None)], "ask"),
        ([condition(how="suspected")], "not_applicable"), ([], "not_applicable"), (None, "ask"),
        ([condition(offered="2026-01-01"), condition("ptsd")], "act"), ([condition(offered="2026-01-01"), condition(how="suspected")], "met"),
        ([condition(offered=None), condition()], "act"),
    ],
)  # fmt: skip
def test_1_3_3_treatment_for_every_diagnosed_condition(conditions: Any, expected: str) -> None:
    assert state("1.3.3", worried(conditions=conditions)) == expected
    without_concern = state("1.3.3", story(conditions=conditions))
    assert without_concern == "not_applicable"


def test_1_3_3_a_suspected_condition_is_shown() -> None:
    shown = finding("1.3.3", worried(conditions=[condition(), condition("ptsd", "suspected")]))
    assert any("suspected" in note for note in shown.notes)
    assert finding("1.3.3", worried(conditions=[condition()])).notes == ()


# --- 1.3.4 --------------------------------------------------------------------------------------------------------


def tool(code: str, on: str = "2026-02-01", **more: Any) -> dict[str, Any]:
    return {"date": on, "type": "attachment_tool", "tool": code, "assessor_skilled": True, **more}


@pytest.mark.parametrize(("born", "expected"), [("2025-03-02", "not_applicable"), ("2025-03-01", "act")])
def test_1_3_4_there_are_tools_from_the_first_birthday(born: str, expected: str) -> None:
    assert state("1.3.4", worried(child={"id": "A1", "date_of_birth": born})) == expected


@pytest.mark.parametrize("one", TOOLS, ids=lambda t: t.code)
def test_1_3_4_a_tool_counts_for_the_age_on_its_day(one: Any) -> None:
    """From the birthday of its youngest age to the day before the birthday after its oldest."""
    on = "2026-02-01"

    def used(born: str) -> str:
        return state(
            "1.3.4", worried(child={"id": "A1", "date_of_birth": born}, assessments=[tool(one.code, on)])
        )

    day = date.fromisoformat(on)
    assert used(ago(years=one.youngest, today=day)) == "met"
    assert used(ago(-1, years=one.youngest, today=day)) == "act"
    if one.oldest is not None:
        assert used(ago(-1, years=one.oldest + 1, today=day)) == "met"
        assert used(ago(years=one.oldest + 1, today=day)) == "act"


@pytest.mark.parametrize(("on", "expected"), [(ago(months=12), "met"), (ago(1, months=12), "act")])
def test_1_3_4_within_12_months(on: str, expected: str) -> None:
    assert state("1.3.4", worried(assessments=[tool("attachment_q_sort", on)])) == expected


@pytest.mark.parametrize(("subject", "expected"), [("child", "met"), (None, "met"), ("carer", "act")])
def test_1_3_4_with_the_child(subject: str | None, expected: str) -> None:
    assert state("1.3.4", worried(assessments=[tool("attachment_q_sort", subject=subject)])) == expected


@pytest.mark.parametrize(
    ("age", "names"),
    [
        (1, ["Strange Situation Procedure", "Attachment Q-sort"]),
        (8, ["Child Attachment Interview"]),
        (15, ["Child Attachment Interview", "Adult Attachment Interview"]),
        (17, ["Adult Attachment Interview"]),
    ],
)
def test_1_3_4_the_suitable_tools_are_named(age: int, names: list[str]) -> None:
    said = [text for text in finding("1.3.4", worried(age=age)).because if "is for this age" in text]
    assert len(said) == len(names)
    assert all(name in text for name, text in zip(names, said, strict=True))


# --- 1.3.8 --------------------------------------------------------------------------------------------------------

REFERRAL = {
    "date": "2026-02-10",
    "attachment_expertise": True,
    "works_with_other_services": True,
    "involves_young_people_in_training": True,
}


def assessed(**changes: Any) -> dict[str, Any]:
    """A foster child of 3, assessed: video feedback is called for."""
    return worried(**{"assessments": ASSESSED, **changes})


def test_1_3_8_once_assessed_where_a_programme_is_called_for() -> None:
    assert state("1.3.8", assessed()) == "act"
    assert state("1.3.8", worried(assessments=[])) == "not_applicable"
    assert state("1.3.8", assessed(attachment=[status("not_found")])) == "not_applicable"
    assert state("1.3.8", assessed(programmes=[programme("video_feedback")])) == "act", (
        "called for and offered is called for"
    )


def test_1_3_8_where_none_is_called_for_it_does_not_apply() -> None:
    assert state("1.3.8", assessed(age=14)) == "not_applicable"
    assert (
        state(
            "1.3.8", assessed(age=14, maltreatment={"experienced": True, "at_risk": False}, trauma_signs=True)
        )
        == "act"
    )


def test_1_3_8_a_programme_that_must_wait_is_not_yet_called_for() -> None:
    """Of a boy of 8 on the edge of care at risk of maltreatment: safeguarding comes first, whatever programme it is."""
    case = story(
        EDGE,
        age=8,
        attachment=CONCERN,
        assessments=ASSESSED,
        maltreatment={"experienced": False, "at_risk": True},
    )
    for addressed, expected in ((True, "act"), (False, "not_applicable"), (None, "ask")):
        assert state("1.3.8", {**case, "safeguarding": {"addressed_in_plan": addressed}}) == expected


@pytest.mark.parametrize(
    "key", ["attachment_expertise", "works_with_other_services", "involves_young_people_in_training"]
)
@pytest.mark.parametrize(("value", "expected"), [(True, "met"), (False, "act"), (None, "ask")])
def test_1_3_8_one_service_has_all_three(key: str, value: bool | None, expected: str) -> None:
    assert state("1.3.8", assessed(referrals=[{**REFERRAL, key: value}])) == expected
    if expected == "act":
        others = [k for k in REFERRAL if k not in ("date", key)]
        assert (
            state("1.3.8", assessed(referrals=[{**REFERRAL, key: False}, {**REFERRAL, others[0]: False}]))
            == "act"
        )
        assert state("1.3.8", assessed(referrals=[{**REFERRAL, key: False}, REFERRAL])) == "met"


def test_1_3_8_referrals_not_on_file_are_asked_for() -> None:
    assert finding("1.3.8", assessed(referrals=None)).missing == ("/referrals",)


def test_1_3_8_where_called_for_elsewhere_than_in_a_family() -> None:
    residential = ("in_care", "residential")
    assert state("1.3.8", story(residential, age=14, attachment=CONCERN, assessments=ASSESSED)) == "act"
    assert state("1.3.8", story(FOSTER, age=14, attachment=CONCERN, assessments=ASSESSED)) == "not_applicable"
