"""What stands in the record, as one sentence for each kind of row that an assessment draws on."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import singledispatch
from typing import Any

from holdfast.assessments import models as m
from holdfast.assessments import results
from holdfast.assessments.instruments import INSTRUMENTS, LOCAL
from holdfast.assessments.vocabulary import HEALTH_ASSESSMENTS
from holdfast.education.models import Education, SchoolPeriod
from holdfast.forms.words import first_up, say_day
from holdfast.ng26.vocabulary import (
    AREAS,
    ASSESSMENT_TYPES,
    ATTACHMENT_STATUSES,
    CONDITION_STATUSES,
    CONDITIONS,
    DIAGNOSIS_CODES,
    EDUCATION_SETTINGS,
    SDQ_REASONS,
)
from holdfast.placements import words
from holdfast.placements.models import CarerReadiness, Home, MissingEpisode, PlacementConcern
from holdfast.placements.queries import household_names

Names = Mapping[str, str]


def names_in(rows: Iterable[Any]) -> dict[str, str]:
    """The names of the households that these rows name by their key."""
    keys = sorted({row.carer for row in rows if getattr(row, "carer", None)})
    return household_names(keys) if keys else {}


@singledispatch
def sentence(row: Any, names: Names, on: date) -> str:
    """What the row says on a day, without a full stop; empty where it says nothing."""
    raise TypeError(f"nothing is said of {type(row).__name__}")


def instrument_name(row: m.Assessment) -> str:
    """The tool or the scale of a result, in words; a scale that is not in our table as the record calls it."""
    code = row.tool if row.type == "attachment_tool" else row.results.get("instrument") or row.scale
    found = INSTRUMENTS.get(code or "")
    if found is None or found.code == LOCAL:
        return row.scale if row.scale and row.scale != LOCAL else "a scale used here"
    return found.name


@sentence.register
def _(row: m.Assessment, names: Names, on: date) -> str:
    if row.type == "attachment_tool":
        return _tool(row, names)
    if row.type == "comprehensive":
        said = "offered and not wanted" if row.declined else f"{len(row.areas or ())} of {len(AREAS)} areas"
        return f"Comprehensive assessment, {said}, {say_day(row.date)}"
    about = f" of {names.get(row.carer, row.carer)}" if row.carer else ""
    score = "no score" if row.score is None else f"{row.score:g}".replace("-", "−")
    ends = results.ends(row.results, row.scale or "")
    scale = f" on a scale from {ends[0]:g} to {ends[1]:g}".replace("-", "−") if ends else ""
    kind = ASSESSMENT_TYPES.words[row.type]
    return (
        f"{kind[:1].upper()}{kind[1:]}{about}: {score}{scale} ({instrument_name(row)}), {say_day(row.date)}"
    )


def _tool(row: m.Assessment, names: Names) -> str:
    said = [value for label, value in results.said(row.results) if label == "Classification"]
    if row.outcome:
        said.append(f"read as {row.outcome}" if said else row.outcome)
    about = f", about {names.get(row.carer, row.carer)}" if row.carer else ""
    with_carer = " with the carer" if row.subject == "carer" else ""
    return f"{instrument_name(row)}{with_carer}{about}: {', '.join(said) or 'no classification'}, {say_day(row.date)}"


@sentence.register
def _(row: m.AttachmentStatus, names: Names, on: date) -> str:
    return f"Attachment difficulties {ATTACHMENT_STATUSES.words[row.status]}, {say_day(row.date)}"


@sentence.register
def _(row: m.Maltreatment, names: Names, on: date) -> str:
    parts = (
        _answer(row.experienced, "has been maltreated", "is not known to have been maltreated"),
        _answer(row.at_risk, "is at risk of maltreatment", "is not at risk of maltreatment"),
    )
    return first_up("; ".join(part for part in parts if part))


@sentence.register
def _(row: m.TraumaSigns, names: Names, on: date) -> str:
    return _answer(row.trauma_signs, "Shows signs of trauma", "Shows no signs of trauma")


def _answer(value: bool | None, yes: str, no: str) -> str:
    return "" if value is None else yes if value else no


@sentence.register
def _(row: m.Condition, names: Names, on: date) -> str:
    name = CONDITIONS.words[row.condition]
    return f"{name[:1].upper()}{name[1:]}, {CONDITION_STATUSES.words[row.status]}"


@sentence.register
def _(row: m.Diagnosis, names: Names, on: date) -> str:
    name = DIAGNOSIS_CODES.words[row.code]
    met = {True: ", criteria met", False: ", criteria not met"}.get(row.criteria_met, "")
    return f"{name[:1].upper()}{name[1:]}{met}, {say_day(row.date)}"


@sentence.register
def _(row: m.Sdq, names: Names, on: date) -> str:
    if row.score is not None:
        return f"Strengths and difficulties: {row.score} of 40, {say_day(row.date)}"
    why = SDQ_REASONS.words.get(row.not_done_because or "", "no reason given")
    return f"Strengths and difficulties: not done ({why}), {say_day(row.date)}"


@sentence.register
def _(row: m.HealthAssessment, names: Names, on: date) -> str:
    name = HEALTH_ASSESSMENTS.words.get(row.type, row.type)
    return f"{name[:1].upper()}{name[1:]}, {say_day(row.on)}{f': {row.note}' if row.note else ''}"


@sentence.register
def _(row: Home, names: Names, on: date) -> str:
    return words.lived(row, dict(names), on)


@sentence.register
def _(row: PlacementConcern, names: Names, on: date) -> str:
    level = first_up(row.level)
    return f"{level} concern about the placement, {say_day(row.date)}{f': {row.note}' if row.note else ''}"


@sentence.register
def _(row: MissingEpisode, names: Names, on: date) -> str:
    return f"Missing from {say_day(row.start)} {f'to {say_day(row.end)}' if row.end else 'on'}"


@sentence.register
def _(row: SchoolPeriod, names: Names, on: date) -> str:
    until = f" to {say_day(row.end)}" if row.end else ""
    why = f", ended: {row.why_ended}" if row.why_ended else ""
    return f"{row.name}, {'' if row.end else 'since '}{say_day(row.start)}{until}{why}"


@sentence.register
def _(row: Education, names: Names, on: date) -> str:
    said: list[tuple[Any, Callable[[Any], str]]] = [
        (row.setting, EDUCATION_SETTINGS.words.__getitem__),
        (row.plan_updated, lambda day: f"plan last updated on {say_day(day)}"),
        (row.key_person, lambda name: f"key person {name}"),
        (row.safe_place, lambda place: f"a safe place: {place}"),
    ]
    text = "; ".join(say(value) for value, say in said if value)
    return f"At school: {text}" if text else ""


@sentence.register
def _(row: CarerReadiness, names: Names, on: date) -> str:
    asked = (
        (row.ready_for_a_loving_relationship, "ready for a loving relationship"),
        (row.able_to_care_longer, "able to care for longer"),
        (row.willing_to_care_longer, "willing to care for longer"),
        (row.prepared_by_training, "prepared by training"),
    )
    said = [text if value else f"not {text}" for value, text in asked if value is not None]
    who = f" ({names[row.carer]})" if row.carer in names else ""
    return f"The carers{who}: {', '.join(said)}, {say_day(row.on)}" if said else ""
