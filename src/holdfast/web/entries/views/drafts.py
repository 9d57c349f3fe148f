"""Where a form's script sends what is typed, a second after typing stops."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from holdfast.people import drafts
from holdfast.web.entries.views.entry import what_was_typed
from holdfast.web.signed_out import child_of


@require_POST
def keep(request: HttpRequest, form: str) -> HttpResponse:
    """Keep what stands in the form at the address `/form`. Answers `{"saved": "Saved 14:02"}`, or 401 where nobody is signed in."""
    if not request.user.is_authenticated:
        return JsonResponse(
            {"problem": "You are signed out. What you typed is still on this page."}, status=401
        )
    address = f"/{form}"
    try:
        draft = drafts.save(
            by=request.user,
            child=child_of(request, address),
            form=drafts.address_of(address, request.POST.get(drafts.OF_FORM, "")),
            content=what_was_typed(request),
        )
    except drafts.DraftTooLong:
        return JsonResponse({"problem": "Too long to be kept as a draft. Save it in parts."}, status=413)
    return JsonResponse({"saved": f"Saved {timezone.localtime(draft.saved):%H:%M}"})
