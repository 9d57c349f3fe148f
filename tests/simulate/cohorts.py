"""Cohorts for these tests, drawn once, and their children as case files.

The case files are made here row by row, apart from `casefile`'s own way, so that the two can be held against each other.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

import polars as pl

from holdfast import simulate
from holdfast.casefile.event_schema import column
from holdfast.engine.tables import FieldSpec, TableSpec
from holdfast.ng26.tables import CASE_FILE

DAY = date(2026, 3, 31)
Tables = Mapping[str, pl.DataFrame]
Row = Mapping[str, Any]


@cache
def cohort(children: int = simulate.BLOCK, seed: int = 7, as_of: date = DAY) -> tuple[Tables, ...]:
    return tuple(simulate.blocks(children, seed, as_of))


def cases(tables: Tables, only: set[int] | None = None) -> Iterator[dict[str, Any]]:
    """The children (or only those numbered) as case files."""
    kept = {n: t if only is None else t.filter(pl.col("child").is_in(list(only))) for n, t in tables.items()}
    entries = {table.name: _entries(table, kept[table.name]) for table in CASE_FILE.tables}
    for row in kept["child"].iter_rows(named=True):
        case: dict[str, Any] = {"format": CASE_FILE.format}
        for spec in CASE_FILE.fields:
            _put(case, spec, row, column(spec.key))
        for table in CASE_FILE.tables:
            if not table.inside and row[f"{table.name}__known"]:
                case[table.name] = [
                    _whole(table, entry, held, entries) for entry, held in entries[table.name][row["child"]]
                ]
        yield case


def _entries(table: TableSpec, rows: pl.DataFrame) -> dict[Any, list[tuple[dict[str, Any], Row]]]:
    found: dict[Any, list[tuple[dict[str, Any], Row]]] = defaultdict(list)
    for row in rows.iter_rows(named=True):
        entry: dict[str, Any] = {}
        for spec in table.fields:
            _put(
                entry,
                spec,
                row,
                column(spec.key),
            )
        found[(row["child"], row["position"]) if table.inside else row["child"]].append((entry, row))
    return found


def _whole(table: TableSpec, entry: dict[str, Any], row: Row, entries: Mapping[str, Any]) -> dict[str, Any]:
    if table.name == "programmes" and row["sessions__known"]:
        entry["sessions"] = [session for session, _ in entries["sessions"][row["child"], row["position"]]]
    return entry


def _put(into: dict[str, Any], spec: FieldSpec, row: Row, name: str) -> None:
    value = _value(spec, row, name)
    if value is None:
        return
    *path, last = spec.key.split("/")
    for step in path:
        into = into.setdefault(step, {})
    into[last] = value


def _value(spec: FieldSpec, row: Row, name: str) -> Any:
    if spec.kind == "codes":
        flags = {code: row[f"{name}__{code}"] for code in spec.codes or ()}
        return None if None in flags.values() else [code for code, there in flags.items() if there]
    if spec.or_false and row[f"{name}__not"]:
        return False
    value = row[name]
    return value.isoformat() if isinstance(value, date) else value
