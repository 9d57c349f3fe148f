"""Draws the lines and loops once every row has its height."""

from dataclasses import dataclass

from holdfast.pictures import lettering
from holdfast.pictures.genogram import signs, symbols, words
from holdfast.pictures.genogram.family import Held, twins
from holdfast.pictures.genogram.households import NAME_SIZE, Loop, Strip
from holdfast.pictures.genogram.outline import Box, outline
from holdfast.pictures.genogram.placing import Places
from holdfast.pictures.genogram.routes import TAGS, Bus, Link, Track
from holdfast.pictures.svg import element, path, thing, write

TRACK = 17.0
_PORTS = (0, 11, -11, 17, -17)
_ABOVE, _TWINS = 12.0, 40.0


@dataclass
class Heights:
    """`middle` of each row's symbols, `foot` of its labels, and where the tracks under it (and above the first) begin."""

    middle: dict[int, float]
    foot: dict[int, float]
    corridor: dict[int, float]
    bottom: float

    def track(self, track: Track) -> float:
        """Where a track runs."""
        return self.corridor[track.level] + track.number * TRACK


class Lines:
    """All lines of one genogram."""

    def __init__(self, held: Held, places: Places, heights: Heights, width: float) -> None:
        self.held, self.places, self.heights, self.width = held, places, heights, width
        self.x, self.level = places.x, places.order.level
        self.arrived: dict[str, float] = {}

    def _y(self, key: str) -> float:
        return self.heights.middle[self.level[key]]

    # --- partners ---

    def _look(self, link: Link) -> str:
        kinds = {"together": "together-line", "unknown": "unknown-line"}
        return kinds.get(link.couple.kind, "ink-line") if link.couple else "thin-line"

    def link(self, link: Link) -> str:
        """Two people joined, with the marks of a separation or divorce."""
        a, b = link.pair
        if link.track:
            y = self.heights.track(link.track)
            low = symbols.R * 0.45
            points = [(self.x[a], self._y(a) + low), (link.ends[0], self._y(a) + low), (link.ends[0], y)]
            points += [(link.ends[1], y), (link.ends[1], self._y(b) + low), (self.x[b], self._y(b) + low)]
            middle = (link.ends[0] * 0.6 + link.ends[1] * 0.4, y)
        else:
            points = [(self.x[a], self._y(a)), (self.x[b], self._y(b))]
            free = abs(self.x[b] - self.x[a]) - 2 * symbols.R
            middle = ((self.x[a] + self.x[b]) / 2 - free / 4, (self._y(a) + self._y(b)) / 2)
        kind = link.couple.kind if link.couple else ""
        marks = (
            symbols.slashes(*middle, ("", "separated", "divorced").index(kind))
            if kind in ("separated", "divorced")
            else ""
        )
        return thing(
            words.pair_in_words(self.held, link.pair, link.couple), path(points, self._look(link)), marks
        )

    # --- parents and children ---

    def _start(self, bus: Bus) -> list[tuple[float, float]]:
        if isinstance(bus.source, Link):
            a = bus.source.pair[0]
            return [(bus.x, self.heights.track(bus.source.track) if bus.source.track else self._y(a))]
        if bus.source not in self.held.people:
            return [(bus.x, self.arrived[bus.source])]
        if bus.upward:
            return [(bus.x, self._y(bus.source))]
        y = self._y(bus.source) + _PORTS[min(bus.port, len(_PORTS) - 1)]
        return [(self.x[bus.source], y), (bus.x, y)]

    def _ends(self, bus: Bus, y: float) -> list[list[tuple[float, float]]]:
        """From the track down to each child; twins part from one point, a waypoint only notes its height."""
        ways, groups = [], twins(self.held, bus.union)
        for x, key in bus.targets:
            if key not in self.held.people:
                self.arrived[key] = y
                ways.append([(x, y), (x, y)])
                continue
            together = next((group for group in groups if key in group), [key])
            apex = sum(self.x[twin] for twin in together) / len(together) if len(together) > 1 else x
            parting = max(y, self._y(key) - symbols.OUTER - _TWINS)
            ways.append([(apex, y), (apex, parting), (x, self._y(key))])
        return ways

    def bus(self, bus: Bus) -> str:
        """The way from parents to children: down, along, and down to each."""
        look = signs.look(bus.union.kind)
        y = self.heights.track(bus.track)
        ways = self._ends(bus, y)
        xs = [bus.x, *(way[0][0] for way in ways)]
        drawn = [path([*self._start(bus), (bus.x, y)], look)]
        if max(xs) - min(xs) > 0.5:
            drawn.append(path([(min(xs), y), (max(xs), y)], look))
        drawn += [path(way, look) for way in ways]
        return thing(words.union_in_words(self.held, bus.union), *drawn) + self._tag(bus, y)

    def _tag(self, bus: Bus, y: float) -> str:
        if bus.union.kind not in TAGS or (isinstance(bus.source, str) and bus.source not in self.held.people):
            return ""
        tag = TAGS[bus.union.kind]
        half = lettering.width(tag, 12) / 2 + 2
        x = min(max(bus.x, half), self.width - half)
        return write(tag, x, y + 4, look="halo-text", size=12, text_anchor="middle", aria_hidden="true")

    def direct(self, parents: tuple[str, ...], child: str, kind: str) -> str:
        """Somebody who cares for another of an older generation: straight across."""
        look = "ink-line" if kind == "birth" else f"{kind}-line"
        return "".join(
            path([(self.x[p], self._y(p)), (self.x[child], self._y(child))], look) for p in parents
        )

    # --- households ---

    def _row_box(self, level: int, left: float, right: float) -> Box:
        top = self.heights.middle[level] - symbols.OUTER - _ABOVE
        return left, top, right, self.heights.foot[level]

    def _strip_boxes(self, strip: Strip) -> list[Box]:
        ys = [self.heights.track(track) for track in strip.tracks]
        stops = [strip.from_x, *([strip.through] if strip.through is not None else []), strip.to_x]
        boxes = [
            (min(a, b) - 6, y - 6, max(a, b) + 6, y + 6)
            for y, a, b in zip(ys, stops, stops[1:], strict=False)
        ]
        boxes.append((stops[0] - 6, self.heights.foot[strip.upper] - 9, stops[0] + 6, ys[0] + 6))
        end = (
            self.heights.foot[strip.lower] if strip.upper == strip.lower else self.heights.middle[strip.lower]
        )
        top, bottom = sorted((ys[-1] - 6, end - (9 if strip.upper == strip.lower else 0)))
        boxes.append((stops[-1] - 6, top, stops[-1] + 6, max(bottom, ys[-1] + 6)))
        if strip.through is not None:
            boxes.append((strip.through - 6, ys[0] - 6, strip.through + 6, ys[-1] + 6))
        return boxes

    def loop(self, loop: Loop) -> tuple[str, str]:
        """The ground and line of a household, and its name."""
        half = self.places.slot / 2 - 4
        boxes = [
            self._row_box(level, self.x[keys[0]] - half, self.x[keys[-1]] + half)
            for level, keys in loop.groups
        ]
        for strip in loop.strips:
            boxes += self._strip_boxes(strip)
        d = outline(boxes)
        level, keys = loop.named()
        alone = len(keys) == 1
        x = self.x[keys[0]] + (0 if alone else 12 - half)
        anchor = "middle" if alone else "start"
        said = "".join(
            write(
                name, x, self.heights.foot[level] + 4 + 15 * number, look="halo-text", size=NAME_SIZE,
                text_anchor=anchor, font_weight=600,
            )
            for number, name in enumerate(loop.name(self.places))
        )  # fmt: skip
        drawn = element("path", look="household-ground", d=d, fill_rule="evenodd")
        tooltip = words.household_in_words(self.held, loop.household)
        return thing(tooltip, drawn, element("path", look="household-line", d=d)), said
