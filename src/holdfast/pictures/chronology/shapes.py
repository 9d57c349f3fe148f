"""Patterns for kinds of bars and shapes for kinds of marks: eight of each, then from the start again."""

from collections.abc import Callable
from math import cos, pi, sin

from holdfast.pictures.svg import element, line, path, rect

PATTERNS = 8


def pattern_id(name: str, tone: str, number: int) -> str:
    """How a pattern of the picture called `name` is found."""
    return f"hf-pic-{name}-{tone}-{number % PATTERNS}"


def pattern(name: str, tone: str, number: int) -> str:
    """One of eight patterns in the colour of a tone: solid, slanting, dotted, upright, crossed, lying, slanting back, chequered."""
    look = f"{tone}-line"
    drawings = (
        rect(0, 0, 8, 8, f"{tone}-solid"),
        path([(-2, 10), (10, -2)], look, stroke_width=3) + path([(-2, 2), (2, -2)], look, stroke_width=3)
        + path([(6, 10), (10, 6)], look, stroke_width=3),
        element("circle", look=f"{tone}-solid", cx=4, cy=4, r=2.6),
        line(2, 0, 2, 8, look, stroke_width=3),
        path([(-1, -1), (9, 9)], look, stroke_width=1.8) + path([(-1, 9), (9, -1)], look, stroke_width=1.8),
        line(0, 2, 8, 2, look, stroke_width=1.8) + line(0, 6, 8, 6, look, stroke_width=1.8),
        path([(-2, -2), (10, 10)], look, stroke_width=1.6),
        rect(0, 0, 4, 4, f"{tone}-solid") + rect(4, 4, 4, 4, f"{tone}-solid"),
    )  # fmt: skip
    return element(
        "pattern",
        drawings[number % PATTERNS],
        id=pattern_id(name, tone, number),
        patternUnits="userSpaceOnUse",
        width=8,
        height=8,
    )


def _around(x: float, y: float, radii: tuple[float, ...], turn: float) -> list[tuple[float, float]]:
    step = 2 * pi / len(radii)
    return [(x + r * sin(turn + i * step), y - r * cos(turn + i * step)) for i, r in enumerate(radii)]


def _star(x: float, y: float, r: float) -> list[tuple[float, float]]:
    return _around(x, y, (r * 1.25, r * 0.55) * 5, 0)


def _plus(x: float, y: float, r: float) -> list[tuple[float, float]]:
    s, t = r * 0.4, r * 1.1
    return [
        (x - s, y - t), (x + s, y - t), (x + s, y - s), (x + t, y - s), (x + t, y + s), (x + s, y + s),
        (x + s, y + t), (x - s, y + t), (x - s, y + s), (x - t, y + s), (x - t, y - s), (x - s, y - s),
    ]  # fmt: skip


_CORNERS: tuple[Callable[[float, float, float], list[tuple[float, float]]], ...] = (
    lambda x, y, r: _around(x, y, (r * 1.2,) * 4, 0),
    lambda x, y, r: _around(x, y + r * 0.2, (r * 1.25,) * 3, 0),
    lambda x, y, r: _around(x, y, (r * 1.25,) * 4, pi / 4),
    _star,
    _plus,
    lambda x, y, r: _around(x, y - r * 0.2, (r * 1.25,) * 3, pi),
    lambda x, y, r: _around(x, y, (r * 1.15,) * 6, pi / 6),
)


def shape(number: int, x: float, y: float, r: float, look: str) -> str:
    """One of eight shapes around a point: circle, diamond, triangle, square, star, plus, triangle on its tip, hexagon."""
    if number % PATTERNS == 0:
        return element("circle", look=look, cx=x, cy=y, r=r)
    return path(_CORNERS[number % PATTERNS - 1](x, y, r), look, close=True)
