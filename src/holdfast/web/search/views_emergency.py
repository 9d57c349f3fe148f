"""A record opened in an emergency: by whom it is opened, who sees it at once, and the manager who looks at it afterwards."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from holdfast.accounts.vocabulary import MAY_OPEN_IN_AN_EMERGENCY
from holdfast.audit import actions as audit
from holdfast.people import access, actions
from holdfast.people.pages.saving import kept_for_later, no_longer_draft, resumed, sent
from holdfast.people.queries import opening_to_review, openings_to_review
from holdfast.people.search.finding import child_of_ticket
from holdfast.web.search.forms import EmergencyForm, ReviewForm


@login_required
@require_http_methods(["GET", "POST"])
def open_record(request: HttpRequest, ticket: str) -> HttpResponse:
    """The reason, what will happen, and then the record. Raises Http404 for who may not, or on somebody else's or an old ticket."""
    if request.user.role not in MAY_OPEN_IN_AN_EMERGENCY:
        raise Http404("this role opens no record in an emergency")
    try:
        child = child_of_ticket(request.user, ticket)
    except access.NotAllowed:
        audit.record(by=request.user, did="refused", about="emergency opening")
        messages.info(request, _took_too_long(request))
        return redirect("search:search")
    if access.may_read(request.user, child, access.CORE):
        return redirect("child:overview", child=child)
    if later := kept_for_later(request, request.path):
        return later
    form = EmergencyForm(sent(request))
    if form.is_valid():
        try:
            actions.open_in_emergency(child_id=child, reason=form.cleaned_data["reason"], by=request.user)
        except actions.ReasonNeeded as needed:
            form.add_error("reason", str(needed).capitalize())
        else:
            no_longer_draft(request)
            return redirect("child:overview", child=child)
    context = {"form": form, "draft": resumed(request, form), "hours": actions.EMERGENCY_HOURS}
    return render(request, "web/search/emergency.html", context, status=422 if form.errors else 200)


def _took_too_long(request: HttpRequest) -> str:
    """What to do next, with the reason given back where one was typed."""
    reason = request.POST.get("reason", "").strip()
    given_back = f" You had written: “{reason}”" if reason else ""
    return f"This took too long: search for the child again.{given_back}"


@login_required
def openings(request: HttpRequest) -> HttpResponse:
    """Openings of the viewer's children's records that a manager has still to look at, and those looked at. Raises Http404."""
    if not request.user.is_staff_member:
        raise Http404("for managers")
    waiting, done = openings_to_review(request.user)
    return render(request, "web/search/openings.html", {"waiting": waiting, "done": done})


@login_required
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, opening: int) -> HttpResponse:
    """One opening, with what was looked at through it, and the manager's words. Raises Http404 where it is not theirs to review."""
    found = opening_to_review(request.user, opening)
    if found is None:
        audit.record(by=request.user, did="refused", about=f"emergency opening {opening}")
        raise Http404("no such opening, or not yours to review")
    if later := kept_for_later(request, reverse("search:openings")):
        return later
    form = ReviewForm(sent(request))
    if form.is_valid():
        actions.review_emergency(opening=found.opening, review=form.cleaned_data["review"], by=request.user)
        no_longer_draft(request)
        messages.success(request, "Your review is written down.")
        return redirect("search:openings")
    context = {"form": form, "draft": resumed(request, form), "found": found}
    return render(request, "web/search/review.html", context, status=422 if form.errors else 200)
