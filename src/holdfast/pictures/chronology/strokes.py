"""How a bar, a gap and a mark are drawn at a place, the same in the wide and in the narrow picture."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from holdfast.pictures import lettering
from holdfast.pictures.axis import Axis
from holdfast.pictures.chronology.events import Bar, Gap, Mark, Shown
from holdfast.pictures.chronology.shapes import pattern, pattern_id, shape
from holdfast.pictures.legend import Entry, Group
from holdfast.pictures.svg import element, number, path, rect, write

ARROW, NOTCH, LEAST, FOOT = 9, 5, 3, 8


@dataclass(frozen=True)
class Sheet:
    """What everything in one picture shares: its name, its axis, and the day until which an open bar is known to go on."""

    name: str
    axis: Axis
    until: date


def extent(sheet: Sheet, thing: Bar | Gap) -> tuple[float, float]:
    """The pixels of a bar or gap; those of an open bar end with its arrow; never narrower than can be seen."""
    axis = sheet.axis
    left = axis.inside(thing.start)
    if thing.end is None:
        end = sheet.until if sheet.until > thing.start else axis.last
        return left, max(left + LEAST, axis.inside(end)) + ARROW
    return left, max(left + LEAST, axis.inside(thing.end))


def _outline(left: float, right: float, y: float, high: float, *, earlier: bool, on: bool) -> str:
    """Notched at the left where it began before the picture, pointed at the right where it goes on."""
    middle = y + high / 2
    points = [(left, y), (right - ARROW if on else right, y)]
    points += [(right, middle), (right - ARROW, y + high)] if on else [(right, y + high)]
    points += [(left, y + high)] + ([(left + NOTCH, middle)] if earlier else [])
    return "M" + " L".join(f"{number(px)} {number(py)}" for px, py in points) + " Z"


def _patterned(x: float, y: float, width: float, high: float, fill: str) -> str:
    """Moved into place, so that the pattern starts at the corner and is not cut by chance."""
    return rect(0, 0, width, high, None, fill=fill, transform=f"translate({number(x)} {number(y)})")


def bar(sheet: Sheet, part: Shown, thing: Bar, y: float, high: float) -> str:
    """A bar on pale ground with its kind's pattern along the foot (or all over, where it is too low for both)."""
    left, right = extent(sheet, thing)
    earlier, on = thing.start < sheet.axis.first, thing.end is None
    outline = _outline(left, right, y, high, earlier=earlier, on=on)
    fill = f"url(#{pattern_id(sheet.name, part.tone, part.looks[thing.kind])})"
    foot = FOOT if high > 20 else high
    end = right - ARROW if on else right
    return (
        element("path", look=f"{part.tone}-ground", d=outline, data_bar=thing.start.isoformat())
        + _patterned(left, y + high - foot, max(LEAST, end - left), foot, fill)
        + element("path", look=f"{part.tone}-line", d=outline, stroke_width=1.5)
    )


def gap(sheet: Sheet, thing: Gap, y: float, high: float) -> str:
    """An empty, dashed box."""
    left, right = extent(sheet, thing)
    return rect(
        left + 1, y + 1, max(1, right - left - 2), high - 2, "gap-ground", data_gap=thing.start.isoformat()
    )


def pill(number_of: int) -> float:
    """Half the width of a counted mark."""
    return max(9.0, lettering.width(str(number_of), 12, bold=True) / 2 + 6)


def mark(part: Shown, marks: list[Mark], x: float, y: float, radius: float) -> str:
    """The shape of its kind; several that nearly touch as one box with their number."""
    if len(marks) == 1:
        return shape(part.looks[marks[0].kind], x, y, radius, f"{part.tone}-solid")
    half = pill(len(marks))
    box = rect(x - half, y - 9, 2 * half, 18, f"{part.tone}-ground", rx=9)
    return box + write(
        str(len(marks)), x, y + 4.5, look=f"{part.tone}-text", size=12, text_anchor="middle", font_weight=700
    )


def definitions(sheet: Sheet, parts: Iterable[Shown]) -> str:
    """The patterns that the bars shown use."""
    used = {(part.tone, part.looks[thing.kind] % 8) for part in parts for thing in part.bars}
    return element("defs", *(pattern(sheet.name, tone, kind) for tone, kind in sorted(used))) if used else ""


def _bar_entry(sheet: Sheet, part: Shown, kind: str) -> Entry:
    fill = f"url(#{pattern_id(sheet.name, part.tone, part.looks[kind])})"

    def symbol(x: float, y: float) -> str:
        return (
            rect(x, y - 9, 32, 18, f"{part.tone}-ground")
            + _patterned(x, y + 1, 32, FOOT, fill)
            + rect(x, y - 9, 32, 18, f"{part.tone}-line", stroke_width=1.5)
        )

    return Entry(symbol, kind)


def _mark_entry(part: Shown, kind: str) -> Entry:
    return Entry(lambda x, y: shape(part.looks[kind], x + 16, y, 7, f"{part.tone}-solid"), kind)


def _general(parts: list[Shown], counted: bool) -> list[Entry]:
    entries = []
    if any(part.gaps for part in parts):
        entries.append(Entry(lambda x, y: rect(x, y - 8, 32, 16, "gap-ground"), "a gap: nothing recorded"))
    if any(thing.end is None for part in parts for thing in part.bars):
        points = [(0, -8), (23, -8), (32, 0), (23, 8), (0, 8)]
        entries.append(
            Entry(
                lambda x, y: path([(x + dx, y + dy) for dx, dy in points], "count-ground", close=True),
                "still goes on",
            )
        )
    if counted:
        entries.append(
            Entry(
                lambda x, y: (
                    rect(x + 6, y - 9, 22, 18, "count-ground", rx=9)
                    + write("3", x + 17, y + 4.5, size=12, text_anchor="middle", font_weight=700)
                ),
                "so many events close together",
            )
        )
    return entries


def meanings(sheet: Sheet, parts: list[Shown], *, counted: bool) -> list[Group]:
    """The legend: only the kinds, gaps, arrows and counts that are drawn."""
    groups = []
    for part in parts:
        bars = dict.fromkeys(thing.kind for thing in part.bars if thing.kind)
        marks = dict.fromkeys(thing.kind for thing in part.marks if thing.kind)
        entries = [_bar_entry(sheet, part, kind) for kind in bars] + [
            _mark_entry(part, kind) for kind in marks
        ]
        groups.append(Group(part.lane.title, entries))
    return [*groups, Group("In all of them", _general(parts, counted))]
