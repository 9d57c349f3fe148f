"""The controls of SAFETY.md that hang on single findings, each shown on a child of whom little else is known."""

import json

import pytest

from holdfast.casefile.checking import errors
from holdfast.ng26.guideline import NG26, findings
from holdfast.ng26.vocabulary import AREAS
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


def test_a_declined_assessment_holds_nothing_up():
    declined = {"date": "2026-02-01", "type": "comprehensive", "declined": True}
    case = found(child(PRESCHOOL, assessments=[declined], programmes=[]))
    assert (case["1.3.2"].state, case["1.4.1"].state) == ("met", "act")


def test_the_text_names_the_day_and_says_that_a_finding_can_be_answered(holdfast, tmp_path):
    (tmp_path / "child.json").write_text(json.dumps(child(PRESCHOOL)))
    _, out, _ = holdfast("assess", tmp_path / "child.json")
    assert "Monday 2 March 2026" in out
    assert "What NICE guideline NG26 says for this child on this day" in out
    assert "people decide. Each finding can be answered" in flat(out)
