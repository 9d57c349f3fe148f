"""The findings of many children: the state of every recommendation and what it waits for, from the same definitions."""

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from holdfast.engine.caseload import TRUE, CaseloadEngine, Codes, codes_of
from holdfast.engine.definitions import Advice, Guard, Guideline
from holdfast.engine.findings import _advice_outcome, _guard_state
from holdfast.engine.frames import Frame, frames
from holdfast.engine.unknown import Kleene

_OPEN_ATOM = object()


def _state_table(guard: bool, states: Sequence[str]) -> Codes:
    """The state for every combination of three answers (first · 9 + second · 3 + third), from the one-child logic itself."""
    answers: list[Kleene] = [False, True, _OPEN_ATOM]  # type: ignore[list-item]
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
        wanted = tuple(numbers or self.numbers)
        states, waits = self.codes(tables, wanted)
        children = tables["child"]
        height, width = children.height, len(wanted)
        rows = np.repeat(np.arange(height, dtype=np.uint32), width)
        return pl.DataFrame(
            {
                "child": children["child__id"].gather(rows),
                "as_of": children["as_of"].gather(rows),
                "recommendation": _enum(np.tile(np.arange(width, dtype=np.uint8), height), wanted),
                "state": _enum(states.ravel(), self.states),
                "waits_for": self._waits.lists.gather(waits.ravel()),
            }
        )

    def codes(self, tables: Mapping[str, pl.DataFrame], numbers: Sequence[str]) -> tuple[Codes, Codes]:
        """The state codes and the numbers of the sets of what is waited for, children by recommendations."""
        children = frames(self.guideline.document, tables)
        engine = CaseloadEngine(self._settings)
        states = np.empty((children.height, len(numbers)), dtype=np.uint8)
        waits = np.zeros((children.height, len(numbers)), dtype=np.uint8)
        for place, number in enumerate(numbers):
            states[:, place] = self._states_of(engine, children, number)
            waits[:, place] = self._waits_of(engine, children, number, states[:, place])
        return states, waits

    def _states_of(self, engine: CaseloadEngine, children: Frame, number: str) -> Codes:
        criteria, rule = self.guideline.criteria(number), self.guideline.by_number[number].rule
        first, second, third = (
            codes_of(engine.answer(children, expr)) for expr in (criteria.first, criteria.second, criteria.third)
        )
        states = self._tables[isinstance(rule, Guard)][first * 9 + second * 3 + third]
        if isinstance(rule, Advice):
            stop = codes_of(engine.answer(children, rule.stops_when)) == TRUE if _may_stop(rule) else None
            if stop is not None:
                states = np.where(stop & (states == self.states.index("act")), self.states.index("stop"), states)
        return states.astype(np.uint8)

    def _waits_of(self, engine: CaseloadEngine, children: Frame, number: str, states: Codes) -> Codes:
        waiting = states == self.states.index("wait")
        sets = np.zeros(len(states), dtype=np.uint8)
        for other, expr in self.guideline.criteria(number).waits.items():
            outstanding = codes_of(engine.answer(children, expr)) == TRUE
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


