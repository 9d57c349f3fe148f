"""Draws a genogram: rows with their heights, the lines under the people, the legend of what is used."""

from datetime import date

from holdfast.pictures.genogram import symbols, words
from holdfast.pictures.genogram.family import Family, Held, held
from holdfast.pictures.genogram.households import Loop, loops
from holdfast.pictures.genogram.kin import relation
from holdfast.pictures.genogram.lines import TRACK, Heights, Lines
from holdfast.pictures.genogram.order import order
from holdfast.pictures.genogram.placing import Places, places
from holdfast.pictures.genogram.routes import Routes, assign, routes
from holdfast.pictures.genogram.signs import signs
from holdfast.pictures.legend import legend
from holdfast.pictures.svg import Picture, element, picture, rect, thing, write
from holdfast.pictures.words import say_day

_SLOTS, _MARGIN = (132.0, 118.0, 104.0), 6.0
_HEAD, _LABEL_DROP, _CORRIDOR = 12.0, 16.0, 26.0

_Labels = dict[str, list[tuple[str, str, float]]]


def _fitting(held: Held, width: float) -> Places:
    """With as much room for labels as the width allows."""
    rows = order(held)
    found = places(held, rows, _SLOTS[0])
    for slot in _SLOTS[1:]:
        if found.width() + 2 * _MARGIN > width:
            found = places(held, rows, slot)
    return found


def _shift(found: Places, width: float) -> float:
    """Into the middle of the room; how wide the picture is."""
    whole = max(width, found.width() + 2 * _MARGIN)
    by = (whole - found.width()) / 2
    found.x = {key: x + by for key, x in found.x.items()}
    return whole


def _heights(found: Places, ways: Routes, labels: _Labels, homes: list[Loop]) -> Heights:
    rows = found.order.rows
    names = max((len(home.name(found)) for home in homes), default=0)
    under = {0: 6, 1: 18, 2: 33}[names]
    top = min(rows) - 1
    corridor = {top: _HEAD}
    y = _HEAD + ways.count(top) * TRACK
    middle, foot = {}, {}
    for level in sorted(rows):
        middle[level] = y + symbols.OUTER + _HEAD
        tall = max(symbols.label_height(labels[key]) for key in rows[level] if key in labels)
        foot[level] = middle[level] + symbols.OUTER + _LABEL_DROP + tall - 6
        corridor[level] = foot[level] + under + TRACK / 2
        y = corridor[level] + ways.count(level) * TRACK + (4 if ways.count(level) else 0)
    return Heights(middle, foot, corridor, foot[max(rows)] + under + ways.count(max(rows)) * TRACK)


def _person(held: Held, key: str, x: float, y: float, label: list[tuple[str, str, float]]) -> str:
    someone, is_child = held.people[key], key == held.child
    died = someone.died is not None and someone.died <= held.on
    adopted = any(t.child == key and t.kind == "adoptive" for t in held.parentages)
    outer = symbols.OUTER if is_child else symbols.R
    age = symbols.age_text(someone, held.on)
    return thing(
        words.person_in_words(held, key),
        symbols.person(someone.sex, x, y, child=is_child, died=died),
        symbols.brackets(x, y, outer) if adopted else "",
        write(age, x, y + 5, look="halo-text", size=15, text_anchor="middle", font_weight=600),
        symbols.label(label, x, y + symbols.OUTER + _LABEL_DROP),
        data_person=key,
    )


def draw(family: Family, child: str, on: date, *, width: float = 1120, name: str = "genogram") -> Picture:
    """The family on that day: only what held then. Raises `CannotDraw` with everything that is wrong with keys and kinds.

    Where a family needs more than the width, the picture is wider and its class `hf-pic-scrolls`: put it into a frame
    that scrolls, so that its writing keeps its size.
    """
    now = held(family, child, on)
    found = _fitting(now, width)
    whole = _shift(found, width)
    labels = {
        key: symbols.label_lines(p, relation(now, key), on, found.slot - 14) for key, p in now.people.items()
    }
    ways = routes(now, found)
    homes = loops(now, found, ways)
    assign(ways.tracks)
    heights = _heights(found, ways, labels, homes)
    lines = Lines(now, found, heights, whole)
    rings = [lines.loop(home) for home in homes]
    drawn = [rect(0, 0, whole, heights.bottom, "plain-ground"), *(ring for ring, _ in rings)]
    drawn += [lines.direct(union.parents, key, union.kind) for union, key in ways.direct]
    drawn += [lines.bus(bus) for bus in ways.buses] + [lines.link(link) for link in ways.links]
    drawn += [
        _person(now, key, found.x[key], heights.middle[found.order.level[key]], labels[key])
        for key in now.people
    ]
    drawn.append(element("g", *(said for _, said in rings), aria_hidden="true") if rings else "")
    meanings, end = legend(signs(now), heights.bottom + 10, min(whole, width))
    title = f"Family of {now.people[child].name} on {say_day(on)}"
    said = " ".join(words.all_in_words(now))
    return picture(f"{name}-{width:.0f}", title, said, (whole, end), *drawn, meanings, fits=whole <= width)
