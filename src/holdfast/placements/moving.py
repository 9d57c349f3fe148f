"""Moves: planning one together, keeping its six parts, what was asked and answered, and the move that nobody could plan."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from holdfast.ng26.vocabulary import PREPARATIONS
from holdfast.people import access, keeping
from holdfast.people.keeping import By
from holdfast.people.models import Child
from holdfast.placements import actions
from holdfast.placements.models import Home, Move, MovePart, MoveQuestion

INSTEAD = "relationships_not_in_best_interests"  # stands for the part below
KEPT = "relationships_kept"
PARTS = tuple(code for code in PREPARATIONS if code != INSTEAD)


class ReasonNeeded(Exception):
    """Say why keeping these relationships would not be in the child's interests: the child may ask one day."""


@transaction.atomic
def plan_move(*, child: Child, values: Mapping[str, Any], by: By) -> Move:
    """A move that lies ahead, with nothing prepared yet (known: none). Raises as keeping.add."""
    return keeping.add(model=Move, child=child, values={"prepared": [], "emergency": False, **values}, by=by)


@transaction.atomic
def change_plan(*, move: Move, version: int, values: Mapping[str, Any], by: By, why: str = "") -> Move:
    """Another day or place, or what goes along. Raises as keeping.correct."""
    return keeping.correct(row=move, version=version, values=values, by=by, why=why)


@transaction.atomic
def call_off(*, move: Move, version: int, by: By, why: str) -> None:
    """The move will not happen; the plan stays among the corrections. Raises as keeping.remove."""
    for each in (*MovePart.objects.filter(move=move), *MoveQuestion.objects.filter(move=move)):
        keeping.remove(row=each, version=each.version, by=by, why=why)
    keeping.remove(row=move, version=version, by=by, why=why)


@transaction.atomic
def keep_part(
    *,
    move: Move,
    part: str,
    values: Mapping[str, Any],
    done: str | None,
    by: By,
    version: int | None = None,
) -> MovePart:
    """Who does one of the six parts, by when, and whether it is done: `done` is the code to keep in `move.prepared`, or None.

    Raises ReasonNeeded, keeping.StaleVersion (where `version` is no longer that of the part), access.NotAllowed.
    """
    if done == INSTEAD and not str(values.get("note", "")).strip():
        raise ReasonNeeded("say why these relationships are not kept")
    kept = {**values, "done_on": (values.get("done_on") or access.today()) if done else None}
    row = MovePart.objects.filter(move=move, part=part).first()
    if row is None:
        made = keeping.add(
            model=MovePart, child=move.child, values={"move": move, "part": part, **kept}, by=by
        )
    elif version is None:
        raise keeping.StaleVersion(row)
    else:
        made = keeping.correct(row=row, version=version, values=kept, by=by)
    _say_prepared(move, part, done, by)
    return made


def _say_prepared(move: Move, part: str, done: str | None, by: By) -> None:
    """The case file's field follows the plan, in the guideline's order."""
    there = Move.objects.select_for_update().get(pk=move.pk)
    codes = set(there.prepared or ()) - {part, *((INSTEAD,) if part == KEPT else ())} | (
        {done} if done else set()
    )
    prepared = [code for code in PREPARATIONS if code in codes]
    keeping.correct(row=there, version=there.version, values={"prepared": prepared}, by=by)


@transaction.atomic
def ask(*, move: Move, question: str, by: By, on: date | None = None) -> MoveQuestion:
    """Somebody asks about the move: the child, a carer, or who writes down what they asked. Raises as keeping.add."""
    values = {"move": move, "asked_on": on or access.today(), "question": question.strip()}
    return keeping.add(model=MoveQuestion, child=move.child, values=values, by=by)


@transaction.atomic
def answer(
    *, question: MoveQuestion, version: int, answer: str, by: By, answered_by: str = ""
) -> MoveQuestion:
    """What was answered, and by whom. Only who may write the plan answers. Raises keeping.StaleVersion, access.NotAllowed."""
    keeping.require_write(by, question.child, Move.record_kind)
    values = {"answer": answer.strip(), "answered_by": answered_by.strip() or by.audit_name}
    return keeping.correct(row=question, version=version, values=values, by=by, why="answered")


@transaction.atomic
def emergency_move(
    *,
    child: Child,
    home: Mapping[str, Any],
    move: Mapping[str, Any],
    told_by: str,
    told_what: str,
    by: By,
    leaving: Home | None = None,
) -> Move:
    """A child must move now: the home they leave ends, the new one begins, and what was told them is kept, in one step.

    What is not said here stays unknown. Raises actions.HomesOverlap, keeping.StaleVersion, access.NotAllowed.
    """
    actions.change_home(
        child=child,
        values={"entry": "emergency", **home},
        by=by,
        leaving=leaving,
        leaving_version=leaving.version if leaving else 0,
    )
    made = keeping.add(
        model=Move, child=child, by=by,
        values={"date": home["start"], "emergency": True, "prepared": [], **move},
    )  # fmt: skip
    if told_by or told_what:
        told = {"who": told_by, "note": told_what, "done_on": home["start"]}
        keep_part(move=made, part="reasons_explained", values=told, done="reasons_explained", by=by)
        made.refresh_from_db()
    return made
