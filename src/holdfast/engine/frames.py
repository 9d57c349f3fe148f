"""Frames: the rows of one list (or the children) as columns, and how rows hang on the rows above them.

Days are whole numbers (days since 1970), codes their place in the code list; null is "not known". Rows are sorted by the
row above, then by date, so that "newest" is the last and "the one before" is the row before.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from holdfast.engine.tables import DocumentSpec, TableSpec

Rows = npt.NDArray[np.int64]
NEVER = 2_000_000  # later than any day


class Frame:
    """Some rows of one list, or the children. `up` gives for each row the number of its row in `above`."""

    def __init__(self, table: TableSpec | None, rows: pl.DataFrame, above: "Frame | None", up: Rows | None) -> None:
        self.table, self.rows, self.above, self.up = table, rows, above, up
        self.memo: dict[Any, Any] = {}
        self.below: dict[str, Frame] = {}
        self.keep: list[Any] = []

    @property
    def height(self) -> int:
        """How many rows."""
        return self.rows.height

    def column(self, expr: pl.Expr) -> pl.Series:
        """The column of this expression."""
        values = self.rows.select(expr.alias("value")).to_series()
        return values if len(values) == self.height else values.new_from_index(0, self.height)  # a literal has one row

    def add(self, values: pl.Series) -> pl.Expr:
        """Keep a column under a name of its own, and say how to read it."""
        name = f"#{self.rows.width}"
        self.rows = self.rows.with_columns(values.alias(name))
        return pl.col(name)

    def only(self, which: Rows, above: "Frame", up: Rows) -> "Frame":
        """The frame of these rows alone, in this order, hanging on another frame."""
        part = Frame(self.table, self.rows[which], above, up)
        part.keep = [self, which]
        return part

    def entries(self, name: str) -> "Frame":
        """The rows of the list `name` that hang on these rows."""
        if name not in self.below:
            whole, which = self.keep
            inner: Frame = whole.entries(name)
            place = np.full(whole.height, -1, dtype=np.int64)
            place[which] = np.arange(len(which))
            assert inner.up is not None
            up = place[inner.up]
            rows = np.flatnonzero(up >= 0)
            rows = rows[np.argsort(up[rows], kind="stable")]
            self.below[name] = inner.only(rows, self, up[rows])
        return self.below[name]

    def firsts(self) -> npt.NDArray[np.bool_]:
        """Which rows are the first below their row above."""
        assert self.up is not None
        first = np.ones(self.height, dtype=bool)
        first[1:] = self.up[1:] != self.up[:-1]
        return first


def frames(document: DocumentSpec, tables: Mapping[str, pl.DataFrame]) -> Frame:
    """The children's frame, with every list that `tables` holds hanging on it."""
    children = Frame(None, _plain(tables["child"]), None, None)
    for spec in document.tables:
        if spec.name in tables and not spec.inside:
            children.below[spec.name] = _hanging(spec, tables[spec.name], children, tables[spec.name]["child"])
    for spec in document.tables:
        if spec.name in tables and spec.inside:
            above = children.below[spec.inside]
            children.below[spec.inside].below[spec.name] = _hanging(
                spec, tables[spec.name], above, _row_above(tables[spec.name], above)
            )
    return children


def _row_above(table: pl.DataFrame, above: Frame) -> pl.Series:
    """For each row its entry's row in the frame above (whose rows may have been put in another order)."""
    keys = above.rows.select("child", "entry", pl.int_range(pl.len(), dtype=pl.Int64).alias("row"))
    return table.select("child", "entry").join(keys, on=["child", "entry"], how="left", maintain_order="left")["row"]


def _hanging(spec: TableSpec, table: pl.DataFrame, above: Frame, up: pl.Series) -> Frame:
    rows = _plain(table)
    order = np.asarray(up.to_numpy(), dtype=np.int64)
    if spec.dated_by:
        day = rows[spec.dated_by].fill_null(-NEVER).to_numpy()
        if f"{spec.dated_by}__not" in rows.columns:
            day = np.where(rows[f"{spec.dated_by}__not"].fill_null(False).to_numpy(), -NEVER, day)
        keys = [day, order]
        if spec.one_at_a_time and spec.ended_by:
            keys.insert(0, rows[spec.ended_by].fill_null(NEVER).to_numpy())
        if not _sorted(keys):
            put = np.lexsort(keys)
            rows, order = rows[put], order[put]
    return Frame(spec, rows, above, order)


def _sorted(keys: list[Any]) -> bool:
    """Whether the rows are in order already; keys as for lexsort, the last one first."""
    before = np.zeros(max(len(keys[0]) - 1, 0), dtype=bool)
    for key in keys:
        before = (key[:-1] < key[1:]) | ((key[:-1] == key[1:]) & (before if key is not keys[0] else key[:-1] <= key[1:]))
    return bool(before.all())


def _plain(table: pl.DataFrame) -> pl.DataFrame:
    """Days as numbers, codes as their places."""
    return table.with_columns(
        *(pl.col(name).cast(pl.Int32) for name, dtype in table.schema.items() if dtype == pl.Date),
        *(pl.col(name).to_physical() for name, dtype in table.schema.items() if isinstance(dtype, pl.Enum)),
    )
