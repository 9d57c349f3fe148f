"""Where everybody stands from left to right: never closer than their labels need, partners together, children under
their parents."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from holdfast.pictures.genogram.family import Held
from holdfast.pictures.genogram.order import Order
from holdfast.pictures.spacing import nearest

_WAYPOINT, _BETWEEN_BLOCKS = 24.0, 22.0
_WEAK, _ROW, _BLOCK = 0.04, 0.06, 0.25
_STEP, _ROUNDS, _AT_REST = 0.5, 600, 0.02


@dataclass
class Places:
    """`x` of each person and waypoint; `slot` is the width that a person has for their label."""

    order: Order
    slot: float
    x: dict[str, float]

    def row_of(self, key: str) -> list[str]:
        """Everybody in the same row, from left to right."""
        return self.order.rows[self.order.level[key]]

    def neighbours(self, a: str, b: str) -> bool:
        """Whether two stand side by side in one row."""
        if self.order.level[a] != self.order.level[b]:
            return False
        row = self.row_of(a)
        return abs(row.index(a) - row.index(b)) == 1

    def width(self) -> float:
        """From the left edge of the first label to the right edge of the last."""
        return max(self.x.values()) - min(self.x.values()) + self.slot


@dataclass(frozen=True)
class _Spring:
    """Pulls the middle of some to the middle of others, `off` further to the right, as strongly as `weight`."""

    some: Sequence[str]
    others: Sequence[str]
    weight: float
    off: float = 0


class _Placer:
    """Springs between those who belong together, at rest: the forces are even on both ends, so that nothing drifts."""

    def __init__(self, held: Held, order: Order, slot: float) -> None:
        self.held, self.order, self.slot = held, order, slot
        self.apart = {level: self._gaps(row) for level, row in order.rows.items()}
        self.x: dict[str, float] = {}
        for level, row in order.rows.items():
            self.x |= dict(zip(row, nearest([0.0] * len(row), self.apart[level]), strict=True))
        self.springs = [*self._families(), *self._couples(), *self._neighbours()]

    def _gaps(self, row: list[str]) -> list[float]:
        def half(key: str) -> float:
            return (_WAYPOINT if key in self.order.waypoints else self.slot) / 2

        return [
            half(a) + half(b) + (_BETWEEN_BLOCKS if b in self.order.starts else 0) for a, b in pairwise(row)
        ]

    def _families(self) -> Iterator[_Spring]:
        for union in self.held.unions:
            children = [child for child in union.children if self.order.main.get(child) == union]
            others = [child for child in union.children if child not in children]
            if children:
                # So that a group moves as fast as a single person would.
                weight = len(union.parents) * len(children) / (len(union.parents) + len(children))
                yield _Spring(union.parents, children, weight)
            if others:
                yield _Spring(union.parents, others, _WEAK)
        for name, union in self.order.waypoints.items():
            yield _Spring([name], union.parents, 0.5)
            yield _Spring([name], union.children, 0.5)

    def _couples(self) -> Iterator[_Spring]:
        for a, b in map(sorted, self.held.pairs()):
            if self.order.level[a] == self.order.level[b]:
                yield _Spring([a], [b], _WEAK)

    def _neighbours(self) -> Iterator[_Spring]:
        """Rows stay together, and those of one block more than those of two."""
        for level, row in self.order.rows.items():
            for (a, b), gap in zip(pairwise(row), self.apart[level], strict=True):
                yield _Spring([a], [b], _ROW if b in self.order.starts else _BLOCK, gap)

    def _middle(self, keys: Sequence[str]) -> float:
        return sum(self.x[key] for key in keys) / len(keys)

    def _forces(self) -> dict[str, float]:
        force = dict.fromkeys(self.x, 0.0)
        for spring in self.springs:
            pull = spring.weight * (self._middle(spring.others) - self._middle(spring.some) - spring.off)
            for key in spring.some:
                force[key] += pull / len(spring.some)
            for key in spring.others:
                force[key] -= pull / len(spring.others)
        return force

    def settle(self) -> None:
        """Small steps with the forces, each then made to keep its distances, until all is at rest."""
        for _ in range(_ROUNDS):
            before, force = dict(self.x), self._forces()
            for level, row in self.order.rows.items():
                wanted = [self.x[key] + _STEP * force[key] for key in row]
                self.x |= dict(zip(row, nearest(wanted, self.apart[level]), strict=True))
            if max(abs(self.x[key] - at) for key, at in before.items()) < _AT_REST:
                return


def places(held: Held, order: Order, slot: float) -> Places:
    """Everybody's place, the leftmost label beginning at 0."""
    placer = _Placer(held, order, slot)
    placer.settle()
    left = min(placer.x.values()) - slot / 2
    return Places(order, slot, {key: round(x - left, 1) for key, x in placer.x.items()})
