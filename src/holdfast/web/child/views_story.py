"""The page of a child's story so far."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from holdfast.forms.words import age_in_years
from holdfast.people.door import child_page
from holdfast.people.models import Child
from holdfast.pictures.chronology import Chronology, draw, rows
from holdfast.placements.access import HOMES
from holdfast.web.child.story import chronology_of

WIDE, NARROW = 1120, 343


@child_page(HOMES)
def story(request: HttpRequest, child: Child) -> HttpResponse:
    """The chronology as a picture and as a table; `from` and `to` are years."""
    found = chronology_of(request.user, child)
    first, last = _window(request, found)
    return render(
        request,
        "web/child/story.html",
        {
            "wide": draw(found, first=first, last=last, width=WIDE, name="story"),
            "narrow": draw(found, first=first, last=last, width=NARROW, name="story"),
            "rows": rows(found, first=first, last=last),
            "years": _years(found, child, first, last),
            "zoomed": first is not None,
        },
    )


def _window(request: HttpRequest, found: Chronology) -> tuple[date | None, date | None]:
    """The days asked for by year; all of it where the address says nothing that can be shown."""
    first, last = (_year(request.GET.get(name, "")) for name in ("from", "to"))
    if first is None or not found.born.year <= first <= found.until.year:
        return None, None
    last = min(last if last and last >= first else first, found.until.year + 1)
    return date(first, 1, 1), date(last, 12, 31)


def _year(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) == 4 else None


def _years(found: Chronology, child: Child, first: date | None, last: date | None) -> list[dict[str, Any]]:
    """A link a year, with the age turned in it."""
    current = range(first.year, last.year + 1) if first and last else ()
    return [
        {"year": year, "age": _turned(child, year), "current": year in current}
        for year in range(found.born.year, found.until.year + 1)
    ]


def _turned(child: Child, year: int) -> str:
    if not child.date_of_birth:
        return ""
    age = age_in_years(child.date_of_birth, date(year, 12, 31))
    return "born" if age == 0 and child.date_of_birth.year == year else f"age {age}"
