"""What is said about a child's lists, in plain Python: some entry, how many, the newest, runs of entries, peers."""

from collections.abc import Callable
from typing import Any

from holdfast.engine import expressions as x
from holdfast.engine.open_values import OpenList, chosen, one_of
from holdfast.engine.record import Entry, Record
from holdfast.engine.tables import TableSpec
from holdfast.engine.unknown import Atom, Kleene, all_, any_, if_, not_

Run = Callable[[Record, Entry], Any]


class ListQuestions:
    """The part of the compiler that walks lists."""

    def __call__(self, expr: x.Expr) -> Run:
        """The function that answers `expr`."""
        raise NotImplementedError

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
            return chosen([(test, day(record, each)) for test, each in candidates], False)

        return run

    def _at(self, node: x.At) -> Run:
        newest, what = node.newest, self(node.what)
        where, entries, table = self(newest.where), _list_of(newest.entries), newest.entries
        days = isinstance(node.what, _DAYS)

        def run(record: Record, entry: Entry) -> Any:
            found = entries(record, entry)
            if found is None and not newest.needed:
                return (
                    self._open(record, entry, node)
                    if days
                    else Atom((_path(record, entry, table, table.name),), id(node))
                )
            values: list[tuple[Kleene, Any]] = []
            for test, each in _candidates(record, reversed(found or []), where):
                values.append((test, what(record, each)))
            none: Any = False
            if newest.needed and (not values or values[-1][0] is not True):
                none = what(record, Entry({}, _path(record, entry, table, table.name) + "/"))
            return chosen(values, none) if days else _choose_answer(values, none)

        return run

    def _runstart(self, node: x.RunStart) -> Run:
        where, joined, entries, key = (
            self(node.where),
            self(node.joined),
            _list_of(node.entries),
            node.day.spec.key,
        )
        end = node.end.spec.key

        def run(record: Record, entry: Entry) -> Any:
            found = entries(record, entry)
            if not found or found[-1].values[end] is not False:
                return self._open(record, entry, node)
            reached = where(record, found[-1])
            choices: list[tuple[Kleene, Any]] = [(not_(reached), False)]
            for each in reversed(found):
                on = (
                    False
                    if each.previous is None
                    else all_((joined(record, each), where(record, each.previous)))
                )
                choices.append((all_((reached, not_(on))), each.values[key]))
                reached = all_((reached, on))
                if reached is False:
                    break
            return one_of(choices)

        return run

    def _runsatleast(self, node: x.RunsAtLeast) -> Run:
        where, joined, entries, n = self(node.where), self(node.joined), _list_of(node.entries), self(node.n)

        def run(record: Record, entry: Entry) -> Kleene:
            found = entries(record, entry)
            if found is None:
                return Atom((_path(record, entry, node.entries, node.entries.name),), id(node))
            wanted = n(record, entry)
            answers = [
                (each.previous is not None and joined(record, each), where(record, each)) for each in found
            ]
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
