"""Where everything is recorded: from a part, or from a place that a finding names, to its page and question."""

from uuid import UUID

from django.urls import Resolver404, resolve, reverse

from holdfast.decisions.places import Place
from holdfast.people import drafts
from holdfast.web.entries.asking.wording import one
from holdfast.web.entries.parts import OWN, parts


def new(child: UUID, part: str, *, ask: str = "", inside: UUID | str | None = None) -> str:
    """Where an entry of a list is added; `ask` is the column to begin with, `inside` the programme of a session."""
    address = reverse("entries:new", args=[child, part])
    return f"{address}{f'?course={inside}' if inside else ''}{_question(ask)}"


def change(child: UUID, part: str, entry: UUID | str, *, ask: str = "") -> str:
    """Where an entry of a list is changed."""
    return reverse("entries:change", args=[child, part, entry]) + _question(ask)


def history(child: UUID, part: str, entry: UUID | str) -> str:
    """What was believed before of an entry."""
    return reverse("entries:history", args=[child, part, entry])


def whole(child: UUID, part: str, *, ask: str = "") -> str:
    """The page of a part: of a list all of its entries, of an object its questions."""
    return reverse("entries:part", args=[child, part]) + _question(ask)


def of_place(child: UUID, place: Place) -> str:
    """Where what a finding asks for is recorded: the very question, where it names one; of what is hidden, the list it is in."""
    part = parts()[place.of]
    if place.hidden:
        return whole(child, place.of) if part.is_list else reverse("entries:overview", args=[child])
    if not part.is_list:
        return whole(child, place.of, ask=place.column or "")
    if place.entry is None:
        return new(child, place.of, inside=place.above)
    return change(child, place.of, place.entry, ask=place.column or "")


def may_be_new(place: Place) -> bool:
    """Whether the place is a whole list, of which an entry is added."""
    return place.of != OWN and parts()[place.of].is_list and place.entry is None and not place.hidden


def title_of(address: str) -> str:
    """What the form at an address is for: 'Homes: add a home'. An address that is no form of these has no title."""
    try:
        match = resolve(drafts.parts_of(address)[0])
    except Resolver404:
        return "A form"
    part = parts().get(match.kwargs.get("part", ""))
    if part is None:
        return "What we do not know yet" if match.url_name == "unknown" else "A form"
    does = {"new": f"add {one(part.entry)}", "change": f"change {one(part.entry)}"}.get(match.url_name or "")
    return f"{part.title}: {does}" if does else part.title


def _question(column: str) -> str:
    return f"#id_{column}" if column else ""
