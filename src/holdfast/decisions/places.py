"""From the path of a fact in a case file to the place in the record where it is written down."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from holdfast.accounts.models import Account
from holdfast.decisions.case_file import ROW, ROWS, case_file
from holdfast.decisions.working_out.definitions_read import kind_of_place
from holdfast.engine.tables import FieldSpec, TableSpec
from holdfast.ng26.tables import CASE_FILE
from holdfast.people.access import grounds, visible
from holdfast.people.grounds import SEES_RESTRICTED
from holdfast.people.registry import lists, objects
from holdfast.record.columns import column

NOT_SHOWN = "in an entry that is not shown to you: the child’s social care team can record it"


@dataclass(frozen=True)
class Place:
    """Where a fact is, or is to be, written down.

    `of`: the list or object of the case file (`people.registry` has its table), or `child`. `entry`: the id of its row, None
    where there is no such row yet. `above`: of sessions, the programme's row. `field` is the key in the case file and `column`
    that of the table; both None where the whole list is asked for. `says` is the field's or list's words, `about` says which
    entry it is of ("session on 3 March 2026"). `kind`: the kind of record, which says who may write it.
    `hidden`: it is in an entry that its viewer may not see, and says no more than the list or object that it is in.
    """

    path: str
    of: str
    says: str
    kind: str
    entry: UUID | None = None
    above: UUID | None = None
    field: str | None = None
    column: str | None = None
    about: str = ""
    recorded_in: str = ""
    hidden: bool = False

    def as_json(self) -> dict[str, Any]:
        """The place as kept with a finding."""
        return {**self.__dict__, "entry": _text(self.entry), "above": _text(self.above)}


def from_json(kept: Mapping[str, Any]) -> Place:
    """A place as `Place.as_json` wrote it."""
    ids = {name: kept[name] and UUID(kept[name]) for name in ("entry", "above")}
    return Place(**{**kept, **ids})


def as_seen_by(viewer: Account, child: UUID, places: Iterable[Place]) -> list[Place]:
    """The same places, but for those in a restricted entry that this viewer may not see: of them the list, and who can record it."""
    told = list(places)
    if grounds(viewer, child) & SEES_RESTRICTED:
        return told
    hidden = _hidden(viewer, child, {held for place in told for held in _held_in(place)})
    return [_hide(place) if hidden.intersection(_held_in(place)) else place for place in told]


def _held_in(place: Place) -> list[tuple[str, UUID]]:
    """The rows that a place is in, each with its list or object; the child's own row is never hidden."""
    outer = next((t.inside for t in CASE_FILE.tables if t.name == place.of and t.inside), "")
    found = [(place.of, place.entry), (outer, place.above)]
    return [(of, row) for of, row in found if of and of != "child" and row is not None]


def _hidden(viewer: Account, child: UUID, held: set[tuple[str, UUID]]) -> set[tuple[str, UUID]]:
    """Those of these rows that the viewer may not see: one query a table."""
    tables, seen = {**lists(), **objects()}, set()
    for name in {of for of, _ in held}:
        rows = visible(tables[name], viewer).filter(
            child=child, pk__in=[row for of, row in held if of == name]
        )
        seen |= {(name, row) for row in rows.values_list("pk", flat=True)}
    return held - seen


def _hide(place: Place) -> Place:
    return replace(place, entry=None, above=None, field=None, column=None, about=NOT_SHOWN, hidden=True)


def place_of(child: UUID, path: str, *, using: str = "default") -> Place:
    """The place of one path as `missing` names it (`/programmes/0/sessions/3/minutes`), on the record as it is now.

    Raises KeyError where the case file has no such field or the record no such entry.
    """
    return place_in(case_file(child, using=using, marked=True), child, path)


def place_in(case: Mapping[str, Any], child: UUID, path: str) -> Place:
    """The place of a path of this marked case file, whose positions the path counts in. Raises KeyError as `place_of`."""
    first, *rest = path.removeprefix("/").split("/")
    if first in CASE_FILE.by_table:
        return _in_list(case, path, CASE_FILE.by_table[first], rest)
    key = "/".join((first, *rest))
    spec, rows = CASE_FILE.by_key[key], case.get(ROWS, {})
    name = column(key.partition("/")[2] or key)
    entry = child if first == "child" else _id(rows.get(first))
    where = CASE_FILE.recorded_in(key)
    return Place(
        path,
        first,
        spec.says,
        kind_of_place(first),
        entry,
        None,
        key.partition("/")[2] or key,
        name,
        "",
        where,
    )


def _in_list(
    holder: Mapping[str, Any], path: str, table: TableSpec, rest: list[str], above: UUID | None = None
) -> Place:
    kind = kind_of_place(table.name)
    if not rest:
        return Place(path, table.name, table.says, kind, above=above, recorded_in=table.recorded_in)
    entry = _entry(holder, table, rest[0], path)
    key = "/".join(rest[1:])
    inner = (
        next((t for t in CASE_FILE.tables if t.inside == table.name and t.name == rest[1]), None)
        if key
        else None
    )
    if inner is not None:
        return _in_list(entry, path, inner, rest[2:], _id(entry.get(ROW)))
    spec: FieldSpec | None = table.by_key[key] if key else None
    return Place(
        path,
        table.name,
        spec.says if spec else table.says,
        kind,
        _id(entry.get(ROW)),
        above,
        key or None,
        column(key) if key else None,
        _about(table, entry),
        table.recorded_in,
    )


def _entry(holder: Mapping[str, Any], table: TableSpec, position: str, path: str) -> Mapping[str, Any]:
    entries = holder.get(table.name) or []
    if not position.isdigit() or int(position) >= len(entries):
        raise KeyError(f"{path}: there is no such {table.entry}")
    found: Mapping[str, Any] = entries[int(position)]
    return found


def _about(table: TableSpec, entry: Mapping[str, Any]) -> str:
    """Which entry: its first code in words where it has one, and its day."""
    codes = (f for f in table.fields if f.kind == "code" and f.required and f.key in entry)
    words = next((f.codes.words[entry[f.key]] for f in codes if f.codes), "")
    day = entry.get(table.dated_by) if table.dated_by else None
    said = f"{table.entry}: {words}" if words else table.entry
    return f"{said}, {_long(day)}" if isinstance(day, str) else said


def _long(day: str) -> str:
    then = date.fromisoformat(day)
    return f"{then.day} {then:%B %Y}"


def _id(row: str | None) -> UUID | None:
    return None if row is None else UUID(row)


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)
