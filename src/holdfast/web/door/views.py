"""One's own account: setting up a second factor, how long the session lasts, what was seen of the welcome."""

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import views as passkeys
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from holdfast.accounts import actions
from holdfast.accounts.queries import second_factors_of
from holdfast.people.queries import news_for
from holdfast.web.door import sessions, welcome


def no_sign_up(request: HttpRequest) -> HttpResponse:
    """Nobody makes an account for themselves. The address has a name because messages of the sign-in library ask for it."""
    raise Http404("accounts are made by the agency")


@login_required
def first_page(request: HttpRequest) -> HttpResponse:
    """Where one arrives: what one does most here, until it has been read; from then on, one's week."""
    words, week = welcome.words_for(request.user), welcome.address("worklists:week")
    if words is None and week:
        return redirect(week)
    context = {"welcome": words, "news": news_for(request.user)}
    return render(request, "web/door/first_page.html", context)


@login_required
def set_up(request: HttpRequest) -> HttpResponse:
    """The first thing after the first password: choose a passkey or an authenticator app."""
    if sessions.second_factor(request):
        return redirect("my_account")
    return render(request, "web/door/set_up.html")


@require_http_methods(["GET", "POST"])
def still_here(request: HttpRequest) -> JsonResponse:
    """How many seconds this session still lasts, for the page's clock; POST goes on using it. Zero when signed out.

    `csrf` lets a page that was open while its person signed in again send what was typed on it.
    """
    if not request.user.is_authenticated:
        return JsonResponse({"left": 0, "who": ""})
    left = max(0, sessions.time_left(request).seconds)
    return JsonResponse({"left": left, "who": request.user.audit_id, "csrf": get_token(request)})


@login_required
def my_account(request: HttpRequest) -> HttpResponse:
    """Who one is here, how one signs in, and where one is signed in."""
    kinds = second_factors_of(request.user)
    return render(
        request,
        "web/door/my_account.html",
        {
            "account": request.user,
            "has_app": Authenticator.Type.TOTP in kinds,
            "has_passkey": Authenticator.Type.WEBAUTHN in kinds,
            "has_codes": Authenticator.Type.RECOVERY_CODES in kinds,
        },
    )


@login_required
@require_POST
def welcome_done(request: HttpRequest) -> HttpResponse:
    """The welcome has been read and is shown no more."""
    actions.welcomed(account=request.user)
    return redirect("home")


@login_required
def remove_passkey(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a passkey away, unless it is the last thing that shows who this is. Raises Http404 for what is not theirs."""
    found = sessions.passkey(request, pk)
    if found is None:
        raise Http404("no such passkey")
    if sessions.is_last_factor(found):
        messages.warning(
            request, "This is the only way left to show who you are: add another before you take it away."
        )
        return redirect("mfa_list_webauthn")
    return passkeys.remove_webauthn(request, pk=pk)
