"""A new record, after a search: asked once more whether it is another child than those found."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from holdfast.accounts.vocabulary import MAY_OPEN_A_RECORD
from holdfast.forms.words import first_up
from holdfast.people import access, drafts
from holdfast.people.pages.saving import keep, kept_for_later, no_longer_draft, resumed
from holdfast.people.search.finding import Findings, look_for
from holdfast.people.search.typed import Asked, understand
from holdfast.web.search.forms import NewRecordForm
from holdfast.web.search.opening import open_with_team
from holdfast.web.search.views import AT, TYPED, must_search, searched


@login_required
@require_http_methods(["GET", "POST"])
def new_record(request: HttpRequest) -> HttpResponse:
    """GET asks who the child is; POST looks once more and opens the record. Raises Http404 for a role that may not open one."""
    must_search(request)
    if request.user.role not in MAY_OPEN_A_RECORD:
        raise Http404("this role opens no records")
    if later := kept_for_later(request, reverse("search:search"), at=_draft_of(request)):
        return later
    if not searched(request):
        if request.method == "POST":
            keep(request, at=_draft_of(request))
        messages.info(request, "Search for the child first: there may be a record already.")
        return redirect("search:search")
    if request.method == "GET":
        return _show(request, NewRecordForm(by=request.user, initial=_from_search(request)), None)
    return _open(request)


def _draft_of(request: HttpRequest) -> str:
    """What the draft goes by: what was searched for, so that what was typed about one child is not met again on another's form."""
    return drafts.address_of(request.path, request.POST.get(drafts.OF_FORM) or _said(request))


def _said(request: HttpRequest) -> str:
    return " ".join(request.session.get(TYPED, "").casefold().split())


def _open(request: HttpRequest) -> HttpResponse:
    form = NewRecordForm(request.POST, by=request.user)
    if not form.is_valid():
        return _show(request, form, None)
    found = look_for(request.user, _as_asked(form.cleaned_data))
    if found.matches or found.to_ask:
        form = NewRecordForm(request.POST, by=request.user, alike=True)
        if not form.is_valid():
            return _show(request, form, found)
    known = {name: value for name, value in form.cleaned_data.items() if name != "looked"}
    child = open_with_team(by=request.user, **known)
    no_longer_draft(request, at=_draft_of(request))
    request.session.pop(TYPED, None)
    request.session.pop(AT, None)
    return _to(request, child)


def _to(request: HttpRequest, child: Any) -> HttpResponse:
    if access.may_read(request.user, child.pk, access.CORE):
        messages.success(request, f"The record is open. Its reference is {child.reference}.")
        return redirect("child:overview", child=child.pk)
    messages.success(
        request, f"The record is open and with the person you chose. Its reference is {child.reference}."
    )
    return redirect("search:search")


def _as_asked(known: dict[str, Any]) -> Asked:
    names = " ".join(
        part for part in (known["given_name"], known["family_name"], known["chosen_name"]) if part
    )
    words = understand(names, today=access.today()).names
    return Asked(f"new record: {names}", words[:2], known["date_of_birth"], known["nhs_number"], known["upn"])


def _from_search(request: HttpRequest) -> dict[str, Any]:
    """What was searched for, as first answers."""
    asked = understand(request.session[TYPED], today=access.today())
    names = [first_up(name) for name in asked.names]
    return {
        "given_name": " ".join(names[:-1]) if len(names) > 1 else "".join(names),
        "family_name": names[-1] if len(names) > 1 else "",
        "date_of_birth": asked.born,
        "nhs_number": asked.nhs_number,
        "upn": asked.upn,
    }


def _show(request: HttpRequest, form: NewRecordForm, found: Findings | None) -> HttpResponse:
    draft = resumed(request, form, at=_draft_of(request))
    context = {
        "form": form,
        "draft": draft,
        "searched": _said(request),
        "found": found,
        "today": access.today(),
    }
    return render(request, "web/search/new.html", context, status=422 if form.errors else 200)
