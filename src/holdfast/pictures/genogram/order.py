"""Who stands in which row and in which order: generations from the top down, siblings by birth, partners side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from holdfast.pictures.genogram.family import PARENTS, Held, Union, by_birth
from holdfast.pictures.words import age_on

_LINEAGE = ("birth", "adoptive")
# Where people stand who are no forebears of the child and no partners of them: to the right, carers before others.
_CARERS, _OTHERS = 2.0, 3.0


@dataclass
class Order:
    """`level` is 0 for the child's generation and less above it. `rows` holds keys of people, and of waypoints
    (a union's number and a level) where a line has to pass a row. `main` is the union under which somebody stands."""

    level: dict[str, int]
    rows: dict[int, list[str]] = field(default_factory=dict)
    main: dict[str, Union] = field(default_factory=dict)
    waypoints: dict[str, Union] = field(default_factory=dict)
    starts: set[str] = field(default_factory=set)


def _ties(held: Held, kinds: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    """From somebody to somebody, and how many rows further down the second stands."""
    for tie in held.parentages:
        if tie.kind in kinds:
            yield tie.parent, tie.child, 1
            yield tie.child, tie.parent, -1


def _grow(level: dict[str, int], ties: Sequence[tuple[str, str, int]]) -> bool:
    grown = False
    while new := [(b, level[a] + step) for a, b, step in ties if a in level and b not in level]:
        level.setdefault(*new[0])
        grown = True
    return grown


def _alone(held: Held, level: dict[str, int]) -> None:
    """Somebody whom no line reaches stands with the children or with the grown-ups, by age."""
    key = next(key for key in held.people if key not in level)
    born = held.people[key].born
    level[key] = 0 if born and age_on(born, held.on) < 18 else -1


def levels(held: Held) -> dict[str, int]:
    """Each person's row: by birth and adoption first, then by partnership, then by the other kinds of care."""
    level = {held.child: 0}
    couples = [(a, b, 0) for pair in held.pairs() for a in sorted(pair) for b in sorted(pair) if a != b]
    lineage = [*_ties(held, _LINEAGE), *couples]
    care = list(_ties(held, [kind for kind in PARENTS if kind not in _LINEAGE]))
    while len(level) < len(held.people):
        if not _grow(level, lineage) and not _grow_one(level, care):
            _alone(held, level)
    return level


def _grow_one(level: dict[str, int], ties: Sequence[tuple[str, str, int]]) -> bool:
    found = next(((b, level[a] + step) for a, b, step in ties if a in level and b not in level), None)
    if found:
        level[found[0]] = found[1]
    return found is not None


def _main(held: Held, level: dict[str, int]) -> dict[str, Union]:
    main: dict[str, Union] = {}
    for kind in PARENTS:
        for union in held.unions:
            for child in union.children if union.kind == kind else ():
                if all(level[parent] == level[child] - 1 for parent in union.parents):
                    main.setdefault(child, union)
    return main


class _Sorter:
    """Hints say how far to the left somebody belongs: 0 to 1 for the child's forebears, fathers' side first."""

    def __init__(self, held: Held, order: Order) -> None:
        self.held, self.order = held, order
        self.hint: dict[str, float] = {}
        self.placed: set[str] = set()
        self.partners: dict[str, list[str]] = {key: [] for key in held.people}
        for pair in held.pairs():
            a, b = sorted(pair)
            if order.level[a] == order.level[b]:
                self.partners[a].append(b)
                self.partners[b].append(a)
        self._forebears(held.child, 0.5, 0.25)

    def _forebears(self, key: str, hint: float, step: float) -> None:
        if key in self.hint:
            return
        self.hint[key] = hint
        union = self.order.main.get(key)
        parents = union.parents if union else ()
        for parent, side in zip(parents, (-1, 1) if len(parents) == 2 else (0,), strict=False):
            self._forebears(parent, hint + side * step, step / 2)

    def row(self, level: int) -> list[str]:
        """The people of one row, once all rows above it are sorted."""
        here = [key for key in self.held.people if self.order.level[key] == level]
        blocks = [(self._block_hint(union), 0, self._sibship(union)) for union in self._sibships(here)]
        roots = sorted(
            (key for key in here if key not in self.order.main),
            key=lambda key: (self.hint.get(key, self._far(key)), by_birth(self.held.people[key])),
        )
        for key in roots:
            if key not in self.placed:
                block = (self.hint.get(key, self._far(key)), 1, self._expand(key, None))
                blocks.append(block)
        blocks += [
            (self._parents_hint(union) + 1e-4, 2, [name])
            for name, union in self.order.waypoints.items()
            if self.order.level[name] == level
        ]
        return self._join(sorted(blocks, key=lambda block: block[:2]))

    def _join(self, blocks: list[tuple[float, int, list[str]]]) -> list[str]:
        row: list[str] = []
        for hint, _, block in blocks:
            self.order.starts |= set(block[:1])
            for place, key in enumerate(block):
                self.hint.setdefault(key, self._near(block, place, hint))
            row += block
        return row

    def _near(self, block: list[str], place: int, hint: float) -> float:
        """Beside the nearest one whose place is known."""
        known = [
            (abs(i - place), self.hint[key] + (place - i) * 1e-3)
            for i, key in enumerate(block)
            if key in self.hint
        ]
        return min(known)[1] if known else hint + place * 1e-3

    def _far(self, key: str) -> float:
        cares = any(tie.parent == key for tie in self.held.parentages)
        return _CARERS if cares else _OTHERS

    def _sibships(self, here: list[str]) -> list[Union]:
        mains = [self.order.main[key] for key in here if key in self.order.main]
        return sorted(dict.fromkeys(mains), key=self._block_hint)

    def _parents_hint(self, union: Union) -> float:
        return sum(self.hint.get(p, _OTHERS) for p in union.parents) / len(union.parents)

    def _block_hint(self, union: Union) -> float:
        known = [self.hint[c] for c in union.children if c in self.hint and self.order.main.get(c) == union]
        return sum(known) / len(known) if known else self._parents_hint(union)

    def _sibship(self, union: Union) -> list[str]:
        block: list[str] = []
        for key in union.children:
            if self.order.main.get(key) == union and key not in self.placed:
                block += self._expand(key, None)
        return block

    def _expand(self, key: str, side: str | None) -> list[str]:
        """Somebody with the partners who have no other place, towards one side or on both."""
        self.placed.add(key)
        left: list[str] = []
        right: list[str] = []
        for partner in sorted(self._free(key), key=lambda p: (p not in self.hint, *self._since(key, p))):
            if partner in self.placed:
                continue
            if (side or self._side(key, partner, bool(left), bool(right))) == "left":
                left = self._expand(partner, "left") + left
            else:
                right += self._expand(partner, "right")
        return [*left, key, *right]

    def _since(self, key: str, partner: str) -> tuple[date, tuple[date, str, str]]:
        """How long two have been joined: by their partnership, or their eldest child."""
        couple = self.held.pairs()[frozenset((key, partner))]
        days = [couple.start] if couple else []
        for union in self.held.unions:
            if set(union.parents) == {key, partner}:
                days += [self.held.people[child].born for child in union.children]
        return min((day for day in days if day), default=date.max), by_birth(self.held.people[partner])

    def _free(self, key: str) -> list[str]:
        return [p for p in self.partners[key] if p not in self.placed and p not in self.order.main]

    def _side(self, key: str, partner: str, left: bool, right: bool) -> str:
        mine, theirs = self.hint.get(key), self.hint.get(partner)
        if mine is not None and theirs is not None:
            return "left" if theirs < mine else "right"
        if mine is not None and mine < 1 and mine != 0.5:
            return "left" if mine < 0.5 else "right"
        if left != right:
            return "right" if left else "left"
        return "right" if self.held.people[key].sex == "male" else "left"


def _add_waypoints(held: Held, order: Order) -> None:
    for number, union in enumerate(held.unions):
        top = max(order.level[parent] for parent in union.parents)
        bottom = max(order.level[child] for child in union.children)
        for level in range(top + 1, bottom):
            name = f"waypoint {number} {level}"
            order.waypoints[name] = union
            order.level[name] = level


def order(held: Held) -> Order:
    """Rows, from the top down, of everybody who is in the picture."""
    level = levels(held)
    found = Order(level, main=_main(held, level))
    people_levels = sorted(set(level.values()))
    sorter = _Sorter(held, found)
    _add_waypoints(held, found)
    for row in people_levels:
        found.rows[row] = sorter.row(row)
    return found
