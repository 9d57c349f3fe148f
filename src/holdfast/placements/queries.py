"""What others may read of where a child lives."""

from datetime import date
from uuid import UUID

from holdfast.accounts.models import Account
from holdfast.people.access import today, visible
from holdfast.placements.models import Home, Household, Move, Permanence


def homes_of(viewer: Account, child: UUID) -> list[Home]:
    """Every home, the earliest first."""
    return list(visible(Home, viewer).filter(child=child).order_by("start", "position"))


def home_on(viewer: Account, child: UUID, on: date | None = None) -> Home | None:
    """The home on a day (today): the last begun of those not over."""
    day = on or today()
    homes = [home for home in homes_of(viewer, child) if home.start <= day and (home.end is None or home.end > day)]
    return homes[-1] if homes else None


def homes_now(viewer: Account, children: list[UUID]) -> dict[UUID, Home]:
    """The present home of each of these children, in one query."""
    rows = visible(Home, viewer).filter(child__in=children, start__lte=today(), end=None).order_by("start", "position")
    return {home.child_id: home for home in rows}


def household_names(keys: list[str]) -> dict[str, str]:
    """The names of households by their keys; a key without a name is left out."""
    return dict(Household.objects.filter(key__in=keys).exclude(name="").values_list("key", "name"))


def moves_ahead(viewer: Account, child: UUID) -> list[Move]:
    """Moves dated today or later, the nearest first."""
    return list(visible(Move, viewer).filter(child=child, date__gte=today()).order_by("date"))


def permanence_of(viewer: Account, child: UUID) -> Permanence | None:
    """The plan for permanence, where one is recorded and the viewer may read it."""
    return visible(Permanence, viewer).filter(child=child).first()
