"""The case on another day: later, time passes; earlier, what is dated after that day is left out as not yet recorded."""

from collections.abc import Iterable, Mapping
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
    until = day.isoformat()
    seen = _object([f for f in CASE_FILE.days if f.key != "as_of"], moved, until)
    for table in CASE_FILE.tables:
        if not table.inside and case.get(table.name) is not None:
            seen[table.name] = _entries(table, case[table.name], until)
    return seen, (
        f"looked back from {own.isoformat()} to {day.isoformat()}: what is dated after that day is left out",
        "what carries no date stays as it is on file, though it may have been recorded later",
    )


def _entries(table: TableSpec, entries: list[dict[str, Any]], until: str) -> list[dict[str, Any]]:
    return [_entry(table, entry, until) for entry in entries if not _later(recorded_on(table, entry), until)]


def recorded_on(table: TableSpec, entry: Mapping[str, Any]) -> Any:
    """The day that says when an entry was recorded: its own date, or the first day of its first span without one."""
    if not table.dated_by:
        return None
    own = entry.get(table.dated_by)
    return own if isinstance(own, str) or not table.spans else entry.get(table.spans[0][0])


def _later(value: Any, until: str) -> bool:
    """Days are written as `2026-11-26`, so that they stand in the order of their letters."""
    return isinstance(value, str) and value > until


def _entry(table: TableSpec, entry: dict[str, Any], until: str) -> dict[str, Any]:
    going_on = table.ended_by is not None and _later(entry.get(table.ended_by), until)
    seen = _object(table.days, entry, until)
    if going_on:
        seen = {key: value for key, value in seen.items() if key not in table.undone_with_end}
    for inner in CASE_FILE.within[table.name]:
        if entry.get(inner.name) is not None:
            seen[inner.name] = _entries(inner, entry[inner.name], until)
    return seen


def _object(days: Iterable[FieldSpec], source: Mapping[str, Any], until: str) -> dict[str, Any]:
    """The object without the days that lie after `until`."""
    later = {f.key for f in days if _later(f.of(source), until)}
    return _without(source, later) if later else dict(source)


def _without(source: Mapping[str, Any], keys: set[str]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for key, value in source.items():
        below = {k.partition("/")[2] for k in keys if k.startswith(f"{key}/")}
        if key not in keys:
            kept[key] = _without(value, below) if below and isinstance(value, dict) else value
    return kept
