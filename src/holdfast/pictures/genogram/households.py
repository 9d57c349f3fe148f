"""The dashed loop round those who live together: their places, joined through the corridors where others stand between."""

from dataclasses import dataclass, field
from itertools import pairwise

from holdfast.pictures import lettering
from holdfast.pictures.genogram.family import Held, Household
from holdfast.pictures.genogram.placing import Places
from holdfast.pictures.genogram.routes import Routes, Track

NAME_SIZE = 13.0
_ASIDE, _CLEAR, _DETOUR = 24.0, 13.0, 150.0


@dataclass
class Strip:
    """Joins two neighbouring groups: from x in the upper row (or the same) along a track to x in the lower one.

    `through` is where it passes the rows in between, if there are any.
    """

    upper: int
    lower: int
    from_x: float
    to_x: float
    tracks: list[Track]
    through: float | None = None


@dataclass
class Loop:
    """A household's groups (each a level and the keys side by side) and what joins them."""

    household: Household
    groups: list[tuple[int, list[str]]]
    strips: list[Strip] = field(default_factory=list)

    def named(self) -> tuple[int, list[str]]:
        """The group that bears the name: the longest, and of those the lowest."""
        return max(self.groups, key=lambda group: (len(group[1]), group[0]))

    def name(self, places: Places) -> list[str]:
        """The name, in one or two lines under that group."""
        keys = self.named()[1]
        room = places.x[keys[-1]] - places.x[keys[0]] + places.slot - 18
        return lettering.wrap(self.household.name, room, 2, NAME_SIZE, bold=True)


def _groups(household: Household, places: Places) -> list[tuple[int, list[str]]]:
    members, found = set(household.members), []
    for level, row in sorted(places.order.rows.items()):
        group: list[str] = []
        for key in [*row, None]:
            if key in members:
                group.append(str(key))
            elif group:
                found.append((level, group))
                group = []
    return found


def _nearest(keys: list[str], x: float, places: Places) -> float:
    return min((places.x[key] for key in keys), key=lambda at: (abs(at - x), at))


def _middle(keys: list[str], places: Places) -> float:
    return sum(places.x[key] for key in keys) / len(keys)


def _gap(level: int, x: float, places: Places, routes: Routes) -> float:
    """The middle between two neighbours of a row, or outside of all: near x, and rather where no other line goes."""
    at = [places.x[key] for key in places.order.rows[level]]
    half = places.slot / 2
    gaps = [at[0] - half, *((a + b) / 2 for a, b in pairwise(at)), at[-1] + half]
    lines = routes.upright.get(level, [])
    wishes = [gap + aside for gap in gaps for aside in (0, -_CLEAR, _CLEAR)]
    busy = {wish for wish in wishes if any(abs(wish - other) < _CLEAR - 0.5 for other in lines)}
    return min(wishes, key=lambda wish: (abs(wish - x) + (_DETOUR if wish in busy else 0), wish))


def _straight(upper: list[str], lower: list[str], places: Places, routes: Routes, level: int) -> float | None:
    """An x that both groups share and no other line has, if there is one."""
    half = places.slot / 2 - 16
    left = max(places.x[upper[0]], places.x[lower[0]]) - half
    right = min(places.x[upper[-1]], places.x[lower[-1]]) + half
    lines = [*routes.upright.get(level, []), *(places.x[key] for key in lower)]
    wishes = [places.x[key] + aside for key in [*upper, *lower] for aside in (-_ASIDE, _ASIDE)]
    free = [x for x in wishes if left <= x <= right and all(abs(x - other) >= _CLEAR for other in lines)]
    return min(free, key=lambda x: (abs(x - (left + right) / 2), x)) if free else None


def _stops(
    upper: tuple[int, list[str]], lower: tuple[int, list[str]], places: Places, routes: Routes
) -> tuple[list[float], list[int]]:
    """Where a strip turns, and the corridors it turns in."""
    if lower[0] == upper[0] + 1:
        straight = _straight(upper[1], lower[1], places, routes, upper[0])
        if straight is not None:
            return [straight, straight], [upper[0]]
    from_x = _nearest(upper[1], _middle(lower[1], places), places)
    to_x = _nearest(lower[1], from_x, places)
    aside = _ASIDE if from_x >= to_x else -_ASIDE
    from_x, to_x = from_x - aside, to_x + aside
    if lower[0] <= upper[0] + 1:
        return [from_x, to_x], [upper[0]]
    return [from_x, _gap(upper[0] + 1, to_x, places, routes), to_x], [upper[0], lower[0] - 1]


def _strip(
    upper: tuple[int, list[str]], lower: tuple[int, list[str]], places: Places, routes: Routes
) -> Strip:
    stops, levels = _stops(upper, lower, places, routes)
    tracks = [
        Track(level, min(a, b) - 8, max(a, b) + 8)
        for level, (a, b) in zip(levels, pairwise(stops), strict=True)
    ]
    routes.tracks += tracks
    through = stops[1] if len(stops) == 3 else None
    return Strip(upper[0], lower[0], stops[0], stops[-1], tracks, through)


def _cost(a: tuple[int, list[str]], b: tuple[int, list[str]], places: Places) -> float:
    """How far two groups are from each other; a way through the corridor under a row counts as much as one row."""
    across = abs(
        _nearest(a[1], _middle(b[1], places), places) - _nearest(b[1], _middle(a[1], places), places)
    )
    return across + 160 * max(1, abs(a[0] - b[0]))


def _joined(loop: Loop, places: Places, routes: Routes) -> None:
    """Each group joined to the nearest of those already joined (Prim's tree)."""
    inside, outside = loop.groups[:1], loop.groups[1:]
    while outside:
        pairs = [(a, b) for a in inside for b in outside]
        near, new = min(pairs, key=lambda pair: (_cost(pair[0], pair[1], places), pair))
        inside.append(new)
        outside.remove(new)
        upper, lower = sorted((near, new), key=lambda group: group[0])
        loop.strips.append(_strip(upper, lower, places, routes))


def loops(held: Held, places: Places, routes: Routes) -> list[Loop]:
    """A loop for each household; its strips have asked for their tracks."""
    found = [Loop(household, _groups(household, places)) for household in held.households]
    for loop in found:
        _joined(loop, places, routes)
    return found
