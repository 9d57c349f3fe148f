"""From a finding to the form where what it asks for is written down."""

from django.urls import reverse

from holdfast.decisions.queries import Shown
from holdfast.engine.definitions import Advice
from holdfast.engine.expressions import Field, walk
from holdfast.ng26.guideline import NG26
from holdfast.people.models import Child
from holdfast.people.registry import lists
from holdfast.web.entries import addresses

# Where a page of its own serves better than the plain form of the list that a finding is met by.
BETTER = {}


def where_to_record(child: Child, shown: Shown) -> str:
    """Where the next step of this finding is written down; empty where there is nothing to write."""
    if shown.state == "ask":
        return reverse("entries:unknown", args=[child.pk]) if shown.missing else ""
    if shown.state not in ("act", "wait", "stop"):
        return ""
    for page, numbers in BETTER.values():
        if shown.recommendation in numbers:
            return reverse(page, args=[child.pk])
    return _of_list(child, met_by(shown.recommendation))


def _of_list(child: Child, name: str | None) -> str:
    if name is None:
        return ""
    # A programme under way is written on in its own entry, so the list comes first.
    return (
        addresses.new(child.pk, name)
        if name in lists() and name != "programmes"
        else addresses.whole(child.pk, name)
    )


def met_by(number: str) -> str | None:
    """The list or object that the recommendation is met by: the first that its `met` reads. None for a guard."""
    rule = NG26.by_number[number].rule
    if not isinstance(rule, Advice):
        return "proposals"
    reads = (node for node in walk(rule.met) if isinstance(node, Field))
    names = [node.owner or node.spec.key.partition("/")[0] for node in reads if node.spec.key != "as_of"]
    return next((name for name in names if name not in ("child", "care")), names[0] if names else None)
