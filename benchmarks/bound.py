"""Our own rules as packed_bits.py wants them: the same definitions, walked once more into its nested tuples."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl

from holdfast.engine import expressions as x
from holdfast.engine.definitions import Guard, Guideline
from holdfast.engine.rules import Rules

Tree = tuple[Any, ...]


def program_of(guideline: Guideline, numbers: Sequence[str], rules: Rules) -> dict[str, dict[str, Tree]]:
    """A rule for each recommendation, over the facts of `rules`."""
    names = {id(expr): name for name, expr in rules.facts.items()}
    found: dict[str, dict[str, Tree]] = {}
    for number in numbers:
        criteria, rule = guideline.criteria(number), guideline.by_number[number].rule
        first, second, third = (tree(e, names) for e in (criteria.first, criteria.second, criteria.third))
        if isinstance(rule, Guard):
            found[number] = {"scope": first, "broken": second, "could_be": third}
        else:
            found[number] = {"applies": first, "met": second, "waits": third}
            if not isinstance(rule.stops_when, x.Truth):  # type: ignore[union-attr]
                found[number]["stop"] = tree(rule.stops_when, names)  # type: ignore[union-attr]
    return found


def tree(expr: x.Expr, names: dict[int, str]) -> Tree:
    """One criterion."""
    if id(expr) in names:
        return ("fact", names[id(expr)])
    if isinstance(expr, x.Fact):
        return tree(expr.expr, names)
    if isinstance(expr, x.Not):
        return ("not", tree(expr.of, names))
    if isinstance(expr, (x.All, x.Any_)):
        parts = tuple(tree(part, names) for part in expr.of)
        return ("and" if isinstance(expr, x.All) else "or", *parts) if parts else _nothing(isinstance(expr, x.All), names)
    if isinstance(expr, x.NotKnown):
        of = tree(expr.of, names)
        return ("and", of, ("not", of))
    if isinstance(expr, x.OrElse):
        first = tree(expr.first, names)
        return ("or", first, ("and", ("not", first), tree(expr.second, names)))
    if isinstance(expr, x.Known):
        return ("fact", f"{KNOWN}{names[id(expr.of)]}")
    if isinstance(expr, x.Truth):
        return _nothing(expr.value, names)
    raise TypeError(f"{type(expr).__name__} is no rule over facts")


def _nothing(value: bool, names: dict[int, str]) -> Tree:
    """A known answer: the fact that is always so, or its opposite."""
    return ("fact", ALWAYS) if value else ("not", ("fact", ALWAYS))


ALWAYS, KNOWN = "always so", "known: "


def table_of(facts: pl.DataFrame) -> tuple[int, dict[str, tuple[Any, Any]]]:
    """How many children, and for each fact its values and which are known."""
    columns = {name: (facts[name].fill_null(False).to_numpy(), facts[name].is_not_null().to_numpy()) for name in facts.columns}
    everyone = np.ones(facts.height, dtype=bool)
    known_so = {f"{KNOWN}{name}": (values & known, everyone) for name, (values, known) in columns.items()}
    always = np.ones(facts.height, dtype=bool)
    return facts.height, columns | known_so | {ALWAYS: (always, always)}
