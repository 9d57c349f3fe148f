"""Where a child has lived; beginning a home, putting one right, and the household."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from holdfast.accounts.models import Account
from holdfast.people import access, keeping
from holdfast.people.door import child_page
from holdfast.people.models import Child
from holdfast.people.pages.addressed import addressed
from holdfast.people.pages.believed import believed
from holdfast.people.pages.may import May, may
from holdfast.people.pages.one_row import corrections_of
from holdfast.people.pages.saving import save_or_show, sent
from holdfast.people.pages.sought import NEW
from holdfast.placements import actions, queries, words
from holdfast.placements.access import HOMES, HOUSEHOLDS, PERMANENCE, SUPPORT
from holdfast.placements.forms.homes import HouseholdAsked, HouseholdForm, NewHome
from holdfast.placements.models import (
    Home,
    HouseholdDetail,
    MissingEpisode,
    Respite,
    UnaccompaniedPeriod,
    Visit,
)
from holdfast.placements.shown import homes_shown


@child_page(HOMES)
def homes(request: HttpRequest, child: Child) -> HttpResponse:
    """Every home in sentences, the newest first, and times away."""
    viewer = request.user
    found = queries.homes_of(viewer, child.pk)
    names = _names(found)
    who = addressed(viewer, child)
    shown = homes_shown(found, names, who, access.today(), queries.corrected(viewer, child.pk, found))
    now = next((each for each in shown if each.home.end is None), None)
    allowed = may(viewer, child)
    return render(
        request,
        "placements/homes.html",
        {
            "who": who,
            "now": now,
            "before": [each for each in shown if each is not now],
            "today": access.today(),
            "may_write": allowed.write(HOMES),
            "sees_support": allowed.read(SUPPORT),
            "sees_permanence": allowed.read(PERMANENCE),
            "household": _household(viewer, child, now.home if now else None, allowed),
            **_other_times(viewer, child),
        },
    )


def _names(homes: list[Home]) -> dict[str, str]:
    return queries.household_names([home.carer for home in homes if home.carer])


def _other_times(viewer: Account, child: Child) -> dict[str, Any]:
    return {
        "respite": queries.newest_first(Respite, viewer, child.pk, by="start"),
        "missing": queries.newest_first(MissingEpisode, viewer, child.pk, by="start"),
        "unaccompanied": queries.newest_first(UnaccompaniedPeriod, viewer, child.pk, by="start"),
        "visits": queries.newest_first(Visit, viewer, child.pk, by="on"),
    }


def _household(viewer: Account, child: Child, home: Home | None, allowed: May) -> dict[str, Any] | None:
    """The household of the present home, as far as the viewer may know it."""
    key = home.carer if home else None
    household = queries.household_of(key)
    if household is None or not allowed.read(HOUSEHOLDS):
        return None
    return {
        "name": household.name or household.key,
        "detail": queries.details_of(viewer, child.pk).get(household.key),
        "may_write": allowed.write(HOUSEHOLDS),
        "manages": allowed.manages,
    }


def carer_key(form: HouseholdAsked, kind: str, by: Account) -> str | None:
    """The key of the household a form names; one that is new here is made."""
    if form.household != NEW:
        return form.household
    return actions.new_household(name=form.cleaned_data["who_with"], kind=kind or "", by=by).key


@child_page(HOMES, to_write=True)
def begin(request: HttpRequest, child: Child) -> HttpResponse:
    """A new home; the one the child leaves ends with it, in one step."""
    viewer = request.user
    found = queries.homes_of(viewer, child.pk)
    leaving = next((home for home in found[::-1] if home.end is None), None)
    initial = _begun_from(request, viewer, child, leaving)
    form = NewHome(sent(request), homes=found, leaving=leaving, initial=initial)
    names = _names(found)
    then = reverse("placements:homes", args=[child.pk])
    context = {
        "heading": "Begin a new home", "back": then, "back_text": "Homes",
        "leaving": words.lived(leaving, names, access.today()) if leaving else "",
    }  # fmt: skip
    return save_or_show(
        request, form, "placements/new_home.html", context, save=lambda: _begin(form, child, leaving, viewer),
        then=then, said="The new home is recorded", refused=(actions.HomesOverlap,),
    )  # fmt: skip


def _begun_from(request: HttpRequest, viewer: Account, child: Child, leaving: Home | None) -> dict[str, Any]:
    """What is known already: the move it comes from, and the circumstances that go on."""
    known: dict[str, Any] = {"version": leaving.version if leaving else None}
    if leaving:
        known |= {"context": leaving.context, "legal_status": leaving.legal_status}
    move = next((m for m in queries.moves_of(viewer, child.pk) if str(m.pk) == request.GET.get("move")), None)
    if move is None:
        return known
    known |= {"start": move.date, "entry": "emergency" if move.emergency else "planned", "why": move.why}
    known |= {"end_reason": "returned_home" if move.kind == "return_home" else "planned_move"}
    return known | {"who_with": queries.household_names([move.household]).get(move.household, "")}


def _begin(form: NewHome, child: Child, leaving: Home | None, by: Account) -> None:
    values = form.values() | {"carer": carer_key(form, form.cleaned_data["home"], by)}
    actions.change_home(
        child=child, values=values, by=by, leaving=leaving,
        leaving_version=form.cleaned_data["version"] or 0, ended=form.ended(),
    )  # fmt: skip


@child_page(HOUSEHOLDS, to_write=True)
def household(request: HttpRequest, child: Child) -> HttpResponse:
    """Where the household is, and who else lives there."""
    viewer = request.user
    home = queries.home_on(viewer, child.pk)
    named = queries.household_of(home.carer if home else None)
    if named is None:
        raise Http404("no household is named for the home now")
    detail = queries.details_of(viewer, child.pk).get(named.key)
    form = HouseholdForm(sent(request), row=detail)
    then = reverse("placements:homes", args=[child.pk])
    context = {"heading": named.name or f"Household {named.key}", "back": then, "back_text": "Homes", "row": detail,
               "believed": believed(detail, corrections_of(viewer, detail), form) if detail else []}  # fmt: skip
    return save_or_show(
        request, form, "people/form_page.html", context, save=lambda: _keep_household(form, child, named, detail, viewer),
        then=then, said="The household is recorded",
    )  # fmt: skip


def _keep_household(
    form: HouseholdForm, child: Child, named: Any, detail: HouseholdDetail | None, by: Account
) -> None:
    restricted = form.cleaned_data["restricted"]
    if detail is None:
        values = {**form.values(), "household": named}
        keeping.add(model=HouseholdDetail, child=child, values=values, by=by, restricted=restricted)
    else:
        keeping.correct(
            row=detail, version=form.cleaned_data["version"], values=form.values(), by=by,
            restricted=restricted,
        )  # fmt: skip
