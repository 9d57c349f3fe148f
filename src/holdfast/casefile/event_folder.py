"""A folder of event tables: one table for each list and one for the children, checked, and read in blocks of children.

No more than a block is held in memory. The rows of a table are sorted by child, so a range of children is found by the
parts that hold it and by the row groups' statistics.
"""

from collections.abc import Iterator, Mapping
from itertools import accumulate, pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl

from holdfast.casefile.event_parts import parts_of, wrong_files
from holdfast.casefile.event_schema import EVENTS_FORMAT, column, schemas
from holdfast.casefile.event_tables import Tables, places, starts
from holdfast.ng26.tables import CASE_FILE

_ROWS_CHECKED_AT_ONCE = 2_000_000
# More children than there can be: where `child` is not in order, it does not say how many.
_ANY_NUMBER = 2**32
Columns = Mapping[str, set[str]]


class NotEventTables(Exception):
    """A folder that is not event tables of this format: everything that is wrong with it, and what was expected."""

    def __init__(self, folder: Path, problems: list[str]) -> None:
        super().__init__("\n".join(f"{folder}: {problem}" for problem in problems))
        self.folder, self.problems = folder, tuple(problems)


class Block(NamedTuple):
    """Some children's tables, the children numbered from 0; `first` is the number that the first of them has in the folder."""

    first: int
    tables: Tables


# ------------------------------------------------------------------------------------------------- reading


def read_blocks(
    folder: Path, size: int = 100_000, columns: Columns | None = None, children: int | None = None
) -> Iterator[Block]:
    """The whole folder in blocks of at most `size` children; `columns` as for `read_block`.

    It is checked before the first block, but not where `children` says what `children_in` found.
    """
    if children is None:
        children = children_in(folder)
    begins = _begins(folder)
    for first in range(0, children, size):
        yield Block(first, _read(folder, begins, first, min(size, children - first), columns))


def read_block(folder: Path, first: int, many: int, columns: Columns | None = None) -> Tables:
    """The children from `first` on, `many` of them, numbered from 0; of a folder that `children_in` has found to be in order.

    `columns` names the tables to read and the columns in each; `child`, `position` and `session` come in any case, and so
    does the table `child`. Raises NotEventTables where the rows do not fit together.
    """
    return _read(folder, _begins(folder), first, many, columns)


def _read(folder: Path, begins: list[int], first: int, many: int, columns: Columns | None) -> Tables:
    wanted = {name: set(schema) for name, schema in schemas().items()} if columns is None else columns
    parts = [n for n, (low, high) in enumerate(pairwise(begins)) if low < first + many and first < high]
    scans = {}
    for name, schema in schemas().items():
        if name in wanted or name == "child":
            names = [c for c in schema if c != "child" and (c in wanted.get(name, ()) or c in places(name))]
            paths = parts_of(folder, name)
            scans[name] = pl.concat(_scan(paths[n], first, many, names) for n in parts or [0])
    tables = dict(zip(scans, pl.collect_all(scans.values()), strict=True))
    problems = [*_lacking(tables, first), *_hanging_on_nothing(tables, first)]
    if problems:
        raise NotEventTables(folder, problems)
    return tables


def _scan(path: Path, first: int, many: int, names: list[str]) -> pl.LazyFrame:
    of_them = pl.col("child").is_between(first, first + many - 1)
    return pl.scan_parquet(path, glob=False).filter(of_them).select(_from(first).cast(pl.UInt32), *names)


def _from(first: int) -> pl.Expr:
    return pl.col("child").cast(pl.Int64) - first


def _begins(folder: Path) -> list[int]:
    """The number of the first child of every part, and after the last part the number of all children."""
    return list(accumulate((_rows_in(path) for path in parts_of(folder, "child")), initial=0))


def children_in(folder: Path) -> int:
    """How many children the folder has. Raises NotEventTables, with everything that is wrong, where it is not in order."""
    problems = list(wrong_files(folder))
    for name, schema in schemas().items():
        for path in parts_of(folder, name):
            problems.extend(_wrong_columns(path, schema))
    if problems:
        raise NotEventTables(folder, problems)
    begins = _begins(folder)
    problems.extend(_wrong_places(folder, "child", begins))
    known = begins if not problems else None
    for table in CASE_FILE.tables:
        problems.extend(_wrong_places(folder, table.name, known))
    if problems:
        raise NotEventTables(folder, problems)
    return begins[-1]


# ------------------------------------------------------------------------------------------------- checking


def _wrong_columns(path: Path, schema: Mapping[str, pl.DataType]) -> Iterator[str]:
    try:
        found, made_as = (
            pl.read_parquet_schema(path),
            pl.read_parquet_metadata(path).get("format", EVENTS_FORMAT),
        )
    except (pl.exceptions.PolarsError, OSError) as problem:
        yield f"{path.name} cannot be read as Parquet ({str(problem).splitlines()[0]})"
        return
    if made_as != EVENTS_FORMAT:
        yield f"{path.name} has the format {made_as}; expected {EVENTS_FORMAT}"
    for name, dtype in schema.items():
        if name not in found:
            yield f"{path.name} has no column {name}; expected it as {_said(dtype)}"
        elif found[name] != dtype:
            yield f"{path.name}: column {name} is {_said(found[name])}; expected {_said(dtype)}"
    for name in found:
        if name not in schema:
            yield f"{path.name} has a column {name}; expected only those of the format {EVENTS_FORMAT}"


def _said(dtype: pl.DataType) -> str:
    return f"Enum of {', '.join(dtype.categories)}" if isinstance(dtype, pl.Enum) else str(dtype)


def _rows_in(path: Path) -> int:
    return int(pl.scan_parquet(path, glob=False).select(pl.len()).collect().item())


def _wrong_places(folder: Path, table: str, begins: list[int] | None) -> Iterator[str]:
    """Of each part the first row that is not the one to come next; `begins` is None where it is not known."""
    for part, path in enumerate(parts_of(folder, table)):
        low, high = (begins[part], begins[part + 1]) if begins else (0, _ANY_NUMBER)
        yield from _wrong_places_of(path, table, low, high)


def _wrong_places_of(path: Path, table: str, low: int, high: int) -> Iterator[str]:
    """The same of a part with the children from `low` up to, not including, `high`. Read in pieces that overlap by a row."""
    names = places(table)
    scan = pl.scan_parquet(path, glob=False).select(_from(low), *names[1:])
    for row in range(0, _rows_in(path), _ROWS_CHECKED_AT_ONCE):
        before = min(row, 1)
        piece = scan.slice(row - before, _ROWS_CHECKED_AT_ONCE + before).collect()
        empty = [name for name in names if piece[name].null_count()]
        if empty:
            yield f"{path.name}: {', '.join(empty)} not known in some row; expected a number in every row"
            return
        wrong = np.flatnonzero(~_in_order(piece, first=not row))
        if len(wrong):
            at = int(wrong[0])
            shown = ", ".join(f"{n} {piece[n][at] + (low if n == 'child' else 0)}" for n in names)
            yield f"{path.name}: row {row - before + at} has {shown}; expected {_ORDER[len(names)]}"
            return
        strange = [child for child in piece["child"][[0, -1]] if not 0 <= child < high - low]
        if strange:
            of = path.name.replace(table, "child", 1)
            yield f"{path.name}: rows of child {strange[0] + low}; expected only the {high - low} of {of}, from {low}"
            return


_ORDER = {
    1: "children counted from 0 without a gap",
    2: "rows in order of child, and each child's rows with a position counted from 0 without a gap",
    3: "rows in order of child and position, and each entry's rows with a session counted from 0 without a gap",
}


def _in_order(part: pl.DataFrame, *, first: bool) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Of each row, whether it is the one to come after the row before: the next of the same holder, or the first of a later one.

    The first row is compared only where it is the first of its table.
    """
    *holder, number = (held.to_numpy() for held in part)
    later, same = np.zeros(len(number) - 1, dtype=np.bool_), np.ones(len(number) - 1, dtype=np.bool_)
    for key in holder:
        later |= same & (key[1:] > key[:-1])
        same &= key[1:] == key[:-1]
    right = np.empty(len(number), dtype=np.bool_)
    right[0] = not first or number[0] == 0
    right[1:] = (later & (number[1:] == 0)) | (same & (number[1:] == number[:-1] + 1))
    return right


def _lacking(tables: Tables, first: int) -> Iterator[str]:
    """Compulsory fields that a row does not have, of the columns that were read."""
    for name, rows in tables.items():
        for spec in CASE_FILE.fields if name == "child" else CASE_FILE.by_table[name].fields:
            if spec.required and column(spec.key) in rows.columns and rows[column(spec.key)].null_count():
                child = rows.filter(pl.col(column(spec.key)).is_null())["child"][0] + first
                yield f"{name}.parquet: a row of child {child} has no {column(spec.key)}; expected {spec.says} in every row"


def _hanging_on_nothing(tables: Tables, first: int) -> Iterator[str]:
    """Rows of a list that its holder does not have on file, and sessions of a programme that is not there."""
    children = tables["child"].height
    for table in CASE_FILE.tables:
        above = tables.get(table.inside or "child")
        if table.name not in tables or above is None:
            continue
        child = tables[table.name]["child"].to_numpy()
        holder = child.astype(np.int64)
        if table.inside:
            begin = starts(above["child"].to_numpy(), children)
            holder = begin[child] + tables[table.name]["position"].to_numpy()
            lost = np.flatnonzero(holder >= begin[child.astype(np.int64) + 1])
            if len(lost):
                yield f"{table.name}.parquet: child {child[lost[0]] + first} has more positions than in {table.inside}.parquet"
                continue
        known = f"{table.name}__known"
        if known in above.columns:
            lost = np.flatnonzero(~above[known].fill_null(False).to_numpy()[holder])
            if len(lost):
                yield f"{table.name}.parquet: rows of child {child[lost[0]] + first}, whose {known} is not true; expected none"
