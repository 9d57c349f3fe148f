"""The findings of many children: the state of every recommendation and what it waits for, from the same definitions."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import polars as pl

from holdfast.engine.caseload import CaseloadEngine
from holdfast.engine.definitions import Advice, Guard, Guideline
from holdfast.engine.findings import _advice_outcome, _guard_state
from holdfast.engine.frames import Frame, frames
from holdfast.engine.kleene import TRUE, Answers as Codes
from holdfast.engine.unknown import Kleene

_OPEN_ATOM = object()


def _state_table(guard: bool, states: Sequence[str]) -> Codes:
    """The state for every combination of three answers (first · 9 + second · 3 + third), from the one-child logic itself."""
    answers: list[Kleene] = [False, _OPEN_ATOM, True]  # type: ignore[list-item]
    table = np.zeros(27, dtype=np.uint8)
    for place in range(27):
        values = (answers[place // 9], answers[place // 3 % 3], answers[place % 3])
        state = _guard_state(values) if guard else _advice_outcome(values) or "ask"
        table[place] = states.index(str(state))
    return table


class CaseloadFindings:
    """Findings for one guideline and one set of settings; `states` is the order of the state codes."""

    def __init__(self, guideline: Guideline, settings: Mapping[str, int], states: Sequence[str]) -> None:
        self.guideline, self.states = guideline, tuple(states)
        self._settings = dict(settings)
        self._tables = {guard: _state_table(guard, self.states) for guard in (False, True)}
        self.numbers = tuple(r.number for r in guideline.about_a_child)
        self._waits = _wait_sets(guideline, self.numbers)

    def of(self, tables: Mapping[str, pl.DataFrame], numbers: Sequence[str] | None = None) -> pl.DataFrame:
        """One row a child and recommendation: child, as_of, recommendation, state, waits_for.

        `tables` are event tables (format holdfast-events/1) with the columns that the definitions read.
        """
        children = tables["child"]
        same = {"child": children["child__id"], "as_of": children["as_of"]}
        none = self._waits.lists.gather(pl.zeros(children.height, dtype=pl.UInt32, eager=True))
        parts = []
        for number, states, waits in self.codes(tables, tuple(numbers or self.numbers)):
            named = pl.Series([number], dtype=pl.Enum(self.numbers)).new_from_index(0, children.height)
            waits_for = none if waits is None else self._waits.lists.gather(waits)
            parts.append(
                pl.DataFrame(same | {"recommendation": named, "state": _enum(states, self.states), "waits_for": waits_for})
            )
        return pl.concat(parts, rechunk=False)

    def codes(
        self, tables: Mapping[str, pl.DataFrame], numbers: Sequence[str]
    ) -> Iterator[tuple[str, Codes, Codes | None]]:
        """For each recommendation the children's state codes and the numbers of the sets of what they wait for."""
        children = frames(self.guideline.document, tables)
        engine = CaseloadEngine(self._settings)
        for number in numbers:
            states = self._states_of(engine, children, number)
            yield number, states, self._waits_of(engine, children, number, states)

    def _states_of(self, engine: CaseloadEngine, children: Frame, number: str) -> Codes:
        criteria, rule = self.guideline.criteria(number), self.guideline.by_number[number].rule
        first, second, third = (
            engine.ask(children, expr) for expr in (criteria.first, criteria.second, criteria.third)
        )
        states = self._tables[isinstance(rule, Guard)][first * 9 + second * 3 + third]
        if isinstance(rule, Advice):
            stop = engine.ask(children, rule.stops_when) == TRUE if _may_stop(rule) else None
            if stop is not None:
                states = np.where(stop & (states == self.states.index("act")), self.states.index("stop"), states)
        return states.astype(np.uint8)

    def _waits_of(self, engine: CaseloadEngine, children: Frame, number: str, states: Codes) -> Codes | None:
        waiting = states == self.states.index("wait")
        if not self.guideline.criteria(number).waits or not waiting.any():
            return None
        sets = np.zeros(len(states), dtype=np.uint8)
        for other, expr in self.guideline.criteria(number).waits.items():
            outstanding = engine.ask(children, expr) == TRUE
            sets[waiting & outstanding] += self._waits.bits[number][other]
        offset = self._waits.first[number]
        return np.where(waiting, offset + sets, 0).astype(np.uint8)


def _may_stop(rule: Advice) -> bool:
    return type(rule.stops_when).__name__ != "Truth"


class _WaitSets:
    """Every set of recommendations that one may wait for, numbered, with the sets as a column of lists."""

    def __init__(self) -> None:
        self.first: dict[str, int] = {}
        self.bits: dict[str, dict[str, int]] = {}
        self.sets: list[list[str]] = [[]]

    @property
    def lists(self) -> pl.Series:
        """The sets, by number."""
        return pl.Series(self.sets, dtype=pl.List(pl.String))


def _wait_sets(guideline: Guideline, numbers: Sequence[str]) -> _WaitSets:
    found = _WaitSets()
    for number in numbers:
        others = list(guideline.criteria(number).waits)
        found.first[number] = len(found.sets)
        found.bits[number] = {other: 1 << k for k, other in enumerate(others)}
        found.sets += [[o for k, o in enumerate(others) if mask >> k & 1] for mask in range(1 << len(others))]
    return found


def _enum(codes: Codes, words: Sequence[str]) -> pl.Series:
    return pl.Series(codes, dtype=pl.UInt8).cat.to(pl.Enum(list(words)))


