"""Case files as event tables and back: the same content, by columns.

Round the way and back nothing is lost but two spellings of "not known": `null` is left out, and so is an object in which
nothing is known. The codes of a set come back in the order of their code list, each once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from holdfast.casefile.event_schema import column, schemas
from holdfast.engine.tables import FieldSpec, TableSpec
from holdfast.ng26.tables import CASE_FILE

Tables = dict[str, pl.DataFrame]
Places = npt.NDArray[np.uint32]
Rows = npt.NDArray[np.int64]
Object = dict[str, Any]

_AT_ONCE = 2_000  # children whose case files are made together
_WHOLE_BELOW = 2.0**53  # a number from here up is written as it is held


def places(table: str) -> list[str]:
    """The columns that say where a row belongs: `child`, `position`, `session`. They alone are unsigned."""
    return [name for name, dtype in schemas()[table].items() if dtype == pl.UInt32]


def starts(holder: Places | Rows, holders: int) -> Rows:
    """Of rows sorted by their holder, the first row of each holder from 0, and one more: how many rows."""
    found = np.zeros(holders + 1, dtype=np.int64)
    np.cumsum(np.bincount(holder, minlength=holders), out=found[1:])
    return found


def counted(child: pl.Series, children: pl.Series) -> Places:
    """The numbers of children in a table, counted from the first of `children`."""
    return child.to_numpy() - children.to_numpy()[:1] if len(child) else child.to_numpy()


# ------------------------------------------------------------------------------------- case files to tables


def to_tables(cases: Iterable[Mapping[str, Any]]) -> Tables:
    """The event tables of valid case files, every column of the schema in each; children are numbered from 0.

    Raises ValueError for a number that the column's type cannot hold.
    """
    documents = list(cases)
    top = _Rows(documents, {"child": np.arange(len(documents), dtype=np.uint32)})
    rows = {table.name: top for table in CASE_FILE.tables}
    for table in CASE_FILE.tables:
        rows[table.name] = _below(rows[table.inside] if table.inside else top, table)
    tables = {"child": _frame("child", CASE_FILE.fields, top)}
    for table in CASE_FILE.tables:
        tables[table.name] = _frame(table.name, table.fields, rows[table.name])
    return tables


@dataclass(frozen=True)
class _Rows:
    """The objects that become rows, with the columns that say where they belong."""

    objects: Sequence[Mapping[str, Any]]
    place: Mapping[str, Places]


def _below(above: _Rows, table: TableSpec) -> _Rows:
    """The entries of one list, of all its holders one after another."""
    lists = [holder.get(table.name) or () for holder in above.objects]
    lengths = np.fromiter(map(len, lists), dtype=np.int64, count=len(lists))
    total = int(lengths.sum())
    first = np.repeat(np.cumsum(lengths) - lengths, lengths)
    place = {name: np.repeat(values, lengths) for name, values in above.place.items()}
    place["session" if table.inside else "position"] = (np.arange(total) - first).astype(np.uint32)
    return _Rows([entry for entries in lists for entry in entries], place)


def _frame(name: str, fields: Sequence[FieldSpec], rows: _Rows) -> pl.DataFrame:
    found: dict[str, Any] = dict(rows.place)
    holders: dict[str, Sequence[Mapping[str, Any]]] = {"": rows.objects}
    for spec in fields:
        path, _, last = spec.key.rpartition("/")
        values = [holder.get(last) for holder in _holders(holders, path)]
        try:
            found |= _columns(spec, values)
        except (TypeError, OverflowError) as problem:
            raise ValueError(
                f"{name}: a value of {spec.key} that the event tables cannot hold ({problem})"
            ) from problem
    for table in CASE_FILE.tables:
        if (table.inside or "child") == name:
            found[f"{table.name}__known"] = [row.get(table.name) is not None for row in rows.objects]
    schema = schemas()[name]
    return pl.DataFrame({key: found[key] for key in schema}, schema=schema)


def _holders(holders: dict[str, Sequence[Mapping[str, Any]]], path: str) -> Sequence[Mapping[str, Any]]:
    """The object at `path` of every row, an empty one where there is none."""
    if path not in holders:
        above, _, last = path.rpartition("/")
        nothing: Mapping[str, Any] = {}
        holders[path] = [holder.get(last) or nothing for holder in _holders(holders, above)]
    return holders[path]


def _columns(spec: FieldSpec, values: list[Any]) -> dict[str, Any]:
    """The columns of one field, from its value in every row."""
    name = column(spec.key)
    if spec.kind == "codes":
        return _of_sets(name, list(spec.codes or ()), values)
    said_false = None
    if spec.or_false:
        said_false = [True if value is False else None for value in values]
        values = [None if value is False else value for value in values]
    found: dict[str, Any] = {name: _INTO[spec.kind](values)}
    return found if said_false is None else found | {f"{name}__not": pl.Series(said_false, dtype=pl.Boolean)}


def _days(values: list[Any]) -> pl.Series:
    return pl.Series(values, dtype=pl.String).str.to_date("%Y-%m-%d", cache=False)


def _wholes(values: list[Any]) -> pl.Series:
    return pl.Series(values, dtype=pl.Int32)


def _numbers(values: list[Any]) -> pl.Series:
    return pl.Series(values, dtype=pl.Float64)


def _as_it_is(values: list[Any]) -> list[Any]:
    return values


_INTO: Mapping[str, Callable[[list[Any]], Any]] = {
    "text": _as_it_is,
    "code": _as_it_is,
    "flag": _as_it_is,
    "day": _days,
    "whole": _wholes,
    "number": _numbers,
}


def _of_sets(name: str, codes: list[str], values: list[Any]) -> dict[str, pl.Series]:
    """One column a code. Each different list is looked through once: there are few of them."""
    which: dict[Any, int] = {}
    row = [which.setdefault(None if value is None else tuple(value), len(which)) for value in values]
    every = [[None if held is None else code in held for held in which] for code in codes]
    places = pl.Series(row, dtype=pl.UInt32)
    return {
        f"{name}__{code}": pl.Series(held, dtype=pl.Boolean).gather(places)
        for code, held in zip(codes, every, strict=True)
    }


# ------------------------------------------------------------------------------------- tables to case files


@dataclass(frozen=True)
class _Part:
    """The rows of some children: their children counted from 0, and the first row of each, and one more."""

    rows: pl.DataFrame
    child: Places
    first: Rows


def to_cases(tables: Mapping[str, pl.DataFrame]) -> Iterator[Object]:
    """The case files that event tables hold, child after child.

    A set of codes of which one is not known is left out: a case file cannot say it.
    """
    children = tables["child"].height
    numbers = {name: counted(tables[name]["child"], tables["child"]["child"]) for name in schemas()}
    first = {name: starts(child, children) for name, child in numbers.items()}
    for low in range(0, children, _AT_ONCE):
        high = min(children, low + _AT_ONCE)
        part = {}
        for name, rows in first.items():
            begin, end = int(rows[low]), int(rows[high])
            child = numbers[name][begin:end] - np.uint32(low)
            part[name] = _Part(tables[name][begin:end], child, rows[low : high + 1] - begin)
        yield from _documents(part)


def _documents(part: Mapping[str, _Part]) -> list[Object]:
    children = part["child"].rows
    entries = {table.name: _entries(table, part[table.name].rows) for table in CASE_FILE.tables}
    for table in CASE_FILE.tables:
        if table.inside:
            above, rows = part[table.inside], part[table.name]
            holder = above.first[rows.child] + rows.rows["position"].to_numpy()
            _hang(
                table,
                entries[table.inside],
                above.rows,
                entries[table.name],
                starts(holder, above.rows.height),
            )
    documents: list[Object] = [{"format": CASE_FILE.format} for _ in range(children.height)]
    for head in CASE_FILE.order:
        if head in CASE_FILE.by_table:
            _hang(CASE_FILE.by_table[head], documents, children, entries[head], part[head].first)
        for spec in CASE_FILE.fields:
            if spec.key.partition("/")[0] == head:
                _fill(documents, spec, children)
    return documents


def _entries(table: TableSpec, rows: pl.DataFrame) -> list[Object]:
    entries: list[Object] = [{} for _ in range(rows.height)]
    for spec in table.fields:
        _fill(entries, spec, rows)
    return entries


def _hang(
    table: TableSpec, holders: list[Object], above: pl.DataFrame, entries: list[Object], first: Rows
) -> None:
    """Give every holder its list, where there is one on file."""
    known, bounds = above[f"{table.name}__known"].to_list(), first.tolist()
    for holder, there, low, high in zip(holders, known, bounds, bounds[1:], strict=False):
        if there:
            holder[table.name] = entries[low:high]


def _fill(objects: list[Object], spec: FieldSpec, rows: pl.DataFrame) -> None:
    """Write one field into the objects in which it is known."""
    values = _values(spec, rows)
    *path, last = spec.key.split("/")
    if values is None:
        return
    for row, value in zip(objects, values, strict=True):
        if value is not None:
            holder = row
            for step in path:
                holder = holder.setdefault(step, {})
            holder[last] = value


def _values(spec: FieldSpec, rows: pl.DataFrame) -> Iterable[Any] | None:
    """The value of a field in every row as the case file writes it; None where no row has one."""
    name = column(spec.key)
    if spec.kind == "codes":
        return _sets(name, list(spec.codes or ()), rows)
    held = rows[name]
    values = None if held.null_count() == len(held) else _OUT_OF.get(spec.kind, pl.Series.to_list)(held)
    if not spec.or_false or not rows[f"{name}__not"].any():
        return values
    not_done = rows[f"{name}__not"].to_list()
    return [False if said else value for said, value in zip(not_done, values or repeat(None), strict=False)]


def _dates(held: pl.Series) -> list[Any]:
    return held.dt.to_string("iso").to_list()


def _plain_numbers(held: pl.Series) -> list[Any]:
    """Whole numbers without a point."""
    return [
        value if value is None or not value.is_integer() or abs(value) >= _WHOLE_BELOW else int(value)
        for value in held.to_list()
    ]


_OUT_OF: Mapping[str, Callable[[pl.Series], list[Any]]] = {"day": _dates, "number": _plain_numbers}


def _sets(name: str, codes: list[str], rows: pl.DataFrame) -> Iterable[Any] | None:
    """The codes that each row has. Each different set is made once, and copied."""
    columns = rows.select(f"{name}__{code}" for code in codes)
    known = columns.select(~pl.any_horizontal(pl.all().is_null())).to_series()
    if not known.any():
        return None
    key = np.zeros(rows.height, dtype=np.int64)
    for held in columns:
        key = key * 2 + held.fill_null(False).to_numpy()
    different, which = np.unique(key, return_inverse=True)
    sets = [
        [code for i, code in enumerate(reversed(codes)) if bits >> i & 1][::-1] for bits in different.tolist()
    ]
    return [
        sets[i].copy() if there else None for i, there in zip(which.tolist(), known.to_list(), strict=True)
    ]
