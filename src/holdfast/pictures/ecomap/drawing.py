"""Draws an ecomap: circles round the child, or on a phone one below another beside a stem."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from math import cos, hypot, pi, sin

from holdfast.pictures import lettering
from holdfast.pictures.ecomap.strokes import tie
from holdfast.pictures.ecomap.ties import FLOWS, GROUPS, QUALITIES, Ecomap, Tie, held, sentence, sentences
from holdfast.pictures.legend import Entry, Group, legend
from holdfast.pictures.svg import Picture, element, layer, line, picture, rect, thing, write
from holdfast.pictures.words import capital, say_day

_NARROW = 600
_CHILD, _R, _BETWEEN = 62.0, 56.0, 18.0
_TONES = {"people": "person", "school": "school", "services": "programme", "groups": "home"}
_ROW, _STEM, _BOX = 76.0, 46.0, 158.0


def _lines(words: Sequence[str], x: float, y: float, size: float, look: str, anchor: str = "middle") -> str:
    step = size + 3
    return "".join(
        write(said, x, y + step * number, size=size, look=look, text_anchor=anchor, font_weight=600)
        for number, said in enumerate(words)
    )


def _child(name: str, x: float, y: float, r: float) -> str:
    words = lettering.wrap(name, 2 * r - 26, 3, 16, bold=True)
    circles = element("circle", look="shape-ground", cx=x, cy=y, r=r)
    circles += element("circle", look="shape-ground", cx=x, cy=y, r=r - 6)
    return layer(circles, _lines(words, x, y + 6 - 9.5 * (len(words) - 1), 16, "text"), data_child=name)


def _circle(one: Tie, x: float, y: float) -> str:
    tone = _TONES[one.group]
    words = lettering.wrap(one.name, 2 * _R - 20, 3, 14, bold=True)
    return (
        element("circle", look=f"{tone}-ground", cx=x, cy=y, r=_R)
        + element("circle", look=f"{tone}-line", cx=x, cy=y, r=_R)
        + write(one.group, x, y - _R + 24, look="text", size=12, text_anchor="middle")
        + _lines(words, x, y + 8 - 8.5 * (len(words) - 1), 14, "text")
    )


def _round(number: int, rx: float, ry: float) -> list[tuple[float, float]]:
    """Points on an ellipse, the same way apart along its line, the first at the top."""
    fine = [(rx * sin(2 * pi * i / 720), -ry * cos(2 * pi * i / 720)) for i in range(721)]
    way = [0.0]
    for (x1, y1), (x2, y2) in pairwise(fine):
        way.append(way[-1] + hypot(x2 - x1, y2 - y1))
    found, at = [], 0
    for i in range(number):
        while way[at] < way[-1] * i / number:
            at += 1
        found.append(fine[at])
    return found


def _places(number: int, rx: float) -> list[tuple[float, float]]:
    """Round the child, higher where there are too many for the width."""
    ry = 215.0
    places = _round(number, rx, ry)
    while (
        number > 1
        and min(
            hypot(a[0] - b[0], a[1] - b[1]) for a, b in zip(places, [*places[1:], places[0]], strict=True)
        )
        < 2 * _R + _BETWEEN
    ):
        ry += 20
        places = _round(number, rx, ry)
    return places


def _wide(ecomap: Ecomap, ties: list[Tie], width: float) -> tuple[list[str], float]:
    places = _places(len(ties), width / 2 - _R - 120)
    half = max((abs(y) for _, y in places), default=_CHILD - _R) + _R + 8
    cx, cy = width / 2, half
    drawn = []
    for one, (dx, dy) in zip(ties, places, strict=True):
        away = hypot(dx, dy)
        inner, outer = (_CHILD + 4) / away, (away - _R - 4) / away
        stroke = tie(
            one.quality, one.flow, (cx + dx * inner, cy + dy * inner), (cx + dx * outer, cy + dy * outer)
        )
        drawn.append(
            thing(sentence(one), stroke, _circle(one, cx + dx, cy + dy), href=one.href, data_tie=one.name)
        )
    return [*drawn, _child(ecomap.child, cx, cy, _CHILD)], 2 * half


def _box(one: Tie, y: float, width: float) -> str:
    tone, room = _TONES[one.group], width - _BOX
    words = lettering.wrap(one.name, room - 24, 2, 15, bold=True)
    top = y - _ROW / 2 + 6
    return (
        rect(_BOX, top, room - 1, _ROW - 12, f"{tone}-ground", rx=18)
        + rect(_BOX, top, room - 1, _ROW - 12, f"{tone}-line", rx=18)
        + write(one.group, _BOX + 14, top + 17, size=12)
        + _lines(words, _BOX + 14, top + 37 - (3 if len(words) > 1 else 0), 15, "text", "start")
    )


def _narrow(ecomap: Ecomap, ties: list[Tie], width: float) -> tuple[list[str], float]:
    top = 2 * _CHILD + 6 + _ROW / 2
    foot = top + _ROW * (len(ties) - 1)
    stem = [layer(line(_STEM + 18, 2 * _CHILD, _STEM + 18, foot, "thin-line"))] if ties else []
    drawn = []
    for number, one in enumerate(ties):
        y = top + _ROW * number
        stroke = tie(one.quality, one.flow, (_STEM + 20, y), (_BOX - 4, y))
        drawn.append(thing(sentence(one), stroke, _box(one, y, width), href=one.href, data_tie=one.name))
    return [*stem, *drawn, _child(ecomap.child, _STEM + 18, _CHILD + 1, _CHILD)], foot + _ROW / 2 + 4


def _quality(quality: str) -> Entry:
    return Entry(
        lambda x, y: tie(quality, "", (x, y), (x + 34, y)),
        QUALITIES[quality].removeprefix("a ").removeprefix("an "),
    )


def _flow(flow: str) -> Entry:
    names = {"to_child": "support goes this way", "both": "support goes both ways"}

    def symbol(x: float, y: float) -> str:
        return tie("ordinary", "both" if flow == "both" else "from_child", (x, y), (x + 34, y))

    return Entry(symbol, names[flow])


def _circle_sign(group: str) -> Entry:
    tone = _TONES[group]
    return Entry(
        lambda x, y: (
            element("circle", look=f"{tone}-ground", cx=x + 17, cy=y, r=10)
            + element("circle", look=f"{tone}-line", cx=x + 17, cy=y, r=10)
        ),
        group,
    )


def _signs(ties: list[Tie]) -> list[Group]:
    qualities, flows = {one.quality for one in ties}, {one.flow for one in ties}
    one_way = ["to_child"] if flows & {"to_child", "from_child"} else []
    both = ["both"] if "both" in flows else []
    return [
        Group("Around the child", [_circle_sign(g) for g in GROUPS if g in {one.group for one in ties}]),
        Group("How the tie is", [_quality(quality) for quality in QUALITIES if quality in qualities]),
        Group("Support", [_flow(flow) for flow in [*one_way, *both] if flow in FLOWS]),
    ]


def draw(ecomap: Ecomap, on: date, *, width: float = 1120, name: str = "ecomap") -> Picture:
    """The ties that held on that day. Raises `CannotDraw` with everything that is wrong with groups and qualities."""
    ties = held(ecomap, on)
    drawn, high = (_narrow if width < _NARROW else _wide)(ecomap, ties, width)
    signs, end = legend(_signs(ties), high + 8, width)
    title = f"{capital(ecomap.child)} and who is around, {say_day(on)}"
    paper = layer(rect(0, 0, width, end, "plain-ground"))
    said = " ".join(sentences(ecomap, on))
    return picture(f"{name}-{width:.0f}", title, said, (width, end), paper, *drawn, signs)
