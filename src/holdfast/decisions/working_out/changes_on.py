"""Until when what was found holds: the next day on which time alone can change a finding.

Time enters the guideline only where a definition compares a day with the day asked about (moved by a window or an age). Each such
comparison turns once as time goes on: when the moved day reaches the day on record, or when it passes it. So the next
day is the first after today on which any comparison of any day on record turns, or on which something written down for a later
day comes to pass. Days on record that no `where` would choose count too: the day found may be too early, never too late.

Where a day is not known, `missing` asks which values could settle the question, so the order of the limits it is held against
matters as well: then each moved day turns at every known day that the unknown one is compared with.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from holdfast.decisions.working_out.asked import nodes_of
from holdfast.engine import expressions as x
from holdfast.engine.open_values import by_days, by_months, in_school_year
from holdfast.ng26.guideline import NG26
from holdfast.ng26.tables import CASE_FILE

FieldName = tuple[str | None, str]  # the list (None: the child), the key
Move = tuple[str, int]  # ("days" | "months" | "school_year", how many or which month)
Moves = tuple[Move, ...]
Days = Mapping[FieldName, Iterable[int]]

_AS_OF: FieldName = (None, "as_of")
FIRST = "@first"  # the first day of a list, beside the field that dates it
_NEAR = 5  # cutting at a month's end moves a limit by at most three days
BESIDE = (
    -1,
    0,
    1,
    2,
)  # the values tried for an unknown day: a limit, and the day on each side of it, reached or passed
_LAST = date.max.toordinal() - 400


@dataclass(frozen=True)
class Term:
    """A day as a definition names it: a field's, moved."""

    field: FieldName
    moves: Moves = ()


@dataclass(frozen=True)
class Turn:
    """The day asked about, moved, is held against a field's day: the answer turns `step` days after it reaches that."""

    moves: Moves
    term: Term
    step: int


@dataclass(frozen=True)
class Limits:
    """What the definitions compare: with the day asked about, and for each field the other fields it is compared with.

    `asked_of_nobody` are fields that may be asked of an entry that is not there; `read` are all days that are read at all.
    """

    turning: frozenset[Turn]
    beside: Mapping[FieldName, frozenset[Term]]
    asked_of_nobody: frozenset[FieldName]
    read: frozenset[FieldName]


class NotUnderstood(Exception):
    """A comparison with the day asked about that this page cannot follow: teach it, or a kept finding could outlive its day."""


def next_change(case: Mapping[str, Any], day: date, settings: Mapping[str, int]) -> date | None:
    """The next day after `day` on which time alone can change a finding of this case; None if there is none.

    `case` is the whole record's, what lies after `day` included.
    """
    days, unknown = days_of(case)
    today, limits = day.toordinal(), limits_of(tuple(sorted(settings.items())))
    ahead = (d for name in limits.read for d in days.get(name, ()) if d > today)
    turns = (
        first_day(turn.moves, moved(d, turn.term.moves) + turn.step, today)
        for turn in limits.turning
        for d in days.get(turn.term.field, ())
    )
    later = (turn for turn in turns if turn is not None and turn > today)
    first = min((*ahead, *later, *_around_unknown(days, unknown, limits, today)), default=None)
    return None if first is None else date.fromordinal(first)


def _around_unknown(days: Days, unknown: Iterable[FieldName], limits: Limits, today: int) -> Iterator[int]:
    for name in {*unknown, *limits.asked_of_nobody}:
        own: set[Moves] = {turn.moves for turn in limits.turning if turn.term.field == name} | {()}
        held_against = {
            moved(d, term.moves) for term in limits.beside.get(name, ()) for d in days.get(term.field, ())
        }
        for moves in own:
            for wanted in {d + near for d in held_against for near in BESIDE}:
                turn = first_day(moves, wanted, today)
                if turn is not None and turn > today:
                    yield turn


@lru_cache(maxsize=262144)
def first_day(moves: Moves, wanted: int, today: int) -> int | None:
    """The first day that moved by `moves` is `wanted` or later; None where that is long past, or beyond the calendar."""
    guess = wanted
    for unit, amount in reversed(moves):
        guess = _MOVERS[unit](guess, -amount)
    if guess < today - _NEAR or guess > _LAST:
        return None
    while moved(guess, moves) >= wanted:
        guess -= 1
    while moved(guess, moves) < wanted:
        guess += 1
    return guess


_MOVERS: Mapping[str, Callable[[int, int], int]] = {
    "days": by_days,
    "months": by_months,
    "school_year": in_school_year,
}


def moved(day: int, moves: Moves) -> int:
    """A day moved, as the one-child engine moves it."""
    for unit, amount in moves:
        day = _MOVERS[unit](day, amount)
    return day


# --- the days of a case ---------------------------------------------------------------------------------------


def days_of(case: Mapping[str, Any]) -> tuple[dict[FieldName, set[int]], set[FieldName]]:
    """Every day of a case by the field that holds it, and the fields of which some day, or the whole list, is not known."""
    days: dict[FieldName, set[int]] = {}
    unknown: set[FieldName] = set()
    _own_days(None, CASE_FILE.days, case, days, unknown)
    for table in CASE_FILE.tables:
        if not table.inside:
            _days_of_list(table, case.get(table.name), days, unknown)
    days.pop(_AS_OF, None)
    return days, unknown


def _days_of_list(table: Any, entries: Any, days: dict[FieldName, set[int]], unknown: set[FieldName]) -> None:
    if entries is None:
        unknown.update((table.name, f.key) for f in table.days)
    for entry in entries or ():
        _own_days(table.name, table.days, entry, days, unknown)
        for inner in CASE_FILE.within[table.name]:
            _days_of_list(inner, entry.get(inner.name), days, unknown)
    if table.dated_by and (dates := [entry.get(table.dated_by) for entry in entries or ()]):
        first = min((d for d in dates if isinstance(d, str)), default=None)
        days.setdefault((table.name, table.dated_by + FIRST), set()).update(
            () if first is None else (date.fromisoformat(first).toordinal(),)
        )


def _own_days(
    owner: str | None,
    day_fields: Iterable[Any],
    source: Mapping[str, Any],
    days: dict[FieldName, set[int]],
    unknown: set[FieldName],
) -> None:
    for spec in day_fields:
        value = spec.of(source)
        if isinstance(value, str):
            days.setdefault((owner, spec.key), set()).add(date.fromisoformat(value).toordinal())
        elif value is None and spec.stands_for is None:
            unknown.add((owner, spec.key))


# --- the limits of the definitions ----------------------------------------------------------------------------


@lru_cache(maxsize=8)
def limits_of(settings: tuple[tuple[str, int], ...]) -> Limits:
    """What the guideline's definitions compare under these settings. Raises NotUnderstood."""
    in_force = dict(settings)
    turning: set[Turn] = set()
    beside: dict[FieldName, set[Term]] = {}
    nobody: set[FieldName] = set()
    read: set[FieldName] = set()
    for node in {id(node): node for r in NG26.about_a_child for node in nodes_of(r)}.values():
        read.update(_days_read(node))
        if isinstance(node, x.Compare):
            left, right = terms(node.left, in_force), terms(node.right, in_force)
            turning |= _turning(node.order, left, right)
            for one, other in ((left, right), (right, left)):
                for name in {_whole(term.field) for term in one}:
                    beside.setdefault(name, set()).update(t for t in other if t.field != _AS_OF)
        elif isinstance(node, x.At) and node.newest.needed:
            nobody |= {name for inner in x.walk(node.what) for name in _days_read(inner)}
    compared = {name: frozenset(found) for name, found in beside.items()}
    return Limits(frozenset(turning), compared, frozenset(nobody), frozenset(read))


def _days_read(node: x.Expr) -> Iterator[FieldName]:
    """The days that a node reads by itself; of a list, those that say when an entry was recorded and ended."""
    if isinstance(node, x.Field) and node.spec.kind == "day":
        yield _name(node)
    elif isinstance(node, (x.Over, x.PeerExists)):
        table = node.entries
        first = table.spans[0][0] if table.spans else None
        yield from ((table.name, key) for key in (table.dated_by, first, table.ended_by) if key)


# How far the day asked about has to get beyond the other day for the answer to turn, where it stands on the left; on the right.
_STEPS = {
    ">=": ((0,), (1,)),
    ">": ((1,), (0,)),
    "<=": ((1,), (0,)),
    "<": ((0,), (1,)),
    "==": ((0, 1), (0, 1)),
}


def _turning(order: x.Order, left: set[Term], right: set[Term]) -> set[Turn]:
    found = set()
    for own, other, steps in ((left, right, _STEPS[order][0]), (right, left, _STEPS[order][1])):
        for moves in (term.moves for term in own if term.field == _AS_OF):
            if any(t.field == _AS_OF for t in other) or any(unit == "school_year" for unit, _ in moves):
                raise NotUnderstood(f"the day asked about, moved by {moves}, against {other}")
            found |= {Turn(moves, t, step) for t in other for step in steps}
    return found


def _whole(name: FieldName) -> FieldName:
    return name[0], name[1].removesuffix(FIRST)


def terms(expr: x.Expr, settings: Mapping[str, int]) -> set[Term]:
    """The days that an expression may be; empty for a number. Raises NotUnderstood for a word this page does not know."""
    if isinstance(expr, x.AsOf):
        return {Term(_AS_OF)}
    if isinstance(expr, x.Field):
        return {Term(_name(expr))} if expr.spec.kind == "day" else set()
    if isinstance(expr, x.Nth) and expr.n == 1 and expr.day.spec.key == expr.entries.dated_by:
        return {Term((expr.entries.name, expr.day.spec.key + FIRST))}
    if isinstance(expr, (x.Earliest, x.Latest, x.Nth, x.RunStart)):
        return {Term(_name(expr.day))}
    if isinstance(expr, (x.Shift, x.InSchoolYear)):
        move = _move(expr, settings)
        return {Term(t.field, (*t.moves, move)) for t in terms(expr.day, settings)}
    if isinstance(expr, (x.Number, x.Setting, x.Placed, x.Count)):
        return set()
    if isinstance(expr, x.FirstDayOf):
        return {t for day in expr.days for t in terms(day, settings)}
    inner = _INSIDE.get(type(expr))
    if inner is None:
        raise NotUnderstood(f"{type(expr).__name__} in a comparison")
    return terms(inner(expr), settings)


_INSIDE: Mapping[type, Callable[[Any], x.Expr]] = {
    x.Fact: lambda node: node.expr,
    x.At: lambda node: node.what,
    x.Previous: lambda node: node.of,
    x.Other: lambda node: node.of,
}


def _move(node: x.Shift | x.InSchoolYear, settings: Mapping[str, int]) -> Move:
    number = node.month if isinstance(node, x.InSchoolYear) else node.amount
    value = settings[number.key] if isinstance(number, x.Setting) else int(number.value)
    if isinstance(node, x.InSchoolYear):
        return ("school_year", value)
    value = node.sign * (value + node.plus)
    return ("months", 12 * value) if node.unit == "years" else (node.unit, value)


def _name(field: x.Field) -> FieldName:
    return (field.owner, field.spec.key)
