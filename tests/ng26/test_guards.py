"""Guards: `stop` while something recorded or proposed goes against them, else `met` where they could have been broken."""

from typing import Any

import pytest

from tests.ng26.stories import (
    ADOPTED,
    CONCERN,
    EDGE,
    FOSTER,
    GUARDIAN,
    LITTLE,
    RESIDENTIAL,
    ago,
    finding,
    programme,
    proposal,
    sessions,
    state,
    status,
    story,
    without,
)

CIRCUMSTANCES = ["legal_status", "home", "ethnicity", "disability", "mental_health", "from_overseas"]
PROPOSED = {
    "1.1.2": proposal("refuse_service", because="home"),
    "1.1.5": proposal("refuse_service", because="placement_unstable"),
    "1.1.20": proposal("medicine", **{"for": "attachment_difficulties"}),
    "1.2.6": proposal("school_change", planned=False),
    "1.2.7": proposal("school_exclusion", exclusion="fixed_term"),
    "1.3.7": proposal("genetic_test", **{"for": "attachment_difficulties"}),
}
ABOUT_PROPOSALS = list(PROPOSED)


def proposing(*proposals: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A child in care with identified difficulties of whom this is proposed."""
    return story(**{"attachment": [status("identified")], "proposals": list(proposals), **changes})


@pytest.mark.parametrize("number", ABOUT_PROPOSALS)
@pytest.mark.parametrize(
    ("on", "live"), [("2026-02-01", True), ("2026-01-31", False), ("2026-03-01", True), ("2027-01-01", True)]
)
def test_a_proposal_is_live_for_28_days_and_while_it_lies_ahead(number: str, on: str, *, live: bool) -> None:
    case = proposing({**PROPOSED[number], "date": on})
    assert state(number, case) == ("stop" if live else "not_applicable")
    assert state(number, case, proposal_days=29) == "stop"


@pytest.mark.parametrize("number", ABOUT_PROPOSALS)
def test_with_no_list_of_proposals_it_is_asked(number: str) -> None:
    found = finding(number, proposing(proposals=None))
    assert (found.state, found.missing) == ("ask", ("/proposals",))


@pytest.mark.parametrize("number", ABOUT_PROPOSALS)
def test_where_nothing_of_the_kind_is_proposed_it_does_not_apply(number: str) -> None:
    others = [p for n, p in PROPOSED.items() if p["kind"] != PROPOSED[number]["kind"]]
    assert state(number, proposing()) == state(number, proposing(*others)) == "not_applicable"


@pytest.mark.parametrize(
    ("number", "key"),
    [("1.1.2", "because"), ("1.1.5", "because"), ("1.1.20", "for"), ("1.2.6", "planned"), ("1.3.7", "for")],
)
def test_where_what_decides_is_not_known_it_is_asked(number: str, key: str) -> None:
    found = finding(number, proposing({**PROPOSED[number], key: None}))
    assert (found.state, found.missing) == ("ask", (f"/proposals/0/{key}",))
    assert state(number, proposing({**PROPOSED[number], key: None}, PROPOSED[number])) == "stop"


# --- refusals (1.1.2, 1.1.5) --------------------------------------------------------------------------------------


@pytest.mark.parametrize("because", [*CIRCUMSTANCES, "placement_unstable", "not_clinically_indicated"])
def test_a_refusal_goes_against_one_of_two_or_neither(because: str) -> None:
    case = proposing(proposal("refuse_service", because=because))
    assert state("1.1.2", case) == ("stop" if because in CIRCUMSTANCES else "met")
    assert state("1.1.5", case) == ("stop" if because == "placement_unstable" else "met")


# --- medicine and genetic tests (1.1.20, 1.3.7) -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "kind", "other"),
    [("1.1.20", "medicine", "coexisting_condition"), ("1.3.7", "genetic_test", "other")],
)
def test_for_something_else_it_may_be(number: str, kind: str, other: str) -> None:
    assert state(number, proposing(proposal(kind, **{"for": other}))) == "met"
    assert state(number, proposing(proposal(kind, **{"for": other}), PROPOSED[number])) == "stop"


def test_a_guard_holds_in_every_context_in_scope() -> None:
    for where in (FOSTER, EDGE, GUARDIAN, ADOPTED, RESIDENTIAL):
        for number in ("1.1.2", "1.1.5", "1.1.20", "1.3.7"):
            assert state(number, story(where, proposals=[PROPOSED[number]])) == "stop"


# --- school (1.2.6, 1.2.7) ----------------------------------------------------------------------------------------


def at(setting: str | None, *, age: int = 8, where: Any = FOSTER, **changes: Any) -> dict[str, Any]:
    return story(where, age=age, **{"education": {"setting": setting}, **changes})


@pytest.mark.parametrize(
    ("setting", "age", "expected"),
    [("none", 8, "stop"), ("school", 8, "met"), ("college", 15, "met"), ("early_years", 5, "met"), (None, 8, "ask"),
     ("none", 4, "not_applicable"), ("none", 16, "not_applicable"), ("school", 16, "not_applicable"), (None, 4, "not_applicable")],
)  # fmt: skip
def test_1_2_6_a_gap_in_education(setting: str | None, age: int, expected: str) -> None:
    assert state("1.2.6", at(setting, age=age)) == expected


@pytest.mark.parametrize(
    ("planned", "age", "expected"),
    [(True, 8, "met"), (False, 8, "stop"), (True, 4, "met"), (False, 4, "stop"), (None, 4, "ask")],
)
def test_1_2_6_a_change_of_school(planned: bool | None, age: int, expected: str) -> None:
    assert (
        state("1.2.6", at("school", age=age, proposals=[proposal("school_change", planned=planned)]))
        == expected
    )


@pytest.mark.parametrize("where", [EDGE, GUARDIAN, ADOPTED])
def test_1_2_6_is_for_those_in_care(where: Any) -> None:
    assert state("1.2.6", at("none", where=where, proposals=[PROPOSED["1.2.6"]])) == "not_applicable"
    assert state("1.2.6", at("none", where=where, proposals=None)) == "not_applicable"


def test_1_2_6_a_gap_is_one_whatever_is_proposed() -> None:
    assert state("1.2.6", at("none", proposals=None)) == "stop"


@pytest.mark.parametrize(
    ("which", "expected"),
    [("identified", "stop"), ("suspected", "met"), ("at_risk", "met"), ("not_found", "met"), (None, "ask")],
)
def test_1_2_7_an_exclusion_of_a_child_with_identified_difficulties(which: str | None, expected: str) -> None:
    attachment = [status(which)] if which else []
    assert state("1.2.7", story(attachment=attachment, proposals=[PROPOSED["1.2.7"]])) == expected


@pytest.mark.parametrize("where", [EDGE, GUARDIAN, ADOPTED])
def test_1_2_7_is_for_those_in_care(where: Any) -> None:
    for proposals in ([PROPOSED["1.2.7"]], None):
        assert (
            state("1.2.7", story(where, attachment=[status("identified")], proposals=proposals))
            == "not_applicable"
        )


def test_1_2_7_where_it_is_not_known_whether_in_care() -> None:
    assert finding("1.2.7", without(proposing(PROPOSED["1.2.7"]), "care/0/context")).state == "ask"


# --- tools and diagnoses (1.3.5, 1.3.6) ---------------------------------------------------------------------------


def tool(on: str = "2026-02-01", skilled: bool | None = False, **more: Any) -> dict[str, Any]:
    return {
        "date": on,
        "type": "attachment_tool",
        "tool": "attachment_q_sort",
        "assessor_skilled": skilled,
        **more,
    }


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ([tool()], "stop"), ([tool(skilled=True)], "met"), ([tool(skilled=None)], "ask"), ([], "not_applicable"), (None, "ask"),
        ([tool(subject="carer")], "stop"), ([tool(ago(months=12))], "stop"), ([tool(ago(1, months=12))], "not_applicable"),
        ([tool(skilled=True), tool()], "stop"), ([tool(skilled=None), tool()], "stop"), ([tool(skilled=True), tool(skilled=None)], "ask"),
        ([{"date": "2026-02-01", "type": "comprehensive", "assessor_skilled": False}], "not_applicable"),
    ],
)  # fmt: skip
def test_1_3_5_whoever_uses_a_tool_is_skilled_in_it(made: Any, expected: str) -> None:
    assert state("1.3.5", story(assessments=made)) == expected


@pytest.mark.parametrize(
    ("met", "expected"),
    [
        ([False], "stop"),
        ([True], "met"),
        ([None], "ask"),
        ([], "not_applicable"),
        ([True, False], "stop"),
        ([True, None], "ask"),
    ],
)
def test_1_3_6_a_disorder_is_diagnosed_by_its_criteria(met: list[Any], expected: str) -> None:
    """However long ago."""
    diagnoses = [{"date": "2010-01-01", "code": "DSED", "criteria_met": m} for m in met]
    assert state("1.3.6", story(diagnoses=diagnoses)) == expected


def test_1_3_6_diagnoses_not_on_file_are_asked_for() -> None:
    assert finding("1.3.6", story(diagnoses=None)).missing == ("/diagnoses",)


# --- a programme before the assessment, or before the review ------------------------------------------------------

NEXT = proposal("programme", programme="home_visiting")
LITTLE_AFTER_TEN = programme(
    "video_feedback", "2025-09-01", sessions=sessions(10, first="2025-09-08"), improvement=LITTLE
)
HELD_UP = {
    "1.3.2": story(attachment=CONCERN),
    "1.4.3": story(EDGE, programmes=[LITTLE_AFTER_TEN]),
    "1.4.6": story(EDGE, programmes=[LITTLE_AFTER_TEN], concerns_remain=True),
    "1.5.2": story(FOSTER, programmes=[LITTLE_AFTER_TEN]),
}


@pytest.mark.parametrize("number", HELD_UP)
@pytest.mark.parametrize(
    ("proposals", "expected"),
    [
        ([], "act"), (None, "act"), ([NEXT], "stop"), ([proposal("programme", programme="video_feedback")], "stop"),
        ([proposal("programme", programme="trauma_focused_cbt")], "act"), ([{**NEXT, "date": "2026-01-31"}], "act"),
        ([{**NEXT, "date": "2026-02-01"}], "stop"), ([proposal("medicine")], "act"),
    ],
)  # fmt: skip
def test_a_programme_proposed_before_its_time_is_a_stop(number: str, proposals: Any, expected: str) -> None:
    assert state(number, {**HELD_UP[number], "proposals": proposals}) == expected
