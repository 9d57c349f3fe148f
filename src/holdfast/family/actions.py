"""Every write about people and how they are related. Other rows of this room are written through `people.keeping` alone."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from holdfast.family.models import Person, Reach, Relationship, Sibling
from holdfast.family.queries import ties_of
from holdfast.people import keeping
from holdfast.people.keeping import By
from holdfast.people.models import Child


@transaction.atomic
def add_person(
    *,
    child: Child,
    values: Mapping[str, Any],
    relationship: Mapping[str, Any],
    by: By,
    to_person: Person | None = None,
    restricted: bool = False,
) -> Person:
    """Somebody who matters, and what they are to the child (or to `to_person`). Raises people.access.NotAllowed."""
    person = keeping.add(model=Person, child=child, values=values, by=by, restricted=restricted)
    relate(person=person, to_person=to_person, values=relationship, by=by)
    return person


@transaction.atomic
def correct_person(
    *, person: Person, version: int, values: Mapping[str, Any], by: By, restricted: bool
) -> Person:
    """Put a person right; hidden with them are all their ties and how to reach them, as those would tell of them.

    Raises keeping.StaleVersion, people.access.NotAllowed.
    """
    corrected = keeping.correct(row=person, version=version, values=values, by=by, restricted=restricted)
    for tie in ties_of(corrected):
        keeping.correct(
            row=tie, version=tie.version, values={}, by=by, restricted=_hidden(tie.person, tie.to_person)
        )
    if restricted:
        for reach in Reach.objects.filter(person=corrected):
            keeping.correct(row=reach, version=reach.version, values={}, by=by, restricted=True)
    return corrected


@transaction.atomic
def relate(
    *, person: Person, values: Mapping[str, Any], by: By, to_person: Person | None = None
) -> Relationship:
    """What somebody is to the child, or to another person. Raises people.access.NotAllowed."""
    return keeping.add(
        model=Relationship, child=person.child, values={**values, "person": person, "to_person": to_person}, by=by,
        restricted=_hidden(person, to_person),
    )  # fmt: skip


@transaction.atomic
def correct_relationship(
    *, tie: Relationship, version: int, values: Mapping[str, Any], by: By, to_person: Person | None
) -> Relationship:
    """Put a tie right. Raises keeping.StaleVersion, people.access.NotAllowed."""
    return keeping.correct(
        row=tie, version=version, values={**values, "to_person": to_person}, by=by,
        restricted=_hidden(tie.person, to_person),
    )  # fmt: skip


def _hidden(person: Person, to_person: Person | None) -> bool:
    return person.restricted or bool(to_person and to_person.restricted)


@transaction.atomic
def remove_person(*, person: Person, by: By, why: str) -> None:
    """Take somebody out who was written by mistake, with their ties. Raises keeping.StaleVersion, people.access.NotAllowed."""
    for row in (*ties_of(person), *Reach.objects.filter(person=person)):
        keeping.remove(row=row, version=row.version, by=by, why=why)
    keeping.remove(row=person, version=person.version, by=by, why=why)


@transaction.atomic
def keep_reach(
    *, person: Person, reach: Reach | None, version: int, values: Mapping[str, Any], by: By, restricted: bool
) -> Reach:
    """How to reach somebody. Raises keeping.StaleVersion, people.access.NotAllowed."""
    hidden = restricted or person.restricted
    if reach is None:
        return keeping.add(
            model=Reach, child=person.child, values={**values, "person": person}, by=by, restricted=hidden
        )
    return keeping.correct(row=reach, version=version, values=values, by=by, restricted=hidden)


@transaction.atomic
def keep_sibling(
    *,
    child: Child,
    sibling: Sibling | None,
    version: int,
    values: Mapping[str, Any],
    record: Child | None,
    by: By,
    restricted: bool,
) -> Sibling:
    """A brother or sister, linked to their own `record` where the writer may see it; a link that is there stays while the key does.

    Raises keeping.StaleVersion, people.access.NotAllowed.
    """
    if sibling is None:
        return keeping.add(
            model=Sibling, child=child, values={**values, "sibling": record}, by=by, restricted=restricted
        )
    linked = record.pk if record else None
    if record is None and values["key"] == sibling.key:
        linked = sibling.sibling_id
    return keeping.correct(
        row=sibling, version=version, values={**values, "sibling_id": linked}, by=by, restricted=restricted
    )
