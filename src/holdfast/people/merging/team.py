"""The team after two records were put together: nobody holds the same role twice at a time, and one person is the key person."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from holdfast.accounts.models import Account
from holdfast.people import access, keeping
from holdfast.people.models import Child, Handover, TeamMember

Who = tuple[str, str, str]


def key_people_of(child: Child) -> set[Who]:
    """Who is marked as this child's key person, in which role."""
    return {_who(row) for row in TeamMember.objects.filter(child=child, key_person=True)}


def one_stretch_each(*, kept: Child, key_people: set[Who], by: Account, why: str) -> None:
    """Stretches of one person in one role that overlap or meet become one; what gives way stays among the corrections.

    `key_people`: those of the kept record before, of whom the one of today stays the key person. Raises access.NotAllowed.
    """
    rows = TeamMember.objects.filter(child=kept).select_related("child")
    for _, those in groupby(sorted(rows, key=_order), key=_who):
        for stretch in _stretches(those):
            _into_one(stretch, by, why)
    _one_key_person(kept, key_people, by, why)


def _who(row: TeamMember) -> Who:
    """Person and role; and the team they work in, whose manager sees the child through the row."""
    return row.role, str(row.account_id or row.person), str(row.team_id)


def _order(row: TeamMember) -> tuple[Any, ...]:
    return *_who(row), row.start, _end(row)


def _end(row: TeamMember) -> date:
    return row.end or date.max


def _stretches(rows: Iterable[TeamMember]) -> list[list[TeamMember]]:
    found: list[list[TeamMember]] = []
    for row in rows:
        if found and row.start <= max(map(_end, found[-1])):
            found[-1].append(row)
        else:
            found.append([row])
    return found


def _into_one(stretch: list[TeamMember], by: Account, why: str) -> None:
    first, *rest = stretch
    if not rest:
        return
    last = max(map(_end, stretch))
    values = {
        "end": None if last == date.max else last,
        "key_person": any(row.key_person for row in stretch),
        "handover": "\n".join(dict.fromkeys(row.handover for row in stretch if row.handover)),
    }
    keeping.correct(row=first, version=first.version, values=values, by=by, why=why)
    for row in rest:
        Handover.objects.filter(member=row).update(member=first)
        keeping.remove(row=row, version=row.version, by=by, why=why)


def _one_key_person(kept: Child, key_people: set[Who], by: Account, why: str) -> None:
    day = access.today()
    rows = TeamMember.objects.filter(child=kept, key_person=True).select_related("child")
    here = (row for row in rows if _end(row) > day)
    now = sorted(here, key=lambda row: (_who(row) not in key_people, row.start))
    for row in now[1:]:
        keeping.correct(row=row, version=row.version, values={"key_person": False}, by=by, why=why)
