"""One move as a plan shared with the child and both sets of carers: six parts, what was asked, what is still to be asked."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from holdfast.accounts.models import Account
from holdfast.people import access
from holdfast.people.door import child_page
from holdfast.people.models import Child
from holdfast.people.pages.addressed import Addressed, addressed
from holdfast.people.pages.may import may
from holdfast.people.pages.saving import save_or_show, sent
from holdfast.placements import moving, queries, words
from holdfast.placements.access import MOVES, QUESTIONS
from holdfast.placements.forms.moves import DONE, NOT_YET, Answer, Ask, AskedByChild, PartForm
from holdfast.placements.models import Home, Move
from holdfast.placements.shown import FAMILY_HOMES, MoveShown, PartShown, move_shown
from holdfast.placements.views.moves import the_move


@child_page(MOVES)
def move(request: HttpRequest, child: Child, row: UUID) -> HttpResponse:
    """The plan on one page, as the child may read it."""
    planned, viewer = the_move(request, child, row), request.user
    who = addressed(viewer, child)
    shown = _shown(viewer, planned, who)
    allowed = may(viewer, child)
    writes = allowed.write(MOVES)
    homes = queries.homes_of(viewer, child.pk)
    context = {
        "who": who,
        "shown": shown,
        "move": planned,
        "today": access.today(),
        "household": words.household(queries.household_of(planned.household)),
        "who_else": _who_else(viewer, planned),
        "questions": queries.questions_of(viewer, planned),
        "may_write": writes,
        "may_ask": allowed.write(QUESTIONS),
        "has_happened": any(home.start == planned.date for home in homes),
        "still_asked": still_asked(shown, homes, child, who) if writes and planned.emergency else [],
    }
    return render(request, "placements/move.html", context)


def _who_else(viewer: Account, planned: Move) -> str:
    """Who else lives where the child is going, as far as the viewer may know."""
    there = queries.details_of(viewer, planned.child_id).get(planned.household)
    return there.who_else if there else ""


def _shown(viewer: Account, planned: Move, who: Addressed) -> MoveShown:
    return move_shown(planned, queries.parts_of(viewer, [planned])[planned.pk], who, access.today())


@dataclass(frozen=True)
class StillAsked:
    """A question that an emergency left open, and where it is answered."""

    text: str
    href: str


def still_asked(shown: MoveShown, homes: list[Home], child: Child, who: Addressed) -> list[StillAsked]:
    """Everything an emergency move left unknown, worked out from the record as it is now."""
    day: date = shown.move.date
    came = next((home for home in homes if home.start == day), None)
    left = next((home for home in homes if home.end == day and home.start != day), None)
    found = [
        *(_of_new_home(came, child, who) if came else ()),
        *(_of_old_home(left, child, who) if left else ()),
        *_of_move(shown, child, who),
    ]
    return [StillAsked(text, href) for text, href in found]


def _put_right(child: Child, home: Home) -> str:
    return reverse("entries:change", args=[child.pk, "care", home.pk])


def _of_new_home(home: Home, child: Child, who: Addressed) -> list[tuple[str, str]]:
    here = _put_right(child, home)
    asked = (
        ("id_carer", home.carer, f"Which carer household or children’s home {'are' if who.own else 'is'} {who.who} with?"),
        ("id_context", home.context, f"What is {who.whose} care context now?"),
        ("id_legal_status", home.legal_status, f"Under which legal status {'do' if who.own else 'does'} {who.who} live there?"),
        ("id_stable", home.stable, "Does the team judge this a stable placement?"),
    )  # fmt: skip
    return [(text, f"{here}#{anchor}") for anchor, value, text in asked if value is None]


def _of_old_home(home: Home, child: Child, who: Addressed) -> list[tuple[str, str]]:
    here = _put_right(child, home)
    found = []
    if home.end_reason is None:
        found.append(("Why did the earlier home end? Did the placement break down?", f"{here}#id_end_reason"))
    if home.home in FAMILY_HOMES and home.relationship_kept is None:
        text = f"Will {who.who} and the carers left behind stay in touch?"
        found.append((text, f"{here}#id_relationship_kept"))
    return found


def _of_move(shown: MoveShown, child: Child, who: Addressed) -> list[tuple[str, str]]:
    planned = shown.move
    change = reverse("placements:change_move", args=[child.pk, planned.pk])
    found = []
    if not planned.why:
        found.append(("Why was the move needed?", f"{change}#id_why"))
    if not planned.goes_along:
        found.append((f"What did {who.who} take along, and what was left behind?", f"{change}#id_goes_along"))
    for part in shown.parts:
        if not part.done:
            href = reverse("placements:part", args=[child.pk, planned.pk, part.code])
            found.append((f"{part.title}: {_LATER[part.code].format(who=who)}", href))
    return found


_LATER = {
    "reasons_explained": "has somebody explained why, so that it was understood?",
    "met_new_carers": "who helps {who.who} to get to know the new home now?",
    "support_during_move": "who visits and calls in the first days?",
    "questions_and_choices": "what does {who.who} ask, and what can be chosen now?",
    "relationships_kept": "whom can {who.who} see or call, and when?",
    "developmental_needs": "what does the new home have to know about {who.whose} health and needs?",
}


def _part_of(shown: MoveShown, code: str) -> PartShown:
    found = next((part for part in shown.parts if part.code == code), None)
    if found is None:
        raise Http404("a move has six parts, and this is none of them")
    return found


@child_page(MOVES, to_write=True)
def part(request: HttpRequest, child: Child, row: UUID, part: str) -> HttpResponse:
    """One of the six parts: who, by when, done or not."""
    planned, viewer = the_move(request, child, row), request.user
    who = addressed(viewer, child)
    shown = _part_of(_shown(viewer, planned, who), part)
    state = moving.INSTEAD if shown.instead else DONE if shown.done else NOT_YET
    form = PartForm(sent(request), row=shown.kept, part=part, initial={"state": state})
    return save_or_show(
        request, form, "placements/part.html", {**_page(child, planned, shown.title), "part": shown, "row": shown.kept},
        save=lambda: moving.keep_part(
            move=planned, part=part, values=form.values(), done=form.done, by=viewer,
            version=form.cleaned_data["version"],
        ),
        then=f"{_here(child, planned)}#{part}", refused=(moving.ReasonNeeded,),
    )  # fmt: skip


def _here(child: Child, planned: Move) -> str:
    return reverse("placements:move", args=[child.pk, planned.pk])


def _page(child: Child, planned: Move, heading: str) -> dict[str, Any]:
    return {"heading": heading, "back": _here(child, planned), "back_text": "The plan"}


@child_page(QUESTIONS, to_write=True)
def ask(request: HttpRequest, child: Child, row: UUID) -> HttpResponse:
    """A question about the move: asked by the reader, or written down for the child."""
    planned, viewer = the_move(request, child, row), request.user
    writes = access.may_write(viewer, child.pk, MOVES)
    form = AskedByChild(sent(request), initial={"asked_on": access.today()}) if writes else Ask(sent(request))
    return save_or_show(
        request, form, "people/form_page.html", _page(child, planned, "A question about the move"),
        save=lambda: _ask(form, planned, viewer), then=f"{_here(child, planned)}#questions",
        said="The question is kept",
    )  # fmt: skip


def _ask(form: Any, planned: Move, by: Account) -> None:
    told = form.cleaned_data
    moving.ask(move=planned, question=told["question"], on=told.get("asked_on"), by=by)


@child_page(MOVES, to_write=True)
def answer(request: HttpRequest, child: Child, row: UUID, question: UUID) -> HttpResponse:
    """What was answered, and by whom."""
    planned, viewer = the_move(request, child, row), request.user
    asked = next((each for each in queries.questions_of(viewer, planned) if each.pk == question), None)
    if asked is None:
        raise Http404("no such question")
    form = Answer(sent(request), row=asked)
    return save_or_show(
        request, form, "placements/answer.html", {**_page(child, planned, "Answer a question"), "asked": asked},
        save=lambda: moving.answer(
            question=asked, version=form.cleaned_data["version"], answer=form.cleaned_data["answer"],
            answered_by=form.cleaned_data["answered_by"], by=viewer,
        ),
        then=f"{_here(child, planned)}#questions",
    )  # fmt: skip
