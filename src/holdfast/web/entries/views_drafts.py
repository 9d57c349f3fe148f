"""Where a form's script sends what is typed, a second after typing stops."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.views.decorators.http import require_POST

from holdfast.people import access, drafts
from holdfast.people.models import Child
from holdfast.web.entries.views_writing import what_was_typed


@require_POST
def keep(request: HttpRequest, form: str) -> HttpResponse:
    """Keep what stands in the form at the address `/form`. Answers `{"saved": "Saved 14:02"}`, or 401 where nobody is signed in."""
    if not request.user.is_authenticated:
        return JsonResponse(
            {"problem": "You are signed out. What you typed is still on this page."}, status=401
        )
    return _keep(request, f"/{form}")


@login_required
def _keep(request: HttpRequest, address: str) -> HttpResponse:
    child = _child_of(request, address)
    try:
        draft = drafts.save(by=request.user, child=child, form=address, content=what_was_typed(request))
    except drafts.DraftTooLong:
        return JsonResponse({"problem": "Too long to be kept as a draft. Save it in parts."}, status=413)
    return JsonResponse({"saved": f"Saved {timezone.localtime(draft.saved):%H:%M}"})


def _child_of(request: HttpRequest, address: str) -> Child | None:
    """The child whose form it is. Raises Http404 where there is no such form, or the child is not theirs to see."""
    try:
        match = resolve(address)
    except Resolver404:
        raise Http404("no such form") from None
    if "child" not in match.kwargs:
        return None
    child = access.children_visible_to(request.user).filter(pk=match.kwargs["child"]).first()
    if child is None:
        raise Http404("no such record, or not yours to see")
    return child
