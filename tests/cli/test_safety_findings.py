"""The controls of SAFETY.md that hang on single findings, each shown on a child of whom little else is known."""

import json

import pytest

from holdfast.casefile.checking import errors
from holdfast.ng26.guideline import NG26, findings
from holdfast.ng26.vocabulary import AREAS, DIAGNOSIS_CODES
from tests.cli.commands import flat

DAY = "2026-03-02"
ASSESSED = {"date": "2026-01-20", "type": "comprehensive", "areas": list(AREAS)}


def child(born, **known):
    """A valid case file of a child at home on the edge of care, attachment difficulties identified, and what else is known."""
    case = {
        "format": "holdfast-case/1", "as_of": DAY, "child": {"id": "A", "date_of_birth": born},
        "care": [{"start": "2025-01-01", "context": "edge_of_care", "home": "birth_family", "carer": "Parents"}],
        "attachment": [{"date": "2025-12-01", "status": "identified"}], **known,
    }  # fmt: skip
    assert errors(case) == []
    return case


def found(case):
    """The findings by number."""
    return {f.recommendation: f for f in findings(case).findings}


PRESCHOOL, SCHOOL_AGE = "2023-01-10", "2016-01-10"
AT_RISK = {"maltreatment": {"experienced": False, "at_risk": True}}


@pytest.mark.parametrize("number", ["1.4.11", "1.4.13"])
@pytest.mark.parametrize(
    ("safeguarding", "state"),
    [({"addressed_in_plan": False}, "wait"), ({}, "ask"), ({"addressed_in_plan": True}, "act")],
)
def test_family_work_waits_for_safeguarding(number, safeguarding, state):
    case = child(SCHOOL_AGE, assessments=[ASSESSED], programmes=[], safeguarding=safeguarding, **AT_RISK)
    finding = found(case)[number]
    assert finding.state == state
    assert ("/safeguarding/addressed_in_plan" in finding.missing) is (state == "ask")


@pytest.mark.parametrize(
    ("safeguarding", "state"),
    [({"addressed_in_plan": False}, "wait"), ({}, "ask"), ({"addressed_in_plan": True}, "act")],
)
def test_psychotherapy_waits_for_safeguarding(safeguarding, state):
    case = child(
        PRESCHOOL, assessments=[ASSESSED], programmes=[], reviews=[], safeguarding=safeguarding, **AT_RISK
    )
    assert found(case)["1.4.9"].state == state


def test_safeguarding_is_asked_for_in_every_course_under_way():
    course = {"programme": "video_feedback", "offered": "2026-01-25", "response": "accepted"}
    for in_place, state in ((False, "act"), (None, "ask"), (True, "met")):
        case = child(PRESCHOOL, programmes=[{**course, "safeguarding_in_place": in_place}])
        assert found(case)["1.1.18"].state == state


def test_a_programme_proposed_before_the_assessment_stops_and_stands_first(holdfast, tmp_path):
    proposal = {"date": DAY, "kind": "programme", "programme": "video_feedback"}
    case = child(PRESCHOOL, assessments=[], programmes=[], proposals=[proposal])
    assert (found(case)["1.3.2"].state, found(case)["1.4.1"].state) == ("stop", "wait")
    assert found(case)["1.4.1"].waits_for == ("1.3.2",)
    (tmp_path / "child.json").write_text(json.dumps(case))
    _, out, _ = holdfast("assess", tmp_path / "child.json")
    page = flat(out)
    assert page.index("STOP (1)") < page.index("Offer a comprehensive assessment") < page.index("DO NOW (")


def test_treatment_for_trauma_waits_for_nothing():
    criteria = NG26.criteria("1.4.12")
    assert (criteria.waits, criteria.holds) == ({}, ())
    hurt = {"maltreatment": {"experienced": True}, "trauma_signs": True}
    assert found(child(SCHOOL_AGE, assessments=[], programmes=[], **hurt))["1.4.12"].state == "act"


def test_a_declined_offer_counts_as_made():
    offer = {
        "programme": "video_feedback",
        "offered": "2026-02-01",
        "response": "declined",
        "carer": "Parents",
    }
    assert found(child(PRESCHOOL, assessments=[ASSESSED], programmes=[offer]))["1.4.1"].state == "met"


def test_a_declined_assessment_holds_nothing_up():
    declined = {"date": "2026-02-01", "type": "comprehensive", "declined": True}
    case = found(child(PRESCHOOL, assessments=[declined], programmes=[]))
    assert (case["1.3.2"].state, case["1.4.1"].state) == ("met", "act")


def test_an_unskilled_assessor_stops():
    tool = {"date": "2026-02-01", "type": "attachment_tool", "tool": "strange_situation"}
    for skilled, state in ((False, "stop"), (None, "ask"), (True, "met")):
        case = child(PRESCHOOL, assessments=[{**tool, "assessor_skilled": skilled}])
        assert found(case)["1.3.5"].state == state


def test_a_diagnosis_without_its_criteria_stops():
    code = next(iter(DIAGNOSIS_CODES))
    for met, state in ((False, "stop"), (None, "ask"), (True, "met")):
        diagnosis = {"date": "2026-02-01", "code": code, "criteria_met": met}
        assert found(child(PRESCHOOL, diagnoses=[diagnosis]))["1.3.6"].state == state


@pytest.mark.parametrize("key", ["film", "video", "recording", "file"])
def test_there_is_no_place_for_a_film(key):
    case = child(
        PRESCHOOL, programmes=[{"programme": "video_feedback", "sessions": [{"date": "2026-02-20"}]}]
    )
    case["programmes"][0]["sessions"][0][key] = "session-1.mp4"
    assert [error.path for error in errors(case)] == [f"/programmes/0/sessions/0/{key}"]


def test_the_text_names_the_day_and_says_that_a_finding_can_be_answered(holdfast, tmp_path):
    (tmp_path / "child.json").write_text(json.dumps(child(PRESCHOOL)))
    _, out, _ = holdfast("assess", tmp_path / "child.json")
    assert "Monday 2 March 2026" in out
    assert "What NICE guideline NG26 says for this child on this day" in out
    assert "people decide. Each finding can be answered" in flat(out)
