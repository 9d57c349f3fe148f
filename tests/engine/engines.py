"""The engines that the language is tried on: each answers one question about one child of the small document."""

from collections.abc import Callable
from typing import Any

import polars as pl

from holdfast.engine.caseload import CaseloadEngine
from holdfast.engine.expressions import Expr
from holdfast.engine.frames import frames
from holdfast.engine.kleene import to_flags
from holdfast.engine.one_child import Compiler
from holdfast.engine.reads import columns_read
from holdfast.engine.record import read
from holdfast.engine.tables import FieldSpec, TableSpec
from tests.engine.small import DOCUMENT, SETTINGS, Case

Answer = bool | None  # None: not known
Engine = Callable[[Expr, Case], Answer]


def one_child(question: Expr, case: Case) -> Answer:
    """In plain Python."""
    record = read(DOCUMENT, case, SETTINGS)
    found = Compiler()(question)(record, record.child)
    return found if isinstance(found, bool) else None


def caseload(question: Expr, case: Case) -> Answer:
    """Over columns: the child stands between two others of whom nothing is known, whose answers must not leak."""
    nobody = {"as_of": case["as_of"]}
    children = frames(DOCUMENT, event_tables([nobody, case, nobody]), columns_read([question]))
    found = to_flags(CaseloadEngine(SETTINGS).ask(children, question)).to_list()
    assert found[0] == found[2], "two children of whom the same is known have the same answer"
    return found[1]  # type: ignore[no-any-return]


ENGINES: dict[str, Engine] = {"one_child": one_child, "caseload": caseload}


# --- the small document as event tables (format holdfast-events/1, as casefile/event_schema.py has it) --------------

_PLAIN = {
    "text": pl.String(),
    "day": pl.Date(),
    "flag": pl.Boolean(),
    "whole": pl.Int32(),
    "number": pl.Float64(),
}


def event_tables(cases: list[Case]) -> dict[str, pl.DataFrame]:
    """The cases as one table a list."""
    children, tables = [], {t.name: [] for t in DOCUMENT.tables}  # type: ignore[var-annotated]
    for number, case in enumerate(cases):
        row = {"child": number, **_cells(DOCUMENT.fields, case)}
        for spec in DOCUMENT.tables:
            if spec.inside:
                continue
            row[f"{spec.name}__known"] = case.get(spec.name) is not None
            _add(spec, case, {"child": number}, tables)
        children.append(row)
    found = {"child": pl.DataFrame(children, schema=_schema(DOCUMENT.fields, None))}
    for spec in DOCUMENT.tables:
        found[spec.name] = pl.DataFrame(tables[spec.name], schema=_schema(spec.fields, spec))
    return found


def _add(spec: TableSpec, holder: Case, place: dict[str, int], tables: dict[str, list[Any]]) -> None:
    inner = [t for t in DOCUMENT.tables if t.inside == spec.name]
    for i, entry in enumerate(holder.get(spec.name) or []):
        here = {**place, ("session" if spec.inside else "position"): i}
        row = {**here, **_cells(spec.fields, entry)}
        for below in inner:
            row[f"{below.name}__known"] = entry.get(below.name) is not None
            _add(below, entry, here, tables)
        tables[spec.name].append(row)


def _cells(fields: tuple[FieldSpec, ...], holder: Case) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for spec in fields:
        value: Any = holder
        for key in spec.key.split("/"):
            value = value.get(key) if value is not None else None
        name = spec.key.replace("/", "__")
        if spec.kind == "codes":
            cells |= {
                f"{name}__{code}": None if value is None else code in value for code in spec.codes or ()
            }
            continue
        if spec.or_false:
            cells[f"{name}__not"] = value is False
        known = None if value is None or (spec.or_false and value is False) else value
        cells[name] = (
            pl.Series([known]).str.to_date()[0] if spec.kind == "day" and known is not None else known
        )
    return cells


def _schema(fields: tuple[FieldSpec, ...], table: TableSpec | None) -> dict[str, Any]:
    schema: dict[str, Any] = {"child": pl.UInt32()}
    if table is not None:
        schema["position"] = pl.UInt32()
        if table.inside:
            schema["session"] = pl.UInt32()
    for spec in fields:
        name = spec.key.replace("/", "__")
        if spec.kind == "codes":
            schema |= {f"{name}__{code}": pl.Boolean() for code in spec.codes or ()}
            continue
        schema[name] = pl.Enum(list(spec.codes or ())) if spec.kind == "code" else _PLAIN[spec.kind]
        if spec.or_false:
            schema[f"{name}__not"] = pl.Boolean()
    lists = [t for t in DOCUMENT.tables if t.inside == (table.name if table else None)]
    return schema | {f"{t.name}__known": pl.Boolean() for t in lists}
