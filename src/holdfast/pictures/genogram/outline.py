"""The line around several rectangles together, its corners rounded: a household's loop."""

from collections.abc import Iterator
from itertools import pairwise

from holdfast.pictures.svg import number

Box = tuple[float, float, float, float]
_Point = tuple[int, int]


def _filled(boxes: list[Box], xs: list[float], ys: list[float]) -> set[_Point]:
    return {
        (i, j)
        for i, (x1, x2) in enumerate(pairwise(xs))
        for j, (y1, y2) in enumerate(pairwise(ys))
        if any(
            left <= x1 and x2 <= right and top <= y1 and y2 <= bottom for left, top, right, bottom in boxes
        )
    }


def _edges(cells: set[_Point]) -> dict[_Point, list[_Point]]:
    """The border, each edge with the inside to its right."""
    edges: dict[_Point, list[_Point]] = {}
    for i, j in sorted(cells):
        for beside, start, end in (
            ((i, j - 1), (i, j), (i + 1, j)),
            ((i + 1, j), (i + 1, j), (i + 1, j + 1)),
            ((i, j + 1), (i + 1, j + 1), (i, j + 1)),
            ((i - 1, j), (i, j + 1), (i, j)),
        ):
            if beside not in cells:
                edges.setdefault(start, []).append(end)
    return edges


def _loops(edges: dict[_Point, list[_Point]]) -> Iterator[list[_Point]]:
    while edges:
        start = min(edges)
        loop = [start]
        while len(loop) == 1 or loop[-1] != start:
            here = loop[-1]
            loop.append(edges[here].pop())
            if not edges[here]:
                del edges[here]
        yield loop[:-1]


def _corners(loop: list[_Point]) -> list[_Point]:
    around = zip([loop[-1], *loop[:-1]], loop, [*loop[1:], loop[0]], strict=True)
    return [b for a, b, c in around if (a[0] == b[0]) != (b[0] == c[0])]


def _toward(a: tuple[float, float], b: tuple[float, float], by: float) -> tuple[float, float]:
    length = abs(b[0] - a[0]) + abs(b[1] - a[1])
    return a[0] + (b[0] - a[0]) * by / length, a[1] + (b[1] - a[1]) * by / length


def _rounded(points: list[tuple[float, float]], radius: float) -> str:
    said = []
    for before, corner, after in zip(
        [points[-1], *points[:-1]], points, [*points[1:], points[0]], strict=True
    ):
        sides = (
            abs(before[0] - corner[0]) + abs(before[1] - corner[1]),
            abs(after[0] - corner[0]) + abs(after[1] - corner[1]),
        )
        r = min(radius, min(sides) / 2)
        (x1, y1), (x2, y2) = _toward(corner, before, r), _toward(corner, after, r)
        said.append(
            f"{number(x1)} {number(y1)} Q{number(corner[0])} {number(corner[1])} {number(x2)} {number(y2)}"
        )
    return "M" + " L".join(said) + " Z"


def outline(boxes: list[Box], radius: float = 14) -> str:
    """The path round the boxes (left, top, right, bottom); several loops where they are apart or leave a hole."""
    xs = sorted({x for left, _, right, _ in boxes for x in (left, right)})
    ys = sorted({y for _, top, _, bottom in boxes for y in (top, bottom)})
    loops = _loops(_edges(_filled(boxes, xs, ys)))
    return " ".join(_rounded([(xs[i], ys[j]) for i, j in _corners(loop)], radius) for loop in loops)
