"""The case on another day: later, time passes; earlier, what is dated after that day is left out as not yet recorded."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from holdfast.engine.tables import FieldSpec, TableSpec
from holdfast.ng26.tables import CASE_FILE


def seen_on(case: Mapping[str, Any], day: date) -> tuple[dict[str, Any], tuple[str, ...]]:
    """A valid case file as of `day`, and what a person should know about it.

    Earlier than the file's own day: entries and days after `day` are left out, a home, role or course that ended later is
    still going on, and what carries no date stays as it is.
    """
    own = date.fromisoformat(case["as_of"])
    moved = {**case, "as_of": day.isoformat()}
    if day >= own:
        return moved, ()
    seen = _object(CASE_FILE.fields, moved, day)
    for table in CASE_FILE.tables:
        if not table.inside and case.get(table.name) is not None:
            seen[table.name] = _entries(table, case[table.name], day)
    return seen, (
        f"looked back from {own.isoformat()} to {day.isoformat()}: what is dated after that day is left out",
        "what carries no date stays as it is on file, though it may have been recorded later",
    )


def _entries(table: TableSpec, entries: list[dict[str, Any]], day: date) -> list[dict[str, Any]]:
    return [_entry(table, entry, day) for entry in entries if not _later(recorded_on(table, entry), day)]


def recorded_on(table: TableSpec, entry: Mapping[str, Any]) -> Any:
    """The day that says when an entry was recorded: its own date, or the first day of its first span without one."""
    if not table.dated_by:
        return None
    own = entry.get(table.dated_by)
    return own if isinstance(own, str) or not table.spans else entry.get(table.spans[0][0])


def _later(value: Any, day: date) -> bool:
    return isinstance(value, str) and date.fromisoformat(value) > day


def _entry(table: TableSpec, entry: dict[str, Any], day: date) -> dict[str, Any]:
    going_on = table.ended_by is not None and _later(entry.get(table.ended_by), day)
    seen = _object(table.fields, entry, day)
    if going_on:
        seen = {key: value for key, value in seen.items() if key not in table.undone_with_end}
    for inner in CASE_FILE.tables:
        if inner.inside == table.name and entry.get(inner.name) is not None:
            seen[inner.name] = _entries(inner, entry[inner.name], day)
    return seen


def _object(fields: tuple[FieldSpec, ...], source: Mapping[str, Any], day: date) -> dict[str, Any]:
    """The object without the days that lie after `day`."""
    later = {
        f.key for f in fields if f.kind == "day" and f.key != "as_of" and _later(_at(source, f.key), day)
    }
    return _without(source, later)


def _at(source: Mapping[str, Any], key: str) -> Any:
    value: Any = source
    for part in key.split("/"):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def _without(source: Mapping[str, Any], keys: set[str]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for key, value in source.items():
        below = {k.partition("/")[2] for k in keys if k.startswith(f"{key}/")}
        if key not in keys:
            kept[key] = _without(value, below) if below and isinstance(value, dict) else value
    return kept
