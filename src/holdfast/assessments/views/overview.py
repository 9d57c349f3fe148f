"""Everything that is known of a child's attachment and health, and what can be used to learn more."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from holdfast.accounts.models import Account
from holdfast.assessments import queries, saying
from holdfast.assessments.access import ASSESSMENT, HEALTH, HEALTH_AREAS, REFERRALS, SDQ_KIND
from holdfast.assessments.models import Referral
from holdfast.assessments.shown import areas, health, scores, tools
from holdfast.assessments.shown.scores import WIDE
from holdfast.assessments.vocabulary import REFERRAL_ANSWERS, STILL_WAITING
from holdfast.assessments.whole import whole
from holdfast.forms.words import counted, say_span
from holdfast.ng26.vocabulary import ATTACHMENT_STATUSES
from holdfast.people import access
from holdfast.people.door import child_page
from holdfast.people.models import Child
from holdfast.people.pages.addressed import addressed
from holdfast.pictures import areas as doors

KINDS = {"assessment": ASSESSMENT, "health": HEALTH, "referrals": REFERRALS, "sdq": SDQ_KIND}


@child_page(ASSESSMENT)
def overview(request: HttpRequest, child: Child) -> HttpResponse:
    """Status, the comprehensive assessment, tools, scores, conditions, referrals; what the viewer may not read is left out."""
    viewer, today = request.user, access.today()
    held = access.grounds(viewer, child.pk)
    context: dict[str, Any] = {
        "who": addressed(viewer, child),
        "today": today,
        "reads": {name: bool(kind.reads & held) for name, kind in KINDS.items()},
        "writes": {name: bool(kind.writes & held) for name, kind in KINDS.items()},
        **_status(viewer, child),
        **_assessed(viewer, child),
        "tools": tools.tools_for_child(viewer, child, today),
        "diagnoses": health.shown_diagnoses(queries.diagnoses_of(viewer, child.pk)),
        "conditions": health.shown_conditions(queries.conditions_of(viewer, child.pk)),
        "referrals": [_referral(row) for row in queries.referrals_of(viewer, child.pk)],
        "health_assessments": [
            (row, saying.sentence(row, {}, today)) for row in queries.health_assessments_of(viewer, child.pk)
        ],
    }
    sdqs = queries.sdqs_of(viewer, child.pk)
    context |= {
        "sdqs": [(row, saying.sentence(row, {}, today)) for row in sdqs],
        "sdq_chart": scores.sdq_chart(sdqs, linked=context["writes"]["sdq"]),
    }
    number = len(context["tools"].fits)
    fit, them = ("fits", "it") if number == 1 else ("fit", "them")
    context["tools_summary"] = (
        f"{counted(number, 'tool')} {fit} {child.called_short}’s age today; who can use {them}"
    )
    context["stands_out"] = list(_stands_out(context))
    return render(request, "assessments/overview.html", context)


def _stands_out(context: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What waits, in a sentence each, with where it stands on the page."""
    waiting = [each["row"].date for each in context["referrals"] if each["open"]]
    if waiting:
        longest = say_span(min(waiting), context["today"])
        wait = "waits" if len(waiting) == 1 else "wait"
        yield (
            f"{counted(len(waiting), 'referral')} {wait} for an answer, the longest for {longest}",
            "referrals",
        )
    for each in context["conditions"]:
        if each.lacks:
            yield f"{each.name}: {each.treatment[:1].lower()}{each.treatment[1:]}", "conditions"
    for each in context["diagnoses"]:
        if each.warning:
            yield f"{each.name}: recorded though the criteria are not met", "diagnoses"


def _status(viewer: Account, child: Child) -> dict[str, Any]:
    rows = [(row, ATTACHMENT_STATUSES.words[row.status]) for row in queries.statuses_of(viewer, child.pk)]
    return {"statuses": rows, "status": rows[0] if rows else None}


def _assessed(viewer: Account, child: Child) -> dict[str, Any]:
    """The comprehensive assessment, results of tools, and scores."""
    today = access.today()
    assessments = queries.assessments_of(viewer, child.pk)
    names = saying.names_in(assessments)
    stands = whole(assessments, today)
    gatherings = queries.gatherings_of(viewer, child.pk)
    gathering = next((each for each in gatherings if each.finished_on is None), None)
    rooms = areas.rooms(viewer, gathering, stands, today) if gathering else []
    finished = [each for each in gatherings if each.finished_on]
    return {
        "whole": stands,
        "gathering": gathering,
        **_doors(viewer, child, rooms),
        "done": sum(room.state == "done" for room in rooms),
        "comprehensive": [
            _comprehensive(row, finished, names) for row in assessments if row.type == "comprehensive"
        ],
        "used": [
            (row, saying.sentence(row, names, today)) for row in assessments if row.type == "attachment_tool"
        ],
        "charts": scores.charts(assessments, names),
        "unscored": [
            (row, saying.sentence(row, names, today))
            for row in assessments
            if row.type in ("sensitivity", "parenting_quality") and row.score is None
        ],
    }


def _doors(viewer: Account, child: Child, rooms: list[areas.Room]) -> dict[str, Any]:
    if not rooms:
        return {}
    found = areas.picture(rooms, readable=access.may_read(viewer, child.pk, HEALTH_AREAS))
    return {"rooms": rooms, "doors_wide": doors.draw(found, width=WIDE, name="doors")}


def _comprehensive(row: Any, finished: list[Any], names: dict[str, str]) -> dict[str, Any]:
    gathering = next((each for each in finished if each.assessment_id == row.pk), None)
    return {"row": row, "says": saying.sentence(row, names, row.date), "gathering": gathering}


def _referral(row: Referral) -> dict[str, Any]:
    open_ = row.answer in STILL_WAITING
    return {
        "row": row,
        "open": open_,
        "answer": REFERRAL_ANSWERS.words.get(row.answer, ""),
        "until": access.today() if open_ else row.answered_on,
        "three": (
            ("Expertise in attachment", row.attachment_expertise),
            ("Works with other services", row.works_with_other_services),
            ("Young people take part in training its staff", row.involves_young_people_in_training),
        ),
    }
