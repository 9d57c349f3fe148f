"""Until when what was found holds, for many children at once: what `changes_on` says of one, over event tables."""

from collections.abc import Callable, Iterator, Mapping
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
    for held in (*_turning(days, limits), *_around_unknown(days, limits)):
        _brought_forward(first, held, today)
    return [None if turn == _NEVER else date.fromordinal(turn) for turn in first.tolist()]


@dataclass(frozen=True)
class _Held:
    """Days of children that the day asked about, moved, is held against: what it says turns `step` days beyond them."""

    child: Numbers
    found: Numbers
    moves: Moves
    own_moves: Moves
    step: int


def _turning(days: _Days, limits: Limits) -> Iterator[_Held]:
    for turn in limits.turning:
        if turn.term.field in days.found:
            yield _Held(*days.found[turn.term.field], turn.moves, turn.term.moves, turn.step)


def _around_unknown(days: _Days, limits: Limits) -> Iterator[_Held]:
    for name in {*days.unknown, *limits.asked_of_nobody}:
        own: set[Moves] = {turn.moves for turn in limits.turning if turn.term.field == name} | {()}
        for term in limits.beside.get(name, ()):
            if term.field not in days.found:
                continue
            child, found = days.found[term.field]
            if name not in limits.asked_of_nobody:
                lacking = np.isin(child, days.unknown[name])
                child, found = child[lacking], found[lacking]
            yield from (_Held(child, found, moves, term.moves, near) for moves in own for near in BESIDE)


def _brought_forward(first: Numbers, held: _Held, today: int) -> None:
    """Bring `first` forward to the first day after today on which one of these turns, where that is sooner.

    By the length of a mean month most are long past, or later than what is known of the child: of the others, each different day
    is worked out once.
    """
    limit = _each(held.found, lambda day: moved(day, held.own_moves)) if held.own_moves else held.found
    limit = limit + held.step
    about = limit - round(sum(amount * _DAYS[unit] for unit, amount in held.moves))
    near = (about > today - _ROUGH) & (about - _ROUGH < first[held.child])
    turns = _each(limit[near], lambda wanted: first_day(held.moves, wanted, today) or _NEVER)
    turns[turns <= today] = _NEVER
    np.minimum.at(first, held.child[near], turns)


_DAYS = {"days": 1.0, "months": 365.2425 / 12}
_ROUGH = 10  # a number of months differs from as many mean months by fewer days


def _each(days: Numbers, change: Callable[[int], int]) -> Numbers:
    """Every day changed, each different one once."""
    different, which = np.unique(days, return_inverse=True)
    return np.array([change(day) for day in different.tolist()], dtype=np.int64)[which]


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
