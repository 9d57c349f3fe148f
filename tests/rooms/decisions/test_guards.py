"""The guideline speaks while something is being entered, before it is saved; a professional may go on, with a reason."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest

Looking = Callable[[Any], AbstractContextManager[None]]


@pytest.fixture
def warned(world: Any, looking_as: Looking) -> Callable[..., list[str]]:
    """`warned(of, who=…, **values)`: the recommendations that speak against an entry for Ada dated today."""
    from holdfast.decisions.guards import guard

    def ask(of: str, who: str = "sam", entry: Any = None, above: Any = None, **values: Any) -> list[str]:
        viewer = world.accounts[who]
        with looking_as(viewer):
            return [
                w.recommendation for w in guard(world.ada.pk, of, values, viewer, entry=entry, above=above)
            ]

    return ask


def write(world: Any, looking_as: Looking, model: Any, **values: Any) -> Any:
    from holdfast.people import keeping

    with looking_as(world.sam):
        return keeping.add(model=model, child=world.ada, values=values, by=world.sam)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"kind": "refuse_service", "because": "ethnicity"}, ["1.1.2"]),
        ({"kind": "refuse_service", "because": "placement_unstable"}, ["1.1.5"]),
        ({"kind": "refuse_service", "because": "no_capacity"}, []),
        ({"kind": "medicine", "proposed_for": "attachment_difficulties"}, ["1.1.20"]),
        ({"kind": "medicine", "proposed_for": "coexisting_condition"}, []),
        ({"kind": "genetic_test", "proposed_for": "attachment_difficulties"}, ["1.3.7"]),
        ({"kind": "school_change", "planned": False}, ["1.2.6"]),
        ({"kind": "school_change", "planned": True}, []),
        ({"kind": "school_exclusion", "exclusion": "fixed_term"}, []),
    ],
)
def test_a_proposal_is_looked_at_before_it_is_saved(
    warned: Callable[..., list[str]], values: dict[str, Any], expected: list[str]
) -> None:
    assert warned("proposals", **values) == expected


def test_an_exclusion_of_a_child_with_identified_difficulties(
    world: Any, looking_as: Looking, warned: Callable[..., list[str]]
) -> None:
    from holdfast.assessments.models import AttachmentStatus

    write(world, looking_as, AttachmentStatus, date=world.today, status="identified")
    assert warned("proposals", kind="school_exclusion", exclusion="fixed_term") == ["1.2.7"]


def test_a_tool_in_unskilled_hands_and_a_diagnosis_without_its_criteria(
    warned: Callable[..., list[str]],
) -> None:
    tool = {"type": "attachment_tool", "tool": "attachment_q_sort"}
    assert warned("assessments", assessor_skilled=False, **tool) == ["1.3.5"]
    assert warned("assessments", assessor_skilled=True, **tool) == []
    assert warned("diagnoses", code="reactive_attachment_disorder_icd10", criteria_met=False) == ["1.3.6"]


def test_a_second_bad_proposal_is_warned_of_as_well(
    world: Any, looking_as: Looking, warned: Callable[..., list[str]]
) -> None:
    from holdfast.reviews.models import Proposal

    write(world, looking_as, Proposal, date=world.today, kind="refuse_service", because="home")
    assert warned("proposals", kind="refuse_service", because="disability") == ["1.1.2"]
    assert warned("proposals", kind="school_change", planned=True) == [], "not of what others wrote"
    assert warned("diagnoses", code="reactive_attachment_disorder_icd10", criteria_met=True) == []


# --- a programme before the assessment ------------------------------------------------------------------------


@pytest.fixture
def not_assessed(world: Any, looking_as: Looking) -> Any:
    """Ada, of whom every assessment is on file and none is comprehensive."""
    from holdfast.people import keeping

    with looking_as(world.sam):
        keeping.say_none(child=world.ada, name="assessments", by=world.sam, what="assessment")
    return world.ada


def test_a_programme_proposed_or_simply_begun_before_the_assessment(
    world: Any, not_assessed: Any, warned: Callable[..., list[str]]
) -> None:
    assert warned("proposals", kind="programme", programme="video_feedback") == ["1.3.2"]
    begun = {"programme": "video_feedback", "offered": world.today, "response": "accepted"}
    assert warned("programmes", **begun) == ["1.3.2"]
    assert warned("programmes", **begun | {"response": "declined"}) == []
    assert warned("programmes", **begun | {"offered": world.today - timedelta(days=200)}) == [], "long past"
    assert warned("programmes", **begun | {"ended": world.today}) == []
    assert warned("programmes", **begun | {"programme": "trauma_focused_cbt"}) == [], "it waits for nothing"


def test_a_further_session_before_the_assessment(
    world: Any, looking_as: Looking, not_assessed: Any, warned: Callable[..., list[str]]
) -> None:
    from holdfast.programmes.models import Programme

    course = write(
        world, looking_as, Programme, programme="video_feedback", offered=world.today, response="accepted"
    )
    assert warned("sessions", above=course.pk, date=world.today) == ["1.3.2"]
    assert warned("sessions", above=course.pk, date=world.today - timedelta(days=100)) == []
    corrected = {"programme": "video_feedback", "offered": world.today, "response": "accepted", "carer": "C7"}
    assert warned("programmes", entry=course.pk, **corrected) == [], "who corrects it was warned before"


def test_further_sessions_before_the_review(
    world: Any, looking_as: Looking, warned: Callable[..., list[str]]
) -> None:
    """Ten sessions, little improvement, no review: the eleventh is warned of (1.5.2)."""
    from holdfast.people import keeping
    from holdfast.programmes.models import Programme, Session

    began = world.today - timedelta(days=80)
    course = write(
        world, looking_as, Programme, programme="video_feedback", offered=began, response="accepted",
        carer="C7", improvement_child_attachment="little",
    )  # fmt: skip
    for n in range(10):
        write(world, looking_as, Session, course=course, date=began + timedelta(days=7 * n))
    with looking_as(world.sam):
        keeping.say_none(child=world.ada, name="reviews", by=world.sam, what="reviews")
    assert "1.5.2" in warned("sessions", above=course.pk, date=world.today)
    assert "1.5.2" in warned("programmes", programme="sensitivity_training", offered=world.today)


# --- who is told what -----------------------------------------------------------------------------------------


def test_reasons_are_kept_from_who_may_not_read_them_but_the_warning_is_not(
    world: Any, looking_as: Looking, not_assessed: Any
) -> None:
    from holdfast.decisions.guards import guard

    values = {"kind": "programme", "programme": "video_feedback"}
    with looking_as(world.sam):
        (full,) = guard(world.ada.pk, "proposals", values, world.sam)
    with looking_as(world.cara):
        (short,) = guard(world.ada.pk, "proposals", values, world.cara)
    assert full.whole
    assert full.because
    assert full.deviations
    assert (short.recommendation, short.summary, short.because, short.deviations, short.whole) == (
        "1.3.2", full.summary, (), (), False,
    )  # fmt: skip
    with looking_as(world.sal):
        assert guard(world.ada.pk, "proposals", values, world.sal) == []


def test_nothing_is_written(
    world: Any, looking_as: Looking, warned: Callable[..., list[str]], database: Any
) -> None:
    before = database.as_superuser(
        "SELECT count(*), (SELECT count(*) FROM audit_auditentry) FROM reviews_proposal"
    )
    warned("proposals", kind="refuse_service", because="home")
    assert before == database.as_superuser(
        "SELECT count(*), (SELECT count(*) FROM audit_auditentry) FROM reviews_proposal"
    )


def test_who_goes_on_says_why(world: Any, looking_as: Looking, database: Any) -> None:
    from holdfast.decisions.actions import ReasonNeeded, pass_guard
    from holdfast.decisions.models import GuardPassed

    passing = {"child": world.ada, "recommendations": ("1.3.2",), "entering": "programmes"}
    for who in (world.sam, world.dee):
        with looking_as(who):
            pass_guard(**passing, because="The assessment is booked for Monday.", by=who)
            assert GuardPassed.objects.filter(recorded_by=who.audit_id).exists()
    with looking_as(world.sam), pytest.raises(ReasonNeeded):
        pass_guard(**passing, because=" ", by=world.sam)
    log = database.as_superuser(
        "SELECT actor_name, detail ->> 'because' FROM audit_auditentry WHERE did = 'guard passed' ORDER BY id"
    )
    assert log == [(name, "The assessment is booked for Monday.") for name in ("Sam Okafor", "Dee Bell")]
