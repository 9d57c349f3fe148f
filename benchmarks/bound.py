"""The bound's rules: our own definitions, walked once more into the nested tuples of packed_bits.py."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from benchmarks import packed_bits
from holdfast.engine import expressions as x
from holdfast.engine.definitions import Guard, Guideline
from holdfast.engine.rules import Rules
from holdfast.ng26.vocabulary import STATES

Tree = tuple[Any, ...]
_OURS = np.array([packed_bits.STATES.index(state) for state in STATES], dtype=np.uint8)


def program_of(guideline: Guideline, numbers: Sequence[str], rules: Rules) -> packed_bits.Program:
    """The recommendations as bit operations, over the facts of `rules` and no others."""
    names = {id(expr): name for name, expr in rules.facts.items()}
    return packed_bits.Program({number: _rule(guideline, number, names) for number in numbers})


def _rule(guideline: Guideline, number: str, names: Mapping[int, str]) -> dict[str, Tree]:
    criteria, rule = guideline.criteria(number), guideline.by_number[number].rule
    first, second, third = (_tree(e, names) for e in (criteria.first, criteria.second, criteria.third))
    if isinstance(rule, Guard):
        return {"scope": first, "broken": second, "could_be": third}
    assert rule is not None
    found = {"applies": first, "met": second}
    if third != ("false",):
        found["waits"] = third
    if (stop := _tree(rule.stops_when, names)) != ("false",):
        found["stop"] = stop
    return found


def _tree(expr: x.Expr, names: Mapping[int, str]) -> Tree:
    if id(expr) in names:
        return ("fact", names[id(expr)])
    if isinstance(expr, x.Fact):
        return _tree(expr.expr, names)
    if isinstance(expr, x.Truth):
        return ("true" if expr.value else "false",)
    if isinstance(expr, (x.All, x.Any_)):
        parts = [_tree(part, names) for part in expr.of]
        return (
            ("and" if isinstance(expr, x.All) else "or", *parts)
            if parts
            else ("true" if isinstance(expr, x.All) else "false",)
        )
    if isinstance(expr, x.OrElse):
        first = _tree(expr.first, names)
        return ("or", first, ("and", ("not", first), _tree(expr.second, names)))
    for kind, word in ((x.Not, "not"), (x.Known, "known"), (x.NotKnown, "not_known")):
        if isinstance(expr, kind):
            return (word, _tree(expr.of, names))
    raise TypeError(f"{type(expr).__name__} is neither logic nor one of the {len(names)} facts")


def packed(facts: pl.DataFrame, program: packed_bits.Program) -> packed_bits.Table:
    """Our table of facts as planes of bits."""
    columns = {
        name: (facts[name].fill_null(False).to_numpy(), facts[name].is_not_null().to_numpy())
        for name in program.facts
    }
    return packed_bits.Table(facts.height, columns)


def compare(codes: pl.DataFrame, planes: Mapping[str, Any], table: packed_bits.Table) -> int:
    """How many states were compared; a difference ends the run."""
    for number, of_states in planes.items():
        ours, theirs = _OURS[codes[number].to_physical().to_numpy()], packed_bits.codes(table, of_states)
        wrong = np.flatnonzero(ours != theirs)
        if len(wrong):
            i, words = int(wrong[0]), packed_bits.STATES
            raise SystemExit(
                f"{number}: our rules say {words[ours[i]]}, the bound {words[theirs[i]]} (row {i}; {len(wrong)} differ)"
            )
    return table.n * len(planes)
