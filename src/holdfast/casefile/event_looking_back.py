"""Event tables on another day: what `looking_back` does to one case file, for all children of the tables at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from holdfast.casefile.event_schema import column, columns_of
from holdfast.casefile.event_tables import Places, Tables, counted, starts
from holdfast.engine.tables import FieldSpec, TableSpec
from holdfast.ng26.tables import CASE_FILE

Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]


def also_read(columns: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """The columns to read so that `seen_on` can work on these."""
    wanted = {name: set(read) for name, read in columns.items()}
    wanted["child"] = wanted.get("child", set()) | {"as_of"}
    for table in CASE_FILE.tables:
        if table.inside and table.name in wanted:
            wanted.setdefault(table.inside, set())
    for table in CASE_FILE.tables:
        if table.name in wanted:
            wanted[table.name] |= {column(key) for key in (*_recorded_on(table), table.ended_by) if key}
    return wanted


def seen_on(tables: Mapping[str, pl.DataFrame], day: date) -> tuple[Tables, bool]:
    """The tables as of `day`, and whether that is earlier than some child's own day.

    Each child has its own day: one whose day is not later than `day` keeps everything. The tables may lack lists and
    columns, but not those that `also_read` names.
    """
    children, seen = tables["child"], dict(tables)
    back = children.select((pl.col("as_of") > day).fill_null(False)).to_series().to_numpy()
    if back.any():
        seen["child"] = children.with_columns(_without_later(children, CASE_FILE.fields, back, day))
        held = {
            "child": _Held(counted(children["child"], children["child"]), np.ones(len(back), np.bool_), None)
        }
        for table in CASE_FILE.tables:
            if table.name in tables:
                seen[table.name] = _list_seen(table, tables, held, back, day)
    seen["child"] = seen["child"].with_columns(pl.lit(day).alias("as_of"))
    return seen, bool(back.any())


@dataclass(frozen=True)
class _Held:
    """Of each row of a table as it was: its child, whether it is kept, and the position it has then."""

    child: Places
    kept: Mask
    position: Rows | None


def _recorded_on(table: TableSpec) -> list[str]:
    """The days that say when an entry was recorded; the first that is known counts."""
    days = [table.dated_by, table.spans[0][0] if table.spans else None] if table.dated_by else []
    return [key for key in dict.fromkeys(days) if key]


def _list_seen(
    table: TableSpec, tables: Mapping[str, pl.DataFrame], held: dict[str, _Held], back: Mask, day: date
) -> pl.DataFrame:
    """One list as of `day`; what became of its rows is noted in `held`, for the list inside it."""
    rows, above = tables[table.name], held[table.inside or "child"]
    child = counted(rows["child"], tables["child"]["child"])
    holder: Rows = child.astype(np.int64)
    if above.position is not None:
        holder = starts(above.child, len(back))[child] + rows["position"].to_numpy()
    begin = starts(holder, len(above.kept))[holder]
    kept = above.kept[holder] & ~(back[child] & _dated_after(table, rows, day))
    counted_kept = np.concatenate(([0], np.cumsum(kept)))
    place: Rows = counted_kept[:-1] - counted_kept[begin]
    held[table.name] = _Held(child, kept, place)
    changed = _without_later(rows, table.fields, back[child], day, table)
    if table.inside or not kept.all():  # a holder may have moved up though all rows here are kept
        numbers = (
            {"position": place}
            if above.position is None
            else {"position": above.position[holder], "session": place}
        )
        changed += [pl.Series(name, values.astype(np.uint32)) for name, values in numbers.items()]
    seen = rows.with_columns(changed)
    return seen if kept.all() else seen.filter(pl.Series(kept))


def _dated_after(table: TableSpec, rows: pl.DataFrame, day: date) -> Mask:
    """Which rows were recorded after `day`."""
    recorded = _recorded_on(table)
    if not recorded:
        return np.zeros(rows.height, dtype=np.bool_)
    later = pl.coalesce(column(key) for key in recorded) > day
    return rows.select(later.fill_null(False)).to_series().to_numpy()


def _without_later(
    rows: pl.DataFrame, fields: Sequence[FieldSpec], back: Mask, day: date, table: TableSpec | None = None
) -> list[pl.Expr | pl.Series]:
    """The columns in which a day after `day`, and what is not true before an end after it, is not known."""
    looked_back = pl.lit(pl.Series(back))
    taken_away = {
        column(spec.key): looked_back & (pl.col(column(spec.key)) > day)
        for spec in fields
        if spec.kind == "day" and spec.key != "as_of" and column(spec.key) in rows.columns
    }
    if table and table.ended_by:
        ended_later = looked_back & (pl.col(column(table.ended_by)) > day)
        for key in table.undone_with_end:
            taken_away |= dict.fromkeys(columns_of(table.by_key[key]), ended_later)
    return [
        pl.when(~later.fill_null(False)).then(pl.col(name)).alias(name)
        for name, later in taken_away.items()
        if name in rows.columns
    ]
