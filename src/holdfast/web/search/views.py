"""The search: one box. What was typed waits in the session, not in the address, so that no child's name stands in a browser's history."""

import time
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from holdfast.accounts.vocabulary import MAY_OPEN_A_RECORD, MAY_OPEN_IN_AN_EMERGENCY
from holdfast.people import access, drafts
from holdfast.people.search.finding import find, may_search
from holdfast.web.search.forms import SearchForm

TYPED, AT = "search_typed", "search_at"
STILL_FRESH = 1800  # seconds after a search during which a new record may be opened on the strength of it


@login_required
@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """The box. Raises Http404 for a role that has no search."""
    must_search(request)
    form = SearchForm(request.POST or None)
    if form.is_valid():
        request.session[TYPED], request.session[AT] = form.cleaned_data["asked"], int(time.time())
        return redirect("search:results")
    context = {"form": form, "begun": _begun(request)}
    return render(request, "web/search/search.html", context, status=422 if form.errors else 200)


def _begun(request: HttpRequest) -> list[tuple[str, datetime]]:
    """New records that this person began and did not open: what they had searched for, and when they last wrote."""
    found = [(*drafts.parts_of(each.form), each.saved) for each in drafts.begun(by=request.user)]
    return [(searched, saved) for path, searched, saved in found if path == reverse("search:new")]


@login_required
def results(request: HttpRequest) -> HttpResponse:
    """What the last search gives, looked for afresh. Raises Http404 for a role that has no search."""
    must_search(request)
    if not searched(request):
        return redirect("search:search")
    typed = request.session[TYPED]
    context = {
        "found": find(request.user, typed),
        "form": SearchForm(initial={"asked": typed}),
        "today": access.today(),
        "may_open": request.user.role in MAY_OPEN_A_RECORD,
        "may_open_in_emergency": request.user.role in MAY_OPEN_IN_AN_EMERGENCY,
    }
    return render(request, "web/search/results.html", context)


def searched(request: HttpRequest) -> bool:
    """Whether this person has searched within the last half hour."""
    return bool(request.session.get(TYPED)) and time.time() - request.session.get(AT, 0) < STILL_FRESH


def must_search(request: HttpRequest) -> None:
    """Raises Http404 for a role that has no search."""
    if not may_search(request.user):
        raise Http404("this role has no search")
