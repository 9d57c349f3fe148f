"""Results of tools and scales: chosen by age, recorded, read, put right."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from holdfast.accounts.models import Account
from holdfast.assessments import actions, queries, results, saying
from holdfast.assessments.access import ASSESSMENT
from holdfast.assessments.forms.result import About, ResultForm
from holdfast.assessments.instruments import (
    INSTRUMENTS,
    LOCAL,
    QUALITY,
    SCALES,
    SENSITIVITY,
    TOOL,
    Instrument,
)
from holdfast.assessments.models import Assessment
from holdfast.assessments.shown.tools import fits, tools_for_child
from holdfast.ng26.vocabulary import OUTCOMES, SUBJECTS
from holdfast.people import access, keeping
from holdfast.people.door import child_page
from holdfast.people.models import Child
from holdfast.people.pages.addressed import addressed
from holdfast.people.pages.believed import Believed, believed
from holdfast.people.pages.saving import save_or_show, saved, sent, why_taken_out
from holdfast.placements.queries import homes_of, household_names


@child_page(ASSESSMENT, to_write=True)
def choose(request: HttpRequest, child: Child) -> HttpResponse:
    """Which instrument: those for the child's age first."""
    context = {
        "tools": tools_for_child(request.user, child, access.today()),
        "who": addressed(request.user, child),
        "sensitivity": [each for each in SCALES if SENSITIVITY in each.measures],
        "quality": [each for each in SCALES if QUALITY in each.measures],
    }
    return render(request, "assessments/choose.html", context)


@child_page(ASSESSMENT, to_write=True)
def new(request: HttpRequest, child: Child, instrument: str) -> HttpResponse:
    """A new result of one instrument."""
    named = INSTRUMENTS.get(instrument)
    if named is None:
        raise Http404("no such instrument")
    begun = {"assessor": request.user.name, **_usual(request, child, named)}
    form = ResultForm(
        sent(request), instrument=named, about=_about(request.user, child, named), initial=begun
    )
    context = _page(child, named) | {"fits": _fits(child, named), "who": addressed(request.user, child)}
    return save_or_show(
        request, form, "assessments/result_form.html", context,
        save=lambda: actions.record_result(child=child, values=form.values(), by=request.user),
        then=_back(child), said=f"{named.name}: saved", refused=(results.ResultsWrong,),
    )  # fmt: skip


@child_page(ASSESSMENT)
def result(request: HttpRequest, child: Child, row: UUID) -> HttpResponse:
    """One result, whole."""
    found = _row(request, child, row)
    if found.type == "comprehensive":
        return _comprehensive(request, child, found)
    names = saying.names_in([found])
    instrument = _instrument(found)
    context = {
        "row": found,
        "instrument": instrument,
        "name": saying.instrument_name(found),
        "raw": results.said(found.results),
        "outcome": OUTCOMES.words.get(found.outcome or "", ""),
        "subject": SUBJECTS.words.get(found.subject or "child", ""),
        "carer": names.get(found.carer or "", found.carer or ""),
        "is_tool": found.type == TOOL,
        "outside_age": found.type == TOOL and found.subject != "carer" and _fits_on(child, found) is False,
        "may_write": access.may_write(request.user, child.pk, ASSESSMENT),
        "who": addressed(request.user, child),
    }
    return render(request, "assessments/result.html", context)


@child_page(ASSESSMENT, to_write=True)
def change(request: HttpRequest, child: Child, row: UUID) -> HttpResponse:
    """Put a result right, or take it out; what was believed before stands below."""
    found = _row(request, child, row)
    instrument = _instrument(found)
    if found.type == "comprehensive":
        raise Http404("not a result of an instrument")
    if request.method == "POST" and "remove" in request.POST:
        why = why_taken_out(request, "written by mistake")
        keeping.remove(row=found, version=found.version, by=request.user, why=why)
        return saved(request, _back(child), "It was taken out")
    form = ResultForm(
        sent(request), instrument=instrument, about=_about(request.user, child, instrument), row=found
    )
    context = _page(child, instrument) | {
        "row": found, "takes_out": True, "who": addressed(request.user, child), "fits": True,
        "believed": _believed(request.user, found, form),
    }  # fmt: skip
    return save_or_show(
        request, form, "assessments/result_form.html", context,
        save=lambda: actions.correct_result(
            row=found, version=form.cleaned_data["version"] or 0, values=form.values(), by=request.user
        ),
        then=reverse("assessments:result", args=[child.pk, found.pk]), refused=(results.ResultsWrong,),
    )  # fmt: skip


def _believed(viewer: Account, found: Assessment, form: ResultForm) -> list[Believed]:
    """What was believed before, raw results and all."""
    corrections = queries.believed_before(viewer, found)
    told, after = believed(found, corrections, form), dict(results.said(found.results))
    for each, correction in zip(told, corrections, strict=True):
        before = dict(results.said(correction.content.get("results") or {}))
        changed = [label for label in {**before, **after} if before.get(label) != after.get(label)]
        each.changes.extend(
            (label, before.get(label, "nothing yet"), after.get(label, "nothing yet")) for label in changed
        )
        after = before
    return told


def _row(request: HttpRequest, child: Child, row: UUID) -> Assessment:
    found = queries.one_of(Assessment, request.user, child.pk, row)
    if found is None:
        raise Http404("no such result, or not yours to see")
    return found


def _comprehensive(request: HttpRequest, child: Child, found: Assessment) -> HttpResponse:
    """Where the words of a comprehensive assessment stand; one that came in from elsewhere has none here."""
    made = next(
        (each for each in queries.gatherings_of(request.user, child.pk) if each.assessment_id == found.pk),
        None,
    )
    if made is None:
        return HttpResponseRedirect(reverse("entries:part", args=[child.pk, "assessments"]))
    return HttpResponseRedirect(reverse("assessments:gathering", args=[child.pk, made.pk]))


def _instrument(found: Assessment) -> Instrument:
    """The instrument of a row; a scale that our table does not have is a local one."""
    code = found.tool if found.type == TOOL else found.results.get("instrument") or found.scale
    return INSTRUMENTS.get(code or "", INSTRUMENTS[LOCAL])


def _about(viewer: Account, child: Child, instrument: Instrument) -> About:
    homes = homes_of(viewer, child.pk)
    names = household_names([home.carer for home in homes if home.carer])
    carers: dict[str, str] = {}
    for home in reversed(homes):
        if home.carer and home.carer not in carers:
            now = " (now)" if home.end is None else ""
            carers[home.carer] = f"{names.get(home.carer, home.carer)}{now}"
    return About(child.date_of_birth, list(carers.items()), _skilled(instrument))


def _skilled(instrument: Instrument) -> str:
    people = [each.name for each in queries.skilled_in(instrument.code)]
    return (
        f"On file as skilled in it today: {', '.join(people)}."
        if people
        else "Nobody is on file as skilled in it."
    )


def _usual(request: HttpRequest, child: Child, instrument: Instrument) -> dict[str, Any]:
    """What is most often meant: a scale is about the carers of today."""
    if TOOL in instrument.measures:
        return {} if _fits(child, instrument) is False else {"subject": "child"}
    home = next((home for home in reversed(homes_of(request.user, child.pk)) if home.end is None), None)
    return {"carer": home.carer} if home and home.carer else {}


def _fits(child: Child, instrument: Instrument) -> bool | None:
    return fits(instrument.code, child.date_of_birth, access.today()) if TOOL in instrument.measures else True


def _fits_on(child: Child, found: Assessment) -> bool | None:
    return fits(found.tool or "", child.date_of_birth, found.date) if found.tool in INSTRUMENTS else None


def _page(child: Child, instrument: Instrument) -> dict[str, Any]:
    return {
        "heading": instrument.name,
        "back": _back(child),
        "back_text": "Assessments",
        "instrument": instrument,
    }


def _back(child: Child) -> str:
    return reverse("assessments:overview", args=[child.pk])
