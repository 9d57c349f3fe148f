"""What must come first, what stops, and what an offer is worth (1.3.2, 1.3.5, 1.3.6, 1.4.9, 1.4.13, 1.5.1)."""

from typing import Any

from holdfast.ng26.guideline import findings

Case = dict[str, Any]


def child_at_home(**more: Any) -> Case:
    """A girl of three on the edge of care, difficulties suspected, at risk; nothing else is on file yet."""
    return {
        "format": "holdfast-case/1", "as_of": "2026-06-01", "child": {"id": "1", "date_of_birth": "2023-05-04"},
        "care": [{"start": "2025-01-01", "context": "edge_of_care", "home": "birth_family", "carer": "P"}],
        "attachment": [{"date": "2026-01-01", "status": "suspected"}], "maltreatment": {"experienced": False, "at_risk": True},
        "assessments": [], "programmes": [], "reviews": [], "safeguarding": {"addressed_in_plan": True}, **more,
    }  # fmt: skip


def state(case: Case, number: str) -> str:
    return next(f.state for f in findings(case).findings if f.recommendation == number)


ASSESSED = [{"date": "2026-05-01", "type": "comprehensive", "declined": True}]


def test_a_programme_proposed_before_the_assessment_stops() -> None:
    proposed = [{"date": "2026-06-01", "kind": "programme", "programme": "video_feedback"}]
    assert state(child_at_home(), "1.3.2") == "act"
    assert state(child_at_home(proposals=proposed), "1.3.2") == "stop"
    assert state(child_at_home(proposals=proposed, assessments=ASSESSED), "1.3.2") == "met"
    lapsed = [{**proposed[0], "date": "2026-05-03"}]
    assert state(child_at_home(proposals=lapsed), "1.3.2") == "act"


def test_a_programme_waits_for_the_assessment() -> None:
    assert state(child_at_home(), "1.4.1") == "wait"
    assert state(child_at_home(assessments=ASSESSED), "1.4.1") == "act"


def test_family_work_waits_for_safeguarding() -> None:
    for addressed, expected in ((True, "act"), (False, "wait"), (None, "ask")):
        case = child_at_home(assessments=ASSESSED, safeguarding={"addressed_in_plan": addressed})
        assert state(case, "1.4.9") == expected


def test_a_declined_offer_counts_as_made() -> None:
    declined = [
        {"programme": "video_feedback", "carer": "P", "offered": "2026-05-20", "response": "declined"}
    ]
    assert state(child_at_home(assessments=ASSESSED, programmes=declined), "1.4.1") == "met"


def test_an_unskilled_assessor_stops() -> None:
    for skilled, expected in ((False, "stop"), (True, "met"), (None, "ask")):
        tool = {
            "date": "2026-05-01",
            "type": "attachment_tool",
            "tool": "attachment_q_sort",
            "assessor_skilled": skilled,
        }
        assert state(child_at_home(assessments=[tool]), "1.3.5") == expected


def test_a_diagnosis_without_its_criteria_stops() -> None:
    for met, expected in ((False, "stop"), (True, "met"), (None, "ask")):
        diagnosis = {"date": "2026-05-01", "code": "F94.1", "criteria_met": met}
        assert state(child_at_home(diagnoses=[diagnosis]), "1.3.6") == expected
