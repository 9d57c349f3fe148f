"""Everything that the guideline asks to answer a recommendation, as expressions. Pure: no record, no clock."""

from collections.abc import Iterator

from holdfast.engine import expressions as x
from holdfast.engine.definitions import (
    Advice,
    Amount,
    EachEntry,
    Guard,
    Missing,
    Part,
    Recommendation,
    Span,
)
from holdfast.ng26.guideline import NG26


def expressions_of(recommendation: Recommendation) -> Iterator[x.Expr]:
    """Everything that is asked to answer a recommendation: criteria, what stops it, parts and how they are said, notes."""
    criteria, rule = NG26.criteria(recommendation.number), recommendation.rule
    yield from (criteria.first, criteria.second, criteria.third)
    yield from (note.when for note in recommendation.notes)
    if isinstance(rule, Guard):
        yield from (rule.stops_when, rule.could_be_broken)
    if isinstance(rule, Advice):
        yield from (rule.stops_when, *rule.mentions)
        yield from () if rule.course is None else (rule.course,)
        for part in rule.parts:
            yield from _of_part(part)


def _of_part(part: Part) -> Iterator[x.Expr]:
    yield from (part.wants, part.criterion)
    match part.found:
        case EachEntry(entries, where, shows):
            yield x.Exists(entries, where)
            yield from () if shows is None else (shows,)
        case Amount(count):
            yield count
        case Span(first, last):
            yield from (first, last)
        case Missing(each):
            yield from (so for so, _ in each)


def nodes_of(recommendation: Recommendation) -> Iterator[x.Expr]:
    """Every node of what a recommendation asks; a node may come more than once."""
    for expression in expressions_of(recommendation):
        yield from x.walk(expression)
