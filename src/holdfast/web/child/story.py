"""The story so far: what the viewer may see of homes, schools, people, programmes and events, on one time axis and as a table."""

from collections.abc import Iterator
from datetime import date

from holdfast.accounts.models import Account
from holdfast.assessments.models import Assessment, AttachmentStatus, Diagnosis, Sdq
from holdfast.education.queries import schools_of
from holdfast.ng26.tools import TOOLS
from holdfast.ng26.vocabulary import (
    ASSESSMENT_TYPES,
    ATTACHMENT_STATUSES,
    CONTEXTS,
    DIAGNOSIS_CODES,
    END_REASONS,
    MOVE_KINDS,
    PROGRAMMES,
    REVIEW_TYPES,
    TEAM_ROLES,
)
from holdfast.people.access import today, visible
from holdfast.people.models import Child
from holdfast.people.queries import whole_team_of_child
from holdfast.pictures.chronology import Bar, Chronology, Lane, Mark
from holdfast.placements import words
from holdfast.placements.models import Home, MissingEpisode, Move, PlacementConcern
from holdfast.placements.queries import homes_of, household_names
from holdfast.programmes.models import Programme, Session
from holdfast.reviews.models import Decision, Review


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
    homes = homes_of(viewer, child.pk)
    names = household_names([home.carer for home in homes if home.carer])
    bars = [Bar(h.start, h.end, words.short(h, names), words.context(h), _ended(h)) for h in homes]
    moves = [
        Mark(move.date, MOVE_KINDS.words[move.kind], "move", move.to)
        for move in visible(Move, viewer).filter(child=child).order_by("date")
    ]
    missing = [
        Mark(each.start, "missing from home", "missing")
        for each in visible(MissingEpisode, viewer).filter(child=child).order_by("start")
    ]
    yield Lane("Homes", bars, [*moves, *missing], "home", kinds=tuple(CONTEXTS.words.values()), unbroken=True)
    yield Lane("Legal status", list(_orders(homes)), (), "legal")


def _ended(home: Home) -> str:
    return f"ended: {END_REASONS.words[home.end_reason]}" if home.end_reason else ""


def _orders(homes: list[Home]) -> Iterator[Bar]:
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
    courses = list(visible(Programme, viewer).filter(child=child).order_by("position"))
    bars = [Bar(c.started, c.ended, PROGRAMMES.words[c.programme]) for c in courses if c.started]
    held = (
        visible(Session, viewer).filter(child=child).order_by("date").values_list("date", "course__programme")
    )
    marks = [Mark(day, "session", PROGRAMMES.words[code]) for day, code in held]
    return Lane("Programmes", bars, marks, "programme")


def _events(viewer: Account, child: Child) -> Lane:
    marks = [*_assessed(viewer, child), *_decided(viewer, child)]
    return Lane(
        "Events",
        (),
        sorted(marks, key=lambda mark: mark.day),
        "event",
        kinds=("assessment", "review", "decision", "concern"),
    )


def _assessed(viewer: Account, child: Child) -> Iterator[Mark]:
    for each in visible(AttachmentStatus, viewer).filter(child=child).order_by("date"):
        yield Mark(
            each.date, f"attachment difficulties: {ATTACHMENT_STATUSES.words[each.status]}", "assessment"
        )
    for each in visible(Assessment, viewer).filter(child=child).order_by("date"):
        tool = next((tool.name for tool in TOOLS if tool.code == each.tool), "")
        yield Mark(each.date, tool or ASSESSMENT_TYPES.words[each.type], "assessment")
    for each in visible(Diagnosis, viewer).filter(child=child).order_by("date"):
        yield Mark(each.date, DIAGNOSIS_CODES.words[each.code], "assessment")
    for each in visible(Sdq, viewer).filter(child=child).exclude(score=None).order_by("date"):
        yield Mark(each.date, f"SDQ {each.score}", "assessment")


def _decided(viewer: Account, child: Child) -> Iterator[Mark]:
    for each in visible(Review, viewer).filter(child=child).order_by("date"):
        yield Mark(each.date, REVIEW_TYPES.words[each.type], "review")
    for each in visible(Decision, viewer).filter(child=child).order_by("on"):
        yield Mark(each.on, each.question, "decision", each.decided)
    for each in visible(PlacementConcern, viewer).filter(child=child).order_by("date"):
        yield Mark(each.date, f"{each.level} concern about the placement", "concern")
