"""Who may see which child, and what of it. This is the application's own rule; the database holds the same by itself."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from holdfast.accounts.models import Account
from holdfast.people.grounds import KINDS, ROLE_GROUNDS, SEES_RESTRICTED, Kind, kind

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import Model

    from holdfast.people.models import Child

TEAM_ALL = "social_care health school other_team manager"
EVERYBODY = f"{TEAM_ALL} carer young_person emergency opener"

CORE = kind("core", "name, age, circumstances", reads=EVERYBODY, writes="social_care manager opener")
# A name is the child's own: they change what they are called themselves, and nothing else of the row it stands in.
CALLED = kind(
    "called",
    "what the child likes to be called, and their pronouns",
    reads=EVERYBODY,
    writes="young_person social_care manager opener",
)
IDENTIFIERS = kind(
    "identifiers",
    "NHS number and UPN",
    reads="school young_person emergency",
    writes="social_care health manager opener",
)
TEAM = kind("team", "who works with the child", reads=EVERYBODY, writes="social_care manager opener")
VOICE = kind(
    "voice",
    "the child's own words",
    reads=f"{TEAM_ALL} carer emergency",
    writes="young_person social_care health school manager",
)
EMERGENCY = kind(
    "emergency",
    "emergency openings",
    reads="social_care health school manager young_person emergency",
    writes="manager",
)
TWO_CHILDREN = kind("two_children", "that another record is not this child's", writes="manager")
AUDIT = kind("audit", "the audit log", reads="manager young_person")


class NotAllowed(Exception):
    """This person may not see or do that. The door answers as if it were not there, and the log says so."""


def today() -> date:
    """The day it is in England: rooms ask here, so that a test can turn one clock."""
    return timezone.localdate()


# The children on each ground, in the application's own words; the database has its own (row_security.py), and tests compare them.
# A role is held today where it has begun and is not over: an end is over on that very day.
_TEAM = """SELECT t.child_id FROM people_teammember t WHERE t.account_id = %(me)s AND t.role = ANY(%(roles)s)
 AND t.start <= %(day)s AND (t."end" IS NULL OR t."end" > %(day)s)"""
_ON = {
    "manager": """SELECT m.child_id FROM people_teammember m JOIN accounts_posting p ON p.team_id = m.team_id
 WHERE p.account_id = %(me)s AND p.manages AND p.since <= %(day)s AND (p.until IS NULL OR p.until > %(day)s) AND m.start <= %(day)s
   AND (m."end" IS NULL OR m."end" > %(day)s OR NOT EXISTS (
     SELECT FROM people_teammember o WHERE o.child_id = m.child_id AND o.team_id IS NOT NULL AND o.start <= %(day)s
        AND (o."end" IS NULL OR o."end" > m."end")))""",
    "carer": """SELECT c.child_id FROM people_carerlink c WHERE c.account_id = %(me)s
 AND c.start <= %(day)s AND (c."end" IS NULL OR c."end" > %(day)s)""",
    "young_person": "SELECT c.id FROM people_child c WHERE c.account_id = %(me)s",
    "emergency": "SELECT e.child_id FROM people_emergencyaccess e WHERE e.account_id = %(me)s AND e.closes > %(now)s",
    "opener": """SELECT c.id FROM people_child c WHERE c.opened_by_id = %(me)s
 AND NOT EXISTS (SELECT FROM people_teammember m WHERE m.child_id = c.id AND m.account_id IS NOT NULL)""",
}


@cache
def _statement(on_grounds: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """The ids of the children on any of these grounds, as SQL with its parameters in order: text, so that no page builds it anew."""
    parts = [_ON[ground] for ground in _ON if ground in on_grounds]
    if on_grounds & set(ROLE_GROUNDS.values()):
        parts.insert(0, _TEAM)
    named = " UNION ALL ".join(parts) or "SELECT NULL::uuid WHERE false"
    return re.sub(r"%\(\w+\)s", "%s", named), tuple(re.findall(r"%\((\w+)\)s", named))


def _ids(viewer: Account, on_grounds: frozenset[str]) -> RawSQL:
    """The children whom the viewer sees on these grounds today."""
    statement, names = _statement(on_grounds)
    roles = [role for role, ground in ROLE_GROUNDS.items() if ground in on_grounds]
    values = {"me": viewer.pk, "day": today(), "now": timezone.now(), "roles": roles}
    return RawSQL(statement, tuple(values[name] for name in names))  # noqa: S611 - the text is this page's own


def children_visible_to(
    viewer: Account, what: Kind | str = CORE, *, to_write: bool = False
) -> QuerySet[Child]:
    """Children of whom the viewer may read (or write) this kind of record today; nobody where the account is closed."""
    rule = KINDS[str(what)]
    return _children(viewer, rule.writes if to_write else rule.reads)


def children_on(viewer: Account, ground: str) -> QuerySet[Child]:
    """Children whom the viewer sees on this ground today."""
    return _children(viewer, frozenset({ground}))


def _children(viewer: Account, on_grounds: frozenset[str]) -> QuerySet[Child]:
    from holdfast.people.models import Child

    return Child.objects.filter(pk__in=_ids(viewer, on_grounds)) if viewer.is_active else Child.objects.none()


def may_read(viewer: Account, child: UUID, what: Kind | str) -> bool:
    """Whether the viewer may read this kind of this child's record today."""
    return children_visible_to(viewer, what).filter(pk=child).exists()


def may_write(viewer: Account, child: UUID, what: Kind | str) -> bool:
    """Whether the viewer may write this kind of this child's record today."""
    return children_visible_to(viewer, what, to_write=True).filter(pk=child).exists()


def visible(model: type[Model], viewer: Account) -> QuerySet[Model]:
    """Rows of a table of the record that the viewer may read: every room's queries start here.

    `model.record_kind` says what kind of record its rows are; restricted rows are left out unless the ground sees them.
    """
    rule: Kind = model.record_kind  # type: ignore[attr-defined]
    if not viewer.is_active:
        return model._default_manager.none()
    rows = model._default_manager.filter(child__in=_ids(viewer, rule.reads))
    return rows.filter(Q(restricted=False) | Q(child__in=_ids(viewer, rule.reads & SEES_RESTRICTED)))


def grounds(viewer: Account, child: UUID) -> frozenset[str]:
    """On which grounds the viewer sees this child today; empty where on none. Asked of the database once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ground FROM app.grounds() WHERE child_id = %s", [child])
        return frozenset(ground for (ground,) in cursor.fetchall())


def kinds_readable(viewer: Account, child: UUID) -> frozenset[str]:
    """The codes of the kinds of this child's record that the viewer may read today."""
    held = grounds(viewer, child)
    return frozenset(rule.code for rule in KINDS.values() if rule.reads & held)
