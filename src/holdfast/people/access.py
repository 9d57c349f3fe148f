"""Who may see which child, and what of it. This is the application's own rule; the database holds the same by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from holdfast.accounts.models import Account, Posting
from holdfast.people.grounds import KINDS, ROLE_GROUNDS, SEES_RESTRICTED, Kind, kind

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import Model

    from holdfast.people.models import Child

TEAM_ALL = "social_care health school other_team manager"
EVERYBODY = f"{TEAM_ALL} carer young_person emergency opener"

CORE = kind("core", "name, age, circumstances", reads=EVERYBODY, writes="social_care manager opener")
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
AUDIT = kind("audit", "the audit log", reads="manager young_person")


class NotAllowed(Exception):
    """This person may not see or do that. The door answers as if it were not there, and the log says so."""


def today() -> date:
    """The day it is in England: rooms ask here, so that a test can turn one clock."""
    return timezone.localdate()


def _current(prefix: str = "", *, since: str = "start", until: str = "end") -> Q:
    """Held today: begun, and not over (an end is over on that very day)."""
    day = today()
    return Q(**{f"{prefix}{since}__lte": day}) & (
        Q(**{f"{prefix}{until}__isnull": True}) | Q(**{f"{prefix}{until}__gt": day})
    )


def _nobody_since() -> Q:
    """A role that is over, and since when no role in a team was held: whom nobody holds stays with the team that held them last."""
    from holdfast.people.models import TeamMember

    day = today()
    later = TeamMember.objects.filter(
        Q(end=None) | Q(end__gt=OuterRef("end")), child=OuterRef("child"), team__isnull=False, start__lte=day
    )
    return Q(end__lte=day) & ~Q(Exists(later))


def _grounds_in(kinds_grounds: frozenset[str], viewer: Account) -> Q:
    """The condition on a child's id under which the viewer has one of these grounds."""
    from holdfast.people import models as m

    roles = [role for role, ground in ROLE_GROUNDS.items() if ground in kinds_grounds]
    here = OuterRef("pk")
    condition = Q(pk__in=())
    if roles:
        condition |= Q(
            Exists(m.TeamMember.objects.filter(_current(), child=here, account=viewer.pk, role__in=roles))
        )
    if "manager" in kinds_grounds:
        teams = Posting.objects.filter(
            _current(since="since", until="until"), account=viewer.pk, manages=True
        ).values("team")
        held = m.TeamMember.objects.filter(child=here, team__in=teams)
        condition |= Q(Exists(held.filter(_current()))) | Q(Exists(held.filter(_nobody_since())))
    if "carer" in kinds_grounds:
        condition |= Q(Exists(m.CarerLink.objects.filter(_current(), child=here, account=viewer.pk)))
    if "young_person" in kinds_grounds:
        condition |= Q(account=viewer.pk)
    if "emergency" in kinds_grounds:
        condition |= Q(
            Exists(m.EmergencyAccess.objects.filter(child=here, account=viewer.pk, closes__gt=timezone.now()))
        )
    if "opener" in kinds_grounds:
        condition |= Q(opened_by=viewer.pk) & ~Exists(m.TeamMember.objects.filter(child=here))
    return condition


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

    return Child.objects.filter(_grounds_in(on_grounds, viewer)) if viewer.is_active else Child.objects.none()


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
    rows = model._default_manager.filter(child__in=children_visible_to(viewer, rule))
    return rows.filter(Q(restricted=False) | Q(child__in=_children(viewer, rule.reads & SEES_RESTRICTED)))


def grounds(viewer: Account, child: UUID) -> frozenset[str]:
    """On which grounds the viewer sees this child today; empty where on none. Asked of the database once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ground FROM app.grounds() WHERE child_id = %s", [child])
        return frozenset(ground for (ground,) in cursor.fetchall())


def kinds_readable(viewer: Account, child: UUID) -> frozenset[str]:
    """The codes of the kinds of this child's record that the viewer may read today."""
    held = grounds(viewer, child)
    return frozenset(rule.code for rule in KINDS.values() if rule.reads & held)
