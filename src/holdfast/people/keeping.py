"""Every write to a row of a child's record: add, correct, remove. One transaction each, with its audit entry.

A correction keeps what was believed before. Each save carries the version that was read: a stale one is refused whole, with what
stands there now, so that nobody overwrites what they have not seen.
"""

import unicodedata
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.core import serializers
from django.db import connection, transaction
from django.db.models import Max, Model
from django.utils import timezone

from holdfast.accounts.models import Account
from holdfast.audit import actions as audit
from holdfast.people import access
from holdfast.people.entries import Entry, ListEntry
from holdfast.people.models import Child, Correction, KnownNone

Row = TypeVar("Row", bound=Entry)


class Background:
    """Work that no signed-in person does: an import, the command line. It acts under its own database role."""

    def __init__(self, name: str) -> None:
        self.audit_id, self.audit_name, self.audit_role = f"work:{name}", name, "background work"


By = Account | Background


class StaleVersion(Exception):
    """Somebody else saved first: `there` is the row as it stands now. Show both and let the person choose."""

    def __init__(self, there: Model | None) -> None:
        super().__init__(
            "changed by somebody else in the meantime"
            if there
            else "removed by somebody else in the meantime"
        )
        self.there = there


def require_write(by: By, child: Child, what: Any) -> None:
    """Raises access.NotAllowed where `by` may not write this kind of the child's record today."""
    if isinstance(by, Account) and not access.may_write(by, child.pk, what):
        raise access.NotAllowed(f"{by} may not write {what} of {child.pk}")


def touched(child: UUID) -> int:
    """The record moves on: its new version. Called once for each write."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.touch(%s, %s)", [child, access.today()])
        return int(cursor.fetchone()[0])


@transaction.atomic
def add(
    *, model: type[Row], child: Child, values: Mapping[str, Any], by: By, restricted: bool = False
) -> Row:
    """A new row. Raises access.NotAllowed; IntegrityError where the database holds it impossible (homes that overlap)."""
    require_write(by, child, model.record_kind)
    row = model(
        child=child, restricted=restricted, recorded_by=by.audit_id, recorded_by_name=by.audit_name, **values
    )
    if isinstance(row, ListEntry):
        last = model.objects.filter(child=child).aggregate(last=Max("position"))["last"]
        row.position = 0 if last is None else last + 1
        KnownNone.objects.filter(child=child, list=row.case_list).delete()
    row.save(force_insert=True)
    _note(row, "entry added", by)
    return row


@transaction.atomic
def correct(
    *,
    row: Row,
    version: int,
    values: Mapping[str, Any],
    by: By,
    why: str = "",
    restricted: bool | None = None,
) -> Row:
    """Change a row that was read at `version`; what was believed before is kept with `why`.

    Raises StaleVersion where somebody saved in the meantime, access.NotAllowed.
    """
    require_write(by, row.child, row.record_kind)
    there = _locked(row, version)
    changed = sorted(name for name, value in values.items() if getattr(there, name) != value)
    if restricted is not None and restricted != there.restricted:
        changed, there.restricted = [*changed, "restricted"], restricted
    if not changed:
        return there
    _keep_old(row, by, why, removed=False)
    for name, value in values.items():
        setattr(there, name, value)
    there.version += 1
    there.recorded_by, there.recorded_by_name, there.recorded_at = by.audit_id, by.audit_name, timezone.now()
    there.save(force_update=True)
    if there.restricted:
        _restrict_corrections(there)
    _note(there, "entry corrected", by, fields=changed)
    return there


@transaction.atomic
def remove(*, row: Entry, version: int, by: By, why: str) -> None:
    """Take out a row written by mistake; it stays among the corrections. Raises StaleVersion, access.NotAllowed."""
    require_write(by, row.child, row.record_kind)
    there = _locked(row, version)
    _keep_old(there, by, why, removed=True)
    _note(there, "entry removed", by)
    there.delete()


@transaction.atomic
def say_none(*, child: Child, name: str, by: By, what: Any) -> None:
    """Record that there is nothing of the list `name` (known: none). `what` is the kind of the list's table."""
    require_write(by, child, what)
    KnownNone.objects.update_or_create(
        child=child,
        list=name,
        defaults={"explicit_null": False, "recorded_by": by.audit_id, "recorded_by_name": by.audit_name},
    )
    touched(child.pk)
    audit.record(by=by, did="nothing to record", children=[child.pk], detail={"list": name})


@transaction.atomic
def unsay_none(*, child: Child, name: str, by: By, what: Any) -> None:
    """Take back `say_none`: it is not known after all whether there is anything of the list. Raises access.NotAllowed."""
    require_write(by, child, what)
    if KnownNone.objects.filter(child=child, list=name).delete()[0]:
        touched(child.pk)
        audit.record(
            by=by, did="nothing to record", children=[child.pk], detail={"list": name, "taken back": True}
        )


def _locked(row: Row, version: int) -> Row:
    there = type(row).objects.select_for_update().filter(pk=row.pk).first()
    if there is None or there.version != version:
        raise StaleVersion(there)
    return there


def _keep_old(row: Entry, by: By, why: str, *, removed: bool) -> None:
    old = type(row).objects.get(pk=row.pk)
    Correction.objects.bulk_create([
        Correction(
            child_id=old.child_id,
            kind_code=old.record_kind.code,
            restricted=old.restricted,
            table=old._meta.label_lower,
            row=old.pk,
            version=old.version,
            content=serializers.serialize("python", [old])[0]["fields"],
            removed=removed,
            believed_from=old.recorded_at,
            by=by.audit_id,
            by_name=by.audit_name,
            why=why,
        )
    ])  # fmt: skip


def _restrict_corrections(row: Entry) -> None:
    """What was believed of a row before is as restricted as the row: whoever may not see it must not find it in its past."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.restrict_corrections(%s)", [row.pk])


def _note(row: Entry, did: str, by: By, **detail: Any) -> None:
    touched(row.child_id)
    audit.record(
        by=by, did=did, children=[row.child_id], about=f"{row._meta.label_lower}:{row.pk}",
        detail={"version": row.version, **detail},
    )  # fmt: skip


@transaction.atomic
def correct_child(*, child: Child, version: int, values: Mapping[str, Any], by: By, why: str = "") -> Child:
    """Change the child's own row. Raises StaleVersion, access.NotAllowed."""
    require_write(by, child, access.CORE)
    there = Child.objects.select_for_update().filter(pk=child.pk).first()
    if there is None or there.version != version:
        raise StaleVersion(there)
    changed = sorted(name for name, value in values.items() if getattr(there, name) != value)
    if not changed:
        return there
    _keep_old_child(there, by, why)
    for name, value in values.items():
        setattr(there, name, value)
    there.version += 1
    there.sort_name = sort_name(there)
    there.save(force_update=True)
    return _note_child(there, by, changed)


@transaction.atomic
def be_called(*, child: Child, version: int, chosen_name: str, pronouns: str, by: Account) -> Child:
    """What the child wants to be called: theirs to say, so who may write no more of the child's row may write this.

    Raises StaleVersion, access.NotAllowed.
    """
    require_write(by, child, access.CALLED)
    there = Child.objects.filter(pk=child.pk).first()
    if there is None or there.version != version:
        raise StaleVersion(there)
    said = {"chosen_name": chosen_name, "pronouns": pronouns}
    changed = sorted(name for name, value in said.items() if getattr(there, name) != value)
    if not changed:
        return there
    _keep_old_child(there, by, "")
    there.chosen_name, there.pronouns = chosen_name, pronouns
    with connection.cursor() as cursor:
        names = [chosen_name, pronouns, sort_name(there)]
        cursor.execute(
            "SELECT app.be_called(%s, %s, %s::text, %s::text, %s::text)", [there.pk, version, *names]
        )
        if not cursor.fetchone()[0]:
            raise StaleVersion(Child.objects.filter(pk=child.pk).first())
    return _note_child(there, by, changed)


def _keep_old_child(old: Child, by: By, why: str) -> None:
    Correction.objects.bulk_create([
        Correction(
            child_id=old.pk, kind_code=access.CORE.code, table="people.child", row=old.pk, version=old.version,
            content=serializers.serialize("python", [old])[0]["fields"], believed_from=old.opened_at,
            by=by.audit_id, by_name=by.audit_name, why=why,
        )
    ])  # fmt: skip


def _note_child(there: Child, by: By, changed: list[str]) -> Child:
    touched(there.pk)
    audit.record(
        by=by,
        did="entry corrected",
        children=[there.pk],
        about=f"people.child:{there.pk}",
        detail={"fields": changed},
    )
    there.refresh_from_db()
    return there


def sort_name(child: Child) -> str:
    """What lists are ordered by: family name, then the name the child goes by, in small letters without accents."""
    name = (
        " ".join(part for part in (child.family_name, child.chosen_name or child.given_name) if part)
        or child.reference
    )
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
