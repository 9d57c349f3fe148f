"""What others may read of the team, the child's words, and the openings of a record."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from holdfast.accounts.models import Account
from holdfast.audit import queries as log
from holdfast.people import access
from holdfast.people.merging.alike import merged_from
from holdfast.people.models import Child, Correction, EmergencyAccess, Handover, TeamMember, Voice


@dataclass(frozen=True)
class Colleague:
    """Somebody in a child's team: the role in words' code, since when, and how to reach them."""

    member: TeamMember
    name: str
    role: str
    since: date
    until: date | None
    key_person: bool
    agency: str
    telephone: str
    email: str


def children_of(viewer: Account) -> QuerySet[Child]:
    """The viewer's children, in the order of lists; merged records left out."""
    return access.children_visible_to(viewer).filter(merged_into=None).order_by("sort_name", "id")


def own_record(viewer: Account) -> Child | None:
    """The viewer's own record, where they are the young person it is about."""
    return access.children_on(viewer, "young_person").filter(merged_into=None).first()


def corrections_of_child(viewer: Account, child: Child) -> list[Correction]:
    """What was believed before of the child's own row (names, birthday, background), the newest first."""
    if not access.may_read(viewer, child.pk, access.CORE):
        return []
    return list(Correction.objects.filter(child=child, row=child.pk).order_by("-version"))


def team_of_child(viewer: Account, child: UUID, *, on: date | None = None) -> list[Colleague]:
    """The child's team on a day (today): the key person first, then who has stayed longest (1.1.4)."""
    day = on or access.today()
    rows = (
        access.visible(TeamMember, viewer)
        .filter(child=child, start__lte=day)
        .select_related("account__agency")
    )
    now = [_colleague(row) for row in rows if row.end is None or row.end > day]
    return sorted(now, key=lambda each: (not each.key_person, each.since, each.name))


def whole_team_of_child(viewer: Account, child: UUID) -> list[Colleague]:
    """Everybody who ever was in the child's team, the earliest first."""
    rows = (
        access.visible(TeamMember, viewer)
        .filter(child=child)
        .select_related("account__agency")
        .order_by("start")
    )
    return [_colleague(row) for row in rows]


def _colleague(row: Any) -> Colleague:
    account = row.account
    agency = account.agency if account else None
    return Colleague(
        row, account.name if account else row.person, row.role, row.start, row.end, row.key_person,
        agency.name if agency else "", account.telephone if account else "", account.email if account else "",
    )  # fmt: skip


def handovers_of(viewer: Account, child: UUID) -> list[Handover]:
    """Handovers that lie ahead, the nearest first."""
    rows = access.visible(Handover, viewer).filter(child=child, happened_on=None)
    return list(rows.select_related("member__account", "to_account").order_by("on"))


def words_of(viewer: Account, child: UUID, *, most: int = 3) -> list[Voice]:
    """The child's own words, the newest first."""
    return list(access.visible(Voice, viewer).filter(child=child).order_by("-on", "-recorded_at")[:most])


@dataclass(frozen=True)
class Opening:
    """A record opened in an emergency: whose, by whom, and what they looked at through it, as the log has it."""

    opening: EmergencyAccess
    child: Child
    by: str
    role: str
    is_open: bool
    looks: tuple[log.Entry, ...] = ()


def open_emergencies(viewer: Account, child: UUID) -> list[Opening]:
    """Who may read this child's record now because they opened it in an emergency, the newest first; for the child's pages."""
    if not access.may_read(viewer, child, access.EMERGENCY):
        return []
    rows = EmergencyAccess.objects.filter(child=child, closes__gt=timezone.now())
    return [_opening(row) for row in rows.select_related("account", "child").order_by("-opened")]


def openings_to_review(viewer: Account) -> tuple[list[Opening], list[Opening]]:
    """Openings of records that the viewer reviews: those not looked at yet, the oldest first, and the newest looked at."""
    theirs = access.children_visible_to(viewer, access.EMERGENCY, to_write=True)
    rows = EmergencyAccess.objects.filter(child__in=theirs).select_related("account", "child", "reviewed_by")
    waiting = rows.filter(reviewed=None).order_by("opened")
    return [_opening(row) for row in waiting], [
        _opening(row) for row in rows.exclude(reviewed=None).order_by("-reviewed")[:50]
    ]


def opening_to_review(viewer: Account, opening: int) -> Opening | None:
    """One opening that the viewer reviews, with every look that was taken through it, or None."""
    theirs = access.children_visible_to(viewer, access.EMERGENCY, to_write=True)
    row = (
        EmergencyAccess.objects.filter(pk=opening, child__in=theirs)
        .select_related("account", "child")
        .first()
    )
    if row is None:
        return None
    asked = log.Asked(actor=row.account.audit_id, since=row.opened, until=row.closes)
    return replace(_opening(row), looks=tuple(reversed(log.about_children([row.child_id], asked))))


def news_for(viewer: Account, *, days: int = 7) -> list[Opening]:
    """What happened to the viewer's children lately that they should know at once: openings in an emergency by somebody else."""
    since = timezone.now() - timedelta(days=days)
    theirs = access.children_visible_to(viewer, access.EMERGENCY)
    rows = EmergencyAccess.objects.filter(child__in=theirs, opened__gte=since).exclude(account=viewer.pk)
    return [_opening(row) for row in rows.select_related("account", "child").order_by("-opened")]


def _opening(row: EmergencyAccess) -> Opening:
    return Opening(row, row.child, row.account.name, row.account.audit_role, row.closes > timezone.now())


def children_managed_by(viewer: Account) -> QuerySet[Child]:
    """The children of the teams that the viewer manages, and whom nobody holds and these teams held last."""
    return access.children_on(viewer, "manager").filter(merged_into=None).order_by("sort_name", "id")


def holders_of(viewer: Account, children: list[UUID], roles: tuple[str, ...]) -> dict[UUID, list[str]]:
    """By child, the names of those who hold one of these roles today, in one query."""
    day = access.today()
    rows = access.visible(TeamMember, viewer).filter(
        Q(end=None) | Q(end__gt=day), child__in=children, role__in=roles, start__lte=day
    )
    found: dict[UUID, list[str]] = {}
    for child, name, person in rows.order_by("start").values_list("child", "account__name", "person"):
        held = found.setdefault(child, [])
        if (name or person) not in held:
            held.append(name or person)
    return found


def records_of(child: Child) -> list[UUID]:
    """The child's record and those that were put together with it: the log of all of them is the child's."""
    return [child.pk, *merged_from(child.pk)]
