"""The same chronology as a table and as sentences: nothing is only in the picture."""

from dataclasses import dataclass
from datetime import date

from holdfast.pictures.chronology.events import Bar, Chronology, Gap, Mark, Shown, check, shown, window
from holdfast.pictures.words import age_on, count, how_long, listed, say_day

NOTHING = "Nothing recorded"


@dataclass(frozen=True)
class Row:
    """One line of the table. `begins` and `ends` are days said in words; `ends` is "goes on" for what has no end, and
    empty, like `how_long`, for what happened on one day. `what` is the label with its kind."""

    lane: str
    start: date
    end: date | None
    begins: str
    ends: str
    how_long: str
    what: str
    detail: str
    href: str | None


def what(thing: Bar | Mark) -> str:
    """The label, with its kind unless the label says it already."""
    said = thing.label.casefold()
    return (
        f"{thing.label} ({thing.kind})" if thing.kind and thing.kind.casefold() not in said else thing.label
    )


def lasted(start: date, end: date | None, until: date) -> str:
    """How long in words; of what has not ended, up to `until`."""
    if end is not None:
        return how_long(start, end)
    return f"{how_long(start, until)} so far" if until > start else "from then on"


def _bar(title: str, bar: Bar, until: date) -> Row:
    ends = say_day(bar.end) if bar.end else "goes on"
    length = lasted(bar.start, bar.end, until)
    return Row(title, bar.start, bar.end, say_day(bar.start), ends, length, what(bar), bar.detail, bar.href)


def _gap(title: str, gap: Gap) -> Row:
    begins, ends = say_day(gap.start), say_day(gap.end)
    return Row(title, gap.start, gap.end, begins, ends, how_long(gap.start, gap.end), NOTHING, "", None)


def _mark(title: str, mark: Mark) -> Row:
    return Row(title, mark.day, mark.day, say_day(mark.day), "", "", what(mark), mark.detail, mark.href)


def rows(chronology: Chronology, *, first: date | None = None, last: date | None = None) -> list[Row]:
    """Everything the picture of these days shows, oldest first; the same errors as `draw`."""
    check(chronology)
    found = []
    for part in shown(chronology, *window(chronology, first, last)):
        title = part.lane.title
        found += [_bar(title, bar, chronology.until) for bar in part.bars]
        found += [_gap(title, gap) for gap in part.gaps]
        found += [_mark(title, mark) for mark in part.marks]
    return sorted(found, key=lambda row: (row.start, row.end or date.max))


def bar_in_words(title: str, bar: Bar, until: date) -> str:
    """A tooltip."""
    ends = f"{say_day(bar.start)} to {say_day(bar.end)}" if bar.end else f"since {say_day(bar.start)}"
    said = f"{title}: {what(bar)}, {ends}, {lasted(bar.start, bar.end, until)}."
    return f"{said} {bar.detail}".strip()


def gap_in_words(title: str, gap: Gap) -> str:
    """A tooltip."""
    return f"{title}: nothing recorded, {say_day(gap.start)} to {say_day(gap.end)}, {how_long(gap.start, gap.end)}."


def marks_in_words(title: str, marks: list[Mark]) -> str:
    """A tooltip for a mark, or for several drawn as one: the first twelve of them."""
    said = [
        f"{say_day(mark.day)}, {what(mark)}{'. ' + mark.detail if mark.detail else ''}" for mark in marks[:12]
    ]
    more = [f"and {len(marks) - 12} more"] if len(marks) > 12 else []
    return f"{title}: " + "; ".join(said + more)


def _lane_in_words(part: Shown) -> str:
    now = [what(bar) for bar in part.bars if bar.end is None]
    said = [
        *([count(len(part.bars), "entry", "entries")] if part.bars else []),
        *([count(len(part.gaps), "gap")] if part.gaps else []),
        *([count(len(part.marks), "event")] if part.marks else []),
    ]
    goes_on = (
        f"; now {listed(now[:4])}" + (f" and {len(now) - 4} more" if len(now) > 4 else "") if now else ""
    )
    return f"{part.lane.title}: {listed(said) or 'nothing recorded'}{goes_on}."


def in_words(chronology: Chronology, parts: list[Shown], first: date, last: date) -> str:
    """The picture's description: the days it covers, then each lane in a sentence."""
    age = age_on(chronology.born, min(last, chronology.until))
    aged = f", when the child is {count(age, 'year')} old" if age >= 0 else ""
    days = f"From {say_day(first)} to {say_day(last)}{aged}."
    return " ".join(
        [days, *map(_lane_in_words, parts), "The table of the chronology says everything that is drawn."]
    )
