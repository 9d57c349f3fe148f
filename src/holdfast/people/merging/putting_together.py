"""Putting two records of one child together: in one transaction, and nothing that either holds is lost.

Every row of the record that is left behind moves to the record that is kept. Where both cannot stand, the row that gives way is
kept among the corrections, as a row taken out by mistake is. The left-behind record stays as an empty row that says where it
went: its address leads on, its reference is found by the search, and its log is read with the kept record's.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.core import serializers
from django.db import connection, transaction

from holdfast.accounts.models import Account
from holdfast.audit import actions as audit
from holdfast.people import access, keeping, registry
from holdfast.people.merging.clashes import KEPT, OF_THE_CHILD, OTHER, clashes, differences, twins
from holdfast.people.merging.team import key_people_of, one_stretch_each
from holdfast.people.merging.telling_apart import between, require_both
from holdfast.people.models import Child, Correction, Identifier, KnownNone, OtherName

WHY = "two records of this child were put together"
OLD_REFERENCE = (
    "holdfast"  # the scheme of an Identifier that holds the reference of a record that was put away
)


class SameRecord(Exception):
    """A record cannot be put together with itself."""


class ChoiceNeeded(Exception):
    """The two records say different things that cannot both stand: choose for each key in `keys`."""

    def __init__(self, keys: list[str]) -> None:
        super().__init__("choose what stands: " + ", ".join(keys))
        self.keys = keys


@transaction.atomic
def put_together(*, kept: Child, other: Child, choices: Mapping[str, str], by: Account) -> Child:
    """The kept record, with all that the other held. `choices`: KEPT or OTHER for each clash's key and each difference's field.

    Raises access.NotAllowed unless `by` manages both children's teams, SameRecord, ChoiceNeeded.
    """
    if kept.pk == other.pk:
        raise SameRecord(kept.reference)
    require_both(kept, other, by)
    _check_choices(kept, other, choices)
    if said := between(kept.pk, other.pk):
        keeping.remove(row=said, version=said.version, by=by, why=WHY)
    values = _values(kept, other, choices)
    _give_way(kept, other, choices, by)
    _keep_names(kept, other, values, by)
    keeping.correct_child(child=kept, version=kept.version, values=values, by=by, why=WHY)
    _keep_what_the_other_was(other, by)
    key_people = key_people_of(kept)
    moved = _move(kept, other)
    one_stretch_each(kept=kept, key_people=key_people, by=by, why=WHY)
    _forget_none(kept)
    keeping.touched(kept.pk)
    detail = {"put away": other.reference, "moved": moved}
    audit.record(by=by, did="records merged", children=[kept.pk, other.pk], detail=detail)
    kept.refresh_from_db()
    return kept


def _check_choices(kept: Child, other: Child, choices: Mapping[str, str]) -> None:
    asked = [each.key for each in clashes(kept, other)] + [each.field for each in differences(kept, other)]
    if missing := [key for key in asked if choices.get(key) not in (KEPT, OTHER)]:
        raise ChoiceNeeded(missing)


def _values(kept: Child, other: Child, choices: Mapping[str, str]) -> dict[str, Any]:
    """The child's own facts that change: chosen from the other, or known to it alone."""
    differ = {each.field for each in differences(kept, other)}
    taken = [name for name in OF_THE_CHILD if name in differ and choices[name] == OTHER]
    alone = [
        name
        for name in OF_THE_CHILD
        if getattr(kept, name) in ("", None) and getattr(other, name) not in ("", None)
    ]
    return {name: getattr(other, name) for name in (*taken, *alone)}


def _give_way(kept: Child, other: Child, choices: Mapping[str, str], by: Account) -> None:
    rows = [row for clash in clashes(kept, other) for row in clash.given_up(choices[clash.key])]
    for row in {row.pk: row for row in (*rows, *twins(kept, other))}.values():
        keeping.remove(row=row, version=row.version, by=by, why=WHY)


def _keep_names(kept: Child, other: Child, values: Mapping[str, Any], by: Account) -> None:
    """Names that the kept record will not be called by become other names; the other's reference stays findable."""
    now = (values.get("given_name", kept.given_name), values.get("family_name", kept.family_name))
    for child in (kept, other):
        was = (child.given_name, child.family_name)
        if any(was) and was != now:
            named = {
                "given_name": was[0],
                "family_name": was[1],
                "why": "as another record of this child had it",
            }
            keeping.add(model=OtherName, child=kept, values=named, by=by)
    keeping.add(
        model=Identifier, child=kept, values={"scheme": OLD_REFERENCE, "value": other.reference}, by=by
    )


def _keep_what_the_other_was(other: Child, by: Account) -> None:
    there = Child.objects.get(pk=other.pk)
    content = serializers.serialize("python", [there])[0]["fields"]
    Correction.objects.bulk_create([
        Correction(
            child_id=other.pk, kind_code=access.CORE.code, table="people.child", row=other.pk, version=there.version,
            content=content, removed=True, believed_from=there.opened_at, by=by.audit_id, by_name=by.audit_name, why=WHY,
        )
    ])  # fmt: skip


def _move(kept: Child, other: Child) -> dict[str, int]:
    """Every row to the kept record; what is worked out from the record is dropped, to be worked out anew. Table and number of rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.move_record(%s, %s)", [other.pk, kept.pk])
        told = cursor.fetchone()[0]
    return json.loads(told) if isinstance(told, str) else dict(told)


def _forget_none(kept: Child) -> None:
    """A list that has rows now is no longer known to be empty."""
    for none in KnownNone.objects.filter(child=kept):
        model = registry.lists().get(none.list)
        if model is not None and model.objects.filter(child=kept).exists():
            none.delete()
