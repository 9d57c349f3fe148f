"""The eight areas of one comprehensive assessment: what each holds, who wrote it, and how its door stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from holdfast.accounts.models import Account
from holdfast.assessments import facts
from holdfast.assessments.models import Gathering
from holdfast.assessments.queries import Written, written_in
from holdfast.assessments.shown.whole import Whole
from holdfast.assessments.vocabulary import AREA_HINTS, HEALTH_AREAS
from holdfast.ng26.vocabulary import AREAS
from holdfast.pictures import areas as doors


@dataclass(frozen=True)
class Passage:
    """What one person wrote in an area, with the facts they confirmed as those stand now. `unread`: not this viewer's to read."""

    written: Written
    facts: tuple[facts.Confirmed, ...]
    mine: bool

    @property
    def unread(self) -> bool:
        """Whether the words are kept from this viewer."""
        return not self.written.readable


@dataclass(frozen=True)
class Room:
    """One area behind its door. `covered_on`: an earlier assessment, not yet twelve months old, has it already."""

    code: str
    title: str
    hint: str
    passages: tuple[Passage, ...]
    covered_on: date | None
    href: str

    @property
    def done(self) -> bool:
        """Whether somebody called it done in this assessment."""
        return any(each.written.done for each in self.passages)

    @property
    def state(self) -> str:
        """How the door stands: empty, begun or done (here, or in an earlier assessment that still counts)."""
        if self.done or (self.covered_on and not self.passages):
            return "done"
        return "begun" if self.passages else "empty"

    @property
    def writers(self) -> tuple[str, ...]:
        """Who wrote here, each once."""
        return tuple(dict.fromkeys(each.written.by for each in self.passages))

    @property
    def mine(self) -> Written | None:
        """What the viewer wrote here."""
        return next((each.written for each in self.passages if each.mine), None)

    @property
    def on(self) -> date | None:
        """When it was last done or written on."""
        days = [each.written.on for each in self.passages]
        return max(days) if days else self.covered_on


def rooms(viewer: Account, gathering: Gathering, whole: Whole, on: date) -> list[Room]:
    """The eight areas in their order."""
    written = written_in(viewer, gathering)
    confirmed = facts.confirmed(viewer, [each for one in written for each in one.brought_in], on)
    return [_room(viewer, gathering, code, written, confirmed, whole) for code in AREAS]


def _room(
    viewer: Account,
    gathering: Gathering,
    code: str,
    written: Sequence[Written],
    confirmed: Mapping[str, Any],
    whole: Whole,
) -> Room:
    passages = tuple(
        Passage(
            each,
            tuple(confirmed[fact["row"]] for fact in each.brought_in if fact["row"] in confirmed),
            each.row.recorded_by == viewer.audit_id,
        )
        for each in written
        if each.row.area == code
    )
    words = AREAS.words[code]
    covered = None if gathering.finished_on else whole.covered.get(code)
    href = reverse("assessments:area", args=[gathering.child_id, gathering.pk, code])
    return Room(code, words[:1].upper() + words[1:], AREA_HINTS[code], passages, covered, href)


def picture(found: Iterable[Room], *, readable: bool) -> list[doors.Area]:
    """The doors for the picture; `readable`: whether the areas of health and maltreatment open for this viewer."""
    return [
        doors.Area(
            room.title,
            room.state,
            room.writers or (("an earlier assessment",) if room.covered_on else ()),
            room.on,
            room.href if readable or room.code not in HEALTH_AREAS else None,
        )
        for room in found
    ]


def lacking(found: Iterable[Room]) -> list[Room]:
    """The areas that are not done, here or earlier."""
    return [room for room in found if room.state != "done"]
