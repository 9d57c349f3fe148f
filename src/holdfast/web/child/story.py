"""The story so far: what the viewer may see of homes, schools, people, programmes and events, on one time axis and as a table."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from holdfast.accounts.models import Account
from holdfast.assessments.queries import assessments_of, diagnoses_of, sdqs_of, statuses_of
from holdfast.education.queries import schools_of
from holdfast.ng26.tools import TOOL_CODES
from holdfast.ng26.vocabulary import (
    ASSESSMENT_TYPES,
    ATTACHMENT_STATUSES,
    CONTACT_KINDS,
    CONTEXTS,
    DIAGNOSIS_CODES,
    END_REASONS,
    MOVE_KINDS,
    PROGRAMMES,
    REVIEW_TYPES,
    TEAM_ROLES,
)
from holdfast.people.access import today
from holdfast.people.models import Child
from holdfast.people.queries import whole_team_of_child
from holdfast.pictures.chronology import Bar, Chronology, Lane, Mark
from holdfast.placements import queries as placements
from holdfast.placements import words
from holdfast.programmes.queries import courses_of, sessions_of
from holdfast.reviews.queries import decisions_of, reviews_of


def chronology_of(viewer: Account, child: Child) -> Chronology:
    """Everything dated that the viewer may see. A child without a date of birth begins with the first thing recorded."""
    lanes = [
        *_homes(viewer, child), _schools(viewer, child), _people(viewer, child), _programmes(viewer, child), _events(viewer, child),
    ]  # fmt: skip
    lanes = [lane for lane in lanes if lane.bars or lane.marks]
    return Chronology(child.date_of_birth or _earliest(lanes), today(), lanes)


def _earliest(lanes: list[Lane]) -> date:
    days = [bar.start for lane in lanes for bar in lane.bars] + [
        mark.day for lane in lanes for mark in lane.marks
    ]
    return min([*days, today()])


def _homes(viewer: Account, child: Child) -> Iterator[Lane]:
    homes = placements.homes_of(viewer, child.pk)
    names = placements.household_names([home.carer for home in homes if home.carer])
    bars = [Bar(h.start, h.end, words.short(h, names), words.context(h), _ended(h)) for h in homes]
    moves = [
        Mark(move.date, MOVE_KINDS.words[move.kind], "move", move.to)
        for move in placements.moves_of(viewer, child.pk)
    ]
    missing = [
        Mark(each.start, "missing from home", "missing") for each in placements.missing_of(viewer, child.pk)
    ]
    marks = sorted([*moves, *missing], key=lambda mark: mark.day)
    yield Lane("Homes", bars, marks, "home", kinds=tuple(CONTEXTS.words.values()), unbroken=True)
    yield Lane("Legal status", list(_orders(homes)), (), "legal")


def _ended(home: Any) -> str:
    return f"ended: {END_REASONS.words[home.end_reason]}" if home.end_reason else ""


def _orders(homes: list[Any]) -> Iterator[Bar]:
    """One bar an order: homes that follow one another under the same order are one."""
    current: Bar | None = None
    for home in homes:
        said = words.order(home)
        if current and current.label == said and current.end and (home.start - current.end).days <= 1:
            current = Bar(current.start, home.end, said)
        else:
            if current:
                yield current
            current = Bar(home.start, home.end, said) if said else None
    if current:
        yield current


def _schools(viewer: Account, child: Child) -> Lane:
    return Lane(
        "School",
        [Bar(s.start, s.end, s.name, "", s.why_ended) for s in schools_of(viewer, child.pk)],
        (),
        "school",
    )


def _people(viewer: Account, child: Child) -> Lane:
    bars = [
        Bar(each.since, each.until, each.name, TEAM_ROLES.words[each.role], each.agency)
        for each in whole_team_of_child(viewer, child.pk)
    ]
    return Lane("Key people", bars, (), "person")


def _programmes(viewer: Account, child: Child) -> Lane:
    courses, held = courses_of(viewer, child.pk), sessions_of(viewer, child.pk)
    bars = [Bar(c.started, c.ended, PROGRAMMES.words[c.programme]) for c in courses if c.started]
    marks = [Mark(each.date, "session", PROGRAMMES.words[each.course.programme]) for each in held]
    return Lane("Programmes", bars, marks, "programme")


def _events(viewer: Account, child: Child) -> Lane:
    marks = [*_assessed(viewer, child), *_decided(viewer, child), *_of_the_placement(viewer, child)]
    return Lane(
        "Events",
        (),
        sorted(marks, key=lambda mark: mark.day),
        "event",
        kinds=("assessment", "review", "decision", "concern", "support"),
    )


def _assessed(viewer: Account, child: Child) -> Iterator[Mark]:
    for status in statuses_of(viewer, child.pk):
        yield Mark(
            status.date, f"attachment difficulties: {ATTACHMENT_STATUSES.words[status.status]}", "assessment"
        )
    for each in assessments_of(viewer, child.pk):
        yield Mark(
            each.date, TOOL_CODES.words.get(each.tool or "", ASSESSMENT_TYPES.words[each.type]), "assessment"
        )
    for diagnosis in diagnoses_of(viewer, child.pk):
        yield Mark(diagnosis.date, DIAGNOSIS_CODES.words[diagnosis.code], "assessment")
    for sdq in sdqs_of(viewer, child.pk):
        if sdq.score is not None:
            yield Mark(sdq.date, f"SDQ {sdq.score}", "assessment")


def _decided(viewer: Account, child: Child) -> Iterator[Mark]:
    for review in reviews_of(viewer, child.pk):
        yield Mark(review.date, REVIEW_TYPES.words[review.type], "review")
    for decision in decisions_of(viewer, child.pk):
        yield Mark(decision.on, decision.question, "decision", decision.decided)


def _of_the_placement(viewer: Account, child: Child) -> Iterator[Mark]:
    for concern in placements.concerns_of(viewer, child.pk):
        yield Mark(concern.date, f"{concern.level} concern about the placement", "concern")
    for contact in placements.carer_support_of(viewer, child.pk):
        yield Mark(contact.date, f"support for the carers {CONTACT_KINDS.words[contact.kind]}", "support")
