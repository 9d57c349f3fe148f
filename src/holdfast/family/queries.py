"""What others may read of a child's family: people and how they are related, brothers and sisters, contact."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import F

from holdfast.accounts.models import Account
from holdfast.family.models import ContactArrangement, Person, Reach, Relationship, Sibling
from holdfast.people.access import children_visible_to, today, visible
from holdfast.people.entries import Entry
from holdfast.people.models import Child, KnownNone

Row = TypeVar("Row", bound=Entry)


@dataclass(frozen=True)
class Someone:
    """A person with their ties: `to_child` those to the child, `to_others` those to other people (the other one beside each)."""

    person: Person
    to_child: tuple[Relationship, ...] = ()
    to_others: tuple[tuple[Relationship, Person], ...] = ()
    reach: Reach | None = None


@dataclass(frozen=True)
class Brother:
    """A brother or sister; `record` is their own, only where the viewer may see it."""

    row: Sibling
    record: Child | None = None

    @property
    def name(self) -> str:
        """The name told here; that of their own record for who may see it; else the reference."""
        return self.row.name or (self.record.called_short if self.record else "") or self.row.key


@dataclass(frozen=True)
class FamilyOf:
    """Everybody the viewer may know of. `no_siblings`: somebody looked, and there are none."""

    people: tuple[Someone, ...] = ()
    siblings: tuple[Brother, ...] = ()
    no_siblings: bool = False
    by_pk: dict[UUID, Person] = field(default_factory=dict)


def family_of(viewer: Account, child: UUID) -> FamilyOf:
    """The child's family and others who matter, as far as the viewer may see; in six queries at most."""
    people = {
        row.pk: row for row in visible(Person, viewer).filter(child=child).order_by("recorded_at", "name")
    }
    reaches = {row.person_id: row for row in visible(Reach, viewer).filter(child=child)} if people else {}
    ties = _ties(viewer, child, people) if people else []
    siblings = siblings_of(viewer, child)
    none = not siblings and KnownNone.objects.filter(child=child, list="siblings").exists()
    return FamilyOf(
        tuple(_someone(row, ties, people, reaches.get(row.pk)) for row in people.values()),
        tuple(siblings),
        none,
        people,
    )


def _ties(viewer: Account, child: UUID, people: dict[UUID, Person]) -> list[Relationship]:
    """Ties of which both ends may be seen, those that hold or began last first."""
    newest = (F("until").desc(nulls_first=True), F("since").desc(nulls_last=True), "recorded_at")
    rows = visible(Relationship, viewer).filter(child=child).order_by(*newest)
    return [
        row
        for row in rows
        if row.person_id in people and (row.to_person_id is None or row.to_person_id in people)
    ]


def _someone(
    row: Person, ties: list[Relationship], people: dict[UUID, Person], reach: Reach | None
) -> Someone:
    own = tuple(tie for tie in ties if tie.person_id == row.pk and tie.to_person_id is None)
    others = tuple(
        (tie, people[tie.to_person_id if tie.person_id == row.pk else tie.person_id])
        for tie in ties
        if tie.to_person_id is not None and row.pk in (tie.person_id, tie.to_person_id)
    )
    return Someone(row, own, others, reach)


def siblings_of(viewer: Account, child: UUID) -> list[Brother]:
    """Brothers and sisters, the eldest first; their own records only where the viewer may see them."""
    rows = list(
        visible(Sibling, viewer)
        .filter(child=child)
        .order_by(F("date_of_birth").asc(nulls_last=True), "position")
    )
    linked = [row.sibling_id for row in rows if row.sibling_id]
    records = {each.pk: each for each in children_visible_to(viewer).filter(pk__in=linked)} if linked else {}
    return [Brother(row, records.get(row.sibling_id)) for row in rows]


def contacts_of(viewer: Account, child: UUID, *, on: date | None = None) -> list[ContactArrangement]:
    """Contact arrangements that hold on a day (today), those begun last first."""
    day = on or today()
    return [row for row in all_contacts_of(viewer, child) if holds(row, day)]


def all_contacts_of(viewer: Account, child: UUID) -> list[ContactArrangement]:
    """Every contact arrangement, those begun last first."""
    rows = visible(ContactArrangement, viewer).filter(child=child)
    return list(rows.order_by(F("since").desc(nulls_last=True), "-recorded_at"))


def holds(row: ContactArrangement | Relationship, on: date) -> bool:
    """Whether it holds on the day: begun, and not over."""
    return (row.since is None or row.since <= on) and (row.until is None or row.until > on)


def one_of(model: type[Row], viewer: Account, child: UUID, row: UUID) -> Row | None:
    """One entry of this child, where the viewer may read it."""
    return visible(model, viewer).filter(child=child, pk=row).select_related("child").first()


def people_of(viewer: Account, child: UUID) -> list[Person]:
    """Everybody told of this child, by name."""
    return list(visible(Person, viewer).filter(child=child).order_by("name", "recorded_at"))


def reach_of(viewer: Account, person: Person) -> Reach | None:
    """How to reach somebody, where the viewer may know it."""
    return visible(Reach, viewer).filter(person=person).select_related("child").first()


def ties_of(person: Person) -> Iterable[Relationship]:
    """Every tie of a person, for an action that changes them together."""
    return [
        *Relationship.objects.filter(person=person).select_related("person", "to_person"),
        *Relationship.objects.filter(to_person=person).select_related("person", "to_person"),
    ]


def record_called(viewer: Account, reference: str) -> Child | None:
    """The record with this reference, where the viewer may see it."""
    return children_visible_to(viewer).filter(reference=reference).first()
