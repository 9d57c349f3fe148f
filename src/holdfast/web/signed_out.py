"""A form sent after its person was signed out: what was typed is given back, and brought back once the same person signs in.

It waits in the session, in the database, for an hour at most, under the account that the browser was last signed in as. Somebody
else who signs in there never sees it: it is thrown away. The same account finds it as a draft where the form is.
"""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.http import urlencode

from holdfast.people import access, drafts
from holdfast.people.models import Child
from holdfast.web.views_errors import typed

Answerer = Callable[[HttpRequest], HttpResponseBase]

LAST_HERE, SALT = "holdfast_last_here", "holdfast.web.signed_out"
KEPT = "typed_while_signed_out"
KEPT_SECONDS, MOST_FORMS, MOST_CHARACTERS = 3600, 5, 500_000
DRAFTS = "/drafts"
NOT_SHOWN = ("version", drafts.OF_FORM)


def gives_back(get_response: Answerer) -> Answerer:
    """Outermost: notes who was last signed in at this browser, and answers a form that comes too late with its own content."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        before = request.user.pk if request.user.is_authenticated else None
        response = get_response(request)
        if request.user.is_authenticated:
            return _note(request, response)
        if request.method == "POST" and _came_too_late(request, response) and typed(request):
            return _give_back(request, before or _last_here(request))
        return response

    return answer


def brings_back(get_response: Answerer) -> Answerer:
    """Innermost, where the viewer is known: what waits for this account becomes its drafts; what waits for another goes."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated and KEPT in request.session:
            _bring_back(request, request.session.pop(KEPT))
            request.session.set_expiry(None)
        return get_response(request)

    return answer


def _note(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    if _last_here(request) != request.user.pk:
        response.set_signed_cookie(
            LAST_HERE, str(request.user.pk), salt=SALT, httponly=True, samesite="Lax", secure=settings.HTTPS
        )
    return response


def _last_here(request: HttpRequest) -> int | None:
    said = request.get_signed_cookie(LAST_HERE, default="", salt=SALT)
    return int(said) if said.isdecimal() else None


def _came_too_late(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether the door turned a form of ours away: not one of signing in itself."""
    if request.path.startswith(reverse("account_login").removesuffix("login/")):
        return False
    to_sign_in = response.status_code == 302 and str(response.get("Location", "")).startswith(
        reverse("account_login")
    )
    return to_sign_in or response.status_code in (401, 403)


def _give_back(request: HttpRequest, account: int | None) -> HttpResponse:
    address = request.path.removeprefix(DRAFTS)
    form = drafts.address_of(address, request.POST.get(drafts.OF_FORM, ""))
    kept = account is not None and _keep(request, account, form)
    if address != request.path:  # a form's script, which leaves what was typed where it is
        return JsonResponse(
            {"problem": "You are signed out. What you typed is still on this page."}, status=401
        )
    sign_in = f"{reverse('account_login')}?{urlencode({'next': address})}"
    shown = [
        (name.replace("_", " ").capitalize(), text) for name, text in typed(request) if name not in NOT_SHOWN
    ]
    context = {"typed": shown, "kept": kept, "sign_in": sign_in}
    return render(request, "entries/given_back.html", context, status=403)


def _keep(request: HttpRequest, account: int, form: str) -> bool:
    """Let it wait in the session; False where it is too long for that."""
    content = {name: values for name, values in request.POST.lists() if not name.startswith("_")}
    if sum(len(text) for values in content.values() for text in values) > MOST_CHARACTERS:
        return False
    waiting: list[dict[str, Any]] = request.session.get(KEPT, [])
    waiting = [each for each in waiting if each["account"] == account and each["form"] != form]
    one = {"account": account, "form": form, "content": content, "at": int(time.time())}
    request.session[KEPT] = [*waiting[1 - MOST_FORMS :], one]
    request.session.set_expiry(KEPT_SECONDS)
    return True


def _bring_back(request: HttpRequest, waiting: list[dict[str, Any]]) -> None:
    for each in waiting:
        if each["account"] == request.user.pk and time.time() - each["at"] < KEPT_SECONDS:
            _into_a_draft(request, each["form"], each["content"])


def _into_a_draft(request: HttpRequest, form: str, content: dict[str, list[str]]) -> None:
    try:
        drafts.save(by=request.user, child=child_of(request, form), form=form, content=content)
    except (Http404, drafts.DraftTooLong):
        return  # no longer theirs to see, or no form of ours: there is nowhere to bring it


def child_of(request: HttpRequest, address: str) -> Child | None:
    """The child whose page is at an address, None for a page about no child. Raises Http404 where it is not theirs to see."""
    try:
        match = resolve(drafts.parts_of(address)[0])
    except Resolver404:
        raise Http404("no such form") from None
    if "child" not in match.kwargs:
        return None
    child = access.children_visible_to(request.user).filter(pk=match.kwargs["child"]).first()
    if child is None:
        raise Http404("no such record, or not yours to see")
    return child
