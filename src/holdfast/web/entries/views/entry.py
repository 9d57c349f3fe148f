"""Writing: add, change, take out, say that there is none; what was typed is kept as a draft until it is saved."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from holdfast.people import access, drafts, keeping
from holdfast.people.models import Child
from holdfast.people.pages import saving
from holdfast.web.entries import addresses, guarding, merging, writing
from holdfast.web.entries.asking.forms import EntryForm
from holdfast.web.entries.asking.wording import one
from holdfast.web.entries.door import entry_of, known_for, names_in, part_page
from holdfast.web.entries.parts import Part, Rights, rows, said_of
from holdfast.web.entries.saying import sentence

LATER, AFRESH = "_later", "_afresh"


@part_page(to_write=True)
def new(request: HttpRequest, child: Child, part: Part, what: Rights) -> HttpResponse:
    """Add an entry of a list."""
    if not part.is_list:
        return redirect(addresses.whole(child.pk, part.name))
    return form_page(request, child, part, what, None)


@part_page(to_write=True)
def change(request: HttpRequest, child: Child, part: Part, what: Rights, entry: UUID) -> HttpResponse:
    """Change an entry of a list."""
    if request.method == "POST" and not rows(part, child, what).filter(pk=entry).exists():
        return _gone(request, child, part)
    return form_page(request, child, part, what, entry_of(part, child, what, entry))


def form_page(request: HttpRequest, child: Child, part: Part, what: Rights, row: Any) -> HttpResponse:
    """The form of one entry: shown, kept for later, begun afresh, or saved."""
    if request.method != "POST":
        return _show(request, child, part, _first(request, child, part, what, row))
    if AFRESH in request.POST:
        drafts.drop(by=request.user, child=child, form=request.path)
        return redirect(request.get_full_path())
    if LATER in request.POST:
        return _keep_for_later(request, child, part)
    known = known_for(part, child, row, what)
    form = EntryForm(request.POST, part=part, rights=what, known=known)
    if not form.is_valid():
        return _show(request, child, part, form)
    if merging.is_stale(form) or merging.UNDER_WAY in request.POST:
        merged = merging.merged(child, form)
        if isinstance(merged, merging.Comparison):
            return _show_both(request, child, part, form, merged)
        form = EntryForm(merged, part=part, rights=what, known=known)
        if not form.is_valid():
            return _show(request, child, part, form)
    return _save(request, child, part, form)


def _first(request: HttpRequest, child: Child, part: Part, what: Rights, row: Any) -> EntryForm:
    """The form as it is opened: what was typed earlier, else what is known, else what the address brings."""
    draft = drafts.load(by=request.user, child=child, form=request.path)
    form = EntryForm(
        part=part,
        rights=what,
        known=known_for(part, child, row, what),
        typed=as_sent(draft.content) if draft else None,
        prefill=request.GET.dict(),
    )
    form.draft, form.guard_because = draft, guarding.reason_in(draft)
    return form


def as_sent(content: dict[str, list[str]]) -> QueryDict:
    """A draft's content as a form receives it."""
    sent = QueryDict(mutable=True)
    for name, values in content.items():
        sent.setlist(name, values)
    return sent


def _save(request: HttpRequest, child: Child, part: Part, form: EntryForm) -> HttpResponse:
    warned = guarding.warnings(request, child, form)
    if warned.open:
        return _show(request, child, part, form, warned)
    try:
        saved = writing.save(form=form, child=child, by=request.user)
    except keeping.StaleVersion:
        form.row.refresh_from_db()
        return _show_both(request, child, part, form, merging.comparison(child, form))
    except writing.Impossible:
        form.add_error(None, f"This {part.entry} is at the same time as another one that is not shown to you. "
                             "Ask the child’s social worker")  # fmt: skip
        return _show(request, child, part, form)
    warned.keep(by=request.user)
    drafts.drop(by=request.user, child=child, form=request.path)
    return _saved(request, child, part, saved)


def _saved(request: HttpRequest, child: Child, part: Part, saved: Any) -> HttpResponse:
    if not access.may_read(request.user, child.pk, part.kind):
        messages.success(request, "Saved. This record is no longer yours to see.")
        return redirect("/")
    said = sentence(part, said_of(part, saved), names_in(part, [saved])) if part.is_list else part.title
    messages.success(request, f"Saved: {said}")
    return redirect(
        _next(request) or addresses.whole(child.pk, part.name) if part.is_list else _after(request, child)
    )


def _after(request: HttpRequest, child: Child) -> str:
    return _next(request) or reverse("entries:overview", args=[child.pk])


def _next(request: HttpRequest) -> str:
    """Where the form was opened from, if that is one of our own pages."""
    wanted = request.GET.get("next", "")
    own = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    return wanted if own else ""


def _keep_for_later(request: HttpRequest, child: Child, part: Part) -> HttpResponse:
    drafts.save(by=request.user, child=child, form=request.path, content=what_was_typed(request))
    messages.info(
        request, f"Kept for you alone, not saved in the record yet: {addresses.title_of(request.path)}."
    )
    return redirect(_after(request, child))


def what_was_typed(request: HttpRequest) -> dict[str, list[str]]:
    """The form's fields as sent, without the buttons."""
    return {name: values for name, values in request.POST.lists() if not name.startswith("_")}


def _show(
    request: HttpRequest, child: Child, part: Part, form: EntryForm, warned: Any = None
) -> HttpResponse:
    if form.is_bound:
        _keep_what_was_sent(request)
    clash = None
    if form.clash is not None:
        clash = {
            "sentence": form.known.others_said[form.clash],
            "href": addresses.change(child.pk, part.name, form.known.others_at[form.clash]),
        }
    back = (
        addresses.whole(child.pk, part.name) if part.is_list else reverse("entries:overview", args=[child.pk])
    )
    context = {
        "part": part,
        "form": form,
        "row": form.row,
        "draft": getattr(form, "draft", None),
        "guard_because": getattr(form, "guard_because", ""),
        "clash": clash,
        "warned": warned,
        "heading": _heading(part, form),
        "back": _next(request) or back,
    }  # fmt: skip
    if form.row is not None and not part.is_own:
        context["history"] = addresses.history(child.pk, part.name, form.row.pk)
    return render(request, "entries/form.html", context, status=200)


def _keep_what_was_sent(request: HttpRequest) -> None:
    """As a draft: it is there even if nobody puts it right now."""
    with suppress(drafts.DraftTooLong):
        saving.keep(request)


def _heading(part: Part, form: EntryForm) -> str:
    if not part.is_list:
        return part.title
    return f"Change {one(part.entry)}" if form.row is not None else f"Add {one(part.entry)}"


def _show_both(
    request: HttpRequest, child: Child, part: Part, form: EntryForm, compared: "merging.Comparison"
) -> HttpResponse:
    if merging.UNDER_WAY not in request.POST:
        _keep_what_was_sent(request)
    context = {
        "part": part,
        "form": form,
        "compared": compared,
        "typed": merging.carried(request),
        "row": form.row,
    }
    return render(request, "entries/both.html", context, status=409)


def _gone(request: HttpRequest, child: Child, part: Part) -> HttpResponse:
    """Somebody took the entry out while it was being changed: what was typed is kept, and can be added anew."""
    drafts.save(
        by=request.user, child=child, form=addresses.new(child.pk, part.name), content=what_was_typed(request)
    )
    drafts.drop(by=request.user, child=child, form=request.path)
    messages.warning(
        request,
        "Somebody took this out while you were changing it. What you typed is kept here; save it to add it anew.",
    )
    return redirect(addresses.new(child.pk, part.name))


@part_page(to_write=True)
def remove(request: HttpRequest, child: Child, part: Part, what: Rights, entry: UUID) -> HttpResponse:
    """Take out an entry that was written by mistake, with the reason."""
    row = entry_of(part, child, what, entry)
    back = addresses.whole(child.pk, part.name)
    if later := saving.kept_for_later(request, back):
        return later
    form = merging.RemovalForm(saving.sent(request), initial={"version": row.version})
    if form.is_valid():
        try:
            writing.remove(part=part, row=row, by=request.user, **form.cleaned_data)
        except keeping.StaleVersion:
            form.add_error(None, "Somebody changed it in the meantime. Read it again before you take it out")
            form.data = {**form.data.dict(), "version": row.version}
        else:
            _forget_drafts_of(request, child, part, entry)
            messages.success(request, "Taken out. It stays in the history of this part.")
            return redirect(back)
    draft = saving.resumed(request, form)
    form.initial["version"] = row.version
    said = sentence(part, said_of(part, row), names_in(part, [row]))
    context = {"part": part, "row": row, "form": form, "draft": draft, "sentence": said}
    return render(request, "entries/remove.html", context)


def _forget_drafts_of(request: HttpRequest, child: Child, part: Part, entry: UUID) -> None:
    for form in (request.path, addresses.change(child.pk, part.name, entry)):
        drafts.drop(by=request.user, child=child, form=form)


@require_POST
@part_page(to_write=True)
def none(request: HttpRequest, child: Child, part: Part, what: Rights) -> HttpResponse:
    """Somebody looked, and there is nothing of this list to record; or takes that back."""
    if part.is_list and not part.inside and not rows(part, child, what).exists():
        if "taken_back" in request.POST:
            writing.unsay_none(part=part, child=child, by=request.user)
            messages.success(request, f"Recorded that it is not known: {part.title.lower()}.")
        else:
            writing.say_none(part=part, child=child, by=request.user)
            messages.success(request, f"Recorded that there is none: {part.title.lower()}.")
    return redirect(_next(request) or addresses.whole(child.pk, part.name))
