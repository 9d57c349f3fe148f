"""The record of a child as a case file: what the guideline reads, what is exported, and nothing else.

Rows are read with whatever rights the connection has. The guideline needs the whole record, so `decisions.working_out` reads over the
worker's connection; an export reads over the viewer's own.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS

from holdfast.ng26.tables import CASE_FILE
from holdfast.people.case_child import COLUMNS, child_json
from holdfast.people.entries import CaseEntry
from holdfast.people.models import Child, KnownNone
from holdfast.people.registry import lists, objects
from holdfast.record.columns import NOT_DONE, column
from holdfast.record.shape import to_json

Case = dict[str, Any]
ROW, ROWS = "@row", "@rows"  # the marks of a case file that stays in this room


def case_file(
    child: UUID, *, on: date | None = None, using: str = DEFAULT_DB_ALIAS, marked: bool = False
) -> Case:
    """The whole record as a case file, `as_of` the day `on` (else the day the record speaks for).

    Raises Child.DoesNotExist where the connection may not see the child.
    """
    return next(iter(case_files([child], on=on, using=using, marked=marked)), None) or _nobody(child)


def _nobody(child: UUID) -> Case:
    raise Child.DoesNotExist(str(child))


def case_files(
    children: Iterable[UUID],
    *,
    on: date | None = None,
    using: str = DEFAULT_DB_ALIAS,
    marked: bool = False,
) -> Iterable[Case]:
    """The case files of several children, one query a table whatever their number, in the order of their references.

    `marked`: every entry also holds the id of its row under ROW, and the file those of its objects under ROWS, by name. Such a
    file is for this room alone; the guideline passes over the marks.
    """
    wanted = list(children)
    found = (
        Child.objects.using(using)
        .filter(pk__in=wanted)
        .order_by("reference")
        .values("id", "reference", "known_on", *COLUMNS)
    )
    cases: dict[UUID, Case] = {
        row["id"]: {
            "format": CASE_FILE.format,
            "as_of": (on or row["known_on"]).isoformat(),
            "child": child_json(row),
        }
        for row in found
    }
    _add_none(cases, using)
    for name in lists():
        if name != "sessions":
            _add_list(name, cases, using, marked)
    for name in objects():
        _add_object(name, cases, using, marked)
    return [_in_order(case) for case in cases.values()]


def _add_none(cases: dict[UUID, Case], using: str) -> None:
    for row in KnownNone.objects.using(using).filter(child__in=cases):
        cases[row.child_id][row.list] = None if row.explicit_null else []


def _rows(model: type[CaseEntry], cases: dict[UUID, Case], using: str, *more: str) -> Any:
    wanted = [column(f.key) for f in model.fields_of_case]
    wanted += [column(f.key) + NOT_DONE for f in model.fields_of_case if f.or_false]
    return model.objects.using(using).filter(child__in=cases).values("child_id", "stated", *more, *wanted)


def _add_list(name: str, cases: dict[UUID, Case], using: str, marked: bool) -> None:
    model = lists()[name]
    entries: dict[UUID, Case] = {}
    for row in _rows(model, cases, using, "id").order_by("position", "recorded_at"):
        entry = entries[row["id"]] = _entry(model, row, marked)
        there = cases[row["child_id"]]
        if not there.get(name):
            there[name] = []
        there[name].append(entry)
    if name == "programmes" and entries:
        _add_sessions(entries, cases, using, marked)


def _entry(model: type[CaseEntry], row: Case, marked: bool) -> Case:
    found = to_json(model.fields_of_case, row)
    return found | {ROW: row["id"]} if marked else found


def _add_sessions(courses: dict[UUID, Case], cases: dict[UUID, Case], using: str, marked: bool) -> None:
    model = lists()["sessions"]
    for row in _rows(model, cases, using, "id", "course_id").order_by("position", "recorded_at"):
        courses[row["course_id"]].setdefault("sessions", []).append(_entry(model, row, marked))


def _add_object(name: str, cases: dict[UUID, Case], using: str, marked: bool) -> None:
    model = objects()[name]
    alone = len(model.fields_of_case) == 1 and model.fields_of_case[0].key == name
    for row in _rows(model, cases, using, "id"):
        found, case = to_json(model.fields_of_case, row), cases[row["child_id"]]
        case[name] = found.get(name) if alone else None if row["stated"] == ["="] else found
        if marked:
            case.setdefault(ROWS, {})[name] = row["id"]


def _in_order(case: Case) -> Case:
    return {key: case[key] for key in ("format", *CASE_FILE.order, ROWS) if key in case}
