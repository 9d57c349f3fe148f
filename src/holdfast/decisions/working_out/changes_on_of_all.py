"""Until when what was found holds, for many children at once: what `changes_on` says of one, over event tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from holdfast.casefile.event_schema import column
from holdfast.decisions.working_out.changes_on import (
    BESIDE,
    FIRST,
    FieldName,
    Limits,
    Moves,
    first_day,
    limits_of,
    moved,
)
from holdfast.engine.tables import TableSpec
from holdfast.ng26.tables import CASE_FILE

Numbers = npt.NDArray[np.int64]
_EPOCH = date(1970, 1, 1).toordinal()
_NEVER = np.iinfo(np.int64).max


@dataclass
class _Days:
    """The days of every field with the child of each, and of each field the children of whom some day is not known."""

    found: dict[FieldName, tuple[Numbers, Numbers]] = field(default_factory=dict)
    unknown: dict[FieldName, Numbers] = field(default_factory=dict)


def next_changes(
    tables: Mapping[str, pl.DataFrame], day: date, settings: Mapping[str, int]
) -> list[date | None]:
    """For each row of `child`, the next day after `day` on which time alone can change a finding; None where there is none.

    The tables hold what lies after `day` too. Only the columns that the tables have are looked at.
    """
    today, limits, days = day.toordinal(), limits_of(tuple(sorted(settings.items()))), _days_of(tables)
    first = np.full(tables["child"].height, _NEVER, dtype=np.int64)
    for child, found in days.found.values():
        ahead = found > today
        np.minimum.at(first, child[ahead], found[ahead])
    for child, turns in (*_turns(days, limits, today), *_around_unknown(days, limits, today)):
        np.minimum.at(first, child, turns)
    return [None if turn == _NEVER else date.fromordinal(turn) for turn in first.tolist()]


def _turns(days: _Days, limits: Limits, today: int) -> Iterator[tuple[Numbers, Numbers]]:
    for turn in limits.turning:
        if turn.term.field in days.found:
            child, found = days.found[turn.term.field]
            yield child, _each(found, turn.moves, turn.term.moves, turn.step, today)


def _around_unknown(days: _Days, limits: Limits, today: int) -> Iterator[tuple[Numbers, Numbers]]:
    for name in {*days.unknown, *limits.asked_of_nobody}:
        own: set[Moves] = {turn.moves for turn in limits.turning if turn.term.field == name} | {()}
        for term in limits.beside.get(name, ()):
            if term.field not in days.found:
                continue
            child, found = days.found[term.field]
            if name not in limits.asked_of_nobody:
                lacking = np.isin(child, days.unknown[name])
                child, found = child[lacking], found[lacking]
            for moves in own:
                for near in BESIDE:
                    yield child, _each(found, moves, term.moves, near, today)


def _each(found: Numbers, moves: Moves, own_moves: Moves, step: int, today: int) -> Numbers:
    """For each day the first one after today on which today moved by `moves` is `step` beyond it; each different day once."""
    different, which = np.unique(found, return_inverse=True)
    turns = np.full(len(different), _NEVER, dtype=np.int64)
    for place, day in enumerate(different.tolist()):
        turn = first_day(moves, moved(day, own_moves) + step, today)
        if turn is not None and turn > today:
            turns[place] = turn
    return turns[which]


# --- the days of the tables -----------------------------------------------------------------------------------


def _days_of(tables: Mapping[str, pl.DataFrame]) -> _Days:
    days, children = _Days(), tables["child"]
    _own_days(days, None, CASE_FILE.fields, children)
    for table in CASE_FILE.tables:
        if table.name in tables:
            _days_of_list(days, table, tables[table.name], tables[table.inside or "child"])
    return days


def _days_of_list(days: _Days, table: TableSpec, rows: pl.DataFrame, above: pl.DataFrame) -> None:
    _own_days(days, table.name, table.fields, rows)
    known = f"{table.name}__known"
    if known in above.columns:
        absent = _whole(above.filter(~pl.col(known).fill_null(False))["child"])
        for spec in table.fields:
            if spec.kind == "day" and len(absent):
                there = days.unknown.get((table.name, spec.key), absent)
                days.unknown[table.name, spec.key] = np.union1d(there, absent)
    if table.dated_by and column(table.dated_by) in rows.columns:
        holder = ["child", "position"] if table.inside else ["child"]
        first = rows.group_by(holder).agg(pl.col(column(table.dated_by)).min().alias("day")).drop_nulls("day")
        days.found[table.name, table.dated_by + FIRST] = _whole(first["child"]), _ordinals(first["day"])


def _own_days(days: _Days, owner: str | None, fields: Any, rows: pl.DataFrame) -> None:
    for spec in fields:
        name = column(spec.key)
        if spec.kind != "day" or spec.key == "as_of" or name not in rows.columns:
            continue
        there = rows[name].is_not_null()
        days.found[owner, spec.key] = _whole(rows["child"].filter(there)), _ordinals(rows[name].filter(there))
        if spec.stands_for is None:
            said = rows[f"{name}__not"].fill_null(False) if f"{name}__not" in rows.columns else pl.lit(False)
            lacking = rows.filter(~there & ~said)["child"].unique()
            if len(lacking):
                days.unknown[owner, spec.key] = _whole(lacking)


def _whole(numbers: pl.Series) -> Numbers:
    return numbers.to_numpy().astype(np.int64)


def _ordinals(days: pl.Series) -> Numbers:
    return _whole(days.to_physical()) + _EPOCH
