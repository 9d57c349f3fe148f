"""The demo's door: choose a person of the made-up authority and be signed in as them. Anywhere else it does not exist."""

from itertools import groupby

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from holdfast.accounts.queries import account_of_key
from holdfast.audit import actions as audit
from holdfast.demo import queries as demo
from holdfast.forms.words import counted
from holdfast.people.grounds import GROUNDS
from holdfast.web.door import sessions
from holdfast.web.middleware import look_as


@csrf_exempt  # so that a script may sign in; nobody is harmed by being made to look at made-up children
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """GET lists one of the demo's people in every role, then all others; POST with `account`, one of their keys, signs in.

    Raises Http404 outside the demo.
    """
    if not demo.is_demo():
        raise Http404("this is not the made-up authority")
    if request.method == "POST":
        return _enter(request, request.POST.get("account", ""))
    people = demo.people()
    look_as("")  # listing what each may see left the database looking as the last of them
    first = demo.one_a_role(people)
    others = [person for person in people if person not in first]
    by_role = [
        (words, [(person, sees(person)) for person in those])
        for words, those in groupby(others, key=lambda person: person.role_words)
    ]
    context = {"first": [(person, sees(person)) for person in first], "roles": by_role}
    return render(request, "web/door/demo.html", context)


def sees(person: demo.DemoPerson) -> str:
    """What this person sees, in a sentence without a child's name."""
    if not person.children:
        return "Sees no child’s record."
    grounds = sorted({GROUNDS.words[ground] for child in person.children for ground in child.grounds})
    return f"Sees {counted(len(person.children), 'child', 'children')}: {'; '.join(grounds)}."


def _enter(request: HttpRequest, key: str) -> HttpResponse:
    account = account_of_key(key)
    if account is None:
        raise Http404("nobody in the demo has this key")
    if request.user.is_authenticated:
        get_adapter().logout(request)
    get_adapter().login(request, account)
    sessions.begin(request, second_factor="demo")
    audit.record(by=account, did="signed in", detail={"with": ["demo"]})
    return redirect("home")
