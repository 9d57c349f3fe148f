"""How long a session lasts, and what it has proved.

A session ends IDLE_MINUTES after the last page, SESSION_COOKIE_AGE after signing in, and at once where the account is closed.
It opens the record only once a second factor was shown: until then its person can reach nothing but the pages to set one up.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse

from holdfast.audit import actions as audit
from holdfast.demo.queries import is_demo
from holdfast.web.views_errors import given_back

Answerer = Callable[[HttpRequest], HttpResponseBase]

SECOND_FACTORS = ("passkey", "app", "recovery code", "agency second factor", "demo")
NOTED_EVERY = 60  # seconds: a session is not written again for every page
JUST_NOW = 300  # seconds after signing in during which no further proof is asked
_BEGAN, _USED, _FACTOR, _DEMO = "door_began", "door_used", "door_second_factor", "door_demo"
# Pages that somebody without a second factor needs to get one, or to leave.
ENROLMENT = frozenset({
    "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
    "account_reauthenticate", "account_logout", "still_here", "set_up",
})  # fmt: skip


@dataclass(frozen=True)
class TimeLeft:
    """Seconds until the session ends: by not being used, and whatever happens."""

    idle: int
    absolute: int

    @property
    def seconds(self) -> int:
        """Until it ends if nothing happens."""
        return min(self.idle, self.absolute)


def begin(request: HttpRequest, *, second_factor: str) -> None:
    """Somebody has just signed in, having shown this second factor; empty where none is set up yet."""
    now = int(time.time())
    request.session.update({_BEGAN: now, _USED: now, _FACTOR: second_factor, _DEMO: is_demo()})


def in_demo(request: HttpRequest) -> bool:
    """Whether this is the made-up authority; for a session, as it was when it began."""
    session = getattr(request, "session", {})
    return bool(session[_DEMO]) if _DEMO in session else is_demo()


def just_signed_in(request: HttpRequest) -> bool:
    """Whether this session began within the last five minutes."""
    return time.time() - request.session.get(_BEGAN, 0) < JUST_NOW


def second_factor(request: HttpRequest) -> str:
    """The second factor this session has shown; empty for none."""
    return str(request.session.get(_FACTOR, ""))


def time_left(request: HttpRequest) -> TimeLeft:
    """How long this session still lasts."""
    now = int(time.time())
    used, began = request.session.get(_USED, 0), request.session.get(_BEGAN, 0)
    return TimeLeft(used + settings.IDLE_MINUTES * 60 - now, began + settings.SESSION_COOKIE_AGE - now)


def use(request: HttpRequest) -> None:
    """The session is in use now."""
    now = int(time.time())
    if now - request.session.get(_USED, 0) >= NOTED_EVERY:
        request.session[_USED] = now


def ends(get_response: Answerer) -> Answerer:
    """A session that has run out opens nothing more; what was being sent is given back to be copied."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return get_response(request)
        asks = request.path_info == reverse("still_here")
        if time_left(request).seconds <= 0:
            audit.record(by=request.user, did="signed out", detail={"because": "time ran out"})
            logout(request)
            return get_response(request) if asks else _ran_out(request)
        if request.method == "POST" or not asks:
            use(request)
        return get_response(request)

    return answer


def _ran_out(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return render(request, "holdfast/error_form_expired.html", {"typed": given_back(request)}, status=403)
    messages.info(request, "You were signed out because your time ran out. Sign in to go on where you were.")
    return redirect_to_login(request.get_full_path())


def need_second_factor(get_response: Answerer) -> Answerer:
    """Without a second factor only the pages to set one up answer; setting one up in this session counts as showing it."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if not request.user.is_authenticated or second_factor(request):
            return get_response(request)
        if _name(request) not in ENROLMENT:
            return redirect("set_up")
        if _enrolled(request):  # in another session: this one must show it
            logout(request)
            return redirect_to_login(reverse("home"))
        response = get_response(request)
        if request.user.is_authenticated and (added := _enrolled(request)):
            request.session[_FACTOR] = "passkey" if Authenticator.Type.WEBAUTHN in added else "app"
        return response

    return answer


def _name(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


def _enrolled(request: HttpRequest) -> set[str]:
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return set(Authenticator.objects.filter(user=request.user, type__in=kinds).values_list("type", flat=True))


def is_last_factor(authenticator: Authenticator) -> bool:
    """Whether its person has no other passkey and no app: it must not be taken away."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    others = Authenticator.objects.filter(user=authenticator.user_id, type__in=kinds).exclude(
        pk=authenticator.pk
    )
    return not others.exists()


def passkey(request: HttpRequest, pk: int) -> Authenticator | None:
    """One of the person's own passkeys, or None."""
    return Authenticator.objects.filter(user=request.user, type=Authenticator.Type.WEBAUTHN, pk=pk).first()
