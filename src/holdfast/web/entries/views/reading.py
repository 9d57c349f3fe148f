"""Reading: all parts of a record at once, one part, what was believed before of one entry."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from holdfast.accounts.models import Account
from holdfast.people import drafts
from holdfast.people.access import CORE
from holdfast.people.door import child_page
from holdfast.people.models import Child, Draft
from holdfast.web.entries import addresses, history, titles
from holdfast.web.entries.door import entry_of, names_in, part_page, the_one
from holdfast.web.entries.parts import Part, Rights, known_none, newest_of, parts, rights, rows, said_of
from holdfast.web.entries.saying import facts, sentence
from holdfast.web.entries.views.entry import form_page

PAGE = 25


@child_page(CORE)
def overview(request: HttpRequest, child: Child) -> HttpResponse:
    """Every part the viewer may read, by room: how many, the newest in a sentence, or that nothing is recorded yet."""
    what, none = rights(request.user, child), known_none(child)
    rooms: dict[str, list[dict[str, Any]]] = {}
    for part in parts().values():
        if what.read(part) and not part.inside:
            rooms.setdefault(part.room, []).append(_card(child, part, what, none))
    context = {
        "rooms": [{"name": name, "parts": cards} for name, cards in rooms.items()],
        "begun": [_begun(request.user, child, draft) for draft in drafts.begun(by=request.user, child=child)],
    }
    return render(request, "entries/overview.html", context)


def _card(child: Child, part: Part, what: Rights, none: dict[str, Any]) -> dict[str, Any]:
    row, count = newest_of(part, child, what)
    said = sentence(part, said_of(part, row), names_in(part, [row])) if row else ""
    return {
        "part": part,
        "count": count if part.is_list else None,
        "newest": said,
        "recorded_at": getattr(row, "recorded_at", None),
        "known_none": none.get(part.name) if not row else None,
        "may_write": what.write(part),
        "href": addresses.whole(child.pk, part.name),
        "new": addresses.new(child.pk, part.name) if part.is_list else addresses.whole(child.pk, part.name),
    }


def _begun(viewer: Account, child: Child, draft: Draft) -> dict[str, Any]:
    return {"href": draft.form, "saved": draft.saved, "title": titles.told(viewer, child, draft.form)}


@part_page()
def part(request: HttpRequest, child: Child, part: Part, what: Rights) -> HttpResponse:
    """A list with its entries, or the questions of what is there once."""
    if part.is_list:
        return _list(request, child, part, what)
    row = the_one(part, child, what)
    if what.write(part):
        return form_page(request, child, part, what, row)
    said = said_of(part, row) if row else {}
    context = {"part": part, "facts": facts(part, said) if row else [], "row": row}
    return render(request, "entries/one.html", context)


def _list(request: HttpRequest, child: Child, part: Part, what: Rights) -> HttpResponse:
    paginator = Paginator(rows(part, child, what), PAGE)
    page = paginator.get_page(request.GET.get("page"))
    names = names_in(part, list(page.object_list))
    none = known_none(child).get(part.name)
    context = {
        "part": part,
        "page": page,
        "pages": paginator.get_elided_page_range(page.number),
        "entries": [_row(child, part, row, names) for row in page.object_list],
        "may_write": what.write(part),
        "known_none": none if not paginator.count else None,
        "taken_out": history.taken_out(part, child, what),
        "inside": [_inner(child, each, what) for each in parts().values() if each.inside is part],
    }
    return render(request, "entries/list.html", context)


def _row(child: Child, part: Part, row: Any, names: dict[str, str]) -> dict[str, Any]:
    said = said_of(part, row)
    return {
        "row": row,
        "sentence": sentence(part, said, names),
        "facts": facts(part, said, names),
        "change": addresses.change(child.pk, part.name, row.pk),
        "history": addresses.history(child.pk, part.name, row.pk),
    }


def _inner(child: Child, part: Part, what: Rights) -> dict[str, Any]:
    return {
        "part": part,
        "may_write": what.write(part),
        "href": addresses.whole(child.pk, part.name),
        "new": addresses.new(child.pk, part.name),
    }


@part_page()
def entry_history(
    request: HttpRequest, child: Child, part: Part, what: Rights, entry: UUID | None = None
) -> HttpResponse:
    """What was believed before of one entry: who put it right, when, and why."""
    if part.is_list:
        assert entry is not None
        row = rows(part, child, what).filter(pk=entry).first()
        versions = history.of(part, child, what, row, entry)
        row = row or (None if versions else entry_of(part, child, what, entry))
    else:
        row = the_one(part, child, what)
        versions = history.of(part, child, what, row, row.pk) if row else []
    context = {"part": part, "row": row, "versions": versions, "entry": entry}
    if row is not None:
        context["sentence"] = sentence(part, said_of(part, row), names_in(part, [row]))
        context["facts"] = facts(part, said_of(part, row), names_in(part, [row]))
    return render(request, "entries/history.html", context)
