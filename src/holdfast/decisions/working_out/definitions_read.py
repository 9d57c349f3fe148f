"""What the guideline's definitions read, asked of the definitions themselves: their expressions, the kinds of record, the edition.

Nothing is written down twice: a recommendation that begins to read a new list needs, from that moment, the right to that list.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from django.conf import settings as django_settings

from holdfast import __version__
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
from holdfast.ng26.settings import overridden
from holdfast.people.access import CORE
from holdfast.people.registry import lists, objects


@cache
def settings_in_force() -> Mapping[str, int]:
    """The guideline's settings in this installation: the defaults, changed by Django's GUIDELINE_SETTINGS where it has any."""
    found, problems = overridden(getattr(django_settings, "GUIDELINE_SETTINGS", {}))
    if problems:
        raise ValueError("GUIDELINE_SETTINGS: " + "; ".join(problems))
    return found


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


@cache
def kinds_by_recommendation() -> Mapping[str, tuple[str, ...]]:
    """The kinds of record that each recommendation about a child rests on, sorted."""
    return {r.number: tuple(sorted(_kinds(r))) for r in NG26.about_a_child}


def _kinds(recommendation: Recommendation) -> set[str]:
    return {kind_of_place(name) for node in nodes_of(recommendation) for name in _places_read(node)}


def _places_read(node: x.Expr) -> Iterator[str]:
    """The lists and objects that a node reads by itself."""
    if isinstance(node, x.Field) and node.spec.key != "as_of":
        yield node.owner or node.spec.key.partition("/")[0]
    elif isinstance(node, (x.Over, x.PeerExists)):
        yield node.entries.name


def kind_of_place(name: str) -> str:
    """The kind of record that keeps a list or an object of the case file; raises KeyError for an unknown name."""
    if name == "child":
        return CORE.code
    return (lists().get(name) or objects()[name]).record_kind.code


@cache
def edition() -> str:
    """A fingerprint of the guideline's edition, the settings in force and every definition: another one outdates what is kept."""
    said = hashlib.sha256(f"{__version__} {NG26.edition} {sorted(settings_in_force().items())}".encode())
    for recommendation in NG26.about_a_child:
        said.update(f"{recommendation.number} {recommendation.summary} {recommendation.strength}".encode())
        for node in nodes_of(recommendation):
            said.update(_plainly(node).encode())
    return said.hexdigest()[:24]


def _plainly(node: Any) -> str:
    values = [getattr(node, f.name) for f in fields(node)] if is_dataclass(node) else []
    plain = [v for v in values if isinstance(v, (str, int, float)) or (isinstance(v, tuple) and _texts(v))]
    key = node.spec.key if isinstance(node, x.Field) else ""
    return f"{type(node).__name__}{key}{plain}"


def _texts(values: tuple[Any, ...]) -> bool:
    return all(isinstance(value, str) for value in values)
