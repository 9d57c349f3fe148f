"""What the guideline's definitions rest on: the kinds of record each reads, the settings, and the edition of it all.

Nothing is written down twice: a recommendation that begins to read a new list needs, from that moment, the right to that list.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from django.conf import settings as django_settings

from holdfast import __version__
from holdfast.decisions.working_out.asked import nodes_of
from holdfast.engine import expressions as x
from holdfast.engine.definitions import Recommendation
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
