"""Short entries that no case file knows: each is added, put right or taken out on one small page."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from holdfast.people.door import child_for, child_page
from holdfast.people.entries import Entry
from holdfast.people.models import Child
from holdfast.people.pages.one_row import add_row, row_page
from holdfast.people.pages.row_form import RowForm
from holdfast.people.pages.saving import sent
from holdfast.placements import models, queries
from holdfast.placements.access import HOMES
from holdfast.placements.forms import small


@dataclass(frozen=True)
class Small:
    """A kind of short entry: its table and form, the question over the page, where it is shown (`page`, `anchor`)."""

    model: type[Entry]
    form: type[RowForm]
    title: str
    page: str
    anchor: str


KINDS = {
    "readiness": Small(
        models.CarerReadiness,
        small.ReadinessForm,
        "Whether the carers are ready",
        "placements:stability",
        "readiness",
    ),
    "respite": Small(models.Respite, small.RespiteForm, "A short stay away", "placements:homes", "respite"),
    "visit": Small(models.Visit, small.VisitForm, "A visit", "placements:homes", "visits"),
}


def _kind(what: str) -> Small:
    if what not in KINDS:
        raise Http404(f"no short entry is called {what}")
    return KINDS[what]


@child_page(HOMES)
def add(request: HttpRequest, child: Child, what: str) -> HttpResponse:
    """A new short entry."""
    kind = _kind(what)
    child_for(request, child.pk, kind.model.record_kind, to_write=True)
    return add_row(request, child, kind.form(sent(request)), _page(kind, child), model=kind.model)


@child_page(HOMES)
def entry(request: HttpRequest, child: Child, what: str, row: UUID) -> HttpResponse:
    """A short entry put right, or taken out; what was believed before stands below."""
    kind = _kind(what)
    child_for(request, child.pk, kind.model.record_kind, to_write=True)
    held = queries.one_of(kind.model, request.user, child.pk, row)
    if held is None:
        raise Http404("no such entry")
    return row_page(request, held, kind.form(sent(request), row=held), _page(kind, child))


def _page(kind: Small, child: Child) -> dict[str, str]:
    return {"heading": kind.title, "back": _back(kind, child), "back_text": "Back"}


def _back(kind: Small, child: Child) -> str:
    return f"{reverse(kind.page, args=[child.pk])}#{kind.anchor}"
