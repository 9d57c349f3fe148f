"""The child's own words, the newest first; only who wrote them down may put them right."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from holdfast.accounts.models import Account
from holdfast.people import access, keeping
from holdfast.people.access import VOICE
from holdfast.people.door import child_page
from holdfast.people.models import Child, Voice
from holdfast.people.pages.addressed import Addressed, addressed
from holdfast.people.pages.one_row import row_page
from holdfast.people.pages.row_form import RowForm
from holdfast.people.pages.saving import save_or_show, sent
from holdfast.people.queries import words_of
from holdfast.people.words.forms import HeardForm, OwnWordsForm

ALL = 500


@child_page(VOICE)
def words(request: HttpRequest, child: Child) -> HttpResponse:
    """Everything the child said that somebody wrote down, or wrote themselves."""
    viewer, may_write = request.user, access.may_write(request.user, child.pk, VOICE)
    context = {
        "who": addressed(viewer, child),
        "said": [_shown(each, viewer, child, may_write) for each in words_of(viewer, child.pk, most=ALL)],
        "may_write": may_write,
    }
    return render(request, "people/words/words.html", context)


def _shown(row: Voice, viewer: Account, child: Child, may_write: bool) -> dict[str, Any]:
    mine = row.recorded_by == viewer.audit_id
    return {"row": row, "by_child": written_by_child(row, child), "mine": may_write and mine}


def written_by_child(row: Voice, child: Child) -> bool:
    """Whether the young person wrote them here themself."""
    return child.account_id is not None and row.recorded_by == child.account.audit_id


def _page(child: Child, who: Addressed, heading: str) -> dict[str, str]:
    return {
        "heading": heading,
        "back": reverse("words:words", args=[child.pk]),
        "back_text": f"{who.Whose} own words",
    }


def _form(who: Addressed, request: HttpRequest, **options: Any) -> RowForm:
    return OwnWordsForm(sent(request), **options) if who.own else HeardForm(sent(request), **options)


@child_page(VOICE, to_write=True)
def add(request: HttpRequest, child: Child) -> HttpResponse:
    """Say something (the young person), or write down what the child said (everybody else)."""
    viewer, who = request.user, addressed(request.user, child)
    form = _form(who, request, initial={} if who.own else {"on": access.today(), "said_to": viewer.name})
    heading = "Say it in your own words" if who.own else f"Write down what {who.who} said"
    when = {"on": access.today()} if who.own else {}
    return save_or_show(
        request, form, "people/form_page.html", _page(child, who, heading),
        save=lambda: keeping.add(model=Voice, child=child, values={**when, **form.values()}, by=viewer),
        then=reverse("words:words", args=[child.pk]), said="Kept",
    )  # fmt: skip


@child_page(VOICE, to_write=True)
def change(request: HttpRequest, child: Child, row: UUID) -> HttpResponse:
    """Put right or take out words that one wrote down oneself."""
    viewer, who = request.user, addressed(request.user, child)
    held = access.visible(Voice, viewer).filter(child=child, pk=row).select_related("child").first()
    if held is None or held.recorded_by != viewer.audit_id:
        raise Http404("no such words, or written down by somebody else")
    return row_page(request, held, _form(who, request, row=held), _page(child, who, "Put it right"))
