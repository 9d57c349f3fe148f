"""What was believed of an entry before: each correction as sentences, from what it said to what it says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from holdfast.people.models import Correction
from holdfast.people.pages.row_form import RowForm


@dataclass(frozen=True)
class Believed:
    """One correction: until when it was believed, who put it right and why, and what changed (label, before, after)."""

    until: datetime
    by: str
    why: str
    changes: list[tuple[str, str, str]]


Also = Mapping[str, tuple[str, Mapping[str, str]]]


def believed(
    row: Any, corrections: Iterable[Correction], form: RowForm, *, also: Also | None = None
) -> list[Believed]:
    """The corrections of a row, the newest first, in the words of the form that asks about it.

    `also`: columns that the form asks in another way, each with its label and the words of its values.
    """
    more = also or {}
    told, after = [], {name: getattr(row, name) for name in (*form.columns, *more)}
    for each in corrections:
        before = _content(row, each.content, after)
        changes = [
            (
                _label(name, form, more),
                _said(name, before[name], form, more),
                _said(name, after[name], form, more),
            )
            for name in after
            if before[name] != after[name]
        ]
        told.append(Believed(each.believed_until, each.by_name, each.why, changes))
        after = before
    return told


def _content(row: Any, content: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Values as the model holds them: days come out of JSON as text."""
    return {name: row._meta.get_field(name).to_python(content.get(name)) for name in names}


def _label(name: str, form: RowForm, more: Also) -> str:
    return more[name][0] if name in more else str(form.fields[name].label)


def _said(name: str, value: Any, form: RowForm, more: Also) -> str:
    if name in more:
        return more[name][1].get(value or "", value or "nothing yet")
    return form.said(name, value)
