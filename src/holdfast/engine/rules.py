"""The rules as dataframe expressions over a table of facts: three-valued, lazily joined, the same definitions again.

A fact is what is said about a child's events or fields; a rule is what is said about facts with "and", "or" and "not". The
facts become nullable Boolean columns (Polars' `&` and `|` are Kleene's), the rules expressions over those columns.
"""

import functools
import operator
from collections.abc import Sequence
from typing import Any

import polars as pl

from holdfast.engine import expressions as x
from holdfast.engine.definitions import Advice, Guideline

_LOGIC = (x.All, x.Any_, x.Not, x.Known, x.NotKnown, x.OrElse, x.Truth)


class Rules:
    """The states of some recommendations as expressions over facts; `facts` are the facts they need, by column name.

    `states` is the order of the state codes.
    """

    def __init__(self, guideline: Guideline, numbers: Sequence[str], states: Sequence[str]) -> None:
        self.facts: dict[str, x.Expr] = {}
        self._names: dict[int, str] = {}
        self._states = {state: pl.lit(place, dtype=pl.UInt8) for place, state in enumerate(states)}
        self.state_of = {number: self._state(guideline, number) for number in numbers}
        self.waits_of = {
            number: [(other, self._rule(expr)) for other, expr in guideline.criteria(number).waits.items()]
            for number in numbers
        }

    def _state(self, guideline: Guideline, number: str) -> pl.Expr:
        """One state a branch; what is not known falls through every branch to `ask`."""
        criteria, rule = guideline.criteria(number), guideline.by_number[number].rule
        first, second = self._rule(criteria.first), self._rule(criteria.second)
        if isinstance(rule, Advice):
            branches = self._advice(first, second, criteria.third, rule.stops_when)
        else:
            broken = self._rule(criteria.third)
            branches = [
                (~first, "not_applicable"), (second, "stop"), (~second & ~broken, "not_applicable"),
                (first & ~second & broken, "met"),
            ]  # fmt: skip
        found: Any = pl
        for so, state in branches:
            found = found.when(so).then(self._states[state])
        return found.otherwise(self._states["ask"]).alias(number)  # type: ignore[no-any-return]

    def _advice(
        self, applies: pl.Expr, met: pl.Expr, waits: x.Expr, stops: x.Expr
    ) -> list[tuple[pl.Expr, str]]:
        undone = applies & ~met
        branches = [(~applies, "not_applicable"), (applies & met, "met")]
        if not _never(waits):
            waiting = self._rule(waits)
            branches.append((undone & waiting, "wait"))
            undone = undone & ~waiting
        if not _never(stops):
            branches.append((undone & self._rule(stops), "stop"))
        return [*branches, (undone, "act")]

    def _rule(self, expr: x.Expr) -> pl.Expr:
        if isinstance(expr, x.Fact) and isinstance(expr.expr, (*_LOGIC, x.Fact)):
            return self._rule(expr.expr)
        if isinstance(expr, x.Truth):
            return pl.lit(expr.value)
        if isinstance(expr, x.Not):
            return ~self._rule(expr.of)
        if isinstance(expr, (x.All, x.Any_)):
            join, empty = (operator.and_, True) if isinstance(expr, x.All) else (operator.or_, False)
            parts = [self._rule(part) for part in expr.of]
            return functools.reduce(join, parts) if parts else pl.lit(empty)
        if isinstance(expr, x.Known):
            return self._rule(expr.of).fill_null(False)
        if isinstance(expr, x.NotKnown):
            of = self._rule(expr.of)
            return of & ~of
        if isinstance(expr, x.OrElse):
            first = self._rule(expr.first)
            return first | (~first & self._rule(expr.second))
        return pl.col(self._name(expr))

    def _name(self, expr: x.Expr) -> str:
        """The column of a fact: its own name, or one made of what it asks."""
        if id(expr) not in self._names:
            name = expr.name if isinstance(expr, x.Fact) else _asked(expr)
            while name in self.facts:
                name += "'"
            self._names[id(expr)], self.facts[name] = name, expr
        return self._names[id(expr)]


def _never(expr: x.Expr) -> bool:
    """Whether it can never be so: nothing is waited for, nothing stops it."""
    return (isinstance(expr, x.Any_) and not expr.of) or (isinstance(expr, x.Truth) and not expr.value)


def _asked(expr: x.Expr) -> str:
    field = getattr(expr, "field", None)
    if isinstance(field, x.Field):
        return f"{type(expr).__name__} {field.spec.key}" + (
            f" {expr.code}" if isinstance(expr, x.Includes) else ""
        )
    return (
        f"{type(expr).__name__} of {expr.entries.name}" if isinstance(expr, x.Over) else type(expr).__name__
    )
