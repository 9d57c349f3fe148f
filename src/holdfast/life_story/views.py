"""The facts of a child's life story that the guideline asks about; the story itself gets its own pages later."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from holdfast.forms.words import how_long_ago, say_day
from holdfast.life_story import queries
from holdfast.life_story.access import LIFE_STORY
from holdfast.life_story.models import LifeStory
from holdfast.people import access
from holdfast.people.door import child_page
from holdfast.people.models import Child
from holdfast.people.pages.addressed import addressed
from holdfast.record.columns import NOT_DONE


@dataclass(frozen=True)
class Answer:
    """A question with its answer in words, empty where it is not known; `column` is where it is recorded."""

    question: str
    says: str
    column: str
    note: str = ""
    late: bool = False


@child_page(LIFE_STORY)
def life_story(request: HttpRequest, child: Child) -> HttpResponse:
    """What the child has been told of their history, and whom and where the record knows."""
    viewer = request.user
    row = queries.life_story_of(viewer, child.pk)
    people, homes = queries.named_elsewhere(viewer, child.pk)
    context = {
        "who": addressed(viewer, child),
        "offered": _offered(row),
        "counts": _counts(row),
        "people": people,
        "homes": homes,
        "staff": _staff(queries.work_with_staff_of(viewer, child.pk)),
        "row": row,
        "may_write": access.may_write(viewer, child.pk, LIFE_STORY),
        "may_write_staff": access.may_write(viewer, child.pk, "programmes"),
    }
    return render(request, "life_story/life_story.html", context)


def _offered(row: LifeStory | None) -> Answer:
    day, today = (row.information_offered if row else None), access.today()
    again, months = queries.offered_again_by(day)
    note = f"To be offered at least every {months} months."
    if again is not None:
        note = f"{'Was to be' if again < today else 'To be'} offered again by {say_day(again)}, {how_long_ago(again, today)}."
    not_done = bool(row and row.information_offered_not_done)
    says = f"{say_day(day)}, {how_long_ago(day, today)}" if day else "Never" if not_done else ""
    return Answer("Last offered", says, "information_offered", note, bool(again and again < today))


def _counts(row: LifeStory | None) -> list[Answer]:
    asked = (("people", "People who matter"), ("places", "Places that matter"))
    return [Answer(question, _number(getattr(row, column, None)), column) for column, question in asked]


def _number(value: int | None) -> str:
    return "" if value is None else f"{value} on record" if value else "None on record"


def _staff(row: Any) -> list[Answer]:
    """The work with the staff of a children's home; nothing where none of it is recorded."""
    if row is None:
        return []
    day = row.group_work_with_staff
    worked = say_day(day) if day else _not_done(row, "group_work_with_staff", "Not done")
    figure = row.key_attachment_figure or _not_done(row, "key_attachment_figure", "There is none")
    return [
        Answer("Key attachment figure among the staff", figure, "key_attachment_figure"),
        Answer("The staff group was worked with", worked, "group_work_with_staff"),
    ]


def _not_done(row: Any, column: str, says: str) -> str:
    return says if getattr(row, column + NOT_DONE) else ""
