"""A folder of event tables: one Parquet file for each list and one for the children, written and read in blocks of children.

Neither way holds more than a block in memory. The rows of a file are sorted by child, so a range of children is found by the
row groups' statistics.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import numpy as np
import polars as pl

from holdfast.casefile.event_schema import EVENTS_FORMAT, column, schemas
from holdfast.casefile.event_tables import Tables, places, starts
from holdfast.casefile.parquet_stream import ParquetStream
from holdfast.ng26.tables import CASE_FILE

_ROW_GROUP = 100_000
_ROWS_CHECKED_AT_ONCE = 2_000_000
_ANY_NUMBER = (
    2**32
)  # more children than there can be: where child.parquet is not in order, it does not say how many
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


def _file(folder: Path, table: str) -> Path:
    return folder / f"{table}.parquet"


# ------------------------------------------------------------------------------------------------- writing


class EventWriter:
    """Writes blocks of children one after another to `folder`, as a context manager.

    The files take their names when all went well; till then, and after an exception, the folder is as it was.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.children = folder, 0
        self._streams: dict[str, ParquetStream] = {}
        self._open = ExitStack()

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        for name, schema in schemas().items():
            stream = ParquetStream(
                self.folder / f".{name}.parquet.part",
                schema,
                row_group_size=_ROW_GROUP,
                metadata={"format": EVENTS_FORMAT},
            )
            self._streams[name] = self._open.enter_context(stream)
        return self

    def write(self, tables: Mapping[str, pl.DataFrame]) -> None:
        """Write a block: the tables of children numbered without a gap; they get the numbers after those written before."""
        wrong = [n for n, schema in schemas().items() if n not in tables or dict(tables[n].schema) != schema]
        if wrong:
            raise ValueError(f"not the columns of the event tables: {', '.join(wrong)}")
        if not tables["child"].height:
            return
        base = tables["child"]["child"][0]
        for name, stream in self._streams.items():
            number = (pl.col("child").cast(pl.Int64) + (self.children - base)).cast(pl.UInt32)
            stream.put(tables[name] if base == self.children else tables[name].with_columns(number))
        self.children += tables["child"].height

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._open.__exit__(kind, raised, trace)
            if kind is None:
                for name, stream in self._streams.items():
                    stream.path.replace(_file(self.folder, name))
        finally:
            for stream in self._streams.values():
                with suppress(OSError):  # what went wrong before is what matters
                    stream.path.unlink(missing_ok=True)


# ------------------------------------------------------------------------------------------------- reading


def read_blocks(
    folder: Path, size: int = 100_000, columns: Columns | None = None, children: int | None = None
) -> Iterator[Block]:
    """The whole folder in blocks of at most `size` children; `columns` as for `read_block`.

    It is checked before the first block, but not where `children` says what `children_in` found.
    """
    if children is None:
        children = children_in(folder)
    for first in range(0, children, size):
        yield Block(first, read_block(folder, first, min(size, children - first), columns))


def read_block(folder: Path, first: int, many: int, columns: Columns | None = None) -> Tables:
    """The children from `first` on, `many` of them, numbered from 0; of a folder that `children_in` has found to be in order.

    `columns` names the tables to read and the columns in each; `child`, `position` and `session` come in any case, and so
    does the table `child`. Raises NotEventTables where the rows do not fit together.
    """
    wanted = {name: set(schema) for name, schema in schemas().items()} if columns is None else columns
    number = (pl.col("child") - first).cast(pl.UInt32)
    scans = {
        name: pl.scan_parquet(_file(folder, name), glob=False)
        .filter(pl.col("child").is_between(first, first + many - 1))
        .select(
            number, *(c for c in schema if c != "child" and (c in wanted.get(name, ()) or c in places(name)))
        )
        for name, schema in schemas().items()
        if name in wanted or name == "child"
    }
    tables = dict(zip(scans, pl.collect_all(scans.values()), strict=True))
    problems = [*_lacking(tables, first), *_hanging_on_nothing(tables, first)]
    if problems:
        raise NotEventTables(folder, problems)
    return tables


def children_in(folder: Path) -> int:
    """How many children the folder has. Raises NotEventTables, with everything that is wrong, where it is not in order."""
    problems = list(_wrong_files(folder))
    for name, schema in schemas().items():
        if _file(folder, name).is_file():
            problems.extend(_wrong_columns(_file(folder, name), schema))
    if problems:
        raise NotEventTables(folder, problems)
    children = _rows_in(_file(folder, "child"))
    problems.extend(_wrong_places(_file(folder, "child"), "child", children))
    upto = _ANY_NUMBER if problems else children
    for table in CASE_FILE.tables:
        problems.extend(_wrong_places(_file(folder, table.name), table.name, upto))
    if problems:
        raise NotEventTables(folder, problems)
    return children


# ------------------------------------------------------------------------------------------------- checking


def _wrong_files(folder: Path) -> Iterator[str]:
    if not folder.is_dir():
        yield f"no such folder; expected one with {len(schemas())} event tables, such as child.parquet and care.parquet"
        return
    for name in schemas():
        if not _file(folder, name).is_file():
            yield f"no {name}.parquet; expected a file for every list of the case file, with no rows where there are none"
    for path in sorted(folder.glob("*.parquet")):
        if path.stem not in schemas():
            yield f"{path.name} is no event table; expected only {', '.join(f'{name}.parquet' for name in schemas())}"


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


def _wrong_places(path: Path, table: str, children: int) -> Iterator[str]:
    """The first row that is not the one to come next. Read in pieces that overlap by a row."""
    names = places(table)
    scan = pl.scan_parquet(path, glob=False).select(names)
    for low in range(0, _rows_in(path), _ROWS_CHECKED_AT_ONCE):
        before = min(low, 1)
        part = scan.slice(low - before, _ROWS_CHECKED_AT_ONCE + before).collect()
        empty = [name for name in names if part[name].null_count()]
        if empty:
            yield f"{path.name}: {', '.join(empty)} not known in some row; expected a number in every row"
            return
        wrong = np.flatnonzero(~_in_order(part, first=not low))
        if len(wrong):
            row = int(wrong[0])
            shown = ", ".join(f"{name} {part[name][row]}" for name in names)
            yield f"{path.name}: row {low - before + row} has {shown}; expected {_ORDER[len(names)]}"
            return
        if part["child"][-1] >= children:
            yield f"{path.name}: rows of child {part['child'][-1]}; expected only the {children} of child.parquet, from 0"
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
