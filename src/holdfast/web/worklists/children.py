"""The list of the viewer's children: one line each, in a constant number of queries."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet, Window

from holdfast.accounts.models import Account
from holdfast.decisions.lists import Needs, what_needs
from holdfast.forms.words import age_words
from holdfast.ng26.vocabulary import HOMES
from holdfast.people.access import today
from holdfast.people.models import Child
from holdfast.people.queries import children_of
from holdfast.placements.queries import with_home
from holdfast.web.child.addresses import overview_of

A_PAGE = 25


@dataclass(frozen=True)
class Line:
    """One child of the list."""

    child: Child
    href: str
    age: str
    home: str
    needs: Needs


def chosen(viewer: Account, name: str = "") -> QuerySet[Child]:
    """The viewer's children whose name or reference holds `name`."""
    found = children_of(viewer)
    for word in name.split():
        found = found.filter(
            Q(sort_name__icontains=word) | Q(given_name__icontains=word) | Q(reference__iexact=word)
        )
    return found


def page_of(viewer: Account, *, number: Any = 1, name: str = "", size: int = A_PAGE) -> Page:
    """A page of lines; a number that is none shows the first, one too high the last. The count comes with the rows."""
    found = with_home(chosen(viewer, name), viewer)
    number = int(number) if str(number).isdecimal() and int(number) > 0 else 1
    first = (number - 1) * size
    rows = list(found.annotate(of_all=Window(Count("*")))[first : first + size])
    pages = Paginator(found, size)
    if rows:
        pages.count = rows[0].of_all
    page = pages.get_page(number)
    page.object_list = lines(viewer, rows or list(page.object_list))
    return page


def lines(viewer: Account, children: list[Child]) -> list[Line]:
    """Lines of these children, in their order."""
    needs = what_needs(viewer, [child.pk for child in children])
    day = today()
    return [
        Line(child, overview_of(child.pk), age_of(child, day), home_of(child), needs[child.pk])
        for child in children
    ]


def age_of(child: Child, day: date) -> str:
    """The age in words; said so where the date of birth is not known."""
    return age_words(child.date_of_birth, day) if child.date_of_birth else "age not known"


def home_of(child: Any) -> str:
    """Where the child lives, in a few words."""
    now = child.home_now
    if not now:
        return "not recorded"
    kind = HOMES.words.get(now["home"] or "", "")
    return f"{now['name']}, {kind}" if now["name"] and kind else now["name"] or kind or "not recorded"
