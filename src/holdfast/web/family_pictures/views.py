"""Genogram and ecomap on any day, each with a legend and the same in words; only what the viewer may see is drawn."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from holdfast.accounts.models import Account
from holdfast.education.queries import schools_of
from holdfast.family import ecomap as around
from holdfast.family import genogram as kin
from holdfast.family.access import FAMILY
from holdfast.family.queries import family_of
from holdfast.forms.fields import DayField
from holdfast.forms.words import first_up
from holdfast.ng26.vocabulary import TEAM_ROLES
from holdfast.people.access import today
from holdfast.people.door import child_page
from holdfast.people.models import Child
from holdfast.people.pages.addressed import addressed
from holdfast.people.queries import team_of_child
from holdfast.pictures.ecomap import Ecomap, Tie
from holdfast.pictures.ecomap import draw as draw_ecomap
from holdfast.pictures.ecomap import sentences as ecomap_in_words
from holdfast.pictures.genogram import draw as draw_genogram
from holdfast.pictures.genogram import sentences as genogram_in_words
from holdfast.pictures.svg import Picture
from holdfast.placements.queries import home_on, household_names

WIDE, NARROW = 1120, 343


class OnDay(forms.Form):
    """The day of the picture."""

    on = DayField(label="On which day?", said="the day of the picture", not_after=today)


def _day(request: HttpRequest) -> tuple[OnDay, date]:
    """The day asked for; today where none is, or where it is no day that can be shown."""
    asked = any(name.startswith("on") for name in request.GET)
    form = OnDay(request.GET if asked else None, initial={"on": today()})
    return form, form.cleaned_data["on"] if asked and form.is_valid() else today()


@child_page(FAMILY)
def genogram(request: HttpRequest, child: Child) -> HttpResponse:
    """Who belongs to the child's family and how, on a day."""
    form, on = _day(request)
    family = family_of(request.user, child.pk)
    home = _household(request.user, child, on)
    drawn = kin.of(child, family, on=on, household=home, is_today=on == today())
    return _page(
        request, child, "genogram", form, on,
        draw=lambda width: draw_genogram(drawn.family, kin.CHILD, on, width=width, name="genogram"),
        sentences=genogram_in_words(drawn.family, kin.CHILD, on), alone=drawn.alone,
    )  # fmt: skip


def _household(viewer: Account, child: Child, on: date) -> str:
    home = home_on(viewer, child.pk, on)
    if home is None or not home.carer:
        return ""
    return household_names([home.carer]).get(home.carer, "")


@child_page(FAMILY)
def ecomap(request: HttpRequest, child: Child) -> HttpResponse:
    """Who and what is around the child, on a day."""
    form, on = _day(request)
    family = family_of(request.user, child.pk)

    def address(person: UUID) -> str:
        return reverse("family:person", args=[child.pk, person])

    ties = [
        *around.ties_of(family, address=address),
        *_school(request.user, child),
        *_team(request.user, child, on),
    ]
    drawn = Ecomap(child.called_short, ties)
    return _page(
        request, child, "ecomap", form, on, draw=lambda width: draw_ecomap(drawn, on, width=width, name="ecomap"),
        sentences=ecomap_in_words(drawn, on), alone=[],
    )  # fmt: skip


def _school(viewer: Account, child: Child) -> Iterator[Tie]:
    for each in schools_of(viewer, child.pk):
        yield Tie(each.name, "school", "unknown", start=each.start, end=each.end)


def _team(viewer: Account, child: Child, on: date) -> Iterator[Tie]:
    for each in team_of_child(viewer, child.pk, on=on):
        group = "school" if each.role in ("designated_teacher", "school_key_person") else "services"
        yield Tie(
            each.name,
            group,
            "unknown",
            detail=first_up(TEAM_ROLES.words[each.role]),
            start=each.since,
            end=each.until,
        )


def _page(
    request: HttpRequest, child: Child, which: str, form: OnDay, on: date, *, draw: Callable[[int], Picture],
    sentences: list[str], alone: list[str],
) -> HttpResponse:  # fmt: skip
    context: dict[str, Any] = {
        "who": addressed(request.user, child),
        "which": which,
        "form": form,
        "on": on,
        "is_today": on == today(),
        "wide": draw(WIDE),
        "narrow": draw(NARROW),
        "sentences": sentences,
        "alone": alone,
    }
    return render(request, "web/family_pictures/picture.html", context)
