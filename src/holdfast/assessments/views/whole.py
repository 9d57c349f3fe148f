"""The comprehensive assessment: eight doors, an area behind each, the end, and where it is not wanted."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from holdfast.assessments import actions, facts, queries
from holdfast.assessments.access import ASSESSMENT, HEALTH_AREAS
from holdfast.assessments.forms.whole import AreaForm, DeclinedForm, FinishForm, TakeOutForm
from holdfast.assessments.models import Gathering
from holdfast.assessments.shown import areas
from holdfast.assessments.shown.areas import Room
from holdfast.assessments.vocabulary import HEALTH_AREAS as OF_HEALTH
from holdfast.assessments.whole import whole
from holdfast.forms.words import say_day
from holdfast.ng26.vocabulary import AREAS
from holdfast.people import access, keeping
from holdfast.people.door import child_for, child_page
from holdfast.people.models import Child
from holdfast.people.pages.addressed import addressed
from holdfast.people.pages.saving import save_or_show, saved, sent, why_taken_out
from holdfast.pictures import areas as doors

WIDE, NARROW = 1120, 343


@require_POST
@child_page(ASSESSMENT, to_write=True)
def begin(request: HttpRequest, child: Child) -> HttpResponse:
    """Open a comprehensive assessment, or go on with the one under way."""
    opened = actions.begin(child=child, by=request.user)
    if opened.recorded_by != request.user.audit_id:
        day = say_day(opened.opened_on)
        messages.info(
            request, f"{opened.recorded_by_name} began this assessment on {day}: go on with it together."
        )
    return HttpResponseRedirect(_address(opened))


@child_page(ASSESSMENT)
def gathering(request: HttpRequest, child: Child, gathering: UUID) -> HttpResponse:
    """The eight doors, and below everything that was written, so that one print holds all of it."""
    found = _found(request, child, gathering)
    rooms = _rooms(request, found)
    readable = access.may_read(request.user, child.pk, HEALTH_AREAS)
    picture = areas.picture(rooms, readable=readable)
    context = {
        "gathering": found,
        "rooms": rooms,
        "who": addressed(request.user, child),
        "wide": doors.draw(picture, width=WIDE, name="doors"),
        "narrow": doors.draw(picture, width=NARROW, name="doors"),
        "sentences": doors.sentences(picture),
        "may_write": access.may_write(request.user, child.pk, ASSESSMENT) and not found.finished_on,
        "done": [room for room in rooms if room.done],
        "lacking": areas.lacking(rooms),
    }
    return render(request, "assessments/gathering.html", context)


@child_page(ASSESSMENT)
def area(request: HttpRequest, child: Child, gathering: UUID, area: str) -> HttpResponse:
    """One area: what partners wrote, to read; what is on record, to confirm; one's own words."""
    found = _found(request, child, gathering)
    if area not in AREAS:
        raise Http404("no such area")
    kind = HEALTH_AREAS if area in OF_HEALTH else ASSESSMENT
    child_for(request, child.pk, kind)
    room = next(each for each in _rooms(request, found) if each.code == area)
    context = {"gathering": found, "room": room, "heading": room.title, "back": _address(found), "back_text": "All eight areas",
               "who": addressed(request.user, child), "others": [each for each in room.passages if not each.mine]}  # fmt: skip
    if found.finished_on or not access.may_write(request.user, child.pk, kind):
        return render(request, "assessments/area_read.html", context)
    if request.method == "POST" and "remove" in request.POST:
        return _take_out(request, room, found)
    return _write(request, child, found, room, context)


def _write(
    request: HttpRequest, child: Child, found: Gathering, room: Room, context: dict[str, Any]
) -> HttpResponse:
    known = facts.known_for(request.user, child.pk, room.code, access.today())
    form = AreaForm(sent(request), known=known, written=room.mine, confirmed_by=_by_others(room))
    context |= {"row": room.mine and room.mine.row, "takes_out": room.mine is not None, "known": known}

    def save() -> Any:
        said = {
            "text": form.cleaned_data["text"],
            "brought_in": form.references,
            "done": form.cleaned_data["done"],
        }
        if room.mine is None:
            return actions.write_area(gathering=found, area=room.code, by=request.user, **said)
        version = form.cleaned_data["version"] or 0
        return actions.change_area(written=room.mine, version=version, by=request.user, **said)

    return save_or_show(
        request, form, "assessments/area.html", context, save=save, then=_address(found),
        said=f"{room.title}: saved", refused=(actions.Finished, actions.NotYours),
    )  # fmt: skip


def _by_others(room: Room) -> dict[str, list[str]]:
    """Who else confirmed which fact."""
    found: dict[str, list[str]] = {}
    for passage in room.passages:
        for fact in passage.written.brought_in if not passage.mine else ():
            found.setdefault(fact["row"], []).append(passage.written.by)
    return found


def _take_out(request: HttpRequest, room: Room, found: Gathering) -> HttpResponse:
    mine = room.mine
    if mine is None:
        raise Http404("nothing of yours is written here")
    form = TakeOutForm({"why": why_taken_out(request, "written by mistake")})
    why = form.cleaned_data["why"] if form.is_valid() else "written by mistake"
    try:
        actions.take_out_area(written=mine, version=mine.version, by=request.user, why=why)
    except keeping.StaleVersion:
        return saved(request, _address(found), "It was changed or taken out in the meantime; look again")
    return saved(request, _address(found), "It was taken out")


@child_page(ASSESSMENT, to_write=True)
def finish(request: HttpRequest, child: Child, gathering: UUID) -> HttpResponse:
    """What the child and the carers say, which areas are lacking, and the assessment is made."""
    found = _found(request, child, gathering)
    if found.finished_on:
        return HttpResponseRedirect(_address(found))
    rooms = _rooms(request, found)
    context = {
        "gathering": found, "rooms": rooms, "done": [room for room in rooms if room.done], "lacking": areas.lacking(rooms),
        "heading": "Finish the comprehensive assessment", "back": _address(found), "back_text": "All eight areas",
        "button": "Finish it", "who": addressed(request.user, child),
    }  # fmt: skip
    form = FinishForm(sent(request), row=found, called=child.called_short)
    return save_or_show(
        request, form, "assessments/finish.html", context,
        save=lambda: actions.finish(
            gathering=found, version=form.cleaned_data["version"] or 0, by=request.user,
            values={**form.values(), "note": form.cleaned_data["note"]},
        ),
        then=_address(found), said="The assessment is finished", refused=(actions.Finished, actions.NothingDone),
    )  # fmt: skip


@child_page(ASSESSMENT, to_write=True)
def declined(request: HttpRequest, child: Child) -> HttpResponse:
    """It was offered, and the child or the carers do not want it."""
    form = DeclinedForm(sent(request))
    back = reverse("assessments:overview", args=[child.pk])
    under_way = queries.gathering_open(request.user, child.pk)
    context = {
        "heading": "Offered, and not wanted",
        "back": back,
        "back_text": "Assessments",
        "gathering": under_way,
    }
    return save_or_show(
        request, form, "assessments/declined.html", context,
        save=lambda: actions.decline(child=child, values=form.values(), gathering=under_way, by=request.user),
        then=back, said="Written down",
    )  # fmt: skip


def _found(request: HttpRequest, child: Child, gathering: UUID) -> Gathering:
    found = queries.one_of(Gathering, request.user, child.pk, gathering)
    if found is None:
        raise Http404("no such assessment, or not yours to see")
    return found


def _rooms(request: HttpRequest, found: Gathering) -> list[Room]:
    today = access.today()
    stands = whole(queries.assessments_of(request.user, found.child_id, "comprehensive"), today)
    return areas.rooms(request.user, found, stands, today)


def _address(gathering: Gathering) -> str:
    return reverse("assessments:gathering", args=[gathering.child_id, gathering.pk])
