"""Homes and moves as their pages show them: sentences, gaps, what is not known. Nothing here asks the database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from holdfast.forms.words import say_day
from holdfast.ng26.vocabulary import PREPARATIONS
from holdfast.people.pages.addressed import Addressed
from holdfast.placements import words
from holdfast.placements.models import Home, Move, MovePart
from holdfast.placements.moving import INSTEAD, KEPT, PARTS

FAMILY_HOMES = ("foster", "kinship_foster", "adoptive", "special_guardian")  # 1.1.11 asks about these
_TOUCHING = timedelta(days=1)


@dataclass(frozen=True)
class HomeShown:
    """A home in sentences. `unrecorded` says from when to when nothing is known before it; `same_carer`: no move, a new order."""

    home: Home
    sentence: str
    order: str
    came: str
    ending: str
    kept: str
    ask_kept: bool
    same_carer: bool
    unrecorded: tuple[date, date] | None
    corrected: bool


def homes_shown(
    homes: Sequence[Home], names: Mapping[str, str], who: Addressed, today: date, corrected: Iterable[UUID]
) -> list[HomeShown]:
    """The homes, the newest first."""
    known, shown = set(corrected), []
    for index, home in enumerate(homes):
        earlier = homes[index - 1] if index else None
        shown.append(_shown(home, earlier, dict(names), who, today, home.pk in known))
    return shown[::-1]


def _shown(
    home: Home, earlier: Home | None, names: dict[str, str], who: Addressed, today: date, corrected: bool
) -> HomeShown:
    gap = _gap(earlier, home)
    same = bool(earlier and earlier.carer and earlier.carer == home.carer and gap is None)
    return HomeShown(
        home=home,
        sentence=words.lived(home, names, today),
        order=words.order(home),
        came="" if same else words.came(home),
        ending=words.ending(home, own=who.own),
        kept=words.kept(home, who),
        ask_kept=home.end_reason == "breakdown"
        and home.home in FAMILY_HOMES
        and home.relationship_kept in (None, "no"),
        same_carer=same,
        unrecorded=gap,
        corrected=corrected,
    )


def _gap(earlier: Home | None, home: Home) -> tuple[date, date] | None:
    if earlier is None or earlier.end is None or home.start - earlier.end <= _TOUCHING:
        return None
    return earlier.end, home.start


@dataclass(frozen=True)
class PartShown:
    """One of the six parts of preparing a move, in plain words for who reads it."""

    code: str
    title: str
    hint: str
    kept: MovePart | None
    done: bool
    instead: bool

    @property
    def state(self) -> str:
        """'done', 'not in interests', 'planned' or 'not begun'."""
        if self.instead:
            return "not in interests"
        return "done" if self.done else "planned" if self.kept else "not begun"


def parts_shown(move: Move, kept: Mapping[str, MovePart], who: Addressed) -> list[PartShown]:
    """The six parts in the guideline's order; what a file brought in without a plan is shown as done all the same."""
    prepared = set(move.prepared or ())
    return [
        PartShown(
            code=code,
            title=words.PART_TITLES[code].format(who=who),
            hint=words.PART_HINTS[code].format(who=who),
            kept=kept.get(code),
            done=code in prepared or (code == KEPT and INSTEAD in prepared),
            instead=code == KEPT and INSTEAD in prepared,
        )
        for code in PARTS
    ]


@dataclass(frozen=True)
class MoveShown:
    """A move in a sentence, and how far its preparation is."""

    move: Move
    title: str
    parts: list[PartShown]
    ahead: bool

    @property
    def done(self) -> int:
        """How many of the six parts are done."""
        return sum(part.done for part in self.parts)


def move_shown(move: Move, kept: Mapping[str, MovePart], who: Addressed, today: date) -> MoveShown:
    """A move as its pages show it."""
    where = f" to {move.to}" if move.to else ""
    title = f"{words.MOVE_WORDS[move.kind]}{where} on {say_day(move.date)}"
    return MoveShown(move, title, parts_shown(move, kept, who), move.date >= today)


def part_words(codes: Iterable[str]) -> list[str]:
    """Preparations in the guideline's words."""
    return [PREPARATIONS.words[code] for code in codes]
