"""The child's page: who and where, what the guideline asks now, what is not known, what is in place."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from holdfast.decisions.queries import Findings, findings_for, missing_for
from holdfast.education.queries import education_of, school_now
from holdfast.forms.words import say_day, say_span
from holdfast.ng26.guideline import SECTIONS
from holdfast.ng26.vocabulary import EDUCATION_SETTINGS, TEAM_ROLES
from holdfast.people.access import today
from holdfast.people.door import child_page
from holdfast.people.models import Child
from holdfast.people.queries import Colleague, team_of_child, words_of
from holdfast.placements.queries import moves_ahead
from holdfast.web.child.cards import cards, questions

AT_MOST = 5
NOW = ("stop", "act", "wait")


@child_page()
def overview(request: HttpRequest, child: Child) -> HttpResponse:
    """At most five cards, the most pressing first; the rest one tap away."""
    found = findings_for(request.user, child.pk)
    pressing = found.in_state(*NOW)
    missing = missing_for(request.user, child.pk) if found.in_state("ask") else []
    context = {
        "cards": cards(request.user, child, pressing[:AT_MOST]),
        "more": len(pressing) - AT_MOST,
        "questions": questions(request.user, tuple(q.place for q in missing[:AT_MOST]), child),
        "unknown": len(missing),
        "asks": len(found.in_state("ask")),
        "in_place": found.in_state("met"),
        "not_applicable": len(found.in_state("not_applicable")),
        "found": found,
        "team": [_colleague(each) for each in team_of_child(request.user, child.pk)],
        "school": _school(request, child),
        "words": words_of(request.user, child.pk),
        "moves": moves_ahead(request.user, child.pk),
    }
    return render(request, "web/child/overview.html", context)


@child_page()
def findings(request: HttpRequest, child: Child) -> HttpResponse:
    """Every finding the viewer may see, grouped as the guideline is."""
    found = findings_for(request.user, child.pk)
    return render(
        request, "web/child/findings.html", {"sections": _sections(request, child, found), "found": found}
    )


def _sections(request: HttpRequest, child: Child, found: Findings) -> list[dict[str, Any]]:
    sections = []
    for number, title in SECTIONS.items():
        here = [f for f in found.shown if f.recommendation.startswith(number + ".")]
        told = tuple(f for f in here if f.state not in ("met", "not_applicable"))
        sections.append({
            "number": number,
            "title": title,
            "cards": [each | {"quiet": True} for each in cards(request.user, child, told)],
            "met": [f for f in here if f.state == "met"],
            "not_applicable": [f for f in here if f.state == "not_applicable"],
        })  # fmt: skip
    return sections


def _colleague(each: Colleague) -> dict[str, Any]:
    return {
        "name": each.name,
        "role": TEAM_ROLES.words[each.role],
        "key": each.key_person,
        "since": each.since,
        "for": say_span(each.since, today()),
        "agency": each.agency,
        "telephone": each.telephone,
        "email": each.email,
    }


def _school(request: HttpRequest, child: Child) -> str:
    now = school_now(request.user, child.pk)
    if now:
        return f"{now.name}, since {say_day(now.start)}"
    education = education_of(request.user, child.pk)
    return EDUCATION_SETTINGS.words[education.setting] if education and education.setting else ""
