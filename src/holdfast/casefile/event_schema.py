"""The columns of the event tables (format holdfast-events/1), derived from the case file's description.

One table a list, plus `child` with one row a child. `child` is the child's row, `position` the entry's place in its list (of
a session: its programme's, and `session` its own). Column names are the field's path with `/` written `__`.
A set of codes is one Boolean column a code; a field that may be `false` has a second column ending in `__not`.
"""

from functools import cache

import polars as pl

from holdfast.engine.tables import FieldSpec, TableSpec
from holdfast.ng26.tables import CASE_FILE

EVENTS_FORMAT = "holdfast-events/1"
_PLAIN: dict[str, pl.DataType] = {
    "text": pl.String(),
    "day": pl.Date(),
    "flag": pl.Boolean(),
    "whole": pl.Int32(),
    "number": pl.Float64(),
}


def column(key: str) -> str:
    """The column that holds the field at path `key`."""
    return key.replace("/", "__")


def columns_of(spec: FieldSpec) -> dict[str, pl.DataType]:
    """The columns that hold one field, in order."""
    name = column(spec.key)
    if spec.kind == "codes":
        return {f"{name}__{code}": pl.Boolean() for code in spec.codes or ()}
    dtype = pl.Enum(list(spec.codes or ())) if spec.kind == "code" else _PLAIN[spec.kind]
    return {name: dtype, f"{name}__not": pl.Boolean()} if spec.or_false else {name: dtype}


def _of_table(table: TableSpec) -> dict[str, pl.DataType]:
    columns: dict[str, pl.DataType] = {"child": pl.UInt32(), "position": pl.UInt32()}
    if table.inside:
        columns["session"] = pl.UInt32()
    for spec in table.fields:
        columns |= columns_of(spec)
    columns |= {f"{t.name}__known": pl.Boolean() for t in CASE_FILE.tables if t.inside == table.name}
    return columns


def _of_child() -> dict[str, pl.DataType]:
    columns: dict[str, pl.DataType] = {"child": pl.UInt32()}
    for spec in CASE_FILE.fields:
        columns |= columns_of(spec)
    columns |= {f"{t.name}__known": pl.Boolean() for t in CASE_FILE.tables if not t.inside}
    return columns


@cache
def schemas() -> dict[str, dict[str, pl.DataType]]:
    """Every event table's columns and types, `child` first, in the case file's order."""
    return {"child": _of_child()} | {t.name: _of_table(t) for t in CASE_FILE.tables}
