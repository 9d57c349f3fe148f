"""What PostgreSQL says is in a database: tables, sequences, triggers, and which table must be filled before which."""

from collections.abc import Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any

import psycopg
from psycopg import sql

Connection = psycopg.Connection[tuple[Any, ...]]

# A value must read the same whatever the server's or the user's own settings are.
PLAIN_VALUES = """
    SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'postgres';
    SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'; SET LOCAL statement_timeout = 0;
    SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL search_path = public, extensions; SET LOCAL row_security = off
"""

# Ours: not the system's and not an extension's.
_OURS = """
    c.relnamespace = n.oid AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND NOT EXISTS (
        SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
"""


class TablesInACircle(Exception):
    """Foreign keys that are checked at once lead round in a circle; says through which tables."""


@dataclass(frozen=True)
class Table:
    """A table that holds rows (a partition, not the table above it), with the columns that can be written."""

    schema: str
    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    forced: bool

    @property
    def label(self) -> str:
        """Its name for people."""
        return f"{self.schema}.{self.name}"

    @property
    def identifier(self) -> sql.Identifier:
        """Its name for SQL."""
        return sql.Identifier(self.schema, self.name)


@dataclass(frozen=True)
class Trigger:
    """A trigger that is not a constraint's own; `fires` as in pg_trigger.tgenabled: O, A or R."""

    table: sql.Identifier
    name: str
    fires: str


def tables(connection: Connection) -> list[Table]:
    """Every table, those that others point at first. Raises TablesInACircle."""
    found = {
        oid: Table(schema, name, tuple(columns or ()), tuple(key or ()), forced)
        for oid, schema, name, columns, key, forced in connection.execute(f"""
            SELECT c.oid, n.nspname, c.relname,
              (SELECT array_agg(a.attname ORDER BY a.attnum) FROM pg_attribute a
               WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''),
              (SELECT array_agg(a.attname ORDER BY array_position(i.indkey::int2[], a.attnum))
               FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
               WHERE i.indrelid = c.oid AND i.indisprimary),
              c.relforcerowsecurity
            FROM pg_class c, pg_namespace n WHERE {_OURS} AND c.relkind = 'r' AND c.relpersistence <> 't'
            ORDER BY n.nspname, c.relname
        """)  # noqa: S608 - our own words
    }
    pointing = connection.execute("""
        SELECT conrelid, confrelid FROM pg_constraint
        WHERE contype = 'f' AND NOT condeferrable AND conrelid <> confrelid
    """).fetchall()
    return [found[oid] for oid in _pointed_at_first(found, pointing)]


def _pointed_at_first(found: dict[int, Table], pointing: Sequence[tuple[Any, ...]]) -> list[int]:
    order: TopologicalSorter[int] = TopologicalSorter(dict.fromkeys(found, ()))
    for table, target in pointing:
        if table in found and target in found:
            order.add(table, target)
    try:
        return list(order.static_order())
    except CycleError as error:
        circle = " → ".join(found[oid].label for oid in error.args[1])
        raise TablesInACircle(
            f"Foreign keys lead round: {circle}. Make one of them DEFERRABLE, so that the tables can be restored."
        ) from error


def sequences(connection: Connection) -> list[tuple[str, str]]:
    """Schema and name of every sequence."""
    return connection.execute(f"""
        SELECT n.nspname, c.relname FROM pg_class c, pg_namespace n WHERE {_OURS} AND c.relkind = 'S'
        ORDER BY n.nspname, c.relname
    """).fetchall()  # noqa: S608 - our own words


def materialized_views(connection: Connection) -> list[tuple[str, str]]:
    """Schema and name of every view that keeps its rows, those made first before those that may read them."""
    return connection.execute(f"""
        SELECT n.nspname, c.relname FROM pg_class c, pg_namespace n WHERE {_OURS} AND c.relkind = 'm'
        ORDER BY c.oid
    """).fetchall()  # noqa: S608 - our own words


def triggers(connection: Connection) -> list[Trigger]:
    """Every trigger that would fire, but for those that hold up a constraint."""
    rows = connection.execute(f"""
        SELECT n.nspname, c.relname, t.tgname, t.tgenabled::text
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid, pg_namespace n
        WHERE {_OURS} AND c.relkind = 'r' AND NOT t.tgisinternal AND t.tgenabled <> 'D'
        ORDER BY 1, 2, 3
    """)  # noqa: S608 - our own words
    return [Trigger(sql.Identifier(schema, table), name, fires) for schema, table, name, fires in rows]
