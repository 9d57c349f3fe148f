"""The areas of the comprehensive assessment as doors in one picture: shut, ajar or open, by whom and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from holdfast.pictures import lettering
from holdfast.pictures.svg import Picture, layer, path, picture, rect, refuse, thing, unsafe, write
from holdfast.pictures.words import count, listed, say_day

STATES = {"empty": "Not begun", "begun": "Begun", "done": "Done"}
_GAP, _HIGH, _DOOR_WIDE, _DOOR_HIGH = 16, 128, 46, 80


@dataclass(frozen=True)
class Area:
    """One area: `state` is one of `STATES`; `by` are the names of those who wrote in it, `on` when they last did."""

    title: str
    state: str
    by: Sequence[str] = ()
    on: date | None = None
    href: str | None = None


def _check(areas: Sequence[Area]) -> None:
    faults = []
    for number, area in enumerate(areas):
        if area.state not in STATES:
            faults.append(f"areas[{number}].state: {area.state!r}; expected one of {', '.join(STATES)}")
        if unsafe(area.href):
            faults.append(f"areas[{number}].href: {area.href!r}; expected a path, or an address with https")
    refuse(faults)


def _sentence(area: Area) -> str:
    by = f" by {listed(area.by)}" if area.by else ""
    on = f", {say_day(area.on)}" if area.on else ""
    return f"{area.title}: {STATES[area.state].lower()}{by}{on}."


def sentences(areas: Sequence[Area]) -> list[str]:
    """How many are done, then each area in a sentence."""
    _check(areas)
    states = [area.state for area in areas]
    done, begun = states.count("done"), states.count("begun")
    first = f"{done} of {count(len(areas), 'area')} done, {begun} begun, {states.count('empty')} not begun."
    return [first, *map(_sentence, areas)]


def _door(state: str, x: float, y: float) -> str:
    """A doorway, with its leaf shut, half open or open wide."""
    w, h = _DOOR_WIDE, _DOOR_HIGH
    if state == "empty":
        shut = rect(x, y, w, h, "gap-ground")
        return shut + rect(x + w - 11, y + h / 2 - 2, 5, 5, "soft-solid", rx=2.5)
    look = {"begun": "person", "done": "programme"}[state]
    leaf = w * (0.62 if state == "begun" else 0.3)
    lean = 9 if state == "begun" else 15
    way = rect(x, y, w, h, f"{look}-ground") + rect(x, y, w, h, f"{look}-line", stroke_width=1.5)
    corners = [(x, y), (x + leaf, y + lean), (x + leaf, y + h + lean * 0.6), (x, y + h)]
    opened = path(corners, f"{look}-solid", close=True)
    tick = path([(x + 20, y + 40), (x + 27, y + 48), (x + 40, y + 30)], "programme-line", stroke_width=4)
    return way + opened + (tick if state == "done" else "")


def _card(area: Area, x: float, y: float, width: float) -> str:
    left, room = x + _DOOR_WIDE + 30, width - _DOOR_WIDE - 42
    title = lettering.wrap(area.title, room, 3, 15, bold=True)
    by = lettering.wrap(listed(area.by), room, 1, 13) if area.by else []
    small = [*by, *([say_day(area.on)] if area.on else [])]
    top = y + 26
    said = [write(words, left, top + 18 * n, size=15, font_weight=600) for n, words in enumerate(title)]
    state = top + 18 * len(title) + 3
    said.append(write(STATES[area.state], left, state, size=14))
    said += [
        write(words, left, state + 17 * n, look="soft-text", size=13) for n, words in enumerate(small, 1)
    ]
    card = rect(x + 0.5, y + 0.5, width - 1, _HIGH - 1, "card-ground", rx=4)
    return thing(
        _sentence(area), card, _door(area.state, x + 16, y + 20), *said, href=area.href, data_state=area.state
    )


def draw(areas: Sequence[Area], *, width: float = 1120, name: str = "areas") -> Picture:
    """All doors, four, two or one to a line. Raises `CannotDraw` for a state or an address that is none."""
    said = sentences(areas)
    columns = 4 if width >= 900 else 2 if width >= 600 else 1
    card = (width - _GAP * (columns - 1)) / columns
    drawn = [
        _card(area, (number % columns) * (card + _GAP), (number // columns) * (_HIGH + _GAP), card)
        for number, area in enumerate(areas)
    ]
    high = -(-len(areas) // columns) * (_HIGH + _GAP) - _GAP if areas else 1
    paper = layer(rect(0, 0, width, high, "plain-ground"))
    title = "The areas of the comprehensive assessment"
    return picture(f"{name}-{width:.0f}", title, " ".join(said), (width, high), paper, *drawn)
