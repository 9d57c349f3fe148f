"""What the guideline says is shown from the record as it is now, to those who may read all that it rests on."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest

Looking = Callable[[Any], AbstractContextManager[None]]


def said(found: Any) -> dict[str, Any]:
    return {f.recommendation: f for f in found.shown}


def test_the_findings_are_those_of_the_case_file(world: Any, looking_as: Looking) -> None:
    from holdfast.decisions.case_file import case_file
    from holdfast.decisions.queries import findings_for
    from holdfast.ng26.guideline import findings

    with looking_as(world.sam):
        shown = findings_for(world.sam, world.ada.pk)
        expected = findings(case_file(world.ada.pk, on=world.today))
    assert shown.all_of_them
    assert shown.up_to_date
    assert {f.recommendation: (f.state, f.because) for f in shown.shown} == {
        f.recommendation: (f.state, f.because) for f in expected.findings
    }
    assert [f.state for f in shown.shown] == sorted((f.state for f in shown.shown), key=_pressing)


def _pressing(state: str) -> int:
    from holdfast.decisions.queries import PRESSING

    return PRESSING.index(state)


def test_what_is_kept_is_read_again_without_working_it_out(
    world: Any, looking_as: Looking, monkeypatch: pytest.MonkeyPatch
) -> None:
    from holdfast.decisions.queries import findings_for
    from holdfast.decisions.working_out import one_child

    with looking_as(world.sam):
        first = findings_for(world.sam, world.ada.pk)
    monkeypatch.setattr(one_child, "keep", lambda *_: pytest.fail("worked out though nothing changed"))
    with looking_as(world.sam):
        assert findings_for(world.sam, world.ada.pk) == first


def test_after_a_save_the_next_page_shows_it(world: Any, looking_as: Looking) -> None:
    from holdfast.assessments.models import AttachmentStatus
    from holdfast.decisions.queries import findings_for
    from holdfast.people import keeping

    with looking_as(world.sam):
        assert said(findings_for(world.sam, world.ada.pk))["1.3.2"].state == "ask"
    with looking_as(world.sam):
        values = {"date": world.today, "status": "not_found"}
        keeping.add(model=AttachmentStatus, child=world.ada, values=values, by=world.sam)
        assert not findings_for(world.sam, world.ada.pk).up_to_date, "not committed yet, and said so"
    with looking_as(world.sam):
        found = findings_for(world.sam, world.ada.pk)
    assert found.up_to_date
    assert said(found)["1.3.2"].state == "not_applicable"


def test_a_row_held_by_the_same_request_is_not_waited_for(world: Any, looking_as: Looking) -> None:
    from holdfast.decisions.queries import findings_for
    from holdfast.people import keeping

    with looking_as(world.sam):
        keeping.correct_child(child=world.ada, version=1, values={"pronouns": "she/her"}, by=world.sam)
        assert len(findings_for(world.sam, world.ada.pk).shown) == 55


@pytest.fixture
def turn_the_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    from django.utils import timezone

    return lambda day: monkeypatch.setattr(timezone, "localdate", lambda: day)


def test_once_time_alone_can_change_it_it_is_worked_out_anew(
    world: Any, looking_as: Looking, turn_the_clock: Callable[[date], None]
) -> None:
    from holdfast.decisions.models import Kept
    from holdfast.decisions.queries import findings_for

    with looking_as(world.sam):
        findings_for(world.sam, world.ada.pk)
    with looking_as(world.sam):
        kept = Kept.objects.get(child=world.ada)
    assert kept.changes_on is not None
    turn_the_clock(kept.changes_on - timedelta(days=1))
    with looking_as(world.sam):
        findings_for(world.sam, world.ada.pk)
        assert Kept.objects.get(child=world.ada).as_of == world.today
    turn_the_clock(kept.changes_on)
    with looking_as(world.sam):
        findings_for(world.sam, world.ada.pk)
    with looking_as(world.sam):
        assert Kept.objects.get(child=world.ada).as_of == kept.changes_on


def test_changed_definitions_outdate_what_is_kept(world: Any, looking_as: Looking, database: Any) -> None:
    from holdfast.decisions.models import KeptFinding
    from holdfast.decisions.queries import findings_for

    with looking_as(world.sam):
        findings_for(world.sam, world.ada.pk)
    database.as_superuser("UPDATE decisions_kept SET edition = 'another'")
    database.as_superuser("UPDATE decisions_keptfinding SET state = 'met'")
    with looking_as(world.sam):
        findings_for(world.sam, world.ada.pk)
    with looking_as(world.sam):
        assert set(KeptFinding.objects.values_list("state", flat=True)) != {"met"}


# --- who sees what --------------------------------------------------------------------------------------------


def test_a_designated_teacher_sees_nothing_that_rests_on_health(world: Any, looking_as: Looking) -> None:
    from holdfast.decisions.models import KeptFinding
    from holdfast.decisions.queries import findings_for, findings_on
    from holdfast.decisions.working_out.definitions_read import kinds_by_recommendation

    with looking_as(world.sam):
        findings_for(world.sam, world.ada.pk)
    with looking_as(world.dee):
        seen = set(said(found := findings_for(world.dee, world.ada.pk)))
        before = set(said(findings_on(world.dee, world.ada.pk, world.today - timedelta(days=9))))
        rows = set(KeptFinding.objects.values_list("recommendation", flat=True))
    allowed = {number for number, kinds in kinds_by_recommendation().items() if "health" not in kinds}
    assert seen == before == rows
    assert {"1.1.8", "1.2.6"} <= seen <= allowed
    assert "1.4.12" not in seen
    assert not found.all_of_them


@pytest.mark.parametrize("who", ["sal", "eddie", "vic"])
def test_of_a_child_who_is_not_theirs_nothing_is_found(world: Any, looking_as: Looking, who: str) -> None:
    from holdfast.decisions.queries import findings_for, findings_on, missing_for

    viewer = world.accounts[who]
    with looking_as(viewer):
        assert findings_for(viewer, world.ada.pk).shown == ()
        assert findings_on(viewer, world.ada.pk, world.today - timedelta(days=400)).shown == ()
        assert missing_for(viewer, world.ada.pk) == []


# --- another day, and what is missing -------------------------------------------------------------------------


def test_an_earlier_day_knows_only_what_was_recorded_by_then(world: Any, looking_as: Looking) -> None:
    from holdfast.decisions.queries import findings_for

    with looking_as(world.sam):
        long_ago = findings_for(world.sam, world.ada.pk, world.today - timedelta(days=250))
    assert said(long_ago)["1.3.2"].state == "ask"
    assert "no attachment status is recorded" in " ".join(said(long_ago)["1.3.2"].because)
    assert long_ago.notes


def test_what_is_written_down_for_a_later_day_has_not_happened_yet(world: Any, looking_as: Looking) -> None:
    from holdfast.assessments.models import AttachmentStatus
    from holdfast.decisions.queries import findings_for
    from holdfast.people import keeping

    with looking_as(world.sam):
        values = {"date": world.today + timedelta(days=30), "status": "not_found"}
        keeping.add(model=AttachmentStatus, child=world.ada, values=values, by=world.sam)
    with looking_as(world.sam):
        assert said(findings_for(world.sam, world.ada.pk))["1.3.2"].state != "not_applicable"


def test_what_is_missing_says_where_it_is_written_down(world: Any, looking_as: Looking) -> None:
    from holdfast.decisions.queries import missing_for
    from holdfast.people.registry import lists

    with looking_as(world.sam):
        questions = missing_for(world.sam, world.ada.pk)
    asked = [q.place.path for q in questions]
    assert len(asked) == len(set(asked)) > 10
    assert [len(q.recommendations) for q in questions] == sorted(
        (len(q.recommendations) for q in questions), reverse=True
    )
    sibling = next(q.place for q in questions if q.place.field == "together_possible")
    assert (sibling.of, sibling.column, sibling.kind) == ("siblings", "together_possible", "siblings")
    assert (sibling.says, sibling.about) == ("whether living together is possible", "brother or sister")
    with looking_as(world.sam):
        assert lists()["siblings"].objects.get(pk=sibling.entry).key == "BEA"
