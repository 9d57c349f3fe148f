"""Who may see which child, and what of it. This is the application's own rule; the database holds the same by itself."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q, QuerySet

from holdfast.accounts.models import Account
from holdfast.people.grounds import KINDS, SEES_RESTRICTED, Kind, kind
from holdfast.people.held import asked_once, held, held_by, today  # noqa: F401 - rooms above ask here

if TYPE_CHECKING:
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

    return Child.objects.filter(pk__held=held(viewer, on_grounds))


def may_read(viewer: Account, child: UUID, what: Kind | str) -> bool:
    """Whether the viewer may read this kind of this child's record today."""
    return bool(grounds(viewer, child) & KINDS[str(what)].reads)


def may_write(viewer: Account, child: UUID, what: Kind | str) -> bool:
    """Whether the viewer may write this kind of this child's record today."""
    return bool(grounds(viewer, child) & KINDS[str(what)].writes)


def visible(model: type[Model], viewer: Account) -> QuerySet[Model]:
    """Rows of a table of the record that the viewer may read: every room's queries start here.

    `model.record_kind` says what kind of record its rows are; restricted rows are left out unless the ground sees them.
    """
    rule: Kind = model.record_kind  # type: ignore[attr-defined]
    rows = model._default_manager.filter(child__held=held(viewer, rule.reads))
    return rows.filter(Q(restricted=False) | Q(child__held=held(viewer, rule.reads & SEES_RESTRICTED)))


def visible_as_text(alias: str, model: type[Model], viewer: Account) -> tuple[str, tuple[Any, ...]]:
    """The same condition on rows of a table called `alias`, as text with its parameters, for a query that is written as text."""
    rule: Kind = model.record_kind  # type: ignore[attr-defined]
    reads, restricted = held(viewer, rule.reads), held(viewer, rule.reads & SEES_RESTRICTED)
    column = f"{alias}.child_id"
    text = f"{column} {reads.text} AND (NOT {alias}.restricted OR {column} {restricted.text})"
    return text, (*reads.values, *restricted.values)


def grounds(viewer: Account, child: UUID) -> frozenset[str]:
    """On which grounds the viewer sees this child today; empty where on none."""
    return held_by(viewer).get(child, frozenset())


def kinds_readable(viewer: Account, child: UUID) -> frozenset[str]:
    """The codes of the kinds of this child's record that the viewer may read today."""
    return kinds_on(grounds(viewer, child))


@cache
def kinds_on(on_grounds: frozenset[str]) -> frozenset[str]:
    """The codes of the kinds that these grounds together may read."""
    return frozenset(code for code, rule in KINDS.items() if rule.reads & on_grounds)
