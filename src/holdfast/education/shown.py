"""School as its page shows it: each question of the guideline with its answer in words. Nothing here asks the database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from holdfast.education.models import Education, SchoolPeriod
from holdfast.education.queries import PlanDue
from holdfast.forms.words import first_up, how_long_ago, say_day
from holdfast.ng26.vocabulary import EDUCATION_SETTINGS
from holdfast.people.pages.addressed import Addressed
from holdfast.record.columns import NOT_DONE

_HOLIDAYS = timedelta(days=60)  # a gap no longer than this may be the summer's


@dataclass(frozen=True)
class Answer:
    """A question with its answer. `known` is True, False (known not to be) or None; `column` is where it is recorded."""

    question: str
    known: bool | None
    says: str
    column: str
    note: str = ""
    late: bool = False


@dataclass(frozen=True)
class Chapter:
    """A heading with its answers and the recommendation they are for."""

    title: str
    number: str
    answers: list[Answer]


def chapters(education: Education | None, due: PlanDue, who: Addressed, on: date) -> list[Chapter]:
    """Everything the guideline asks of school about this child, in four chapters."""
    e = education or Education()
    return [
        Chapter("The plan", "1.2.5", [_plan(e, due, on), _flag(e, "contacts_complete", "Everybody’s contact details are complete",
                "Parents, carers and professionals, with the designated teacher.")]),
        Chapter("A person and a place", "1.2.5", [_text(e, "key_person", f"Key person {who.who} can go to"),
                _text(e, "safe_place", "Safe place when it is too much")]),
        Chapter("The designated teacher", "1.2.5", [_flag(e, "designated_teacher_named", "Named"),
                _day(e, "designated_teacher_trained_attachment", "Trained in attachment difficulties", on),
                _day(e, "designated_teacher_trained_data_protection", "Trained in data protection", on),
                _flag(e, "attends_reviews", "Attends looked-after reviews")]),
        Chapter("During a programme", "1.2.3, 1.2.4", [_flag(e, "supported_during_intervention", f"School supports {who.who}"),
                _text(e, "preferred_setting", f"Where {who.who} would like it to take place")]),
    ]  # fmt: skip


def setting(education: Education | None) -> Answer:
    """The kind of setting."""
    code = education.setting if education else None
    says = first_up(EDUCATION_SETTINGS.words[code]) if code in EDUCATION_SETTINGS else ""
    return Answer("Setting", None if not code else code != "none", says, "setting")


def _flag(e: Education, column: str, question: str, note: str = "") -> Answer:
    value = getattr(e, column)
    return Answer(question, value, {True: "Yes", False: "No"}.get(value, ""), column, note)


def _text(e: Education, column: str, question: str) -> Answer:
    known = False if getattr(e, column + NOT_DONE) else (True if getattr(e, column) else None)
    return Answer(question, known, getattr(e, column) or ("There is none" if known is False else ""), column)


def _day(e: Education, column: str, question: str, on: date) -> Answer:
    day = getattr(e, column)
    if day:
        return Answer(question, True, f"{say_day(day)}, {how_long_ago(day, on)}", column)
    known = False if getattr(e, column + NOT_DONE) else None
    return Answer(question, known, "Not done" if known is False else "", column)


def _plan(e: Education, due: PlanDue, on: date) -> Answer:
    found = _day(e, "plan_updated", "Last updated", on)
    return Answer(found.question, found.known, found.says, found.column, _due_words(due, on), due.late(on))


def _due_words(due: PlanDue, on: date) -> str:
    if due.months is None:
        return "How often it is due is not known: it is not recorded whether the child is in care."
    often = f"every {due.months} months" + (" in care" if due.in_care else "")
    if due.due is None:
        return f"Due {often}."
    return f"{'Was due' if due.late(on) else 'Due'} again {say_day(due.due)}, {how_long_ago(due.due, on)} ({often})."


@dataclass(frozen=True)
class SchoolShown:
    """A school in the list; `gap` says from when to when none is recorded before it."""

    row: SchoolPeriod
    now: bool
    gap: tuple[date, date] | None


def schools_shown(schools: Sequence[SchoolPeriod], on: date) -> list[SchoolShown]:
    """The schools, the newest first. `schools` are the earliest first."""
    return list(_shown(schools, on))[::-1]


def _shown(schools: Sequence[SchoolPeriod], on: date) -> Iterator[SchoolShown]:
    for index, each in enumerate(schools):
        before = schools[index - 1] if index else None
        gap = (
            (before.end, each.start)
            if before and before.end and each.start - before.end > _HOLIDAYS
            else None
        )
        yield SchoolShown(each, each.start <= on and (each.end is None or each.end > on), gap)
