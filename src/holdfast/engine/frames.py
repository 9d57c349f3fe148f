"""Frames: the rows of one list (or the children) as columns, and how rows hang on the rows above them.

Rows are sorted by the row above, then by date, so that "newest" is the last and "the one before" is the row before. A
column is read when it is first asked for; of a part of a frame, only the rows of that part.
"""

from collections.abc import Callable, Mapping
from typing import Any
from weakref import ref

import numpy as np
import polars as pl

from holdfast.engine.kleene import OPEN, TRUE, Answers, Bounds, Mask, Rows
from holdfast.engine.tables import DocumentSpec, FieldSpec, TableSpec

NEVER = 2_000_000  # later than any day
NO_CODE = 255


def column_of(spec: FieldSpec) -> str:
    """The column that holds a field."""
    return spec.key.replace("/", "__")


class Frame:
    """Some rows of one list, or the children. `up` gives for each row the number of its row in `above`.

    A frame holds those below it and what was worked out on it; the one above it does not hold. So all is freed as soon as
    the children's frame is, and whoever works on a frame holds that one.
    """

    def __init__(self, table: TableSpec | None, height: int, above: "Frame | None", up: Rows | None) -> None:
        self.table, self.height, self.up = table, height, up
        self._above = None if above is None else ref(above)
        self.memo: dict[Any, Any] = {}
        self.below: dict[str, Frame] = {}

    @property
    def above(self) -> "Frame | None":
        """The frame that these rows hang on; None for the children. Raises ReferenceError where it is held no more."""
        if self._above is None:
            return None
        frame = self._above()
        if frame is None:
            raise ReferenceError(
                "the frame above is gone; hold the children's frame while you work on those below"
            )
        return frame

    # --- columns

    def texts(self, name: str) -> pl.Series:
        """A column of texts, nullable."""
        raise NotImplementedError

    def flags(self, name: str) -> Answers:
        """A Boolean column as answers."""
        raise NotImplementedError

    def codes(self, name: str) -> Any:
        """A column of codes as their places in the code list, 255 where not known."""
        raise NotImplementedError

    def days(self, name: str) -> Bounds:
        """A column of days or numbers; `open` where not known."""
        raise NotImplementedError

    def entries(self, name: str) -> "Frame":
        """The rows of the list `name` that hang on these rows."""
        raise NotImplementedError

    def placed(self, what: str) -> Any:
        """Where each row stands below its row above: nth, gap, day, previous_day."""
        raise NotImplementedError

    def firsts(self) -> Mask:
        """Which rows are the first below their row above."""
        if "firsts" not in self.memo:
            assert self.up is not None
            first = np.ones(self.height, dtype=bool)
            first[1:] = self.up[1:] != self.up[:-1]
            self.memo["firsts"] = first
        return self.memo["firsts"]  # type: ignore[no-any-return]

    def listed(self, name: str) -> Mask | None:
        """Which rows have no list `name` on file; None where all have."""
        key = ("absent", name)
        if key not in self.memo:
            absent = self.flags(f"{name}__known") != 2
            self.memo[key] = absent if absent.any() else None
        return self.memo[key]  # type: ignore[no-any-return]


class Whole(Frame):
    """All rows of a list, read from its table; `order` puts them in order of dates where they are not."""

    def __init__(
        self,
        table: TableSpec | None,
        rows: pl.DataFrame,
        above: Frame | None,
        up: Rows | None,
        order: Rows | None = None,
    ) -> None:
        super().__init__(table, rows.height, above, up)
        self._rows, self._order = rows, order
        self._plain = rows.select(
            *(plain for name in rows.columns for plain in _plain(name, rows.schema[name]))
        )
        self._texts: dict[str, pl.Series] = {}

    def _kept(self, key: Any, make: Callable[[], Any]) -> Any:
        if key not in self.memo:
            self.memo[key] = make()
        return self.memo[key]

    def _ordered(self, name: str) -> Any:
        values = self._plain[name].to_numpy()
        return values if self._order is None else values[self._order]

    def texts(self, name: str) -> pl.Series:
        if name not in self._texts:
            values = self._rows[name]
            self._texts[name] = values if self._order is None else values[self._order]
        return self._texts[name]

    def flags(self, name: str) -> Answers:
        return self._kept(("flags", name), lambda: self._ordered(name))  # type: ignore[no-any-return]

    def codes(self, name: str) -> Any:
        return self._kept(("codes", name), lambda: self._ordered(name))

    def days(self, name: str) -> Bounds:
        return self._kept(("days", name), lambda: self._days(name))  # type: ignore[no-any-return]

    def _days(self, name: str) -> Bounds:
        open_ = self._ordered(f"{name} not known") if self._rows[name].null_count() else None
        found = self._ordered(name)
        return Bounds(found, found, open_)

    def entries(self, name: str) -> Frame:
        return self.below[name]

    def placed(self, what: str) -> Any:
        if "placed" not in self.memo:
            self.memo["placed"] = _placed(self)
        return self.memo["placed"][what]


class Part(Frame):
    """Some rows of a frame, in this order, hanging on another frame."""

    def __init__(self, whole: Frame, which: Rows, above: Frame, up: Rows) -> None:
        super().__init__(whole.table, len(which), above, up)
        self.whole, self.which = whole, which

    def texts(self, name: str) -> pl.Series:
        return self.whole.texts(name)[self.which]

    def flags(self, name: str) -> Answers:
        return self.whole.flags(name)[self.which]

    def codes(self, name: str) -> Any:
        return self.whole.codes(name)[self.which]

    def days(self, name: str) -> Bounds:
        return self.whole.days(name).rows(self.which)

    def placed(self, what: str) -> Any:
        return self.whole.placed(what)[self.which]

    def entries(self, name: str) -> Frame:
        if name not in self.below:
            inner = self.whole.entries(name)
            assert inner.up is not None
            place = np.full(self.whole.height, -1, dtype=np.int64)
            place[self.which] = np.arange(self.height)
            rows = np.flatnonzero(place[inner.up] >= 0)
            self.below[name] = Part(inner, rows, self, place[inner.up[rows]])
        return self.below[name]


def frames(
    document: DocumentSpec, tables: Mapping[str, pl.DataFrame], reads: Mapping[str, set[str]]
) -> Frame:
    """The children's frame, with every list that is read hanging on it. `reads`: the columns that are read, by table.

    The children are numbered without a gap, from any number.
    """
    tables = {
        name: table.select("child", "position", *(c for c in table.columns if c in reads[name]))
        if name != "child"
        else table.select("child", *(c for c in table.columns if c in reads[name]))
        for name, table in tables.items()
        if name in reads
    }
    children = Whole(None, tables["child"], None, None)
    first = int(tables["child"]["child"][0]) if children.height else 0
    for spec in document.tables:
        if spec.name in tables and not spec.inside:
            up = tables[spec.name]["child"].to_numpy().astype(np.int64) - first
            children.below[spec.name] = _hanging(spec, tables[spec.name], children, up)
    for spec in document.tables:
        if spec.name in tables and spec.inside:
            above = children.below[spec.inside]
            assert isinstance(above, Whole)
            up = _row_above(tables[spec.name], above)
            above.below[spec.name] = _hanging(spec, tables[spec.name], above, up)
    return children


def _row_above(table: pl.DataFrame, above: Whole) -> Rows:
    """For each row its entry's row in the frame above, whose rows may stand in another order."""
    lists, place_in = (
        above._rows["child"].to_numpy().astype(np.int64),
        above._rows["position"].to_numpy().astype(np.int64),
    )
    wanted_place = table["position"].to_numpy().astype(np.int64)
    most = int(max(place_in.max(initial=0), wanted_place.max(initial=0))) + 1
    keys = lists * most + place_in
    wanted = table["child"].to_numpy().astype(np.int64) * most + wanted_place
    found: Rows = np.searchsorted(keys, wanted)
    if above._order is None:
        return found
    place = np.empty(above.height, dtype=np.int64)
    place[above._order] = np.arange(above.height)
    row: Rows = place[found]
    return row


def _hanging(spec: TableSpec, table: pl.DataFrame, above: Frame, up: Rows) -> Whole:
    if not spec.dated_by or not table.height:
        return Whole(spec, table, above, up)
    day = table[spec.dated_by].to_physical().fill_null(-NEVER)
    if f"{spec.dated_by}__not" in table.columns:
        day = day.set(table[f"{spec.dated_by}__not"].fill_null(False), -NEVER)
    days = day.to_numpy()
    one_at_a_time = spec.one_at_a_time and spec.ended_by is not None
    if ((up[1:] != up[:-1]) | (days[1:] > days[:-1] if one_at_a_time else days[1:] >= days[:-1])).all():
        return Whole(spec, table, above, up)
    keys = [days, up]
    if one_at_a_time:  # of two that begin on one day, the one still going on comes last
        keys.insert(0, table[str(spec.ended_by)].to_physical().fill_null(NEVER).to_numpy())
    order = np.lexsort(keys)
    return Whole(spec, table, above, up[order], order)


def _plain(name: str, dtype: pl.DataType) -> list[pl.Expr]:
    """A column without nulls: a flag as an answer, a code as its place, a day or number with a second column "not known"."""
    column = pl.col(name)
    if dtype == pl.Boolean:
        return [(column.cast(pl.UInt8) * TRUE).fill_null(OPEN)]
    if isinstance(dtype, pl.Enum):
        return [column.to_physical().cast(pl.UInt8).fill_null(NO_CODE)]
    if dtype == pl.String:
        return []
    return [column.to_physical().fill_null(0), column.is_null().alias(f"{name} not known")]


def _placed(frame: Whole) -> dict[str, Any]:
    assert frame.table is not None and frame.table.dated_by
    starts = np.flatnonzero(frame.firsts())
    first = np.repeat(starts, np.diff(np.append(starts, frame.height)))
    day = frame.days(frame.table.dated_by).low
    since = day - day[first]
    return {
        "nth": np.arange(frame.height) - first + 1,
        "gap": np.diff(day, prepend=day[:1]),
        "day": since,
        "previous_day": np.roll(since, 1),
    }
