"""The findings of many children at once: their states, from the database to what is kept, without a case file between.

The same definitions answer as for one child, over columns. What is kept are states and what is waited for; reasons are worked out
when somebody opens the child's findings. Imported only where it is used: it loads the dataframe library.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

import numpy as np
import polars as pl
from django.db import connections, transaction

from holdfast.casefile.event_looking_back import seen_on
from holdfast.decisions.models import Answer
from holdfast.decisions.working_out import one_child
from holdfast.decisions.working_out.changes_on_of_all import next_changes
from holdfast.decisions.working_out.definitions_read import (
    edition,
    kinds_by_recommendation,
    settings_in_force,
)
from holdfast.decisions.working_out.known_on import MAY_LIE_AHEAD
from holdfast.decisions.working_out.tables_of_all import WORKER, Tables, Which, tables_of
from holdfast.engine.caseload_findings import CaseloadFindings
from holdfast.ng26.guideline import NG26
from holdfast.ng26.vocabulary import STATES

Say = Callable[[str, int, int | None], None]
AT_ONCE = 20_000  # children worked out together
_LETTERS = np.frombuffer(b"".join(bytes([65 + place]) for place in range(len(STATES))), dtype=np.uint8)


def keep_all(*, day: date, say: Say = lambda *_: None, everything: bool = False) -> int:
    """Work out the findings of every child of whom what is kept no longer holds (of all with `everything`); how many there were.

    `say("findings", done, of)` after each block. Each block is kept in a transaction of its own.
    """
    children, done = _waiting(day, everything), 0
    say("findings", 0, len(children))
    for first in range(0, len(children), AT_ONCE):
        block = children[first : first + AT_ONCE]
        whole = everything or len(block) == AT_ONCE
        keep_states(block, day, Which.between(block[0], block[-1]) if whole and everything else None)
        done += len(block)
        say("findings", done, len(children))
    return done


def _waiting(day: date, everything: bool) -> list[UUID]:
    """The children whose findings are to be worked out, in order of their ids."""
    with connections[WORKER].cursor() as cursor:
        cursor.execute(
            """
            SELECT c.id FROM people_child c LEFT JOIN decisions_kept k ON k.child_id = c.id
             WHERE %s OR k.child_id IS NULL OR k.record_version <> c.record_version OR k.edition <> %s
                OR k.as_of > %s OR k.changes_on <= %s
             ORDER BY c.id
            """,
            [everything, edition(), day, day],
        )
        return [child for (child,) in cursor.fetchall()]


def keep_states(
    children: Sequence[UUID], day: date, which: Which | None = None, *, wait: str = "30s"
) -> None:
    """Work out the states of these children on `day` and keep them. `which` may say more shortly which children they are.

    Raises django.db.OperationalError where another transaction holds a child's row for longer than `wait`.
    """
    if not children:
        return
    with transaction.atomic(using=WORKER):
        connections[WORKER].cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        tables = tables_of(which or Which.these(children), engine().reads)
    changes = next_changes(tables, day, settings_in_force())
    codes = engine().over_facts(engine().facts(as_known(tables, day)))
    with transaction.atomic(using=WORKER), connections[WORKER].cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [wait])
        _save(tables["child"], codes, changes, day)
    for child in _answered(children):
        one_child.keep(child, day)


def _answered(children: Sequence[UUID]) -> list[UUID]:
    """Those of whom somebody answered a finding: whether the answer still holds is told by the reasons, so they need theirs."""
    given = Answer.objects.using(WORKER).filter(child__in=children)
    return list(given.order_by("child").values_list("child", flat=True).distinct())


@cache
def engine() -> CaseloadFindings:
    """The engine over columns, its definitions compiled once."""
    return CaseloadFindings(NG26, dict(settings_in_force()), tuple(STATES))


def as_known(tables: Tables, day: date) -> Tables:
    """The tables as they stand on `day`, as `known_on` has it for one child."""
    ahead = any(
        (rows[name] > day).any()
        for table, rows in tables.items()
        if table not in MAY_LIE_AHEAD
        for name, dtype in rows.schema.items()
        if dtype == pl.Date
    )
    if not ahead:
        return tables | {"child": tables["child"].with_columns(pl.lit(day).alias("as_of"))}
    last = tables | {"child": tables["child"].with_columns(pl.lit(date.max).alias("as_of"))}
    seen, _ = seen_on(last, day)
    return seen | {name: tables[name] for name in MAY_LIE_AHEAD if name in tables}


# --- keeping --------------------------------------------------------------------------------------------------


def _save(children: pl.DataFrame, codes: pl.DataFrame, changes: Sequence[date | None], day: date) -> None:
    """The children's own rows first, except of those whom somebody worked out from a newer record meanwhile."""
    ids = children["child__id"].to_list()
    said = codes.select(engine().numbers).to_numpy()
    letters = [row.tobytes().decode() for row in _LETTERS[said]]
    with connections[WORKER].cursor() as cursor:
        cursor.execute(_KEEP, [day, edition(), ids, children["record_version"].to_list(), list(changes)])
        kept = [child for (child,) in cursor.fetchall()]
        found = _values(ids, letters, kept, children, codes)
        cursor.execute(_GONE, found)
        cursor.execute(_NEW, found)


def _values(
    ids: list[str], letters: list[str], kept: Iterable[UUID], children: pl.DataFrame, codes: pl.DataFrame
) -> dict[str, Any]:
    numbers, kinds = engine().numbers, kinds_by_recommendation()
    waiting = _waits(children, codes)
    return {
        "ids": ids,
        "letters": letters,
        "kept": list(kept),
        "numbers": list(numbers),
        "kinds": [" ".join(kinds[number]) for number in numbers],
        "states": list(STATES),
        "nothing": "not_applicable",
        "waiting": waiting["child"].to_list(),
        "waits": waiting["recommendation"].cast(pl.String).to_list(),
        "for": waiting["waits_for"].list.join(" ").to_list(),
    }


def _waits(children: pl.DataFrame, codes: pl.DataFrame) -> pl.DataFrame:
    """What is waited for, by those that wait."""
    rows = engine().as_rows(children.with_columns(pl.lit(None, dtype=pl.Date).alias("as_of")), codes)
    return rows.filter(pl.col("state") == "wait").select("child", "recommendation", "waits_for")


_KEEP = """
INSERT INTO decisions_kept AS k (child_id, record_version, changes_on, as_of, edition, reasons)
SELECT g.child, g.version, g.changes_on, %s, %s, false
  FROM unnest(%s::uuid[], %s::bigint[], %s::date[]) AS g(child, version, changes_on) JOIN people_child c ON c.id = g.child
    ON CONFLICT (child_id) DO UPDATE SET record_version = EXCLUDED.record_version, changes_on = EXCLUDED.changes_on,
       as_of = EXCLUDED.as_of, edition = EXCLUDED.edition, reasons = false
 WHERE k.record_version <= EXCLUDED.record_version
RETURNING child_id
"""
# A letter a recommendation: what does not apply gets no row.
_FOUND = """
WITH found AS (
SELECT g.child, r.number, s.state, coalesce(string_to_array(nullif(w.waits_for, ''), ' '), ARRAY[]::text[]) AS waits_for,
       string_to_array(r.kinds, ' ') AS kinds
  FROM unnest(%(ids)s::uuid[], %(letters)s::text[]) AS g(child, letters)
  JOIN unnest(%(kept)s::uuid[]) AS k(child) USING (child)
 CROSS JOIN unnest(%(numbers)s::text[], %(kinds)s::text[]) WITH ORDINALITY AS r(number, kinds, place)
  JOIN unnest(%(states)s::text[]) WITH ORDINALITY AS s(state, place) ON ascii(substr(g.letters, r.place::int, 1)) - 64 = s.place
  LEFT JOIN unnest(%(waiting)s::uuid[], %(waits)s::text[], %(for)s::text[]) AS w(child, number, waits_for)
    ON w.child = g.child AND w.number = r.number
 WHERE s.state <> %(nothing)s)
"""
# What was found before and is found again stays as it is.
_GONE = f"""{_FOUND}
DELETE FROM decisions_keptfinding k
 WHERE k.child_id = ANY(%(kept)s::uuid[])
   AND NOT EXISTS (SELECT FROM found f WHERE f.child = k.child_id AND f.number = k.recommendation AND f.state = k.state
                      AND f.waits_for = k.waits_for AND f.kinds = k.kinds)
"""  # noqa: S608
_NEW = f"""{_FOUND}
INSERT INTO decisions_keptfinding (child_id, recommendation, state, waits_for, kinds, facts, answer)
SELECT f.child, f.number, f.state, f.waits_for, f.kinds, '', '{{}}' FROM found f ON CONFLICT (child_id, recommendation) DO NOTHING
"""  # noqa: S608
