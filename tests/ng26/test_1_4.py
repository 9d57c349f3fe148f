"""NG26 1.4.1, 1.4.4, 1.4.9, 1.4.11 to 1.4.13: programmes on the edge of care, and what comes before them."""

from typing import Any

import pytest

from tests.ng26.stories import (
    ADOPTED,
    ASSESSED,
    CONCERN,
    EDGE,
    FOSTER,
    GUARDIAN,
    LITTLE,
    finding,
    programme,
    review,
    sessions,
    state,
    status,
    story,
    without,
)

AT_HOME_IN_CARE = ("in_care", "birth_family")
AFTER_ADOPTION = ("edge_of_care", "adoptive")
DECLINED = programme("video_feedback", response="declined")


def on_the_edge(age: int = 3, **changes: Any) -> dict[str, Any]:
    """A child at home on the edge of care, difficulties suspected, assessed."""
    return story(**{"where": EDGE, "age": age, "attachment": CONCERN, "assessments": ASSESSED, **changes})


def waiting(number: str, case: dict[str, Any]) -> tuple[str, ...]:
    """What it waits for, while it waits."""
    found = finding(number, case)
    assert found.state == "wait"
    return found.waits_for


# --- 1.4.1 --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "expected"),
    [(EDGE, "act"), (AT_HOME_IN_CARE, "act"), (AFTER_ADOPTION, "act"), (FOSTER, "not_applicable"), (ADOPTED, "not_applicable"),
     (GUARDIAN, "not_applicable"), (("special_guardianship", "birth_family"), "not_applicable"), (("edge_of_care", None), "act"),
     (("in_care", None), "ask"), ((None, "birth_family"), "ask")],
)  # fmt: skip
def test_the_edge_of_care_is_at_home_or_after_adoption(where: Any, expected: str) -> None:
    assert state("1.4.1", on_the_edge(where=where)) == expected


@pytest.mark.parametrize(("age", "expected"), [(0, "act"), (4, "act"), (5, "not_applicable")])
def test_1_4_1_for_preschool_children(age: int, expected: str) -> None:
    assert state("1.4.1", on_the_edge(age)) == expected


@pytest.mark.parametrize(
    ("which", "expected"), [("at_risk", "act"), ("identified", "act"), ("not_found", "not_applicable")]
)
def test_1_4_1_with_an_attachment_concern(which: str, expected: str) -> None:
    assert state("1.4.1", on_the_edge(attachment=[status(which)])) == expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (programme("video_feedback"), "met"), (DECLINED, "met"), (programme("video_feedback", response=None), "met"),
        (programme("video_feedback", offered=False), "act"), (programme("video_feedback", offered=None), "ask"),
        (programme("video_feedback", carer="C9"), "act"), (programme("sensitivity_training"), "act"),
        (programme("video_feedback", offered="2026-03-01"), "met"),
    ],
)  # fmt: skip
def test_1_4_1_offered_whatever_the_answer(entry: dict[str, Any], expected: str) -> None:
    assert state("1.4.1", on_the_edge(programmes=[entry])) == expected


def test_1_4_1_waits_for_the_assessment() -> None:
    assert waiting("1.4.1", on_the_edge(assessments=[])) == ("1.3.2",)
    found = finding("1.4.1", on_the_edge(assessments=None))
    assert (found.state, found.missing) == ("ask", ("/assessments",))
    assert state("1.4.1", on_the_edge(assessments=[], programmes=[DECLINED])) == "met", (
        "what is done waits for nothing"
    )


# --- 1.4.4 --------------------------------------------------------------------------------------------------------

GIVEN_UP = {"ended": "2026-02-20", "ended_because": "withdrew"}


def held(count: int) -> list[dict[str, Any]]:
    return sessions(count, first="2026-01-15", every=3)


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([DECLINED], "act"), ([programme("video_feedback")], "not_applicable"), ([], "not_applicable"), (None, "ask"),
        ([programme("video_feedback", response=None)], "ask"),
        # Accepted and given up before the tenth session.
        ([programme("video_feedback", sessions=held(9), **GIVEN_UP)], "act"),
        ([programme("video_feedback", sessions=held(10), **GIVEN_UP)], "not_applicable"),
        ([programme("video_feedback", sessions=None, **GIVEN_UP)], "ask"),
        ([programme("video_feedback", sessions=held(9), ended="2026-02-20", ended_because="moved")], "not_applicable"),
        ([programme("video_feedback", sessions=held(9), ended_because="withdrew")], "not_applicable"),
        ([programme("video_feedback", sessions=held(9), ended="2026-02-20", ended_because=None)], "ask"),
        # The newest entry with today's carers counts.
        ([DECLINED, programme("video_feedback", "2026-01-11")], "not_applicable"),
        ([DECLINED, programme("video_feedback", "2026-01-09")], "act"),
        ([DECLINED, programme("video_feedback", "2026-01-10")], "not_applicable"),  # the later in the list if equal
        ([DECLINED, programme("video_feedback", "2026-02-01", carer="C9")], "act"),
        ([DECLINED, programme("video_feedback", False)], "act"),  # no day of offer comes before all others
    ],
)  # fmt: skip
def test_1_4_4_where_video_feedback_was_declined(entries: Any, expected: str) -> None:
    assert state("1.4.4", on_the_edge(programmes=entries)) == expected


def test_1_4_4_sensitivity_training_is_offered() -> None:
    assert state("1.4.4", on_the_edge(programmes=[DECLINED, programme("sensitivity_training")])) == "met"
    assert state("1.4.4", on_the_edge(5, programmes=[DECLINED])) == "not_applicable"


def test_1_4_4_waits_for_the_assessment_and_the_reviews() -> None:
    assert waiting("1.4.4", on_the_edge(assessments=[], programmes=[DECLINED])) == ("1.3.2",)
    ten = programme(
        "video_feedback", "2025-09-01", sessions=sessions(10, first="2025-09-08"), improvement=LITTLE
    )
    again = on_the_edge(programmes=[ten, DECLINED], concerns_remain=True)
    assert waiting("1.4.4", again) == ("1.4.3", "1.4.6")
    assert waiting("1.4.4", {**again, "concerns_remain": False}) == ("1.4.3",)
    assert state("1.4.4", {**again, "reviews": [review("2026-01-10")]}) == "act"


# --- 1.4.9 --------------------------------------------------------------------------------------------------------

MALTREATED = {"experienced": True, "at_risk": False}


def neglected(**changes: Any) -> dict[str, Any]:
    return on_the_edge(**{"maltreatment": MALTREATED, **changes})


@pytest.mark.parametrize(
    ("where", "expected"),
    [(EDGE, "act"), (AT_HOME_IN_CARE, "act"), (("special_guardianship", "birth_family"), "act"), (("adopted", "birth_family"), "act"),
     (FOSTER, "not_applicable"), (AFTER_ADOPTION, "not_applicable"), (("not_in_scope", "birth_family"), "not_applicable")],
)  # fmt: skip
def test_1_4_9_at_home_in_any_context_in_scope(where: Any, expected: str) -> None:
    assert state("1.4.9", neglected(where=where)) == expected


@pytest.mark.parametrize(
    ("experienced", "at_risk", "expected"),
    [(True, False, "act"), (False, True, "act"), (True, None, "act"), (None, True, "act"), (False, False, "not_applicable"),
     (False, None, "ask"), (None, None, "ask")],
)  # fmt: skip
def test_1_4_9_maltreated_or_at_risk(experienced: Any, at_risk: Any, expected: str) -> None:
    assert (
        state("1.4.9", neglected(maltreatment={"experienced": experienced, "at_risk": at_risk})) == expected
    )


@pytest.mark.parametrize(("addressed", "expected"), [(True, "act"), (False, "wait"), (None, "ask")])
def test_1_4_9_safeguarding_comes_first(addressed: bool | None, expected: str) -> None:
    found = finding("1.4.9", neglected(safeguarding={"addressed_in_plan": addressed}))
    assert (found.state, found.waits_for) == (expected, ())
    if expected == "wait":
        assert "safeguarding concerns are not addressed in the plan" in found.because
    if expected == "ask":
        assert found.missing == ("/safeguarding/addressed_in_plan",)


def test_1_4_9_what_is_outstanding_for_certain_makes_it_wait_whatever_else_is_not_known() -> None:
    case = neglected(safeguarding=None, assessments=[])
    assert waiting("1.4.9", case) == ("1.3.2",)
    assert waiting("1.4.9", neglected(safeguarding={"addressed_in_plan": False}, assessments=None)) == ()


def test_1_4_9_psychotherapy_is_offered() -> None:
    assert state("1.4.9", neglected(programmes=[programme("parent_child_psychotherapy")])) == "met"
    assert state("1.4.9", neglected(age=5)) == "not_applicable"


# --- 1.4.11, 1.4.13 -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at_risk", "addressed", "eleven", "thirteen"),
    [
        (False, False, "act", "not_applicable"), (False, None, "act", "not_applicable"), (True, True, "act", "act"),
        (True, False, "wait", "wait"), (True, None, "ask", "ask"), (None, True, "act", "ask"), (None, False, "ask", "ask"),
    ],
)  # fmt: skip
def test_1_4_11_and_1_4_13_safeguarding_comes_first_while_at_risk(
    at_risk: Any, addressed: Any, eleven: str, thirteen: str
) -> None:
    case = on_the_edge(
        8,
        maltreatment={"experienced": False, "at_risk": at_risk},
        safeguarding={"addressed_in_plan": addressed},
    )
    assert (state("1.4.11", case), state("1.4.13", case)) == (eleven, thirteen)


def test_1_4_11_and_1_4_13_wait_for_the_assessment_and_are_met_by_an_offer() -> None:
    case = on_the_edge(8, maltreatment={"experienced": False, "at_risk": True}, assessments=[])
    for number in ("1.4.11", "1.4.13"):
        assert waiting(number, case) == ("1.3.2",)
        assert (
            state(number, {**case, "programmes": [programme("sensitivity_training", response="declined")]})
            == "met"
        )
        assert state(number, {**case, "care": story(FOSTER)["care"]}) == "not_applicable"


# --- 1.4.12 -------------------------------------------------------------------------------------------------------

PTSD = {"condition": "ptsd", "status": "suspected"}


@pytest.mark.parametrize(
    ("experienced", "signs", "conditions", "expected"),
    [
        (True, True, [], "act"), (True, False, [PTSD], "act"), (True, False, [{**PTSD, "status": "diagnosed"}], "act"),
        (True, False, [], "not_applicable"), (False, True, [PTSD], "not_applicable"), (None, True, [], "ask"), (True, None, [], "ask"),
        (True, None, [PTSD], "act"), (True, False, None, "ask"), (True, False, [{**PTSD, "condition": "anxiety"}], "not_applicable"),
    ],
)  # fmt: skip
def test_1_4_12_maltreated_with_signs_of_trauma_or_ptsd(
    experienced: Any, signs: Any, conditions: Any, expected: str
) -> None:
    case = on_the_edge(
        8, maltreatment={"experienced": experienced}, trauma_signs=signs, conditions=conditions
    )
    assert state("1.4.12", case) == expected


@pytest.mark.parametrize("where", [EDGE, FOSTER, GUARDIAN, ADOPTED, ("in_care", "secure")])
def test_1_4_12_in_any_context_without_any_status_and_before_any_assessment(where: Any) -> None:
    case = story(where, age=8, maltreatment=MALTREATED, trauma_signs=True, attachment=[])
    assert state("1.4.12", case) == "act"
    assert (
        state("1.4.12", {**case, "programmes": [programme("trauma_focused_cbt", "2015-01-01", carer="C9")]})
        == "met"
    )
    assert state("1.4.12", without(case, "child/date_of_birth")) == "ask"
    assert state("1.4.12", {**case, "child": {"id": "A1", "date_of_birth": "2021-03-02"}}) == "not_applicable"
