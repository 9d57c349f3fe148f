"""The language in plain Python, for one child: every node becomes a small function of the record and an entry.

A question answers True, False or a formula of what is not known (`unknown.py`). A day or number is an int or float,
False where there is none, or *open*: an unknown field, a list that is not there, or one of several that it could be.
"""

import operator
from calendar import monthrange
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from holdfast.engine import expressions as x
from holdfast.engine.record import Entry, Record
from holdfast.engine.tables import FieldSpec, TableSpec
from holdfast.engine.unknown import Atom, Kleene, all_, any_, if_, not_

Run = Callable[[Record, Entry], Any]
_ORDER = {">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt, "==": operator.eq}
_FLIPPED = {">=": "<=", "<=": ">=", ">": "<", "<": ">", "==": "=="}


@dataclass(frozen=True, slots=True)
class OpenField:
    """A day or number whose field is not known."""

    path: str
    spec: FieldSpec
    limit: int


@dataclass(frozen=True, slots=True)
class OpenList:
    """A day or number that hangs on a list that is not there."""

    paths: tuple[str, ...]
    key: Hashable


@dataclass(frozen=True, slots=True)
class OneOfThese:
    """A day or number that is one of these, each under its own condition; the conditions leave nothing out."""

    choices: tuple[tuple[Kleene, Any], ...]


class Compiler:
    """Turns expressions into functions, each expression once.

    `filling` asks what would be if every unknown were filled in: then "known to be so" is the same as "so".
    """

    def __init__(self, *, filling: bool = False) -> None:
        self._filling = filling
        self._compiled: dict[int, tuple[x.Expr, Run]] = {}

    def __call__(self, expr: x.Expr) -> Run:
        """The function that answers `expr` for a record and an entry (for the child: any entry)."""
        done = self._compiled.get(id(expr))
        if done is None:
            done = (expr, getattr(self, f"_{type(expr).__name__.strip('_').lower()}")(expr))
            self._compiled[id(expr)] = done
        return done[1]

    # --- values

    def _truth(self, node: x.Truth) -> Run:
        value = node.value
        return lambda record, entry: value

    def _number(self, node: x.Number) -> Run:
        value = node.value
        return lambda record, entry: value

    def _setting(self, node: x.Setting) -> Run:
        key = node.key
        return lambda record, entry: record.settings[key]

    def _asof(self, node: x.AsOf) -> Run:
        return lambda record, entry: record.as_of

    def _field(self, node: x.Field) -> Run:
        """A day, number, text or code; an OpenField where it is not known."""
        key, spec = node.spec.key, node.spec
        if node.owner is None:

            def of_child(record: Record, entry: Entry) -> Any:
                value = record.child.values[key]
                return OpenField(f"/{key}", spec, record.as_of) if value is None else value

            return of_child

        def of_entry(record: Record, entry: Entry) -> Any:
            value = entry.values.get(key)
            return OpenField(entry.path_of(key), spec, record.as_of) if value is None else value

        return of_entry

    def _previous(self, node: x.Previous) -> Run:
        field = self(node.of)

        def run(record: Record, entry: Entry) -> Any:
            return False if entry.previous is None else field(record, entry.previous)

        return run

    def _other(self, node: x.Other) -> Run:
        key = node.of.spec.key

        def run(record: Record, entry: Entry) -> Any:
            assert record.other is not None
            return record.other.values[key]

        return run

    def _placed(self, node: x.Placed) -> Run:
        return {
            "nth": lambda record, entry: entry.nth,
            "gap": lambda record, entry: entry.gap if entry.previous else False,
            "day": lambda record, entry: entry.day,
            "previous_day": lambda record, entry: entry.previous.day if entry.previous else False,
        }[node.what]

    def _shift(self, node: x.Shift) -> Run:
        day, amount, sign, unit = self(node.day), self(node.amount), node.sign, node.unit
        move = _by_days if unit == "days" else _by_months
        factor, plus = sign * (12 if unit == "years" else 1), node.plus

        def run(record: Record, entry: Entry) -> Any:
            value = day(record, entry)
            by = factor * (amount(record, entry) + plus)
            if value.__class__ is int:
                return move(value, by)
            return _map(value, lambda v: move(v, by), (id(node), by))

        return run

    def _inschoolyear(self, node: x.InSchoolYear) -> Run:
        day, month = self(node.day), self(node.month)

        def run(record: Record, entry: Entry) -> Any:
            value, in_month = day(record, entry), month(record, entry)
            return _map(value, lambda v: _in_school_year(v, in_month), (id(node), in_month))

        return run

    def _firstdayof(self, node: x.FirstDayOf) -> Run:
        days = tuple(self(day) for day in node.days)

        def run(record: Record, entry: Entry) -> Any:
            for day in days:
                value = day(record, entry)
                if value is not False:
                    return value
            return False

        return run

    # --- questions

    def _compare(self, node: x.Compare) -> Run:
        left, right, order, test = self(node.left), self(node.right), node.order, _ORDER[node.order]

        def run(record: Record, entry: Entry) -> Kleene:
            a, b = left(record, entry), right(record, entry)
            if a.__class__ is int and b.__class__ is int:
                return test(a, b)  # type: ignore[no-any-return]
            return _compare(order, a, b)

        return run

    def _oneof(self, node: x.OneOf) -> Run:
        value, codes = self(node.field), frozenset(node.codes)

        def run(record: Record, entry: Entry) -> Kleene:
            code = value(record, entry)
            if code.__class__ is OpenField:
                return Atom((code.path,), ("is", codes), code.spec)
            return code in codes

        return run

    def _includes(self, node: x.Includes) -> Run:
        value, code = self(node.field), node.code

        def run(record: Record, entry: Entry) -> Kleene:
            codes = value(record, entry)
            if codes.__class__ is OpenField:
                return Atom((codes.path,), ("includes", codes.spec.key, code))
            return code in codes

        return run

    def _istrue(self, node: x.IsTrue) -> Run:
        value = self(node.field)

        def run(record: Record, entry: Entry) -> Kleene:
            flag = value(record, entry)
            return Atom((flag.path,), ("flag", True), flag.spec) if flag.__class__ is OpenField else flag is True

        return run

    def _isset(self, node: x.IsSet) -> Run:
        value = self(node.field)

        def run(record: Record, entry: Entry) -> Kleene:
            found = value(record, entry)
            if found.__class__ is OpenField:
                return Atom((found.path,), ("set", True), found.spec, found.limit)
            return found is not False

        return run

    def _isrecorded(self, node: x.IsRecorded) -> Run:
        value = self(node.field)

        def run(record: Record, entry: Entry) -> Kleene:
            found = value(record, entry)
            return found is not False and found.__class__ is not OpenField

        return run

    def _same(self, node: x.Same) -> Run:
        left, right = self(node.left), self(node.right)

        def run(record: Record, entry: Entry) -> Kleene:
            a, b = left(record, entry), right(record, entry)
            if a.__class__ is OpenField and b.__class__ is not OpenField:
                a, b = b, a
            if b.__class__ is not OpenField:
                return bool(a == b)
            if a.__class__ is OpenField:
                return Atom((a.path, b.path), ("same",))
            if b.spec.kind == "code":
                return Atom((b.path,), ("is", frozenset((a,))), b.spec)
            return Atom((b.path,), ("same", a))

        return run

    def _all(self, node: x.All) -> Run:
        runs = tuple(self(part) for part in node.of)

        def run(record: Record, entry: Entry) -> Kleene:
            open_: list[Kleene] | None = None
            for part in runs:
                value = part(record, entry)
                if value is False:
                    return False
                if value is not True:
                    if open_ is None:
                        open_ = []
                    open_.append(value)
            return True if open_ is None else all_(open_)

        return run

    def _any(self, node: x.Any_) -> Run:
        runs = tuple(self(part) for part in node.of)

        def run(record: Record, entry: Entry) -> Kleene:
            open_: list[Kleene] | None = None
            for part in runs:
                value = part(record, entry)
                if value is True:
                    return True
                if value is not False:
                    if open_ is None:
                        open_ = []
                    open_.append(value)
            return False if open_ is None else any_(open_)

        return run

    def _not(self, node: x.Not) -> Run:
        part = self(node.of)
        return lambda record, entry: not_(part(record, entry))

    def _known(self, node: x.Known) -> Run:
        part = self(node.of)
        if self._filling and not node.stays:
            return part
        return lambda record, entry: part(record, entry) is True

    def _notknown(self, node: x.NotKnown) -> Run:
        if self._filling:
            return lambda record, entry: False
        part = self(node.of)

        def run(record: Record, entry: Entry) -> Kleene:
            value = part(record, entry)
            return False if isinstance(value, bool) else all_((value, not_(value)))

        return run

    def _orelse(self, node: x.OrElse) -> Run:
        first, second = self(node.first), self(node.second)

        def run(record: Record, entry: Entry) -> Kleene:
            value = first(record, entry)
            if value is True:
                return True
            if value is False or self._filling:
                return any_((value, second(record, entry)))
            return any_((value, all_((not_(value), second(record, entry)))))

        return run

    def _fact(self, node: x.Fact) -> Run:
        """A named fact is worked out once for a child, or once for an entry."""
        part, of_child = self(node.expr), node.table is None
        key = -id(node) if self._filling else id(node)

        def run(record: Record, entry: Entry) -> Any:
            memo = record.memo if of_child else entry.memo
            if key in memo:
                return memo[key]
            value = memo[key] = part(record, entry)
            return value

        return run

    # --- about lists

    def _exists(self, node: x.Exists) -> Run:
        where, name, entries, key = self(node.where), node.entries.name, _list_of(node.entries), id(node)

        def run(record: Record, entry: Entry) -> Kleene:
            found = entries(record, entry)
            if found is None:
                return Atom((_path(record, entry, node.entries, name),), key)
            open_: list[Kleene] | None = None
            for each in found:
                value = where(record, each)
                if value is True:
                    return True
                if value is not False:
                    if open_ is None:
                        open_ = []
                    open_.append(value)
            return False if open_ is None else any_(open_)

        return run

    def _count(self, node: x.Count) -> Run:
        where, entries = self(node.where), _list_of(node.entries)

        def run(record: Record, entry: Entry) -> Any:
            found = entries(record, entry)
            if found is None:
                return self._open(record, entry, node)
            answers = [where(record, each) for each in found]
            if any(a is not True and a is not False for a in answers):
                raise ValueError(f"a count over {node.entries.name} must hang only on what every entry has")
            return sum(answers)

        return run

    def _nth(self, node: x.Nth) -> Run:
        entries, key, n = _list_of(node.entries), node.day.spec.key, node.n

        def run(record: Record, entry: Entry) -> Any:
            found = entries(record, entry)
            if found is None:
                return self._open(record, entry, node)
            return found[n - 1].values[key] if len(found) >= n else False

        return run

    def _earliest(self, node: x.Earliest) -> Run:
        return self._limit(node, newest_first=False)

    def _latest(self, node: x.Latest) -> Run:
        return self._limit(node, newest_first=True)

    def _limit(self, node: x.Earliest | x.Latest, *, newest_first: bool) -> Run:
        where, day, entries = self(node.where), self(node.day), _list_of(node.entries)

        def run(record: Record, entry: Entry) -> Any:
            found = entries(record, entry)
            if found is None:
                return self._open(record, entry, node)
            candidates = _candidates(record, reversed(found) if newest_first else found, where)
            return _choose([(test, day(record, each)) for test, each in candidates], False)

        return run

    def _at(self, node: x.At) -> Run:
        newest, what = node.newest, self(node.what)
        where, entries, table = self(newest.where), _list_of(newest.entries), newest.entries
        days = isinstance(node.what, _DAYS)

        def run(record: Record, entry: Entry) -> Any:
            found = entries(record, entry)
            if found is None and not newest.needed:
                return self._open(record, entry, node) if days else Atom((_path(record, entry, table, table.name),), id(node))
            values: list[tuple[Kleene, Any]] = []
            for test, each in _candidates(record, reversed(found or []), where):
                values.append((test, what(record, each)))
            none: Any = False
            if newest.needed and (not values or values[-1][0] is not True):
                none = what(record, Entry({}, _path(record, entry, table, table.name) + "/"))
            return _choose(values, none) if days else _choose_answer(values, none)

        return run

    def _runstart(self, node: x.RunStart) -> Run:
        where, joined, entries, key = self(node.where), self(node.joined), _list_of(node.entries), node.day.spec.key
        end = node.end.spec.key

        def run(record: Record, entry: Entry) -> Any:
            found = entries(record, entry)
            if not found or found[-1].values[end] is not False:
                return self._open(record, entry, node)
            reached = where(record, found[-1])
            choices: list[tuple[Kleene, Any]] = [(not_(reached), False)]
            for each in reversed(found):
                on = False if each.previous is None else all_((joined(record, each), where(record, each.previous)))
                choices.append((all_((reached, not_(on))), each.values[key]))
                reached = all_((reached, on))
                if reached is False:
                    break
            return _one_of(choices)

        return run

    def _runsatleast(self, node: x.RunsAtLeast) -> Run:
        where, joined, entries, n = self(node.where), self(node.joined), _list_of(node.entries), self(node.n)

        def run(record: Record, entry: Entry) -> Kleene:
            found = entries(record, entry)
            if found is None:
                return Atom((_path(record, entry, node.entries, node.entries.name),), id(node))
            wanted = n(record, entry)
            answers = [(each.previous is not None and joined(record, each), where(record, each)) for each in found]
            if _runs(answers, sure=True) >= wanted:
                return True
            if _runs(answers, sure=False) < wanted:
                return False
            states: dict[tuple[int, bool], Kleene] = {(0, False): True}
            for on, so in answers:
                states = _next_states(states, on, so, wanted)
            return any_([test for (count, _), test in states.items() if count >= wanted])

        return run

    def _peerexists(self, node: x.PeerExists) -> Run:
        where, keys, entries = self(node.where), tuple(f.spec.key for f in node.same), _list_of(node.entries)

        def run(record: Record, entry: Entry) -> Kleene:
            same = tuple(entry.values[key] for key in keys)
            answers = []
            for each in entries(record, entry) or ():
                if tuple(each.values[key] for key in keys) == same:
                    record.other = entry
                    answers.append(where(record, each))
            return any_(answers)

        return run

    def _open(self, record: Record, entry: Entry, node: x.Over | x.At) -> OpenList:
        table = node.newest.entries if isinstance(node, x.At) else node.entries
        return OpenList((_path(record, entry, table, table.name),), id(node))


_DAYS = (x.Field, x.Nth, x.Earliest, x.Latest, x.Shift, x.RunStart, x.FirstDayOf)


def _list_of(table: TableSpec) -> Callable[[Record, Entry], list[Entry] | None]:
    name = table.name
    if table.inside:
        return lambda record, entry: entry.lists.get(name)
    return lambda record, entry: record.child.lists[name]


def _path(record: Record, entry: Entry, table: TableSpec, name: str) -> str:
    return entry.path_of(name) if table.inside else f"/{name}"


def _candidates(record: Record, entries: Any, where: Run) -> list[tuple[Kleene, Entry]]:
    """The entries that may be the chosen one, in order, up to the first that is so for certain."""
    found: list[tuple[Kleene, Entry]] = []
    for each in entries:
        test = where(record, each)
        if test is not False:
            found.append((test, each))
            if test is True:
                break
    return found


def _choose_answer(values: list[tuple[Kleene, Any]], none: Kleene) -> Kleene:
    answer = none
    for test, value in reversed(values):
        answer = if_(test, value, answer)
    return answer


def _choose(values: list[tuple[Kleene, Any]], none: Any) -> Any:
    choices: list[tuple[Kleene, Any]] = []
    reached: Kleene = True
    for test, value in values:
        choices.append((all_((reached, test)), value))
        reached = all_((reached, not_(test)))
    return _one_of([*choices, (reached, none)])


def _one_of(choices: list[tuple[Kleene, Any]]) -> Any:
    left = tuple((test, value) for test, value in choices if test is not False)
    return left[0][1] if len(left) == 1 else OneOfThese(left)


def _runs(answers: list[tuple[Kleene, Kleene]], *, sure: bool) -> int:
    """The fewest runs there can be (`sure`), or the most."""
    runs, counted = 0, False
    for on, so in answers:
        joins = on is not False if sure else on is True
        counts = so is True if sure else so is not False
        counted = counted and joins
        if counts and not counted:
            runs, counted = runs + 1, True
    return runs


def _next_states(
    states: dict[tuple[int, bool], Kleene], on: Kleene, so: Kleene, wanted: int
) -> dict[tuple[int, bool], Kleene]:
    """The runs counted so far, and whether the present run is, after one entry more."""
    after: dict[tuple[int, bool], list[Kleene]] = {}
    for (count, counted), reached in states.items():
        for joins, joined in ((True, on), (False, not_(on))):
            for counts, test in ((True, so), (False, not_(so))):
                now = joins and counted
                state = (min(count + (counts and not now), wanted), now or counts)
                after.setdefault(state, []).append(all_((reached, joined, test)))
    found = {state: any_(tests) for state, tests in after.items()}
    return {state: test for state, test in found.items() if test is not False}


def _compare(order: str, left: Any, right: Any) -> Kleene:
    if left is False or right is False:
        return False
    if isinstance(left, OneOfThese):
        return _one_answer([(test, _compare(order, value, right)) for test, value in left.choices])
    if isinstance(right, OneOfThese):
        return _one_answer([(test, _compare(order, left, value)) for test, value in right.choices])
    if isinstance(left, (int, float)):
        if isinstance(right, (int, float)):
            return bool(_ORDER[order](left, right))
        left, right, order = right, left, _FLIPPED[order]
    if isinstance(left, OpenField) and isinstance(right, (int, float)):
        return Atom((left.path,), (order, right), left.spec, left.limit)
    test = (order, _key(left), _key(right))
    return Atom(tuple(sorted({*_paths(left), *_paths(right)})), test)


def _one_answer(choices: list[tuple[Kleene, Kleene]]) -> Kleene:
    answers = {id(answer): answer for _, answer in choices}
    if len(answers) == 1 and isinstance(choices[0][1], bool):
        return choices[0][1]
    return any_([all_((test, answer)) for test, answer in choices])


def _key(value: Any) -> Hashable:
    return value.path if isinstance(value, OpenField) else value.key if isinstance(value, OpenList) else value


def _paths(value: Any) -> tuple[str, ...]:
    return (value.path,) if isinstance(value, OpenField) else value.paths if isinstance(value, OpenList) else ()


def _map(value: Any, change: Callable[[int], int], key: Hashable) -> Any:
    if value is False:
        return False
    if isinstance(value, OneOfThese):
        return OneOfThese(tuple((test, _map(each, change, key)) for test, each in value.choices))
    if isinstance(value, OpenField):
        return OpenList((value.path,), (value.path, key))
    if isinstance(value, OpenList):
        return OpenList(value.paths, (value.key, key))
    return change(value)


def _by_days(day: int, days: int) -> int:
    return day + days


@lru_cache(maxsize=65536)
def _by_months(day: int, months: int) -> int:
    then = date.fromordinal(day)
    count = then.year * 12 + then.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(then.day, monthrange(year, month + 1)[1])).toordinal()


def _in_school_year(day: int, month: int) -> int:
    """The first day of `month` (1–8) in the school year, September to August, that holds `day`."""
    then = date.fromordinal(day)
    return date(then.year + (then.month >= 9), month, 1).toordinal()
