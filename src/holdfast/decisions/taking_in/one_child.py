"""A case file into the record: a new child, or what differs from the record of a child already known.

The whole file is checked first, every error at once. Rows that are already there as the file has them stay untouched, so that taking
in the same file twice changes nothing; what the file no longer has is taken out and kept among the corrections.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from holdfast.audit import actions as audit
from holdfast.casefile.checking import CaseError, errors
from holdfast.ng26.tables import CASE_FILE
from holdfast.people import keeping
from holdfast.people.case_child import child_columns
from holdfast.people.entries import CaseEntry, ListEntry, ObjectEntry
from holdfast.people.keeping import Background
from holdfast.people.models import Child, KnownNone
from holdfast.people.registry import lists, objects
from holdfast.placements.actions import keep_carers_in_step
from holdfast.programmes.models import Session
from holdfast.record.shape import NotKept, to_columns

HOMES, SESSIONS = "care", "sessions"


class NotACaseFile(Exception):
    """The case file is not valid; `errors` are all of them."""

    def __init__(self, errors: list[CaseError]) -> None:
        super().__init__("\n".join(str(error) for error in errors))
        self.errors = errors


@dataclass
class Change:
    """What taking in a case file did to the record, or would do."""

    child: str
    new: bool = False
    added: dict[str, int] = field(default_factory=dict)
    removed: dict[str, int] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    reordered: bool = False

    @property
    def nothing(self) -> bool:
        """Whether the record already says all of it, in whatever order."""
        return not (self.new or self.added or self.removed or self.changed)


@transaction.atomic
def take_in(case: Mapping[str, Any], *, by: Background, why: str) -> Change:
    """Make the record say what the case file says; by background work alone, as it needs to see the whole record.

    Raises NotACaseFile.
    """
    if found := errors(case):
        raise NotACaseFile(found)
    try:
        child, change = _the_child(case, by)
        _lists(case, child, change, by, why)
        _objects(case, child, change, by, why)
    except NotKept as problem:
        raise NotACaseFile([CaseError(f"/{problem.path}", problem.value, problem.expected)]) from problem
    _known_none(case, child, change, by)
    if HOMES in change.added or HOMES in change.removed:
        keep_carers_in_step(child=child)
    _moved_on(child, change, date.fromisoformat(case["as_of"]))
    if not change.nothing:
        audit.record(
            by=by, did="imported", children=[child.pk], detail={"why": why, "changed": change.changed}
        )
    return change


def _moved_on(child: Child, change: Change, day: date) -> None:
    """The record's version and the day it speaks for. An older file that changes nothing takes no day back."""
    if change.nothing and day > child.known_on:
        change.changed.append("as_of")
    if change.reordered or not change.nothing:
        keeping.touched(child.pk)
        Child.objects.filter(pk=child.pk).update(known_on=child.known_on if change.nothing else day)


def _the_child(case: Mapping[str, Any], by: Background) -> tuple[Child, Change]:
    values = child_columns(case["child"])
    reference = case["child"]["id"]
    child = Child.objects.select_for_update().filter(reference=reference).first()
    if child is not None and child.merged_into is not None:
        kept = f"{child.merged_into.reference}, the record that this one was put into"
        raise NotACaseFile([CaseError("/child/id", reference, kept)])
    change = Change(reference, new=child is None)
    if child is None:
        child = Child(reference=reference, known_on=date.fromisoformat(case["as_of"]), **values)
        child.sort_name = keeping.sort_name(child)
        child.save(force_insert=True)
        audit.record(by=by, did="record opened", children=[child.pk])
        return child, change
    differs = [name for name, value in values.items() if getattr(child, name) != value]
    if differs:
        change.changed.append("child")
        child = keeping.correct_child(
            child=child, version=child.version, values=values, by=by, why="taken in from a case file"
        )
    return child, change


def _lists(case: Mapping[str, Any], child: Child, change: Change, by: Background, why: str) -> None:
    for name, model in lists().items():
        if name != SESSIONS:
            _one_list(name, model, case.get(name) or [], child, change, by, why)


def _one_list(
    name: str,
    model: type[ListEntry],
    entries: list[Any],
    child: Child,
    change: Change,
    by: Background,
    why: str,
) -> None:
    """Entries are matched by what they say; only what has no match is written or taken out."""
    there = _there(model, child)
    told = [wanted(name, entry) for entry in entries]
    spare = [row for row, _ in there]
    new: list[tuple[int, dict[str, Any], list[Any]]] = []
    for position, (columns, sessions) in enumerate(told):
        match = next((row for row in spare if _same(row, columns, there, sessions)), None)
        if match is None:
            new.append((position, columns, sessions))
        else:
            spare.remove(match)
            if match.position != position:
                model.objects.filter(pk=match.pk).update(position=position)
                change.reordered = True
    for row in spare:
        keeping.remove(row=row, version=row.version, by=by, why=why)
    for position, columns, sessions in new:
        _write(model, child, position, columns, sessions, by)
    _count(change, name, added=len(new), removed=len(spare))


def _there(model: type[ListEntry], child: Child) -> list[tuple[ListEntry, list[dict[str, Any]]]]:
    rows = list(model.objects.filter(child=child).order_by("position", "recorded_at"))
    if model.case_list != "programmes" or not rows:
        return [(row, []) for row in rows]
    held: dict[UUID, list[dict[str, Any]]] = {}
    for each in Session.objects.filter(child=child).order_by("position", "recorded_at"):
        held.setdefault(each.course_id, []).append(_columns_of(each))
    return [(row, held.get(row.pk, [])) for row in rows]


def _columns_of(row: CaseEntry) -> dict[str, Any]:
    names = to_columns(row.fields_of_case, {})
    return {name: getattr(row, name) for name in names}


def _same(row: ListEntry, columns: dict[str, Any], there: Any, sessions: list[Any]) -> bool:
    held = next(found for each, found in there if each is row)
    return _columns_of(row) == columns and held == sessions


def wanted(name: str, entry: Mapping[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The columns of a valid entry of the list `name`, and those of its sessions. Raises NotKept."""
    table = CASE_FILE.by_table[name]
    inner = [t for t in CASE_FILE.tables if t.inside == name]
    sessions = [to_columns(t.fields, each) for t in inner for each in entry.get(t.name) or []]
    return to_columns(table.fields, entry, [t.name for t in inner]), sessions


def _write(
    model: type[ListEntry],
    child: Child,
    position: int,
    columns: dict[str, Any],
    sessions: list[Any],
    by: Background,
) -> None:
    row = keeping.add(model=model, child=child, values=columns, by=by)
    if row.position != position:
        model.objects.filter(pk=row.pk).update(position=position)
    if sessions:
        Session.objects.bulk_create([
            Session(child=child, course_id=row.pk, position=i, recorded_by=by.audit_id, recorded_by_name=by.audit_name, **each)
            for i, each in enumerate(sessions)
        ])  # fmt: skip


def _objects(case: Mapping[str, Any], child: Child, change: Change, by: Background, why: str) -> None:
    for name, model in objects().items():
        columns = object_columns(name, model, case)
        row = model.objects.filter(child=child).first()
        if columns is None and row is not None:
            keeping.remove(row=row, version=row.version, by=by, why=why)
        elif columns is not None and row is None:
            keeping.add(model=model, child=child, values=columns, by=by)
        elif columns is not None and row is not None and _columns_of(row) != columns:
            keeping.correct(row=row, version=row.version, values=columns, by=by, why=why)
        else:
            continue
        change.changed.append(name)


def object_columns(name: str, model: type[ObjectEntry], case: Mapping[str, Any]) -> dict[str, Any] | None:
    """The columns of an object of a valid case file; None where the file has none. Raises NotKept."""
    if name not in case:
        return None
    fields = model.fields_of_case
    if len(fields) == 1 and fields[0].key == name:
        return to_columns(fields, {name: case[name]})
    return (
        {**to_columns(fields, {}), "stated": ["="]} if case[name] is None else to_columns(fields, case[name])
    )


def said_none(case: Mapping[str, Any]) -> dict[str, bool]:
    """The lists of which a case file says that there is nothing; True where it says so by `null`."""
    return {
        name: case[name] is None for name in lists() if name in case and not case[name] and name != SESSIONS
    }


def _known_none(case: Mapping[str, Any], child: Child, change: Change, by: Background) -> None:
    said = said_none(case)
    there = {row.list: row.explicit_null for row in KnownNone.objects.filter(child=child)}
    if said == there:
        return
    change.changed.append("lists known to be empty")
    KnownNone.objects.filter(child=child).delete()
    KnownNone.objects.bulk_create([
        KnownNone(child=child, list=name, explicit_null=null, recorded_by=by.audit_id, recorded_by_name=by.audit_name)
        for name, null in said.items()
    ])  # fmt: skip


def _count(change: Change, name: str, *, added: int, removed: int) -> None:
    if added:
        change.added[name] = added
    if removed:
        change.removed[name] = removed
