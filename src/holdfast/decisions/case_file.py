"""The record of a child as a case file: what the guideline reads, what is exported, and nothing else.

Rows are read with whatever rights the connection has. The guideline needs the whole record, so `decisions.working_out` reads over the
worker's connection; an export reads over the viewer's own.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections

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

    `marked`: every entry also holds the id of its row, as text, under ROW, and the file those of its objects under ROWS, by name. Such a
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


def _rows(model: type[CaseEntry], cases: dict[UUID, Case], using: str) -> list[dict[str, Any]]:
    """Rows as dictionaries: the fields of the case file, the row's id as text, and of which child it is where there are several.

    An id is made an object only where somebody asks for it, and the query is text that is made once: a child may have thousands
    of rows, and every child is asked for in thirty tables.
    """
    statement, names = _statement(model, several=len(cases) > 1)
    with connections[using].cursor() as cursor:
        cursor.execute(statement, [list(cases)])
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@cache
def _statement(model: type[CaseEntry], *, several: bool) -> tuple[str, tuple[str, ...]]:
    """The query of a table's rows of some children, in the case file's order, and the names of its columns."""
    names = [column(f.key) for f in model.fields_of_case]
    names += [column(f.key) + NOT_DONE for f in model.fields_of_case if f.or_false]
    names += ["stated", *(["child_id"] if several else [])]
    own = {f.attname for f in model._meta.concrete_fields}
    ids = {"row_id": "id", **({"course": "course_id"} if "course_id" in own else {})}
    columns = [f'"{name}"' for name in names] + [f"{there}::text" for there in ids.values()]
    order = " ORDER BY position, recorded_at" if "position" in own else ""
    text = f"SELECT {', '.join(columns)} FROM {model._meta.db_table} WHERE child_id = ANY(%s){order}"  # noqa: S608 - our own names
    return text, (*names, *ids)


def _case_of(row: Case, cases: dict[UUID, Case]) -> Case:
    return cases[row["child_id"]] if "child_id" in row else next(iter(cases.values()))


def _add_list(name: str, cases: dict[UUID, Case], using: str, marked: bool) -> None:
    model = lists()[name]
    entries: dict[str, Case] = {}
    for row in _rows(model, cases, using):
        entry = entries[row["row_id"]] = _entry(model, row, marked)
        there = _case_of(row, cases)
        if not there.get(name):
            there[name] = []
        there[name].append(entry)
    if name == "programmes" and entries:
        _add_sessions(entries, cases, using, marked)


def _entry(model: type[CaseEntry], row: Case, marked: bool) -> Case:
    found = to_json(model.fields_of_case, row)
    if marked:
        found[ROW] = row["row_id"]
    return found


def _add_sessions(courses: dict[str, Case], cases: dict[UUID, Case], using: str, marked: bool) -> None:
    model = lists()["sessions"]
    for row in _rows(model, cases, using):
        courses[row["course"]].setdefault("sessions", []).append(_entry(model, row, marked))


def _add_object(name: str, cases: dict[UUID, Case], using: str, marked: bool) -> None:
    model = objects()[name]
    alone = len(model.fields_of_case) == 1 and model.fields_of_case[0].key == name
    for row in _rows(model, cases, using):
        found, case = to_json(model.fields_of_case, row), _case_of(row, cases)
        case[name] = found.get(name) if alone else None if row["stated"] == ["="] else found
        if marked:
            case.setdefault(ROWS, {})[name] = row["row_id"]


def _in_order(case: Case) -> Case:
    return {key: case[key] for key in ("format", *CASE_FILE.order, ROWS) if key in case}
