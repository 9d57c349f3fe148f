"""From a finding to the form where what it asks for is written down."""

from django.urls import reverse

from holdfast.accounts.models import Account
from holdfast.decisions.queries import Shown
from holdfast.engine.definitions import Advice
from holdfast.engine.expressions import Field, walk
from holdfast.ng26.guideline import NG26
from holdfast.people.access import may_write
from holdfast.people.models import Child
from holdfast.people.registry import lists
from holdfast.web.entries import addresses
from holdfast.web.entries.parts import parts

# Where a page of its own serves better than the plain form of the list that a finding is met by.
BETTER: dict[str, tuple[str, ...]] = {
    "1.1.4": ("people:team",),
    "1.1.8": ("placements:permanence",),
    "1.1.10": ("placements:stability",),
    "1.1.12": ("placements:moves",),
    "1.1.13": ("family:family",),
    "1.1.14": ("placements:stability",),
    "1.1.15": ("placements:permanence",),
    "1.1.16": ("life_story:life_story",),
    "1.1.17": ("life_story:life_story",),
    "1.1.19": ("assessments:choose",),
    "1.2.5": ("education:school",),
    "1.3.2": ("assessments:overview",),
    "1.3.4": ("assessments:choose",),
    "1.3.8": ("assessments:add", "referrals"),
}


def where_to_record(viewer: Account, child: Child, shown: Shown) -> str:
    """Where the next step of this finding is written down; empty where there is nothing to write, or it is not the viewer's to write."""
    if shown.state == "ask":
        asked = any(not place.hidden and may_write(viewer, child.pk, place.kind) for place in shown.missing)
        return reverse("entries:unknown", args=[child.pk]) if asked else ""
    if shown.state not in ("act", "wait", "stop") or not _may_meet(viewer, child, shown.recommendation):
        return ""
    if shown.recommendation in BETTER:
        page, *more = BETTER[shown.recommendation]
        return reverse(page, args=[child.pk, *more])
    return _of_list(child, met_by(shown.recommendation))


def _may_meet(viewer: Account, child: Child, number: str) -> bool:
    part = parts().get(met_by(number) or "")
    return part is not None and may_write(viewer, child.pk, part.kind)


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
