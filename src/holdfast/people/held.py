"""The children on each ground, in the application's own words; the database has its own (row_security.py), and tests compare them.

A page that only reads asks once what its viewer holds (`asked_once`); everything else asks anew each time, so that what an action
changes counts at once. The database's own rule is asked by every query, whatever is remembered here.
"""

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import ForeignKey, Lookup, UUIDField
from django.utils import timezone

from holdfast.accounts.models import Account
from holdfast.people.grounds import ROLE_GROUNDS

# A role is held today where it has begun and is not over: an end is over on that very day.
_TEAM = """SELECT t.child_id, t.role FROM people_teammember t WHERE t.account_id = %(me)s AND t.role = ANY(%(roles)s)
 AND t.start <= %(day)s AND (t."end" IS NULL OR t."end" > %(day)s)"""
_ON = {
    "manager": """SELECT m.child_id, 'manager' FROM people_teammember m JOIN accounts_posting p ON p.team_id = m.team_id
 WHERE p.account_id = %(me)s AND p.manages AND p.since <= %(day)s AND (p.until IS NULL OR p.until > %(day)s) AND m.start <= %(day)s
   AND (m."end" IS NULL OR m."end" > %(day)s OR NOT EXISTS (
     SELECT FROM people_teammember o WHERE o.child_id = m.child_id AND o.team_id IS NOT NULL AND o.start <= %(day)s
        AND (o."end" IS NULL OR o."end" > m."end")))""",
    "carer": """SELECT c.child_id, 'carer' FROM people_carerlink c WHERE c.account_id = %(me)s
 AND c.start <= %(day)s AND (c."end" IS NULL OR c."end" > %(day)s)""",
    "young_person": "SELECT c.id, 'young_person' FROM people_child c WHERE c.account_id = %(me)s",
    "emergency": "SELECT e.child_id, 'emergency' FROM people_emergencyaccess e WHERE e.account_id = %(me)s AND e.closes > %(now)s",
    "opener": """SELECT c.id, 'opener' FROM people_child c WHERE c.opened_by_id = %(me)s
 AND NOT EXISTS (SELECT FROM people_teammember m WHERE m.child_id = c.id AND m.account_id IS NOT NULL)""",
}

Grounds = dict[UUID, frozenset[str]]


def today() -> date:
    """The day it is in England: rooms ask here, so that a test can turn one clock."""
    return timezone.localdate()


@dataclass(frozen=True)
class Held:
    """A condition on a child's id, with its parameters: that the viewer holds the child."""

    text: str
    values: tuple[Any, ...] = ()


@dataclass
class Remembered:
    """What was asked for one page: what each viewer holds, and the conditions made of it."""

    grounds: dict[int, Grounds] = field(default_factory=dict)
    conditions: dict[tuple[int, frozenset[str]], Held] = field(default_factory=dict)


_remembered: ContextVar[Remembered | None] = ContextVar("held", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """While this lasts, what a viewer holds is asked of the database once: for a page that changes no relationship."""
    before = _remembered.set(Remembered())
    try:
        yield
    finally:
        _remembered.reset(before)


def held_by(viewer: Account) -> Grounds:
    """The children whom the viewer sees today, each with the grounds; none where the account is closed."""
    remembered = _remembered.get()
    if remembered is not None and viewer.pk in remembered.grounds:
        return remembered.grounds[viewer.pk]
    found = _ask(viewer) if viewer.is_active else {}
    if remembered is not None:
        remembered.grounds[viewer.pk] = found
    return found


class HeldLookup(Lookup):
    """`filter(child__held=condition)`: PostgreSQL is told the ids as one array, and finds their rows by an index."""

    lookup_name = "held"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """The column, then the condition."""
        column, values = self.process_lhs(compiler, connection)
        return f"{column} {self.rhs.text}", [*values, *self.rhs.values]


UUIDField.register_lookup(HeldLookup)
ForeignKey.register_lookup(HeldLookup)


def held(viewer: Account, on_grounds: frozenset[str]) -> Held:
    """The condition that the viewer sees a child on any of these grounds today."""
    if not viewer.is_active:
        return Held("IN (SELECT NULL::uuid WHERE false)")
    remembered = _remembered.get()
    if remembered is None:
        statement, names = _statement(on_grounds)
        ids = f"SELECT held.child FROM ({statement}) AS held (child, ground)"  # noqa: S608 - the text is this page's own
        return Held(f"IN ({ids})", _values(viewer, on_grounds, names))
    if (viewer.pk, on_grounds) not in remembered.conditions:
        theirs = ",".join(str(child) for child, on in held_by(viewer).items() if on & on_grounds)
        remembered.conditions[viewer.pk, on_grounds] = Held("= ANY(%s::uuid[])", ("{" + theirs + "}",))
    return remembered.conditions[viewer.pk, on_grounds]


def _ask(viewer: Account) -> Grounds:
    every = frozenset(ROLE_GROUNDS.values()) | frozenset(_ON)
    statement, names = _statement(every)
    with connection.cursor() as cursor:
        cursor.execute(statement, _values(viewer, every, names))
        rows: Collection[tuple[UUID, str]] = cursor.fetchall()
    found: dict[UUID, set[str]] = {}
    for child, label in rows:
        found.setdefault(child, set()).add(ROLE_GROUNDS.get(label, label))
    return {child: frozenset(on) for child, on in found.items()}


@cache
def _statement(on_grounds: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """Child and role or ground, for any of these grounds, as SQL with its parameters in order: text, so that no page builds it anew."""
    parts = [_ON[ground] for ground in _ON if ground in on_grounds]
    if on_grounds & set(ROLE_GROUNDS.values()):
        parts.insert(0, _TEAM)
    named = " UNION ALL ".join(parts) or "SELECT NULL::uuid, '' WHERE false"
    return re.sub(r"%\(\w+\)s", "%s", named), tuple(re.findall(r"%\((\w+)\)s", named))


def _values(viewer: Account, on_grounds: frozenset[str], names: tuple[str, ...]) -> tuple[Any, ...]:
    roles = [role for role, ground in ROLE_GROUNDS.items() if ground in on_grounds]
    values = {"me": viewer.pk, "day": today(), "now": timezone.now(), "roles": roles}
    return tuple(values[name] for name in names)
