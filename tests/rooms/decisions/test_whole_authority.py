"""A whole authority's findings are the same as each child's own, and hold as long."""

from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.properties.cases import cases

Case = dict[str, Any]
_NUMBERS = count(1)
SEVERAL = settings(  # to shrink through a database takes longer than to read what failed
    max_examples=20,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def taken_in(several: list[Case], by: Any) -> list[Any]:
    """The ids of these cases in the record, each under a reference of its own, in order of their ids."""
    from holdfast.decisions.taking_in import take_in_many
    from holdfast.people.models import Child

    named = [{**c, "child": {**c["child"], "id": f"W{next(_NUMBERS)}"}} for c in several]
    assert not take_in_many(named, by=by, why="a test").refused
    references = [case["child"]["id"] for case in named]
    return sorted(Child.objects.filter(reference__in=references).values_list("pk", flat=True))


@SEVERAL
@given(st.lists(cases(), min_size=2, max_size=6), st.sampled_from((0, 0, 100, 400)))
def test_the_states_of_all_are_those_of_each(
    clean: Any, as_worker: Any, several: list[Case], back: int
) -> None:
    """`back`: the day asked about lies so many days before the files' own, so that the record holds things of later days."""
    from holdfast.decisions.models import Kept, KeptFinding
    from holdfast.decisions.working_out.one_child import work_out
    from holdfast.decisions.working_out.whole_authority import keep_states

    children = taken_in(several, as_worker)
    day = date.fromisoformat(several[0]["as_of"]) - timedelta(days=back)
    keep_states(children, day)
    for child in children:
        alone = work_out(child, day)
        expected = {
            row.recommendation: (row.state, row.waits_for, row.kinds)
            for row in alone.rows
            if row.state != "not_applicable"
        }
        found = {
            row.recommendation: (row.state, row.waits_for, row.kinds)
            for row in KeptFinding.objects.filter(child=child)
        }
        assert found == expected
        kept = Kept.objects.get(child=child)
        assert kept.changes_on == alone.kept.changes_on
        assert (kept.as_of, kept.record_version, kept.edition) == (
            day, alone.kept.record_version, alone.kept.edition,
        )  # fmt: skip
        assert not kept.reasons


def test_only_those_are_worked_out_of_whom_what_is_kept_no_longer_holds(
    world: Any, as_worker: Any, looking_as: Any
) -> None:
    from holdfast.decisions.queries import findings_for
    from holdfast.decisions.working_out.whole_authority import keep_all
    from holdfast.people.keeping import touched

    heard: list[tuple[str, int, int | None]] = []
    assert keep_all(day=world.today, say=lambda *said: heard.append(said)) == 4
    assert heard == [("findings", 0, 4), ("findings", 4, 4)]
    assert keep_all(day=world.today) == 0
    touched(world.ada.pk)
    assert keep_all(day=world.today) == 1
    assert keep_all(day=world.today, everything=True) == 4
    with looking_as(world.sam):
        assert len(findings_for(world.sam, world.ada.pk).shown) == 55, "with reasons, once somebody looks"
    assert keep_all(day=world.today) == 0
    assert keep_all(day=world.today + timedelta(days=4000)) == 4


def test_of_nobody_there_is_nothing_to_find(clean: Any, as_worker: Any) -> None:
    from holdfast.decisions.working_out.whole_authority import keep_all

    assert keep_all(day=date(2026, 3, 31), everything=True) == 0


@pytest.mark.parametrize("text", ["", "\\N", "a\tb", "C:\\homes\nnext", "\\"])
def test_a_carer_of_any_name_is_the_same_carer(clean: Any, as_worker: Any, text: str) -> None:
    """Names go through the database's text unread; what they are compared with must not change."""
    from holdfast.decisions.models import KeptFinding
    from holdfast.decisions.working_out.one_child import work_out
    from holdfast.decisions.working_out.whole_authority import engine, keep_states

    home = {"start": "2025-01-01", "context": "in_care", "home": "foster", "carer": text}
    course = {"programme": "video_feedback", "offered": "2024-01-01", "response": "accepted", "carer": text}
    case = {
        "format": "holdfast-case/1", "as_of": "2026-03-31", "child": {"id": "x", "date_of_birth": "2023-01-01"},
        "care": [home, {**home, "start": "2024-01-01", "end": "2025-01-01", "carer": text + "2"}], "programmes": [course],
        "attachment": [{"date": "2025-02-01", "status": "identified"}], "diagnoses": [], "team": [],
    }  # fmt: skip
    (child,) = taken_in([case], as_worker)
    keep_states([child], date(2026, 3, 31))
    states = dict(KeptFinding.objects.filter(child=child).values_list("recommendation", "state"))
    alone = {row.recommendation: row.state for row in work_out(child, date(2026, 3, 31)).rows}
    assert states == {number: state for number, state in alone.items() if state != "not_applicable"}
    assert set(alone) == set(engine().numbers)
    assert alone["1.5.1"] == "met", "it was offered to these very carers"


def test_an_answer_still_holds_after_all_was_worked_out_together(
    world: Any, as_worker: Any, looking_as: Any
) -> None:
    from holdfast.decisions.actions import answer
    from holdfast.decisions.lists import what_needs
    from holdfast.decisions.working_out.whole_authority import keep_all

    with looking_as(world.sam):
        answer(child=world.ada, recommendation="1.1.8", says="done_elsewhere", by=world.sam)
    keep_all(day=world.today, everything=True)
    with looking_as(world.sam):
        asked = what_needs(world.sam, [world.ada.pk], answers=True)[world.ada.pk].asked
    assert {each.recommendation: each.answered for each in asked}["1.1.8"]


def test_from_the_command_line(world: Any) -> None:
    from tests.cli.commands import run

    assert run("findings", "refresh").stdout == "Findings worked out for 4 children.\n"
    assert run("findings", "refresh").stdout == "Findings worked out for 0 children.\n"
    assert run("findings", "refresh", "--all").stdout == "Findings worked out for 4 children.\n"
