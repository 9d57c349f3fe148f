"""What others may read of the team, the child's words, and the openings of a record."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from holdfast.accounts.models import Account
from holdfast.people import access
from holdfast.people.models import Child, Handover, TeamMember, Voice


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
