"""Why a finding says so: its criteria as a tree, each fact with what it rests on in the record, as far as the viewer may read it."""

from functools import cache
from typing import cast
from uuid import UUID

from holdfast.accounts.models import Account
from holdfast.decisions.queries import findings_for
from holdfast.decisions.working_out.definitions_read import kind_of_place, settings_in_force
from holdfast.decisions.working_out.one_child import case_today
from holdfast.engine.why import Chapter, Criterion, why
from holdfast.ng26.guideline import NG26
from holdfast.people.access import kinds_readable, today, visible
from holdfast.people.entries import CaseEntry, ListEntry, dated_column
from holdfast.people.registry import lists, objects

MOST = 3


def criteria_of(viewer: Account, child: UUID, number: str) -> tuple[Chapter, ...]:
    """The criteria of one finding on this day; empty where the viewer may not see the finding."""
    if number not in findings_for(viewer, child).by_number:
        return ()
    return why(NG26, number, case_today(child, today()), settings_in_force())


def rests_on(viewer: Account, child: UUID, criterion: Criterion) -> list[CaseEntry]:
    """The newest rows of the record that a fact was read from, at most three a list: who recorded them, and when, stands on them."""
    readable = kinds_readable(viewer, child)
    names = [name.partition("/")[0] if name not in lists() else name for name in criterion.reads]
    rows: list[CaseEntry] = []
    for name in dict.fromkeys(names):
        model = _model(name)
        if model is not None and kind_of_place(name) in readable:
            found = visible(model, viewer).filter(child=child)
            rows += cast("list[CaseEntry]", list(found.order_by(*_newest_first(model))[:MOST]))
    return rows


@cache
def _model(name: str) -> type[CaseEntry] | None:
    return lists().get(name) or objects().get(name)


def _newest_first(model: type[CaseEntry]) -> tuple[str, ...]:
    day = dated_column(model.spec) if issubclass(model, ListEntry) else None
    return (f"-{day}", "-recorded_at") if day else ("-recorded_at",)
