"""What others may read of where a child lives."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import F, JSONField, Q, QuerySet
from django.db.models.expressions import RawSQL

from holdfast.accounts.models import Account
from holdfast.people.access import today, visible, visible_as_text
from holdfast.people.entries import Entry
from holdfast.people.models import Child, Correction
from holdfast.placements.models import (
    Adoption,
    CarerSupport,
    ChildrenInHome,
    Home,
    Household,
    HouseholdDetail,
    HouseholdMember,
    MissingEpisode,
    Move,
    MovePart,
    MoveQuestion,
    Permanence,
    PlacementConcern,
    Visit,
)

Row = TypeVar("Row", bound=Entry)
MATCHES = 9


def homes_of(viewer: Account, child: UUID) -> list[Home]:
    """Every home, the earliest first."""
    return list(visible(Home, viewer).filter(child=child).order_by("start", "position"))


def home_on(viewer: Account, child: UUID, on: date | None = None) -> Home | None:
    """The home on a day (today): the last begun of those not over."""
    day = on or today()
    homes = [
        home for home in homes_of(viewer, child) if home.start <= day and (home.end is None or home.end > day)
    ]
    return homes[-1] if homes else None


def homes_now(viewer: Account, children: list[UUID]) -> dict[UUID, Home]:
    """The present home of each of these children, in one query."""
    rows = (
        visible(Home, viewer)
        .filter(child__in=children, start__lte=today(), end=None)
        .order_by("start", "position")
    )
    return {home.child_id: home for home in rows}


def household_names(keys: list[str]) -> dict[str, str]:
    """The names of households by their keys; a key without a name is left out."""
    return dict(Household.objects.filter(key__in=keys).exclude(name="").values_list("key", "name"))


def households_known(*, keys: Collection[str] = (), kinds: Collection[str] = ()) -> list[tuple[str, str]]:
    """Key and name (empty where none is known) of the households with these keys, and of all of these kinds, by name."""
    found = Household.objects.filter(Q(key__in=keys) | Q(kind__in=kinds)).order_by("name", "key")
    return list(found.values_list("key", "name"))


def moves_ahead(viewer: Account, child: UUID) -> list[Move]:
    """Moves dated today or later, the nearest first."""
    return list(visible(Move, viewer).filter(child=child, date__gte=today()).order_by("date"))


def permanence_of(viewer: Account, child: UUID) -> Permanence | None:
    """The plan for permanence, where one is recorded and the viewer may read it."""
    return visible(Permanence, viewer).filter(child=child).first()


def adoption_of(viewer: Account, child: UUID) -> Adoption | None:
    """The steps of adoption, where any is recorded and the viewer may read it."""
    return visible(Adoption, viewer).filter(child=child).first()


def children_in_home_of(viewer: Account, child: UUID) -> ChildrenInHome | None:
    """How many children with attachment difficulties live in the home, where it is recorded."""
    return visible(ChildrenInHome, viewer).filter(child=child).first()


def newest_first(model: type[Row], viewer: Account, child: UUID, *, by: str) -> list[Row]:
    """Entries of one table of this room, the newest first; `by` is the column of their day."""
    return list(visible(model, viewer).filter(child=child).order_by(F(by).desc(), "-recorded_at"))


def one_of(model: type[Row], viewer: Account, child: UUID, row: UUID) -> Row | None:
    """One entry of this child, where the viewer may read it."""
    return visible(model, viewer).filter(child=child, pk=row).select_related("child").first()


def corrected(viewer: Account, child: UUID, rows: Iterable[Entry]) -> set[UUID]:
    """Those of these entries that were put right at least once; in one query."""
    ids = [row.pk for row in rows if row.version > 1]
    return (
        set(Correction.objects.filter(child=child, row__in=ids).values_list("row", flat=True))
        if ids
        else set()
    )


def details_of(viewer: Account, child: UUID) -> dict[str, HouseholdDetail]:
    """Where this child's households are and who lives there, by the household's key, as far as the viewer may know."""
    rows = (
        visible(HouseholdDetail, viewer)
        .filter(child=child)
        .select_related("household")
        .order_by("recorded_at")
    )
    return {row.household.key: row for row in rows}


def household_of(key: str | None) -> Household | None:
    """The household under a key, where one has been named."""
    return Household.objects.filter(key=key).first() if key else None


def carers_of(household: Household) -> list[HouseholdMember]:
    """The accounts that belong to a household, those of today first."""
    rows = HouseholdMember.objects.filter(household=household).select_related("account")
    return sorted(rows, key=lambda each: (each.until is not None, each.account.name, each.since))


def lives_with(viewer: Account) -> set[str]:
    """The keys of the households that the viewer belongs to today."""
    now = Q(until=None) | Q(until__gt=today())
    rows = HouseholdMember.objects.filter(now, account=viewer.pk, since__lte=today())
    return set(rows.values_list("household__key", flat=True))


def find_households(typed: str) -> list[tuple[str, str, bool]]:
    """Households whose name has these words: key, name, and whether it is exactly the name or key typed.

    An adoptive family is found by its whole name alone: parts of names must not lead to it.
    """
    exact = Q(name__iexact=typed) | Q(key=typed)
    part = Q(name__icontains=typed) & ~Q(kind="adoptive")
    rows = Household.objects.filter(exact | part).order_by("name", "key")[:MATCHES]
    return [
        (row.key, row.name or row.key, typed.casefold() in (row.name.casefold(), row.key.casefold()))
        for row in rows
    ]


def moves_of(viewer: Account, child: UUID) -> list[Move]:
    """Every move, the latest first."""
    return newest_first(Move, viewer, child, by="date")


def parts_of(viewer: Account, moves: Iterable[Move]) -> dict[UUID, dict[str, MovePart]]:
    """The parts of these moves' plans by their codes, in one query."""
    found: dict[UUID, dict[str, MovePart]] = {move.pk: {} for move in moves}
    for part in visible(MovePart, viewer).filter(move__in=found):
        found[part.move_id][part.part] = part
    return found


def questions_of(viewer: Account, move: Move) -> list[MoveQuestion]:
    """What was asked about a move, the first asked first."""
    rows = visible(MoveQuestion, viewer).filter(move=move)
    return list(rows.order_by("asked_on", "recorded_at"))


@dataclass(frozen=True)
class Dates:
    """What the rhythms of visits and homes are worked out from, for one child."""

    homes: tuple[Home, ...]
    visits: tuple[Visit, ...]
    missing: tuple[MissingEpisode, ...]
    plan: str | None


def dates_of(viewer: Account, children: list[UUID]) -> dict[UUID, Dates]:
    """Homes, visits, missing episodes and the plan of each of these children, in four queries whatever their number."""
    homes = _grouped(Home, viewer, children, "start", "position")
    visits = _grouped(Visit, viewer, children, "on")
    missing = _grouped(MissingEpisode, viewer, children, "start")
    plans = dict(visible(Permanence, viewer).filter(child__in=children).values_list("child", "plan"))
    return {
        child: Dates(
            tuple(homes.get(child, ())),
            tuple(visits.get(child, ())),
            tuple(missing.get(child, ())),
            plans.get(child),
        )
        for child in children
    }


def _grouped(model: type[Row], viewer: Account, children: list[UUID], *order: str) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = {}
    for row in visible(model, viewer).filter(child__in=children).order_by(*order):
        found.setdefault(row.child_id, []).append(row)
    return found


def missing_of(viewer: Account, child: UUID) -> list[MissingEpisode]:
    """Times missing from the placement, the earliest first."""
    return list(visible(MissingEpisode, viewer).filter(child=child).order_by("start"))


def concerns_of(viewer: Account, child: UUID) -> list[PlacementConcern]:
    """Signs of difficulty in the placement, the earliest first."""
    return list(visible(PlacementConcern, viewer).filter(child=child).order_by("date"))


def carer_support_of(viewer: Account, child: UUID) -> list[CarerSupport]:
    """Contacts to support the carers, the earliest first."""
    return list(visible(CarerSupport, viewer).filter(child=child).order_by("date"))


def with_home(children: QuerySet[Child], viewer: Account) -> QuerySet[Child]:
    """The same children, each with `home_now`: kind, household's key and name and since when, in the same query; None where not known."""
    readable, values = visible_as_text("h", Home, viewer)
    now = RawSQL(_HOME_NOW.format(readable=readable), [today(), today(), *values], JSONField())  # noqa: S611 - this page's own text
    return children.annotate(home_now=now)


# As text, so that no list builds it anew.
_HOME_NOW = """
SELECT jsonb_build_object('home', h.home, 'carer', h.carer, 'start', h.start, 'name',
                          (SELECT k.name FROM placements_household k WHERE k.key = h.carer))
  FROM placements_home h
 WHERE h.child_id = people_child.id AND h.start <= %s AND (h."end" IS NULL OR h."end" > %s) AND {readable}
 ORDER BY h.start DESC, h.position DESC LIMIT 1
"""


def moves_ahead_of(viewer: Account, children: list[UUID]) -> list[Move]:
    """The moves ahead of these children, the nearest first, in one query."""
    return list(visible(Move, viewer).filter(child__in=children, date__gte=today()).order_by("date"))
