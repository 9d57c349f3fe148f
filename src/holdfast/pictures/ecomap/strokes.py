"""The line of a tie: how it is drawn says how it is, an arrow says which way support goes."""

from math import hypot

from holdfast.pictures.svg import path, write

Point = tuple[float, float]
_HEAD, _WAVE, _SWING = 13.0, 9.0, 6.0


class _Way:
    """Points along and beside the straight line from one point to another."""

    def __init__(self, start: Point, end: Point) -> None:
        self.start, self.length = start, hypot(end[0] - start[0], end[1] - start[1]) or 1.0
        self.dx, self.dy = (end[0] - start[0]) / self.length, (end[1] - start[1]) / self.length

    def at(self, along: float, aside: float = 0) -> Point:
        return self.start[0] + self.dx * along - self.dy * aside, self.start[
            1
        ] + self.dy * along + self.dx * aside


def _zigzag(way: _Way, first: float, last: float) -> list[Point]:
    steps = max(2, round((last - first) / _WAVE))
    step = (last - first) / steps
    inner = [way.at(first + step * n, _SWING if n % 2 else -_SWING) for n in range(1, steps)]
    return [way.at(first), *inner, way.at(last)]


def _broken(way: _Way, first: float, last: float) -> str:
    middle = (first + last) / 2
    bars = [path([way.at(at, -9), way.at(at, 9)], "ink-line") for at in (middle - 6, middle + 6)]
    halves = [[way.at(first), way.at(middle - 6)], [way.at(middle + 6), way.at(last)]]
    return "".join([*(path(half, "ink-line") for half in halves), *bars])


def _drawn(quality: str, way: _Way, first: float, last: float) -> str:
    if quality == "broken":
        return _broken(way, first, last)
    if quality == "strained":
        return path(_zigzag(way, first, last), "ink-line", stroke_linejoin="round")
    looks = {
        "strong": "strong-line",
        "ordinary": "ink-line",
        "tenuous": "tenuous-line",
        "unknown": "unknown-line",
    }
    drawn = path([way.at(first), way.at(last)], looks[quality])
    if quality == "unknown":
        x, y = way.at((first + last) / 2)
        drawn += write("?", x, y + 5, look="halo-text", size=15, text_anchor="middle", font_weight=700)
    return drawn


def _head(way: _Way, tip: float, back: float) -> str:
    return path([way.at(tip), way.at(tip + back, 7.5), way.at(tip + back, -7.5)], "ink-solid", close=True)


def tie(quality: str, flow: str, child: Point, other: Point) -> str:
    """From the edge of the child's circle to the edge of the other's."""
    way = _Way(child, other)
    first = _HEAD if flow in ("to_child", "both") else 0
    last = way.length - (_HEAD if flow in ("from_child", "both") else 0)
    heads = _head(way, 0, _HEAD) if first else ""
    heads += _head(way, way.length, -_HEAD) if last < way.length else ""
    return _drawn(quality, way, first, last) + heads
