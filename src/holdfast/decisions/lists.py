"""What the guideline asks of many children at once, for lists: a constant number of queries whatever their number."""

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import OperationalError, connection

from holdfast.accounts.models import Account
from holdfast.decisions.access import FINDINGS, kinds_read_of_all
from holdfast.decisions.models import Answer, Kept, KeptFinding
from holdfast.decisions.queries import PRESSING, holds
from holdfast.decisions.working_out import one_child
from holdfast.decisions.working_out.definitions_read import kinds_by_recommendation
from holdfast.ng26.guideline import NG26
from holdfast.people.access import today

Row = Sequence[Any]  # of one finding: recommendation, state, what it waits for, facts
LISTED = ("stop", "act", "wait", "ask")
FEW = 8  # as many as are worked out one by one in the time that the dataframe library takes to begin


class Asked(NamedTuple):
    """One finding in a list: its number, state, what to do, what it waits for."""

    recommendation: str
    state: str
    action: str
    waits_for: tuple[str, ...]
    answered: bool = False


@dataclass(frozen=True)
class Needs:
    """What the guideline asks of one child, the most pressing first; never more than the viewer may see."""

    child: UUID
    asked: tuple[Asked, ...]

    def count(self, *states: str) -> int:
        """How many are in one of these states."""
        return sum(each.state in states for each in self.asked)

    @property
    def first(self) -> Asked | None:
        """The most pressing."""
        return self.asked[0] if self.asked else None

    @property
    def pressing(self) -> tuple[Asked, ...]:
        """What is to stop or to do, and not yet answered by anybody."""
        return tuple(each for each in self.asked if each.state in ("stop", "act") and not each.answered)


def what_needs(viewer: Account, children: Iterable[UUID], *, answers: bool = False) -> dict[UUID, Needs]:
    """The findings of these children that somebody must look at, by child; worked out anew where they no longer hold.

    Two queries where all that is kept holds (three with `answers`); those of whom it does not are worked out together.
    """
    wanted = list(children)
    kinds = kinds_read_of_all(viewer)
    rows = _kept(wanted)
    outdated = [child for child in wanted if child not in rows and FINDINGS.code in kinds.get(child, ())]
    if outdated:
        rows |= _worked_out(outdated)
    given = (
        _answered(child for child in wanted if FINDINGS.code in kinds.get(child, ()))
        if answers
        else frozenset()
    )
    return {
        child: Needs(child, _told(child, rows.get(child, []), kinds.get(child, frozenset()), given))
        for child in wanted
    }


def _worked_out(children: list[UUID]) -> dict[UUID, list[Row]]:
    """What is found of these children now; what their own request has not committed yet is worked out one by one."""
    rows: dict[UUID, list[Row]] = {}
    if len(children) > FEW:
        from holdfast.decisions.working_out.whole_authority import keep_states

        # What this very request holds is found below, one by one, and not kept.
        with suppress(OperationalError):
            keep_states(children, today(), wait="300ms")
        rows = _kept(children)
    for child in children:
        if child not in rows:
            rows[child] = [_of_row(row) for row in one_child.keep(child, today()).rows if row.state in LISTED]
    return rows


def _kept(children: list[UUID]) -> dict[UUID, list[Row]]:
    """What is kept of those children of whom it still holds, as far as the database lets the viewer read it."""
    with connection.cursor() as cursor:  # as text, so that no list builds it anew
        cursor.execute(_HELD, {"listed": list(LISTED), "children": children})
        rows, day = cursor.fetchall(), today()
    return {
        child: json.loads(found or "[]")
        for child, version, as_of, changes_on, edition, now, found in rows
        if holds(
            Kept(child_id=child, record_version=version, as_of=as_of, changes_on=changes_on, edition=edition),
            now,
            day,
        )
    }


# The ids stand three times and what was found stands by itself, so that each table is read once, by its index.
_HELD = """
WITH found AS MATERIALIZED (
  SELECT child_id, jsonb_agg(jsonb_build_array(recommendation, state, waits_for, facts)) AS findings
    FROM decisions_keptfinding WHERE child_id = ANY(%(children)s) AND state = ANY(%(listed)s) GROUP BY child_id)
SELECT k.child_id, k.record_version, k.as_of, k.changes_on, k.edition, c.record_version, f.findings
  FROM decisions_kept k JOIN people_child c ON c.id = k.child_id AND c.id = ANY(%(children)s)
  LEFT JOIN found f ON f.child_id = k.child_id
 WHERE k.child_id = ANY(%(children)s)
"""


def _of_row(row: KeptFinding) -> Row:
    return row.recommendation, row.state, row.waits_for, row.facts


def _answered(children: Iterable[UUID]) -> frozenset[tuple[UUID, str, str]]:
    """Child, recommendation and facts of every answer: one given on other facts than today's does not count."""
    rows = Answer.objects.filter(child__in=list(children), restricted=False)
    return frozenset(rows.values_list("child", "recommendation", "facts"))


def _told(
    child: UUID, rows: list[Row], kinds: frozenset[str], given: frozenset[tuple[UUID, str, str]]
) -> tuple[Asked, ...]:
    if FINDINGS.code not in kinds:
        return ()
    order = _order(kinds)
    seen = sorted((PRESSING.index(row[1]), order[row[0]], row) for row in rows if row[0] in order)
    return tuple(
        Asked(
            number, state, NG26.by_number[number].summary, tuple(waits_for), (child, number, facts) in given
        )
        for _, _, (number, state, waits_for, facts) in seen
    )


@cache
def _order(kinds: frozenset[str]) -> Mapping[str, int]:
    """The recommendations about a child that rest on nothing but these kinds of record, each with its place in the guideline."""
    rests_on = kinds_by_recommendation()
    return {r.number: n for n, r in enumerate(NG26.about_a_child) if kinds.issuperset(rests_on[r.number])}
