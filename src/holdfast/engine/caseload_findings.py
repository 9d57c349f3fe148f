"""The findings of many children: the state of every recommendation and what it waits for, from the same definitions.

Two steps: event tables to facts (`caseload.py`), facts to states (`rules.py`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from holdfast.engine.caseload import CaseloadEngine
from holdfast.engine.definitions import Guideline
from holdfast.engine.frames import frames
from holdfast.engine.kleene import to_flags
from holdfast.engine.reads import columns_read
from holdfast.engine.rules import Rules


class CaseloadFindings:
    """Findings for one guideline and one set of settings.

    `states` is the order of the state codes; `numbers` limits the recommendations (all that speak about a child if not
    given). `reads` says which columns of which event tables are read.
    """

    def __init__(
        self,
        guideline: Guideline,
        settings: Mapping[str, int],
        states: Sequence[str],
        numbers: Sequence[str] = (),
    ) -> None:
        self.document, self.states, self._settings = guideline.document, tuple(states), dict(settings)
        self.numbers = tuple(numbers) or tuple(r.number for r in guideline.about_a_child)
        self._enum = pl.Enum([r.number for r in guideline.about_a_child])
        self.rules = Rules(guideline, self.numbers, self.states)
        self._waits = _wait_sets(guideline, self.numbers)
        self.reads = columns_read(self.rules.facts.values())

    @property
    def schema(self) -> dict[str, pl.DataType]:
        """The columns of the findings."""
        state, day = pl.Enum(self.states), pl.Date()
        return {
            "child": pl.String(), "as_of": day, "recommendation": self._enum, "state": state, "waits_for": pl.List(pl.String),
        }  # fmt: skip

    def of(self, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
        """One row a child and recommendation: child, as_of, recommendation, state, waits_for.

        `tables` are event tables (format holdfast-events/1) with at least the columns in `reads`, and `child__id`.
        """
        return self.as_rows(tables["child"], self.over_facts(self.facts(tables)))

    def facts(self, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
        """The facts that the rules need, one nullable Boolean column each, one row a child."""
        children = frames(self.document, tables, self.reads)
        engine = CaseloadEngine(self._settings)
        return pl.DataFrame(
            {name: to_flags(engine.ask(children, expr)) for name, expr in self.rules.facts.items()}
        )

    def over_facts(self, facts: pl.DataFrame) -> pl.DataFrame:
        """The state codes, a column a recommendation; and for those that can wait, which they wait for, as bits."""
        waits = [
            pl.sum_horizontal(
                *(rule.fill_null(False).cast(pl.UInt8) * (1 << bit) for bit, (_, rule) in enumerate(rules))
            )
            .cast(pl.UInt8)
            .alias(f"{number} waits")
            for number, rules in self.rules.waits_of.items()
            if rules
        ]
        return facts.lazy().select(*self.rules.state_of.values(), *waits).collect()

    def as_rows(self, children: pl.DataFrame, codes: pl.DataFrame) -> pl.DataFrame:
        """The state codes as findings, one row a child and recommendation."""
        same = {"child": children["child__id"], "as_of": children["as_of"]}
        none = self._waits.lists.gather(pl.zeros(children.height, dtype=pl.UInt32, eager=True))
        parts = []
        for number in self.numbers:
            waits_for = self._waits_for(number, codes)
            named = pl.Series([number], dtype=self._enum).new_from_index(0, children.height)
            parts.append(
                pl.DataFrame(
                    same
                    | {
                        "recommendation": named,
                        "state": codes[number].cat.to(pl.Enum(self.states)),
                        "waits_for": none if waits_for is None else waits_for,
                    }
                )
            )
        return pl.concat(parts, rechunk=False)

    def _waits_for(self, number: str, codes: pl.DataFrame) -> pl.Series | None:
        waiting = codes[number] == self.states.index("wait")
        if f"{number} waits" not in codes.columns or not waiting.any():
            return None
        bits = codes[f"{number} waits"].to_numpy()
        return self._waits.lists.gather(np.where(waiting.to_numpy(), self._waits.first[number] + bits, 0))


@dataclass(frozen=True)
class _WaitSets:
    """Every set of recommendations that one may wait for, numbered from `first`."""

    first: dict[str, int] = field(default_factory=dict)
    sets: list[list[str]] = field(default_factory=lambda: [[]])

    @property
    def lists(self) -> pl.Series:
        return pl.Series(self.sets, dtype=pl.List(pl.String))


def _wait_sets(guideline: Guideline, numbers: Sequence[str]) -> _WaitSets:
    found = _WaitSets()
    for number in numbers:
        others = list(guideline.criteria(number).waits)
        found.first[number] = len(found.sets)
        found.sets.extend(
            [o for k, o in enumerate(others) if mask >> k & 1] for mask in range(1 << len(others))
        )
    return found
