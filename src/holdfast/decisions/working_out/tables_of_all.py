"""The records of many children as event tables (format holdfast-events/1), read straight from the database's own text.

One COPY a table, only the columns that the definitions read. Texts come as COPY writes them, a backslash doubled, after a
sign that tells an empty one from none: they are compared with one another and never shown. The child's `child__id` is the id of its row.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from io import BytesIO
from typing import Any

import polars as pl
from django.db import connections
from psycopg import sql

from holdfast.casefile.event_looking_back import also_read
from holdfast.casefile.event_schema import columns_of, schemas
from holdfast.engine.tables import FieldSpec
from holdfast.ng26.tables import CASE_FILE
from holdfast.people.case_child import FIELDS as CHILD_FIELDS
from holdfast.people.models import Child, KnownNone
from holdfast.people.registry import lists, objects
from holdfast.record.columns import NOT_DONE, column

WORKER = "worker"
Tables = dict[str, pl.DataFrame]
Wanted = dict[str, sql.Composable]  # the name of an event column, and how the database makes it
_WHICH = sql.SQL(
    "WITH n AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS child FROM people_child c WHERE {}) "
)


class Which:
    """Some children: those named, or those of a stretch of ids."""

    def __init__(self, condition: sql.Composable) -> None:
        self.condition = condition

    @classmethod
    def these(cls, children: Iterable[Any]) -> "Which":
        """The children with these ids."""
        return cls(sql.SQL("c.id = ANY({})").format(sql.Literal(list(children))))

    @classmethod
    def between(cls, first: Any, last: Any) -> "Which":
        """The children whose ids lie between these, both included."""
        return cls(sql.SQL("c.id BETWEEN {} AND {}").format(sql.Literal(first), sql.Literal(last)))


def tables_of(which: Which, reads: Mapping[str, set[str]]) -> Tables:
    """The event tables of these children with the columns in `reads` (and those that looking back needs), `as_of` left empty.

    Beside the schema's, `child` has the column `record_version`. To be called in one transaction, so that all is of one moment.
    """
    reads = also_read(reads)
    tables = {"child": _children(which, reads["child"])}
    for table in CASE_FILE.tables:
        if table.name in reads:
            made = _sessions if table.inside else _list
            tables[table.name] = made(which, table.name, reads[table.name])
    tables["child"] = _known(which, tables, reads["child"])
    return tables


# --- one table ------------------------------------------------------------------------------------------------


def _children(which: Which, reads: set[str]) -> pl.DataFrame:
    wanted: Wanted = {
        "child": sql.SQL("n.child"),
        "child__id": sql.SQL("c.id"),
        "record_version": sql.SQL("c.record_version"),
    }
    joins = []
    for name, fields in _holders().items():
        found = _columns(fields, name, reads)
        wanted |= found
        if found and name != "c":
            joins.append(_join(name))
    source = sql.SQL("people_child c JOIN n USING (id) ") + sql.SQL(" ").join(joins)
    types = {"child": pl.UInt32(), "child__id": pl.String(), "record_version": pl.Int64()}
    return _copied(which, wanted, source, "n.child", types | schemas()["child"])


@cache
def _holders() -> dict[str, list[tuple[str, FieldSpec]]]:
    """The tables that hold the child's own fields, by alias: the column's name there, and the field as the case file has it."""
    found = {"c": [(column(f.key), CASE_FILE.by_key[f"child/{f.key}"]) for f in CHILD_FIELDS]}
    for name, model in objects().items():
        found[name] = [
            (column(f.key), CASE_FILE.by_key.get(f"{name}/{f.key}") or CASE_FILE.by_key[f.key])
            for f in model.fields_of_case
        ]
    return found


def _join(name: str) -> sql.Composable:
    table = sql.Identifier(objects()[name]._meta.db_table)
    return sql.SQL("LEFT JOIN {table} {alias} ON {alias}.child_id = c.id").format(
        table=table, alias=sql.Identifier(name)
    )


def _list(which: Which, name: str, reads: set[str]) -> pl.DataFrame:
    model, spec = lists()[name], CASE_FILE.by_table[name]
    wanted: Wanted = {"child": sql.SQL("n.child")}
    wanted |= _columns([(column(f.key), f) for f in spec.fields], "t", reads)
    for inner in CASE_FILE.tables:
        if inner.inside == name and f"{inner.name}__known" in reads:
            wanted[f"{inner.name}__known"] = sql.SQL(
                "(EXISTS (SELECT FROM {table} s WHERE s.course_id = t.id) OR t.stated @> ARRAY[{said}])::int"
            ).format(table=_table(lists()[inner.name]), said=sql.Literal(f"{inner.name}[]"))
    source = sql.SQL("{} t JOIN n ON n.id = t.child_id").format(_table(model))
    found = _copied(which, wanted, source, "n.child, t.position, t.recorded_at", schemas()[name])
    return found.with_columns(_counted("child", "position"))


def _sessions(which: Which, name: str, reads: set[str]) -> pl.DataFrame:
    """The entries of a list inside another: their `position` is their course's place in its list."""
    model, spec = lists()[name], CASE_FILE.by_table[name]
    wanted: Wanted = {"child": sql.SQL("n.child"), "position": sql.SQL("c.place")}
    wanted |= _columns([(column(f.key), f) for f in spec.fields], "t", reads)
    source = sql.SQL(
        "{inner} t JOIN n ON n.id = t.child_id JOIN (SELECT id, row_number() OVER "
        "(PARTITION BY child_id ORDER BY position, recorded_at) - 1 AS place FROM {outer}) c ON c.id = t.course_id"
    ).format(inner=_table(model), outer=_table(lists()[str(spec.inside)]))
    found = _copied(which, wanted, source, "n.child, c.place, t.position, t.recorded_at", schemas()[name])
    return found.with_columns(_counted(["child", "position"], "session"))


def _counted(above: Any, name: str) -> pl.Expr:
    """Where each row stands below its row above, from 0."""
    return pl.int_range(pl.len(), dtype=pl.UInt32).over(above).alias(name)


def _known(which: Which, tables: Tables, reads: set[str]) -> pl.DataFrame:
    """The children, with which lists of theirs are on file: those with entries, and those said to be empty."""
    wanted: Wanted = {"child": sql.SQL("n.child"), "list": sql.SQL("t.list")}
    source = sql.SQL("{} t JOIN n ON n.id = t.child_id AND NOT t.explicit_null").format(_table(KnownNone))
    none = _copied(which, wanted, source, "n.child", {"child": pl.UInt32(), "list": pl.String()})
    children = tables["child"]
    made = []
    for table in CASE_FILE.tables:
        if not table.inside and f"{table.name}__known" in reads:
            there = none.filter(pl.col("list") == table.name)["child"]
            if table.name in tables:
                there = pl.concat([there, tables[table.name]["child"]])
            made.append(pl.col("child").is_in(there.unique().implode()).alias(f"{table.name}__known"))
    return children.with_columns(made)


# --- columns --------------------------------------------------------------------------------------------------


def _columns(fields: Iterable[tuple[str, FieldSpec]], alias: str, reads: set[str]) -> Wanted:
    """How the database makes the event columns of these fields, those that are read."""
    found: Wanted = {}
    for name, spec in fields:
        held = sql.Identifier(alias, name)
        for made in columns_of(spec):
            if made not in reads or spec.key in ("as_of", "child/id"):
                continue
            if made.endswith("__not"):
                found[made] = sql.SQL("NULLIF({}, false)::int").format(sql.Identifier(alias, name + NOT_DONE))
            elif spec.kind == "codes":
                code = made.rpartition("__")[2]
                found[made] = sql.SQL("({} @> ARRAY[{}])::int").format(held, sql.Literal(code))
            else:
                found[made] = sql.SQL(_AS_COPIED.get(spec.kind, "{}")).format(held)
    return found


_AS_COPIED = {"flag": "{}::int", "text": "'=' || {}"}


def _table(model: Any) -> sql.Composable:
    return sql.Identifier(model._meta.db_table)


def _copied(
    which: Which, wanted: Wanted, source: sql.Composable, order: str, types: Mapping[str, Any]
) -> pl.DataFrame:
    """The rows as the database copies them out, with the types of the schema."""
    query = sql.SQL("COPY ({which}SELECT {wanted} FROM {source} ORDER BY {order}) TO STDOUT").format(
        which=_WHICH.format(which.condition),
        wanted=sql.SQL(", ").join(wanted.values()),
        source=source,
        order=sql.SQL(order),
    )
    with connections[WORKER].cursor() as cursor, cursor.copy(query) as copy:
        text = b"".join(bytes(block) for block in copy)
    return _read(text, {name: types[name] for name in wanted})


def _read(text: bytes, types: Mapping[str, Any]) -> pl.DataFrame:
    """Tab-separated text of COPY as a table of these types: flags come as 0 and 1, codes as their words."""
    if not text:
        return pl.DataFrame(schema=dict(types))
    plain = {name: _PLAIN.get(type(dtype), dtype) for name, dtype in types.items()}
    read = pl.read_csv(
        BytesIO(text),
        separator="\t",
        has_header=False,
        quote_char=None,
        null_values="\\N",
        schema=plain,
    )
    return read.cast({name: dtype for name, dtype in types.items() if plain[name] != dtype})


_PLAIN: Mapping[type, Any] = {pl.Boolean: pl.UInt8(), pl.Enum: pl.String()}


def children_in_order() -> Sequence[Any]:
    """The ids of all children, in order. Over the worker's connection."""
    return list(Child.objects.using(WORKER).order_by("id").values_list("id", flat=True))
