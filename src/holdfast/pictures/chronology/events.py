"""What a chronology is made of, and what of it stands between two days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from holdfast.pictures.looks import TONES
from holdfast.pictures.svg import refuse, unsafe


@dataclass(frozen=True)
class Bar:
    """Something that lasted from `start` to `end`, the day it ended; no end: it goes on. `kind` as a reader says it."""

    start: date
    end: date | None
    label: str
    kind: str = ""
    detail: str = ""
    href: str | None = None


@dataclass(frozen=True)
class Mark:
    """Something that happened on a day."""

    day: date
    label: str
    kind: str = ""
    detail: str = ""
    href: str | None = None


@dataclass(frozen=True)
class Lane:
    """Bars and marks of one theme.

    `tone` is one of `looks.TONES`; without it lanes take turns. `kinds` fixes which pattern and shape each kind has,
    so that all children's pictures agree; kinds not named follow in the order met. In a lane that is `unbroken` (homes)
    time without a bar is a gap to be shown; in others it says nothing.
    """

    title: str
    bars: Sequence[Bar] = ()
    marks: Sequence[Mark] = ()
    tone: str = ""
    kinds: Sequence[str] = ()
    unbroken: bool = False


@dataclass(frozen=True)
class Chronology:
    """A child's lanes, from birth until the day the record was asked for."""

    born: date
    until: date
    lanes: Sequence[Lane] = ()


@dataclass(frozen=True)
class Gap:
    """Days of an unbroken lane on which nothing is recorded, from one day to the day it ends."""

    start: date
    end: date


@dataclass(frozen=True)
class Shown:
    """What of one lane stands between the first and the last day; `looks` numbers its kinds."""

    lane: Lane
    tone: str
    bars: Sequence[Bar]
    marks: Sequence[Mark]
    gaps: Sequence[Gap]
    looks: dict[str, int]

    def pieces(self) -> list[Bar | Gap]:
        """Bars and gaps in the order of time, what has no end after what has."""
        both: list[Bar | Gap] = [*self.bars, *self.gaps]
        return sorted(both, key=lambda piece: (piece.start, piece.end or date.max))


def _bar_faults(place: str, bar: Bar) -> Iterator[str]:
    if bar.end and bar.end < bar.start:
        yield f"{place}.end: {bar.end.isoformat()}; expected {bar.start.isoformat()}, its start, or later"
    if unsafe(bar.href):
        yield f"{place}.href: {bar.href!r}; expected a path, or an address with https"


def _lane_faults(place: str, lane: Lane) -> Iterator[str]:
    if lane.tone and lane.tone not in TONES:
        yield f"{place}.tone: {lane.tone!r}; expected one of {', '.join(TONES)}"
    for number, bar in enumerate(lane.bars):
        yield from _bar_faults(f"{place}.bars[{number}]", bar)
    for number, mark in enumerate(lane.marks):
        if unsafe(mark.href):
            yield f"{place}.marks[{number}].href: {mark.href!r}; expected a path, or an address with https"


def check(chronology: Chronology) -> None:
    """Raise `CannotDraw` with every fault."""
    faults = []
    if chronology.until < chronology.born:
        faults.append(
            f"until: {chronology.until.isoformat()}; expected {chronology.born.isoformat()}, birth, or later"
        )
    for number, lane in enumerate(chronology.lanes):
        faults += _lane_faults(f"lanes[{number}]", lane)
    refuse(faults)


def _days(chronology: Chronology) -> Iterator[date]:
    yield from (chronology.born, chronology.until)
    for lane in chronology.lanes:
        for bar in lane.bars:
            yield bar.start
            yield bar.end or bar.start
        yield from (mark.day for mark in lane.marks)


def window(chronology: Chronology, first: date | None, last: date | None) -> tuple[date, date]:
    """The days to show: those asked for, else from birth (or the first thing before it) until now (or the last thing planned)."""
    days = list(_days(chronology))
    first, last = first or min(days), last or max(days)
    refuse(
        [f"last: {last.isoformat()}; expected a day after {first.isoformat()}, the first"]
        if last < first
        else []
    )
    return first, max(last, first + timedelta(days=1))


def gaps(lane: Lane, chronology: Chronology) -> list[Gap]:
    """From birth until now, the stretches of an unbroken lane without a bar; a bar may start on the day after the last."""
    if not lane.unbroken:
        return []
    found, covered = [], chronology.born
    for bar in sorted(lane.bars, key=lambda bar: bar.start):
        start = min(bar.start, chronology.until)
        if start > covered + timedelta(days=1):
            found.append(Gap(covered, start))
        covered = max(covered, bar.end or max(chronology.until, bar.start))
    if chronology.until > covered + timedelta(days=1):
        found.append(Gap(covered, chronology.until))
    return found


def _looks(lane: Lane) -> dict[str, int]:
    bars = (bar.kind for bar in sorted(lane.bars, key=lambda bar: bar.start))
    marks = (mark.kind for mark in sorted(lane.marks, key=lambda mark: mark.day))
    return {kind: number for number, kind in enumerate(dict.fromkeys([*lane.kinds, *bars, *marks]))}


def shown(chronology: Chronology, first: date, last: date) -> list[Shown]:
    """Each lane with what of it stands between the days, in the order of time; lanes stay where nothing does."""
    tones = list(TONES)
    return [
        Shown(
            lane,
            lane.tone or tones[number % len(tones)],
            sorted(
                (b for b in lane.bars if b.start <= last and (b.end is None or b.end >= first)),
                key=lambda b: (b.start, b.end or date.max, b.label),
            ),
            sorted((m for m in lane.marks if first <= m.day <= last), key=lambda m: (m.day, m.kind, m.label)),
            [g for g in gaps(lane, chronology) if g.start <= last and g.end >= first],
            _looks(lane),
        )
        for number, lane in enumerate(chronology.lanes)
    ]
