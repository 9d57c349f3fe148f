"""What was believed before: each correction of an entry as what changed, by whom, when and why."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from holdfast.people.models import Child, Correction
from holdfast.web.entries.parts import Part, Rights, content_values, said_of
from holdfast.web.entries.saying import differences, sentence


@dataclass(frozen=True)
class Version:
    """One putting right: what it said before and after, who did it, when, why; `removed` where it was taken out."""

    at: datetime
    by: str
    why: str
    changes: list[dict[str, str]]
    removed: bool
    sentence: str
    restricted: str = ""


@dataclass(frozen=True)
class TakenOut:
    """An entry that was taken out, in its last words."""

    row: UUID
    at: datetime
    by: str
    why: str
    sentence: str


def _kept(part: Part, child: Child, what: Rights) -> QuerySet[Correction]:
    """What was kept of this part, as far as the viewer may read it; restricted rows as for the rows themselves."""
    label = part.model._meta.label_lower
    found = Correction.objects.filter(child=child, table=label, kind_code=part.kind.code)
    return found if what.restrict(part) or part.is_own else found.filter(restricted=False)


def of(part: Part, child: Child, what: Rights, row: Any, entry: UUID) -> list[Version]:
    """The versions of one entry, the newest putting right first; `row` is the entry as it stands, None where it was taken out."""
    kept = list(_kept(part, child, what).filter(row=entry).order_by("version", "believed_until"))
    said = [content_values(part, each.content) for each in kept] + ([said_of(part, row)] if row else [])
    hidden = [each.restricted for each in kept] + ([getattr(row, "restricted", False)] if row else [])
    versions = []
    for place, each in enumerate(kept):
        after = said[place + 1] if place + 1 < len(said) else said[place]
        became = hidden[place + 1] if place + 1 < len(hidden) else hidden[place]
        versions.append(
            Version(
                each.believed_until,
                each.by_name,
                each.why,
                [] if each.removed else differences(part, said[place], after),
                each.removed,
                sentence(part, said[place]),
                "" if became == hidden[place] else "restricted" if became else "no longer restricted",
            )
        )
    return versions[::-1]


def before(part: Part, child: Child, what: Rights, row: Any, version: int) -> dict[str, Any] | None:
    """What an entry said at an earlier version, or None where that is not kept."""
    kept = _kept(part, child, what).filter(row=row.pk, version=version).first()
    return content_values(part, kept.content) if kept else None


def taken_out(part: Part, child: Child, what: Rights, most: int = 10) -> list[TakenOut]:
    """Entries of a list that were taken out, the latest first."""
    kept = _kept(part, child, what).filter(removed=True).order_by("-believed_until")[:most]
    return [
        TakenOut(
            each.row,
            each.believed_until,
            each.by_name,
            each.why,
            sentence(part, content_values(part, each.content)),
        )
        for each in kept
    ]
