"""From arrays to event tables: how unknown and `false` are held in a plain array, and how a table is made of arrays.

Arrays of whole numbers are fast; they have no gaps. Three values stand for what is not there:
`UNKNOWN` in codes, flags, counts and numbers, `NO_DAY` in days, and, where the case file may say `false`, `NOT_DONE`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from holdfast.casefile.event_schema import schemas

Days = NDArray[np.int32]  # whole numbers: days since 1 January 1970, lengths in days, rows, counts
Small = NDArray[np.int8]  # codes and flags
Mask = NDArray[np.bool_]
Keys = NDArray[np.int64]

UNKNOWN = -1
NO_DAY = -(2**30)
NOT_DONE = NO_DAY + 1
_KIND = 40  # the bits of a name's number


@dataclass(frozen=True)
class Names:
    """Texts made of a prefix and a number, such as C17. `keys` come from `name_keys`; UNKNOWN and NOT_DONE stay as they are."""

    keys: Keys
    prefixes: tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """Texts out of a short list: `which` is the place in the list, UNKNOWN, or -2 for a field that says `false`."""

    which: Small
    words: tuple[str, ...]


WORD_NOT_DONE = -2
Column = NDArray[np.generic] | Names | Words
Columns = Mapping[str, Column]
Part = Mapping[str, NDArray[np.generic]]  # rows of one kind of a table, before they are put in order


def name_keys(kind: Small | int, number: Days | Keys) -> Keys:
    """One whole number for a name: which prefix, and the number after it."""
    return (np.asarray(kind, dtype=np.int64) << _KIND) | np.asarray(number, dtype=np.int64)


@cache
def codes(table: str, column: str) -> dict[str, int]:
    """Each code of a column with its number: a code column's categories, or the codes of a set of codes, in order."""
    schema = schemas()[table]
    dtype = schema.get(column)
    if isinstance(dtype, pl.Enum):
        return {name: i for i, name in enumerate(dtype.categories)}
    members = [name.removeprefix(f"{column}__") for name in schema if name.startswith(f"{column}__")]
    return {name: i for i, name in enumerate(members)}


def positions(child: Days) -> Days:
    """The place of each row in its child's list; `child` is sorted."""
    rows = np.arange(len(child), dtype=np.int32)
    first = np.ones(len(child), dtype=np.bool_)
    first[1:] = child[1:] != child[:-1]
    return rows - np.maximum.accumulate(np.where(first, rows, 0))


def in_order(child: Days, day: Days) -> NDArray[np.int64]:
    """The order of rows by child and, for one child, by day; rows of one day stay as they were."""
    return np.argsort((child.astype(np.int64) << 32) + day, kind="stable")


def _set_columns(name: str, values: NDArray[np.generic], table: str) -> dict[str, NDArray[np.generic]]:
    return {f"{name}__{code}": np.ascontiguousarray(values[:, i]) for code, i in codes(table, name).items()}


def _text(name: str, column: Names) -> list[pl.Expr]:
    known = pl.col(name) >= 0
    prefix = (
        (pl.col(name) // 2**_KIND)
        .cast(pl.UInt8, strict=False)
        .cat.to(pl.Enum(column.prefixes))
        .cast(pl.String)
    )
    text = prefix + (pl.col(name) % 2**_KIND).cast(pl.String)
    return [pl.when(known).then(text).alias(name), _said_false(name, NOT_DONE)]


def _said_false(name: str, marker: int) -> pl.Expr:
    return pl.when(pl.col(name) == marker).then(True).alias(f"{name}__not")


def _plain(name: str, dtype: pl.DataType) -> list[pl.Expr]:
    value = pl.col(name)
    if dtype == pl.Date:
        return [pl.when(value > NOT_DONE).then(value).cast(pl.Date).alias(name), _said_false(name, NOT_DONE)]
    known = pl.when(value > UNKNOWN)
    if dtype == pl.Boolean:
        return [known.then(value == 1).alias(name)]
    if isinstance(dtype, pl.Enum):
        return [known.then(value).cast(pl.UInt8).cat.to(dtype).alias(name)]
    return [known.then(value).cast(dtype).alias(name)]


def _filled(name: str, column: Column, dtype: pl.DataType) -> list[pl.Expr]:
    if isinstance(column, Names):
        return _text(name, column)
    if isinstance(column, Words):
        words = pl.when(pl.col(name) >= 0).then(pl.col(name)).cast(pl.UInt8).cat.to(pl.Enum(column.words))
        return [words.cast(pl.String).alias(name), _said_false(name, WORD_NOT_DONE)]
    return _plain(name, dtype)


def frame(
    table: str, child: Days, columns: Columns, session: Days | None = None, entry: Days | None = None
) -> pl.DataFrame:
    """The event table `table` with every column of its schema; columns not given are not known.

    `child` holds each row's child, sorted; `entry` the place in the child's list, counted here where it is not given.
    """
    schema = schemas()[table]
    raw: dict[str, Column] = {}
    for name, column in columns.items():
        if isinstance(column, np.ndarray) and column.ndim == 2:
            raw |= _set_columns(name, column, table)
        else:
            raw[name] = column
    place = {"child": child, "session": session} | ({} if table == "child" else {position_name(table): entry})
    if table != "child" and entry is None:
        place[position_name(table)] = positions(child)
    raw |= {name: values for name, values in place.items() if values is not None and name}
    filled: dict[str, pl.Series] = {}
    for name, column in raw.items():  # one after another, or all of them are held twice
        exprs = [e for e in _filled(name, column, schema[name]) if e.meta.output_name() in schema]
        filled |= {made.name: made for made in pl.DataFrame({name: _held(column)}).select(exprs)}
    missing = [pl.lit(None, dtype).alias(name) for name, dtype in schema.items() if name not in filled]
    return pl.DataFrame(list(filled.values())).with_columns(missing).select(list(schema))


def _held(column: Column) -> NDArray[np.generic]:
    if isinstance(column, Names):
        return column.keys
    return column.which if isinstance(column, Words) else column


def position_name(table: str) -> str:
    """The column that holds an entry's place in its list: the second of every list's columns."""
    name, dtype = list(schemas()[table].items())[1]
    return name if dtype == pl.UInt32 else ""


def stacked(parts: Sequence[Part]) -> dict[str, NDArray[np.generic]]:
    """Rows of several kinds as one table in order of child and `date`; what a kind does not have is UNKNOWN."""
    lengths = [len(part["child"]) for part in parts]
    names = list(dict.fromkeys(name for part in parts for name in part))
    whole: dict[str, NDArray[np.generic]] = {}
    for name in names:
        like = next(part[name] for part in parts if name in part)
        empty = [np.full((k, *like.shape[1:]), UNKNOWN, dtype=like.dtype) for k in lengths]
        whole[name] = np.concatenate([part.get(name, gap) for part, gap in zip(parts, empty, strict=True)])
    order = in_order(whole["child"].astype(np.int32), whole["date"].astype(np.int32))
    return {name: column[order] for name, column in whole.items()}


def repeated(times: Days) -> Days:
    """The child of each row, where child i has `times[i]` rows."""
    return np.repeat(np.arange(len(times), dtype=np.int32), times)
