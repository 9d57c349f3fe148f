"""One child's case file as the one-child engine reads it: days as numbers, entries in order of their dates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from holdfast.engine.tables import DocumentSpec, FieldSpec, TableSpec

Value = Any  # int for days (date.toordinal) and numbers, str, bool, frozenset of codes; None: not known


class Entry:
    """One entry of a list, or the child itself: its values, where it stands in the file, and the lists inside it."""

    __slots__ = ("day", "gap", "lists", "memo", "nth", "path", "position", "previous", "values")

    def __init__(self, values: dict[str, Value], path: str, position: int = 0) -> None:
        self.values = values
        self.path = (
            path  # ends in "/" for an entry that is not there: then every field of it is named by the list
        )
        self.position = position
        self.lists: dict[str, list[Entry] | None] = {}
        self.memo: dict[int, Any] = {}
        self.previous: Entry | None = None
        self.nth = self.gap = self.day = 0

    def path_of(self, key: str) -> str:
        """The path of one field, by which `missing` names it."""
        return f"{self.path}/{key}" if not self.path.endswith("/") else self.path[:-1]


@dataclass
class Record:
    """A child, the day asked about, and the settings in force."""

    child: Entry
    as_of: int
    settings: Mapping[str, int]
    other: Entry | None = None
    memo: dict[int, Any] = field(default_factory=dict)


def read(document: DocumentSpec, case: Mapping[str, Any], settings: Mapping[str, int]) -> Record:
    """The record of a valid case file (a parsed JSON document); raises KeyError on an unknown field of an entry."""
    child = Entry(_values(document.fields, case), "")
    for table in document.tables:
        if not table.inside:
            child.lists[table.name] = _entries(document, table, case.get(table.name), f"/{table.name}")
    as_of = child.values["as_of"]
    return Record(child, as_of, settings)


def _values(fields: tuple[FieldSpec, ...], source: Mapping[str, Any]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for spec in fields:
        raw = source.get(spec.key) if len(spec.parts) == 1 else spec.of(source)
        values[spec.key] = spec.stands_for if raw is None else _value(spec, raw)
    return values


def _value(spec: FieldSpec, raw: Any) -> Value:
    if spec.kind == "day" and raw is not False:
        return date.fromisoformat(raw).toordinal()
    return frozenset(raw) if spec.kind == "codes" else raw


def _entries(document: DocumentSpec, table: TableSpec, raw: Any, path: str) -> list[Entry] | None:
    if raw is None:
        return None
    entries = []
    for i, item in enumerate(raw):
        entry = Entry(_values(table.fields, item), f"{path}/{i}", i)
        for inner in document.within[table.name]:
            entry.lists[inner.name] = _entries(
                document, inner, item.get(inner.name), f"{entry.path}/{inner.name}"
            )
        entries.append(entry)
    if table.dated_by:
        _place(entries, table.dated_by, table.ended_by if table.one_at_a_time else None)
    return entries


def _place(entries: list[Entry], day: str, end: str | None) -> None:
    """Put the entries in order of their dates (an open end last) and say where each stands."""
    never = date.max.toordinal()

    def order(entry: Entry) -> tuple[int, int]:
        last = entry.values[end] if end else 0
        return (entry.values[day] or 0, never if last is False else last)

    entries.sort(key=order)
    for i, entry in enumerate(entries):
        entry.nth = i + 1
        if i:
            entry.previous = entries[i - 1]
            entry.gap = order(entry)[0] - order(entry.previous)[0]
            entry.day = order(entry)[0] - order(entries[0])[0]
