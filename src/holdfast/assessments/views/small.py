"""Referrals, the SDQ's totals, statutory health assessments: each added, put right or taken out on one small page."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from holdfast.assessments import actions, models, queries
from holdfast.assessments.access import ASSESSMENT, REFERRALS
from holdfast.assessments.forms import small
from holdfast.people import access, keeping
from holdfast.people.door import child_for, child_page
from holdfast.people.entries import Entry
from holdfast.people.models import Child
from holdfast.people.pages.believed import believed
from holdfast.people.pages.row_form import RowForm
from holdfast.people.pages.saving import save_or_show, saved, sent, why_taken_out


@dataclass(frozen=True)
class Small:
    """A kind of short entry: its table and form, the headings of its page, where it is shown."""

    model: type[Entry]
    form: type[RowForm]
    title: str
    anchor: str


KINDS = {
    "referrals": Small(models.Referral, small.ReferralForm, "A referral", "referrals"),
    "sdq": Small(models.Sdq, small.SdqForm, "Strengths and difficulties: the total", "sdq"),
    "health": Small(models.HealthAssessment, small.HealthForm, "A statutory health assessment", "health"),
}


@child_page(seen=False)
def add(request: HttpRequest, child: Child, what: str) -> HttpResponse:
    """A new short entry."""
    kind = _kind(what)
    child_for(request, child.pk, kind.model.record_kind, to_write=True)
    form = kind.form(sent(request))
    return save_or_show(
        request, form, "people/form_page.html", _page(kind, child),
        save=lambda: keeping.add(model=kind.model, child=child, values=form.values(), by=request.user),
        then=_back(request, kind, child), said=f"{kind.title}: saved",
    )  # fmt: skip


@child_page(seen=False)
def entry(request: HttpRequest, child: Child, what: str, row: UUID) -> HttpResponse:
    """A short entry put right, or taken out; what was believed before stands below."""
    kind, viewer = _kind(what), request.user
    held = _held(request, kind, child, row)
    if request.method == "POST" and "remove" in request.POST:
        why = why_taken_out(request, "written by mistake")
        keeping.remove(row=held, version=held.version, by=viewer, why=why)
        return saved(request, _back(request, kind, child), "It was taken out")
    form = kind.form(sent(request), row=held)
    context = {**_page(kind, child), "row": held, "takes_out": True,
               "believed": believed(held, queries.believed_before(viewer, held), form)}  # fmt: skip
    return save_or_show(
        request, form, "people/form_page.html", context,
        save=lambda: keeping.correct(row=held, version=form.cleaned_data["version"] or 0, values=form.values(), by=viewer),
        then=_back(request, kind, child), said=f"{kind.title}: put right",
    )  # fmt: skip


@child_page(REFERRALS, to_write=True)
def answer(request: HttpRequest, child: Child, row: UUID) -> HttpResponse:
    """What the service answered a referral."""
    kind = KINDS["referrals"]
    held: models.Referral = _held(request, kind, child, row)
    form = small.AnswerForm(sent(request), row=held)
    context = {**_page(kind, child), "heading": f"What did {held.to or 'they'} answer?", "row": held}
    return save_or_show(
        request, form, "people/form_page.html", context,
        save=lambda: actions.answer_referral(
            referral=held, version=form.cleaned_data["version"] or 0, answer=form.cleaned_data["answer"],
            on=form.cleaned_data["answered_on"], note=form.cleaned_data["answer_note"], by=request.user,
        ),
        then=_back(request, kind, child), said="The answer is written down",
    )  # fmt: skip


def _kind(what: str) -> Small:
    if what not in KINDS:
        raise Http404(f"no short entry is called {what}")
    return KINDS[what]


def _held(request: HttpRequest, kind: Small, child: Child, row: UUID) -> Any:
    child_for(request, child.pk, kind.model.record_kind, to_write=True)
    held = queries.one_of(kind.model, request.user, child.pk, row)
    if held is None:
        raise Http404("no such entry")
    return held


def _page(kind: Small, child: Child) -> dict[str, str]:
    back = f"{reverse('assessments:overview', args=[child.pk])}#{kind.anchor}"
    return {"heading": kind.title, "back": back, "back_text": "Assessments"}


def _back(request: HttpRequest, kind: Small, child: Child) -> str:
    """The overview; the child's own page where the overview is not theirs to see."""
    if access.may_read(request.user, child.pk, ASSESSMENT):
        return _page(kind, child)["back"]
    return reverse("entries:overview", args=[child.pk])
