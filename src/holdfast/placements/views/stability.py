"""How a placement stands: concerns, contacts with the carers, extra support, readiness, brothers and sisters, lost homes."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from holdfast.accounts.models import Account
from holdfast.people import access, drafts
from holdfast.people.door import child_page
from holdfast.people.models import Child
from holdfast.people.pages.addressed import addressed
from holdfast.people.pages.row_form import RowForm
from holdfast.people.registry import lists
from holdfast.placements import queries, words
from holdfast.placements.access import SUPPORT
from holdfast.placements.forms.small import ConcernForm, ExtraForm, ReadinessForm, SupportForm
from holdfast.placements.models import CarerReadiness, CarerSupport, ExtraSupport, PlacementConcern
from holdfast.placements.shown import homes_shown

QUICK = {
    "placement_concerns": ConcernForm, "carer_support": SupportForm, "extra_support": ExtraForm,
    "readiness": ReadinessForm,
}  # fmt: skip


@child_page(SUPPORT)
def stability(request: HttpRequest, child: Child) -> HttpResponse:
    """What the team knows of how this placement goes, and what was done for it."""
    viewer = request.user
    homes = queries.homes_of(viewer, child.pk)
    names = queries.household_names([home.carer for home in homes if home.carer])
    who, today = addressed(viewer, child), access.today()
    shown = homes_shown(homes, names, who, today, ())
    now = next((each for each in shown if each.home.end is None), None)
    context = {
        "who": who,
        "today": today,
        "now": now,
        "this_placement": words.placement_start(homes),
        "placements_in_a_year": words.placements_in_a_year(homes, today),
        "ended_badly": [each for each in shown if each.home.end_reason == "breakdown"],
        "permanence": queries.permanence_of(viewer, child.pk),
        "siblings": _siblings(viewer, child),
        "children": queries.children_in_home_of(viewer, child.pk),
        "may_write": access.may_write(viewer, child.pk, SUPPORT),
        "quick": {name: _quick(viewer, child, name, form, today) for name, form in QUICK.items()},
    }
    return render(request, "placements/stability.html", context | _listed(viewer, child))


def _listed(viewer: Account, child: Child) -> dict[str, Any]:
    return {
        "concerns": queries.newest_first(PlacementConcern, viewer, child.pk, by="date"),
        "contacts": queries.newest_first(CarerSupport, viewer, child.pk, by="date"),
        "extra": queries.newest_first(ExtraSupport, viewer, child.pk, by="date"),
        "readiness": queries.newest_first(CarerReadiness, viewer, child.pk, by="on"),
    }


def _quick(viewer: Account, child: Child, name: str, form: type[RowForm], today: date) -> dict[str, Any]:
    """A quick form of its own, and where it is sent; its boxes must not share an id with another's.

    What is typed into it is kept as a draft of the page it is sent to: `begun` where there is one, which is gone on with there.
    """
    here = f"{reverse('placements:stability', args=[child.pk])}#{name}"
    own = name == "readiness"
    path = reverse("placements:add" if own else "entries:new", args=[child.pk, name])
    return {
        "form": form(auto_id=f"id_{name}_%s", initial={"on" if own else "date": today}),
        "path": path,
        "to": path if own else f"{path}?{urlencode({'next': here})}",
        "begun": drafts.load(by=viewer, child=child, form=path),
    }


def _siblings(viewer: Account, child: Child) -> list[Any]:
    """Brothers and sisters in care, read through the register of lists: their own room stands beside this one."""
    rows = access.visible(lists()["siblings"], viewer).filter(child=child, in_care=True)
    return list(rows.order_by("position"))
