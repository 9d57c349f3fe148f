"""What happens to a form that was sent: kept and on to the next page, or shown again with everything that was typed.

What is typed is kept as a draft on the server too, theirs alone, until the form is saved: a page left half-way loses nothing.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils import timezone

from holdfast.people import drafts
from holdfast.people.keeping import StaleVersion
from holdfast.people.models import Child, Draft
from holdfast.people.pages.row_form import RowForm, resume

LATER, AFRESH = "_later", "_afresh"
TAKE_OUT = "take_out"  # which form of its page asks why a row is taken out


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, or None where the page is only looked at, kept for later or begun afresh."""
    is_sent = request.method == "POST" and LATER not in request.POST and AFRESH not in request.POST
    return request.POST if is_sent else None


def save_or_show(
    request: HttpRequest,
    form: RowForm,
    template: str,
    context: Mapping[str, Any],
    *,
    save: Callable[[], Any],
    then: str | Callable[[Any], str],
    said: str = "Saved",
    refused: tuple[type[Exception], ...] = (),
) -> HttpResponse:
    """Save a valid form and go on, saying so with the time; else show it, with what is wrong or what somebody else saved.

    `then` is where to go, or finds it from what was saved; `context["back"]` is where 'finish later' leads. Of `refused`
    exceptions, the sentence is shown on the form.
    """
    if later := kept_for_later(request, context["back"]):
        return later
    if form.is_bound and form.is_valid():
        try:
            kept = save()
        except StaleVersion as stale:
            form.show_conflict(stale.there)
        except refused as problem:
            form.add_error(None, str(problem))
        else:
            no_longer_draft(request)
            return saved(request, then(kept) if callable(then) else then, said)
    draft = resumed(request, form)
    status = 422 if form.errors else 200
    return render(request, template, {**context, "form": form, "draft": draft}, status=status)


def kept_for_later(request: HttpRequest, back: str, *, at: str = "") -> HttpResponseRedirect | None:
    """After 'finish later' what was typed is kept, after 'start afresh' it is forgotten; None after anything else.

    `at`: what the draft goes by, where that is not the page's own address.
    """
    if request.method != "POST" or sent(request) is not None:
        return None
    if AFRESH in request.POST:
        no_longer_draft(request, at=at)
        return HttpResponseRedirect(request.get_full_path())
    keep(request, at=at)
    messages.info(request, "Kept for you alone, not saved in the record yet.")
    return HttpResponseRedirect(back)


def keep(request: HttpRequest, *, at: str = "") -> None:
    """Keep what was sent as a draft. Raises drafts.DraftTooLong."""
    typed = {name: values for name, values in request.POST.lists() if not name.startswith("_")}
    drafts.save(by=request.user, child=_child(request), form=at or request.path, content=typed)


def resumed(request: HttpRequest, form: Form, *, at: str = "") -> Draft | None:
    """Fill a form that is only looked at with what was typed into it earlier and not saved; None where there is nothing.

    What was sent and could not be saved is kept, so that it is there even if nobody puts it right now.
    """
    if form.is_bound:
        with suppress(drafts.DraftTooLong):
            keep(request, at=at)
        return None
    draft = drafts.load(by=request.user, child=_child(request), form=at or request.path)
    if draft:
        resume(form, draft.content)
    return draft


def no_longer_draft(request: HttpRequest, *, at: str = "") -> None:
    """Forget what was typed: it was saved, or is not wanted."""
    drafts.drop(by=request.user, child=_child(request), form=at or request.path)


def why_taken_out(request: HttpRequest, otherwise: str) -> str:
    """The reason typed for taking out the row of this page, which is then no draft any more, as little as the row's own form."""
    no_longer_draft(request)
    no_longer_draft(request, at=drafts.address_of(request.path, TAKE_OUT))
    return request.POST.get("remove_why", "").strip() or otherwise


def _child(request: HttpRequest) -> Child | None:
    """The child whose page this is, None for a page about no child."""
    return getattr(request, "child", None)


def saved(request: HttpRequest, then: str, said: str = "Saved") -> HttpResponseRedirect:
    """On to the next page, which says what was done and when."""
    messages.success(request, f"{said} at {timezone.localtime():%H:%M}.")
    return HttpResponseRedirect(then)
