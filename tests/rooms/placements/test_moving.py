"""Moves: who may write what of them, and what is kept together."""

from datetime import timedelta
from typing import Any

import pytest


@pytest.fixture
def move(world: Any, looking_as: Any) -> Any:
    from holdfast.placements.moving import plan_move

    with looking_as(world.sal):
        values = {"date": world.today + timedelta(days=9), "kind": "change_placement"}
        return plan_move(child=world.yusuf, values=values, by=world.sal)


def test_the_young_person_asks_and_does_not_answer(world: Any, looking_as: Any, move: Any) -> None:
    from holdfast.people.access import NotAllowed
    from holdfast.placements.moving import answer, ask, keep_part
    from holdfast.placements.queries import questions_of

    with looking_as(world.yusuf_himself):
        asked = ask(move=move, question="Is there a garden?", by=world.yusuf_himself)
        with pytest.raises(NotAllowed):
            answer(question=asked, version=1, answer="Yes", by=world.yusuf_himself)
        with pytest.raises(NotAllowed):
            keep_part(
                move=move, part="met_new_carers", values={}, done="met_new_carers", by=world.yusuf_himself
            )
    with looking_as(world.sal):
        (row,) = questions_of(world.sal, move)
        assert answer(question=row, version=1, answer="A big one.", by=world.sal).answered_by == "Sal Quinn"


def test_keeping_no_relationships_needs_a_reason(world: Any, looking_as: Any, move: Any) -> None:
    from holdfast.placements.models import Move
    from holdfast.placements.moving import INSTEAD, KEPT, ReasonNeeded, keep_part

    with looking_as(world.sal):
        with pytest.raises(ReasonNeeded):
            keep_part(move=move, part=KEPT, values={"note": " "}, done=INSTEAD, by=world.sal)
        kept = keep_part(move=move, part=KEPT, values={"note": "Not safe."}, done=INSTEAD, by=world.sal)
        assert Move.objects.get().prepared == [INSTEAD] and kept.done_on == world.today
        keep_part(move=move, part=KEPT, values={"note": "Safe again."}, done=KEPT, version=1, by=world.sal)
        assert Move.objects.get().prepared == [KEPT], "one stands for the other, never both"


def test_an_emergency_is_kept_whole_or_not_at_all(world: Any, looking_as: Any) -> None:
    from holdfast.placements.actions import HomesOverlap
    from holdfast.placements.models import Home, Move
    from holdfast.placements.moving import emergency_move

    with looking_as(world.sam):
        with pytest.raises(HomesOverlap):
            emergency_move(
                child=world.ada, home={"start": world.today, "home": "foster"}, move={"kind": "change_placement"},
                told_by="", told_what="", by=world.sam,
            )  # fmt: skip
        assert Home.objects.filter(child=world.ada).count() == 1 and not Move.objects.exists()


def test_a_plan_called_off_stays_among_the_corrections(world: Any, looking_as: Any, move: Any) -> None:
    from holdfast.people.models import Correction
    from holdfast.placements.models import MovePart
    from holdfast.placements.moving import ask, call_off, keep_part
    from holdfast.placements.queries import moves_of

    with looking_as(world.sal):
        keep_part(move=move, part="met_new_carers", values={"who": "Sal"}, done=None, by=world.sal)
        ask(move=move, question="When?", by=world.sal)
        move.refresh_from_db()
        call_off(move=move, version=move.version, by=world.sal, why="The carers fell ill")
        assert moves_of(world.sal, world.yusuf.pk) == [] and not MovePart.objects.exists()
        removed = Correction.objects.filter(child=world.yusuf, removed=True)
        assert removed.count() == 3 and {row.why for row in removed} == {"The carers fell ill"}
