"""Where the lines run: partners joined at their sides, children hung from their parents, everything else through the
corridor between two rows, where each line has a track of its own and none runs through a label."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from holdfast.pictures.genogram.family import Held, Partnership, Union
from holdfast.pictures.genogram.placing import Places

_APART, _PADDING = 9.0, 12.0
SIDES = ("left", "right")
# What stands on the line of those who are not parents by birth.
TAGS = {
    "adoptive": "adopted",
    "foster": "foster",
    "kinship": "kinship",
    "step": "step",
    "unknown": "kind not recorded",
}
_TAG_ROOM = {"adoptive": 34.0, "foster": 26.0, "kinship": 30.0, "step": 22.0, "unknown": 60.0}


@dataclass
class Track:
    """A horizontal piece in the corridor under a row; `number` counts from the top."""

    level: int
    left: float
    right: float
    number: int = 0


@dataclass
class Link:
    """Two people joined: side by side, or (`track`) round below those between them, or straight across rows."""

    pair: tuple[str, str]
    couple: Partnership | None
    track: Track | None = None
    ends: tuple[float, float] = (0, 0)
    straight: bool = False


@dataclass
class Bus:
    """From one point to one or several people or waypoints below; `source` is a link, a person's side, or a waypoint.

    `upward` is a line from the top of somebody to another in the same row. `targets` are x and whose it is.
    """

    union: Union
    source: Link | str
    x: float
    track: Track
    targets: list[tuple[float, str]]
    side: str = ""
    port: int = 0
    upward: bool = False


@dataclass
class Routes:
    """Every line of the picture, as far as it can be known before the rows have their heights.

    `upright` is where lines go down into the corridor under a row, and where they leave it.
    """

    links: list[Link] = field(default_factory=list)
    buses: list[Bus] = field(default_factory=list)
    direct: list[tuple[Union, str]] = field(default_factory=list)
    tracks: list[Track] = field(default_factory=list)
    upright: dict[int, list[float]] = field(default_factory=dict)

    def count(self, level: int) -> int:
        """How many tracks the corridor under a row needs."""
        return max((track.number + 1 for track in self.tracks if track.level == level), default=0)


class _Planner:
    def __init__(self, held: Held, places: Places) -> None:
        self.held, self.places = held, places
        self.level, self.x = places.order.level, places.x
        self.routes = Routes()
        self.taken: dict[int, list[tuple[float, Union | None]]] = {}
        self.ports: dict[tuple[str, str], int] = {}
        self.entered: dict[str, int] = {}

    # --- places for upright pieces ---

    def _take(self, level: int, x: float, union: Union | None = None) -> float:
        """An x near the wish that no other line's upright piece in this corridor has."""
        taken = self.taken.setdefault(level, [])
        for step in (0, 1, -1, 2, -2, 3, -3, 4, -4):
            at = x + step * _APART
            if all(abs(at - other) >= _APART - 0.5 or (union and owner == union) for other, owner in taken):
                break
        taken.append((at, union))
        return at

    def _port(self, key: str, side: str) -> int:
        number = self.ports.get((key, side), 0)
        self.ports[key, side] = number + 1
        return number

    def _edge(self, key: str, side: str) -> float:
        """The middle of the gap beside somebody."""
        row = self.places.row_of(key)
        place = row.index(key) + (1 if side == "right" else -1)
        if 0 <= place < len(row):
            return (self.x[key] + self.x[row[place]]) / 2
        return self.x[key] + (self.places.slot / 2) * (1 if side == "right" else -1)

    def _track(self, level: int, xs: Iterable[float], room: float = 0) -> Track:
        points = list(xs)
        track = Track(level, min(points) - room, max(points) + room)
        self.routes.tracks.append(track)
        return track

    # --- partners ---

    def links(self) -> None:
        pairs = [
            (tuple(sorted(pair, key=lambda key: self.x[key])), couple)
            for pair, couple in self.held.pairs().items()
        ]
        pairs.sort(key=lambda entry: (self.level[entry[0][0]], entry[0]))
        for (a, b), _ in pairs:
            if self.places.neighbours(a, b):
                self._port(a, "right"), self._port(b, "left")
        for (a, b), couple in pairs:
            link = Link((a, b), couple)
            if self.level[a] != self.level[b]:
                link.straight = True
            elif not self.places.neighbours(a, b):
                level = self.level[a]
                self._port(a, "right"), self._port(b, "left")
                link.ends = (
                    self._take(level, self._edge(a, "right")),
                    self._take(level, self._edge(b, "left")),
                )
                link.track = self._track(level, link.ends)
            self.routes.links.append(link)

    # --- parents and children ---

    def _entry(self, child: str, union: Union, from_x: float) -> float:
        """Where a line comes down on somebody: in the middle under their own parents, others beside it."""
        if self.places.order.main.get(child) == union:
            return self.x[child]
        number = self.entered[child] = self.entered.get(child, 0) + 1
        return self.x[child] + (10 * number if from_x > self.x[child] else -10 * number)

    def _targets(self, union: Union, level: int, from_x: float) -> list[tuple[float, str]]:
        """Those of the next row: the children there, and the waypoint to those further down."""
        found = [(self._entry(c, union, from_x), c) for c in union.children if self.level[c] == level]
        found += [
            (self.x[name], name)
            for name, other in self.places.order.waypoints.items()
            if other == union and self.level[name] == level
        ]
        for x, _ in found:
            self.taken.setdefault(level - 1, []).append((x, union))
        return found

    def _link_of(self, union: Union) -> Link | None:
        return next((link for link in self.routes.links if set(link.pair) == set(union.parents)), None)

    def _add(self, union: Union, source: Link | str, level: int, wish: float, **more: object) -> None:
        targets = self._targets(union, level + 1, wish)
        if not targets:
            return
        only = targets[0][0]
        near = len(targets) == 1 and abs(only - wish) < _APART
        x = self._take(level, only if near and not isinstance(source, str) else wish, union)
        track = self._track(level, [x, *(at for at, _ in targets)], _TAG_ROOM.get(union.kind, 0))
        bus = Bus(union, source, x, track, targets)
        for name, value in more.items():
            setattr(bus, name, value)
        self.routes.buses.append(bus)

    def _hang(self, union: Union) -> None:
        """From the parents' line, or from the side of one who stands alone, to the children below."""
        link, level = self._link_of(union), max(self.level[p] for p in union.parents)
        if link and not link.straight:
            a, b = link.ends if link.track else (self.x[link.pair[0]], self.x[link.pair[1]])
            self._add(union, link, level, (a + b) / 2)
        else:
            lowest = max(union.parents, key=lambda key: self.level[key])
            side = self._free_side(lowest, union)
            self._add(
                union, lowest, level, self._edge(lowest, side), side=side, port=self._port(lowest, side)
            )
        for name, other in self.places.order.waypoints.items():
            if other == union:
                self._add(union, name, self.level[name], self.x[name])
        self._same_row(union, level)

    def _free_side(self, key: str, union: Union) -> str:
        middle = sum(self.x[child] for child in union.children) / len(union.children)
        toward = "left" if middle < self.x[key] - 1 else "right"
        away = SIDES[toward == "left"]
        return toward if self.ports.get((key, toward), 0) <= self.ports.get((key, away), 0) else away

    def _same_row(self, union: Union, level: int) -> None:
        """Up from the line between two parents, or from the top of one, and down on somebody of their own row."""
        link = self._link_of(union)
        for child in union.children:
            parent = next((p for p in union.parents if self.level[p] == self.level[child]), None)
            if parent:
                source: Link | str = parent
                wish = self.x[parent] + (12 if self.x[child] > self.x[parent] else -12)
                if link and not link.straight and not link.track:
                    source, wish = link, (self.x[link.pair[0]] + self.x[link.pair[1]]) / 2
                start = self._take(level - 1, wish, union)
                at = self._entry(child, union, start)
                track = self._track(level - 1, (start, at), _TAG_ROOM.get(union.kind, 0))
                self.routes.buses.append(Bus(union, source, start, track, [(at, child)], upward=True))
            elif self.level[child] < level:
                self.routes.direct.append((union, child))

    def buses(self) -> None:
        for union in sorted(self.held.unions, key=lambda u: (len(u.parents) == 1, u.kind != "birth")):
            self._hang(union)


def assign(tracks: list[Track]) -> None:
    """Give each track of a corridor the first number at which it meets none given before."""
    used: dict[int, list[list[tuple[float, float]]]] = {}
    for track in tracks:
        rows = used.setdefault(track.level, [])
        span = track.left - _PADDING, track.right + _PADDING
        track.number = next(
            (
                n
                for n, row in enumerate(rows)
                if all(span[1] <= left or right <= span[0] for left, right in row)
            ),
            len(rows),
        )
        if track.number == len(rows):
            rows.append([])
        rows[track.number].append(span)


def routes(held: Held, places: Places) -> Routes:
    """Links, then what hangs from them; the tracks are numbered by `assign` once the households have asked for theirs."""
    planner = _Planner(held, places)
    planner.links()
    planner.buses()
    planner.routes.upright = {level: [x for x, _ in taken] for level, taken in planner.taken.items()}
    return planner.routes
