"""Pages about what a child is called and the numbers they go by."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from holdfast.accounts.models import Account
from holdfast.people import access, keeping
from holdfast.people.access import CALLED, CORE, IDENTIFIERS
from holdfast.people.door import child_page
from holdfast.people.models import Child, Identifier, OtherName
from holdfast.people.names.forms import SCHEMES, CalledForm, NumberForm, OtherNameForm, OwnCalledForm
from holdfast.people.pages.addressed import addressed
from holdfast.people.pages.believed import Believed, believed
from holdfast.people.pages.may import may
from holdfast.people.pages.one_row import add_row, row_page
from holdfast.people.pages.saving import save_or_show, sent
from holdfast.people.queries import corrections_of_child
from holdfast.people.search import numbers


@child_page(CORE)
def names(request: HttpRequest, child: Child) -> HttpResponse:
    """What the child is called, was called, and likes to be called."""
    allowed = may(request.user, child)
    context = {
        "who": addressed(request.user, child),
        "others": access.visible(OtherName, request.user).filter(child=child).order_by("recorded_at"),
        "may_write": allowed.write(CORE),
        "may_say": allowed.write(CALLED),
        "sees_numbers": allowed.read(IDENTIFIERS),
        "believed": _called_before(request.user, child),
    }
    return render(request, "people/names/names.html", context)


def _called_before(viewer: Account, child: Child) -> list[Believed]:
    """How the child was called before, who put it right or said it themself, and when; the newest first."""
    told = believed(child, corrections_of_child(viewer, child), CalledForm(row=child))
    return [each for each in told if each.changes]


@child_page(CORE, to_write=True, seen=False)
def change(request: HttpRequest, child: Child) -> HttpResponse:
    """Names, pronouns and birthday put right; what was believed before is kept."""
    form = CalledForm(sent(request), row=child)
    return save_or_show(
        request, form, "people/form_page.html", _page(child, "What the child is called"),
        save=lambda: keeping.correct_child(
            child=child, version=form.cleaned_data["version"] or 0, values=form.values(), by=request.user
        ),
        then=_names(child),
    )  # fmt: skip


@child_page(CALLED, to_write=True, seen=False)
def called(request: HttpRequest, child: Child) -> HttpResponse:
    """What the young person wants to be called: they say so themselves. Who may change the whole row does it there."""
    if not addressed(request.user, child).own:
        return redirect("names:change", child=child.pk)
    form = OwnCalledForm(sent(request), row=child)
    return save_or_show(
        request, form, "people/names/called.html", _page(child, "What you want to be called"),
        save=lambda: keeping.be_called(
            child=child, version=form.cleaned_data["version"] or 0, by=request.user, **form.values()
        ),
        then=_names(child),
    )  # fmt: skip


@child_page(CORE, to_write=True, seen=False)
def add_other(request: HttpRequest, child: Child) -> HttpResponse:
    """Another name."""
    return add_row(
        request, child, OtherNameForm(sent(request)), _page(child, "Another name"), model=OtherName
    )


@child_page(CORE, to_write=True, seen=False)
def other(request: HttpRequest, child: Child, row: UUID) -> HttpResponse:
    """Another name put right or taken out."""
    found = _row(request, OtherName, child, row)
    return row_page(request, found, OtherNameForm(sent(request), row=found), _page(child, "Another name"))


@child_page(IDENTIFIERS)
def all_numbers(request: HttpRequest, child: Child) -> HttpResponse:
    """The numbers the child goes by."""
    rows = access.visible(Identifier, request.user).filter(child=child).order_by("scheme", "recorded_at")
    context = {
        "numbers": [
            (row, SCHEMES.get(row.scheme, row.scheme), numbers.said(row.scheme, row.value)) for row in rows
        ],
        "may_write": access.may_write(request.user, child.pk, IDENTIFIERS),
    }
    return render(request, "people/names/numbers.html", context)


@child_page(IDENTIFIERS, to_write=True, seen=False)
def add_number(request: HttpRequest, child: Child) -> HttpResponse:
    """Another number; said so where another of the viewer's children has it too."""
    form = NumberForm(sent(request))
    page = _page(child, "Add a number", back=_numbers(child), back_text="Numbers")

    def then(row: Any) -> str:
        return _warn_of_twins(request, row) or page["back"]

    return add_row(request, child, form, page, model=Identifier, then=then)


@child_page(IDENTIFIERS, to_write=True, seen=False)
def number(request: HttpRequest, child: Child, row: UUID) -> HttpResponse:
    """A number put right or taken out."""
    found = _row(request, Identifier, child, row)
    page = _page(child, "A number", back=_numbers(child), back_text="Numbers")
    return row_page(request, found, NumberForm(sent(request), row=found), page)


def _warn_of_twins(request: HttpRequest, row: Identifier) -> str:
    others = (
        access.visible(Identifier, request.user)
        .filter(scheme=row.scheme, value=row.value)
        .exclude(child=row.child_id)
    )
    if others.exists():
        messages.warning(request, "Another child you work with has this number too: is it the same child?")
    return ""


def _row(request: HttpRequest, model: Any, child: Child, row: UUID) -> Any:
    found = access.visible(model, request.user).filter(child=child, pk=row).select_related("child").first()
    if found is None:
        raise Http404("no such row, or not yours to see")
    return found


def _page(child: Child, heading: str, *, back: str = "", back_text: str = "Names") -> dict[str, str]:
    return {"heading": heading, "back": back or _names(child), "back_text": back_text}


def _names(child: Child) -> str:
    return reverse("names:names", args=[child.pk])


def _numbers(child: Child) -> str:
    return reverse("names:numbers", args=[child.pk])
