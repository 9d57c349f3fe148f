"""The eight areas of one comprehensive assessment: what each holds, who wrote it, and how its door stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from holdfast.accounts.models import Account
from holdfast.assessments import facts
from holdfast.assessments.models import Gathering
from holdfast.assessments.queries import Written, written_in
from holdfast.assessments.vocabulary import AREA_HINTS, HEALTH_AREAS
from holdfast.assessments.whole import MONTHS, Whole, months_after
from holdfast.forms.words import first_up
from holdfast.ng26.vocabulary import AREAS
from holdfast.pictures import areas as doors
from holdfast.pictures.words import listed


@dataclass(frozen=True)
class Brought:
    """A fact brought in from the record, as it stands now, and who confirmed it. `changed`: put right since somebody did."""

    fact: facts.Fact
    by: tuple[str, ...]
    changed: bool


@dataclass(frozen=True)
class Passage:
    """What one person wrote in an area. `unread`: not this viewer's to read."""

    written: Written
    mine: bool

    @property
    def unread(self) -> bool:
        """Whether the words are kept from this viewer."""
        return not self.written.readable


@dataclass(frozen=True)
class Room:
    """One area behind its door. `covered_on`: an earlier assessment, not yet twelve months old, has it already.

    What was called done before `counts_from` is too old to count, and has to be looked at again.
    """

    code: str
    title: str
    hint: str
    passages: tuple[Passage, ...]
    brought: tuple[Brought, ...]
    covered_on: date | None
    counts_from: date
    href: str

    @property
    def done(self) -> bool:
        """Whether somebody called it done in this assessment, lately enough to count."""
        days = [each.written.row.done_on for each in self.passages]
        return any(day is not None and day >= self.counts_from for day in days)

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
    def confirmed_by(self) -> str:
        """Who confirmed the facts, where it was the same people for all of them; else each fact says so itself."""
        by = {each.by for each in self.brought}
        return listed(next(iter(by))) if len(by) == 1 else ""

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
    references = [fact for each in written for fact in each.brought_in]
    standing = facts.standing(viewer, references, on)
    first = date.min if gathering.finished_on else months_after(on, -MONTHS)
    covered = {} if gathering.finished_on else whole.covered
    return [_room(viewer, gathering, code, written, standing, covered.get(code), first) for code in AREAS]


def _room(
    viewer: Account, gathering: Gathering, code: str, everything: Sequence[Written],
    standing: Mapping[str, facts.Fact], covered_on: date | None, counts_from: date,
) -> Room:  # fmt: skip
    written = [each for each in everything if each.row.area == code]
    passages = tuple(Passage(each, each.row.recorded_by == viewer.audit_id) for each in written)
    words = AREAS.words[code]
    title = first_up(words)
    href = reverse("assessments:area", args=[gathering.child_id, gathering.pk, code])
    brought = tuple(_brought(written, standing))
    return Room(code, title, AREA_HINTS[code], passages, brought, covered_on, counts_from, href)


def _brought(written: Sequence[Written], standing: Mapping[str, facts.Fact]) -> Iterator[Brought]:
    """Each fact once, in the order of its confirming; what the viewer may not read where it stands is left out."""
    by: dict[str, list[str]] = {}
    versions: dict[str, set[int]] = {}
    for each in written:
        for fact in each.brought_in:
            by.setdefault(fact["row"], []).append(each.by)
            versions.setdefault(fact["row"], set()).add(fact["version"])
    for row, names in by.items():
        if row in standing:
            yield Brought(standing[row], tuple(names), versions[row] != {standing[row].version})


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
