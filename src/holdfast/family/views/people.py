"""One person: who they are, how they are related, how to reach them."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from holdfast.family import actions, forms, queries
from holdfast.family.access import FAMILY
from holdfast.family.models import Person, Reach, Relationship
from holdfast.family.shown import card
from holdfast.people import access
from holdfast.people.door import child_page
from holdfast.people.entries import Entry
from holdfast.people.models import Child
from holdfast.people.pages.addressed import addressed
from holdfast.people.pages.one_row import corrections_of, row_page
from holdfast.people.pages.saving import save_or_show, sent

FORM = "people/form_page.html"


def _found(model: type[Entry], request: HttpRequest, child: Child, row: UUID) -> Any:
    found = queries.one_of(model, request.user, child.pk, row)
    if found is None:
        raise Http404("no such entry, or not yours to see")
    return found


def _family(child: Child) -> str:
    return reverse("family:family", args=[child.pk])


def _person(child: Child, person: Person) -> str:
    return reverse("family:person", args=[child.pk, person.pk])


def _page(child: Child, heading: str, person: Person | None = None) -> dict[str, str]:
    back, text = (_person(child, person), person.name) if person else (_family(child), "Family")
    return {"heading": heading, "back": back, "back_text": text}


@child_page(FAMILY)
def person(request: HttpRequest, child: Child, row: UUID) -> HttpResponse:
    """Somebody with all that is known of them."""
    viewer = request.user
    someone = next(
        (each for each in queries.family_of(viewer, child.pk).people if each.person.pk == row), None
    )
    if someone is None:
        raise Http404("no such person, or not yours to see")
    who = addressed(viewer, child)
    context = {
        "who": who,
        "today": access.today(),
        "card": card(someone, access.today()),
        "corrected": corrections_of(viewer, someone.person),
        "may_write": access.may_write(viewer, child.pk, FAMILY),
    }
    return render(request, "family/person.html", context)


@child_page(FAMILY, to_write=True)
def new_person(request: HttpRequest, child: Child) -> HttpResponse:
    """Somebody new, and what they are to the child or to somebody known already."""
    viewer = request.user
    others = queries.people_of(viewer, child.pk)
    form = forms.NewPersonForm(sent(request), name=child.called_short, others=others)
    return save_or_show(
        request, form, FORM, _page(child, "Add somebody who matters"),
        save=lambda: actions.add_person(
            child=child, values=form.values(), relationship=form.relationship(), to_person=form.to_person, by=viewer,
            restricted=form.cleaned_data["restricted"],
        ),
        then=lambda made: _person(child, made), said=f"{_typed(form)} is recorded",
    )  # fmt: skip


def _typed(form: forms.NewPersonForm) -> str:
    return str(form.data.get("name", "")).strip() if form.is_bound else ""


@child_page(FAMILY, to_write=True)
def change_person(request: HttpRequest, child: Child, row: UUID) -> HttpResponse:
    """Put right who somebody is, hide them, or take them out with their ties."""
    held, viewer = _found(Person, request, child, row), request.user
    form = forms.PersonForm(sent(request), row=held)
    page = _page(child, held.name, held) | ({"back": _family(child)} if "remove" in request.POST else {})
    return row_page(
        request, held, form, page,
        save=lambda: actions.correct_person(
            person=held, version=form.cleaned_data["version"] or 0, values=form.values(), by=viewer,
            restricted=form.cleaned_data["restricted"],
        ),
        take_out=lambda why: actions.remove_person(person=held, by=viewer, why=why),
    )  # fmt: skip


@child_page(FAMILY, to_write=True)
def reach(request: HttpRequest, child: Child, row: UUID) -> HttpResponse:
    """How to reach somebody."""
    held, viewer = _found(Person, request, child, row), request.user
    known = queries.reach_of(viewer, held)
    form = forms.ReachForm(sent(request), row=known)
    page = _page(child, f"How to reach {held.name}", held)

    def save() -> Reach:
        return actions.keep_reach(
            person=held, reach=known, version=form.cleaned_data["version"] or 0, values=form.values(), by=viewer,
            restricted=form.cleaned_data["restricted"],
        )  # fmt: skip

    if known is None:
        return save_or_show(request, form, FORM, page, save=save, then=page["back"])
    return row_page(request, known, form, page, save=save)


@child_page(FAMILY, to_write=True)
def new_relationship(request: HttpRequest, child: Child, row: UUID) -> HttpResponse:
    """Another way in which somebody is related to the child, or to somebody else."""
    held, viewer = _found(Person, request, child, row), request.user
    form = forms.RelationshipForm(
        sent(request), name=child.called_short, person=held, others=_others(request, child, held)
    )
    page = _page(child, f"Add a relationship of {held.name}", held)
    return save_or_show(
        request, form, FORM, page,
        save=lambda: actions.relate(person=held, values=form.values(), to_person=form.to_person, by=viewer), then=page["back"],
    )  # fmt: skip


@child_page(FAMILY, to_write=True)
def relationship(request: HttpRequest, child: Child, row: UUID) -> HttpResponse:
    """A relationship put right, ended, or taken out."""
    tie, viewer = _found(Relationship, request, child, row), request.user
    held = _found(Person, request, child, tie.person_id)
    form = forms.RelationshipForm(
        sent(request), row=tie, name=child.called_short, person=held, others=_others(request, child, held)
    )
    return row_page(
        request, tie, form, _page(child, f"{held.name}: relationship", held),
        save=lambda: actions.correct_relationship(
            tie=tie, version=form.cleaned_data["version"] or 0, values=form.values(), to_person=form.to_person, by=viewer
        ),
    )  # fmt: skip


def _others(request: HttpRequest, child: Child, held: Person) -> list[Person]:
    return [each for each in queries.people_of(request.user, child.pk) if each.pk != held.pk]
