"""Moves of a child: planning one, changing or calling off the plan, and the move that nobody could plan."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from holdfast.accounts.models import Account
from holdfast.people import access
from holdfast.people.door import child_page
from holdfast.people.models import Child
from holdfast.people.pages.addressed import addressed
from holdfast.people.pages.saving import save_or_show, sent
from holdfast.placements import actions, moving, queries, words
from holdfast.placements.access import MOVES
from holdfast.placements.forms.moves import CallOff, EmergencyMove, PlanMove
from holdfast.placements.models import Home, Move
from holdfast.placements.shown import move_shown
from holdfast.placements.views.homes import carer_key

IN_CARE_HOMES = ("foster", "kinship_foster", "residential", "secure", "adoptive")
KIND_OF_DESTINATION = {"return_home": "birth_family"}


@child_page(MOVES)
def moves(request: HttpRequest, child: Child) -> HttpResponse:
    """Moves ahead with how far they are prepared, and moves made."""
    viewer, day = request.user, access.today()
    who = addressed(viewer, child)
    found = queries.moves_of(viewer, child.pk)
    parts = queries.parts_of(viewer, found)
    shown = [move_shown(each, parts[each.pk], who, day) for each in found]
    return render(
        request,
        "placements/moves.html",
        {
            "who": who,
            "ahead": [each for each in shown if each.ahead][::-1],
            "made": [each for each in shown if not each.ahead],
            "today": day,
            "may_write": access.may_write(viewer, child.pk, MOVES),
        },
    )


def the_move(request: HttpRequest, child: Child, row: UUID) -> Move:
    """The move of this child's with this id; raises Http404."""
    move = queries.one_of(Move, request.user, child.pk, row)
    if move is None:
        raise Http404("no such move")
    return move


def _here(child: Child, move: Move) -> str:
    return reverse("placements:move", args=[child.pk, move.pk])


def _page(child: Child, heading: str, move: Move | None = None) -> dict[str, str]:
    back = _here(child, move) if move else reverse("placements:moves", args=[child.pk])
    return {"heading": heading, "back": back, "back_text": "The plan" if move else "Moves"}


@child_page(MOVES, to_write=True)
def plan(request: HttpRequest, child: Child) -> HttpResponse:
    """A new plan, with nothing prepared yet."""
    form = PlanMove(sent(request))
    return save_or_show(
        request, form, "people/form_page.html", _page(child, "Plan a move"),
        save=lambda: moving.plan_move(child=child, values=_planned(form, request.user), by=request.user),
        then=lambda made: _here(child, made), said="The plan is begun",
    )  # fmt: skip


def _planned(form: PlanMove, by: Account) -> dict[str, Any]:
    kind = KIND_OF_DESTINATION.get(form.cleaned_data["kind"], "")
    return form.values() | {"household": carer_key(form, kind, by) or ""}


@child_page(MOVES, to_write=True)
def change(request: HttpRequest, child: Child, row: UUID) -> HttpResponse:
    """Another day or place, or what goes along."""
    move = the_move(request, child, row)
    names = queries.household_names([move.household])
    form = PlanMove(sent(request), row=move, initial={"who_with": names.get(move.household, "")})
    return save_or_show(
        request, form, "people/form_page.html", _page(child, "Change the plan", move),
        save=lambda: moving.change_plan(
            move=move, version=form.cleaned_data["version"], values=_planned(form, request.user), by=request.user
        ),
        then=_here(child, move), said="The plan was changed",
    )  # fmt: skip


@child_page(MOVES, to_write=True)
def call_off(request: HttpRequest, child: Child, row: UUID) -> HttpResponse:
    """The move will not happen, and why."""
    move = the_move(request, child, row)
    form = CallOff(sent(request), row=move)
    return save_or_show(
        request, form, "people/form_page.html", _page(child, "Call the move off", move) | {"button": "Call it off"},
        save=lambda: moving.call_off(
            move=move, version=form.cleaned_data["version"], by=request.user, why=form.cleaned_data["why"]
        ),
        then=reverse("placements:moves", args=[child.pk]), said="The move was called off",
    )  # fmt: skip


@child_page(MOVES, to_write=True)
def emergency(request: HttpRequest, child: Child) -> HttpResponse:
    """Five questions, saved at once; everything else is asked the next day."""
    viewer = request.user
    homes = queries.homes_of(viewer, child.pk)
    leaving = next((home for home in homes[::-1] if home.end is None), None)
    form = EmergencyMove(sent(request), homes=homes, leaving=leaving, initial={"start": access.today()})
    return save_or_show(
        request, form, "placements/emergency_move.html",
        {**_page(child, "Emergency move"), "leaving": _sentence(leaving),
         "button": "Save the move", "one_go": True},
        save=lambda: _move_now(form, child, leaving, viewer), then=lambda made: _here(child, made),
        said="The move is recorded", refused=(actions.HomesOverlap,),
    )  # fmt: skip


def _sentence(leaving: Home | None) -> str:
    if leaving is None:
        return ""
    return words.lived(leaving, queries.household_names([leaving.carer or ""]), access.today())


def _move_now(form: EmergencyMove, child: Child, leaving: Home | None, by: Account) -> Move:
    told = form.cleaned_data
    kind = told["home"]
    in_care = leaving is not None and leaving.context == "in_care"
    home = {
        "start": told["start"],
        "home": kind,
        "carer": form.household,
        "context": _context(kind, leaving),
        "legal_status": leaving.legal_status if leaving and in_care and kind != "birth_family" else None,
        "why": told["why"],
    }
    sort = (
        "return_home"
        if kind == "birth_family" and in_care
        else "change_placement"
        if in_care
        else "enter_care"
    )
    move = {"kind": sort, "to": told["to"], "why": told["why"], "goes_along": told["goes_along"],
            "household": form.household or ""}  # fmt: skip
    return moving.emergency_move(
        child=child, home=home, move=move, told_by=told["told_by"], told_what=told["told_what"],
        leaving=leaving, by=by,
    )  # fmt: skip


def _context(kind: str, leaving: Home | None) -> str | None:
    """What the kind of home says of the care context; not known where it says nothing."""
    if kind in IN_CARE_HOMES:
        return "in_care"
    if leaving is None or (kind == "birth_family" and leaving.context == "in_care"):
        return None
    return leaving.context
