"""Scores over time: one scale, its whole range as the axis, points joined by straight lines, each line named where it ends."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import floor, log10

from holdfast.pictures import axis as time
from holdfast.pictures import lettering
from holdfast.pictures.axis import Axis
from holdfast.pictures.chronology.shapes import shape
from holdfast.pictures.spacing import nearest
from holdfast.pictures.svg import Picture, layer, line, path, picture, rect, refuse, thing, unsafe, write
from holdfast.pictures.words import count, say_day

_DASHES = (None, "9 5", "2 4", "12 4 2 4")
_LINES = ("home", "event", "person", "school", "programme", "legal")
_NARROW, _HIGH, _R = 600, 300.0, 6.0


@dataclass(frozen=True)
class Point:
    """A score on a day; `label` is how it is classified or said, if it is."""

    day: date
    value: float
    label: str = ""
    href: str | None = None


@dataclass(frozen=True)
class Series:
    """The scores of one person or tool."""

    name: str
    points: Sequence[Point]


@dataclass(frozen=True)
class Band:
    """A part of the scale with a name, from a value up to another."""

    low: float
    high: float
    name: str


@dataclass(frozen=True)
class LineChart:
    """`low` and `high` are the ends of the scale itself, not of the scores; `unit` is said behind a value."""

    title: str
    low: float
    high: float
    series: Sequence[Series] = ()
    unit: str = ""
    bands: Sequence[Band] = ()


@dataclass(frozen=True)
class Row:
    """One line of the table: who or what was scored, when, in words, and the score as it is said."""

    series: str
    day: date
    on: str
    score: str
    label: str
    href: str | None


def _faults(chart: LineChart) -> Iterator[str]:
    if chart.low >= chart.high:
        yield f"high: {chart.high:g}; expected more than {chart.low:g}, the low end of the scale"
    for s, series in enumerate(chart.series):
        for p, point in enumerate(series.points):
            if not chart.low <= point.value <= chart.high:
                yield f"series[{s}].points[{p}].value: {point.value:g}; expected {chart.low:g} to {chart.high:g}"
            if unsafe(point.href):
                yield f"series[{s}].points[{p}].href: {point.href!r}; expected a path, or an address with https"


def _ordered(series: Series) -> list[Point]:
    return sorted(series.points, key=lambda point: point.day)


def _figure(value: float) -> str:
    return f"{value:g}".replace("-", "−")


def _said(chart: LineChart, value: float) -> str:
    return f"{_figure(value)} {chart.unit}".strip()


def rows(chart: LineChart) -> list[Row]:
    """Every score, oldest first; the same errors as `draw`."""
    refuse(list(_faults(chart)))
    found = [
        Row(series.name, point.day, say_day(point.day), _said(chart, point.value), point.label, point.href)
        for series in chart.series
        for point in _ordered(series)
    ]
    return sorted(found, key=lambda row: row.day)


def _step(span: float) -> float:
    """1, 2 or 5 of some power of ten, so that there are at most six steps."""
    power = 10.0 ** floor(log10(span / 6))
    return next(power * by for by in (1, 2, 5, 10) if span / (power * by) <= 6)


def _ticks(chart: LineChart) -> list[float]:
    step = _step(chart.high - chart.low)
    first = -(-chart.low // step) * step
    inner = [first + step * n for n in range(8) if first + step * n < chart.high - step * 0.4]
    return sorted({chart.low, *(tick for tick in inner if tick > chart.low + step * 0.4), chart.high})


@dataclass(frozen=True)
class _Frame:
    chart: LineChart
    axis: Axis
    top: float
    bottom: float

    def y(self, value: float) -> float:
        share = (value - self.chart.low) / (self.chart.high - self.chart.low)
        return self.bottom - (self.bottom - self.top) * share


def _frame(chart: LineChart, width: float) -> _Frame:
    days = [point.day for series in chart.series for point in series.points] or [date(2000, 1, 1)]
    first, last = min(days), max(days)
    spare = max(20, (last - first).days // 20)
    scale = max(lettering.width(_said(chart, tick), 13) for tick in _ticks(chart)) + 12
    names = max((lettering.width(series.name, 14, bold=True) for series in chart.series), default=0)
    right = width - 12 if width < _NARROW else width - min(220.0, names + 24)
    top = 24.0 if width >= _NARROW else 24.0 + 22 * len(chart.series)
    axis = Axis(first - timedelta(days=spare), last + timedelta(days=spare), scale, right)
    return _Frame(chart, axis, top, top + _HIGH)


def _ground(frame: _Frame) -> str:
    axis, chart = frame.axis, frame.chart
    drawn = []
    for number, band in enumerate(chart.bands):
        top, bottom = frame.y(min(band.high, chart.high)), frame.y(max(band.low, chart.low))
        drawn.append(
            rect(
                axis.left,
                top,
                axis.right - axis.left,
                bottom - top,
                "age-ground" if number % 2 else "plain-ground",
            )
        )
        name = lettering.cut(band.name, axis.right - axis.left - 8, 12)
        drawn.append(write(name, axis.left + 6, top + 15, look="soft-text", size=12))
    for tick in _ticks(chart):
        drawn.append(line(axis.left, frame.y(tick), axis.right, frame.y(tick), "grid-line"))
        drawn.append(
            write(_said(chart, tick), axis.left - 7, frame.y(tick) + 4.5, size=13, text_anchor="end")
        )
    years = time.year_lines(axis, frame.bottom, frame.bottom + 6) + time.year_names(axis, frame.bottom + 20)
    months = time.month_names(axis, frame.bottom + 38) if time.has_months(axis) else ""
    return layer(*drawn) + years + months


def _values(frame: _Frame) -> str:
    """The scores at their points, above or below, wherever no other has been written before."""
    taken: list[tuple[float, float, float]] = [
        (frame.axis.x(p.day), frame.y(p.value), 2 * _R) for s in frame.chart.series for p in s.points
    ]
    for band in frame.chart.bands:
        wide = lettering.width(band.name, 12)
        taken.append((frame.axis.left + 6 + wide / 2, frame.y(min(band.high, frame.chart.high)) + 11, wide))
    drawn = []
    for series in frame.chart.series:
        for point in _ordered(series):
            x, y, said = frame.axis.x(point.day), frame.y(point.value), _figure(point.value)
            wide = lettering.width(said, 13, bold=True)
            for middle in (y - 15, y + 16):
                if all(abs(x - ox) > (wide + ow) / 2 or abs(middle - oy) > 12 for ox, oy, ow in taken):
                    taken.append((x, middle, wide))
                    drawn.append(
                        write(
                            said,
                            x,
                            middle + 4.5,
                            look="halo-text",
                            size=13,
                            text_anchor="middle",
                            font_weight=600,
                        )
                    )
                    break
    return layer(*drawn)


def _line(frame: _Frame, number: int, series: Series) -> str:
    tone, points = _LINES[number % len(_LINES)], _ordered(series)
    at = [(frame.axis.x(p.day), frame.y(p.value)) for p in points]
    joined = path(at, f"{tone}-line", stroke_dasharray=_DASHES[number % len(_DASHES)], stroke_width=2.5)
    drawn = [layer(joined)] if len(at) > 1 else []
    for (x, y), point in zip(at, points, strict=True):
        label = f" ({point.label})" if point.label else ""
        said = f"{series.name}, {say_day(point.day)}: {_said(frame.chart, point.value)}{label}"
        drawn.append(
            thing(
                said,
                shape(number, x, y, _R, f"{tone}-solid"),
                href=point.href,
                data_point=point.day.isoformat(),
            )
        )
    return "".join(drawn)


def _names(frame: _Frame, width: float) -> str:
    """Each line's name at its end; on a phone above, with its sign."""
    drawn = []
    filled = [(n, s) for n, s in enumerate(frame.chart.series) if s.points]
    if width < _NARROW:
        for place, (number, series) in enumerate(filled):
            tone, y = _LINES[number % len(_LINES)], 14.0 + 22 * place
            dash = _DASHES[number % len(_DASHES)]
            drawn.append(line(0, y, 30, y, f"{tone}-line", stroke_dasharray=dash, stroke_width=2.5))
            drawn.append(shape(number, 15, y, _R, f"{tone}-solid"))
            drawn.append(
                write(lettering.cut(series.name, width - 40, 14, bold=True), 38, y + 5, font_weight=600)
            )
        return layer(*drawn)
    ends = sorted((frame.y(_ordered(s)[-1].value), n, s) for n, s in filled)
    for y, (_, number, series) in zip(
        nearest([e[0] for e in ends], [18.0] * (len(ends) - 1)), ends, strict=True
    ):
        name = lettering.cut(series.name, width - frame.axis.right - 6, 14, bold=True)
        look = f"{_LINES[number % len(_LINES)]}-text"
        drawn.append(write(name, frame.axis.right + 6, y + 5, look=look, font_weight=600))
    return layer(*drawn)


def _in_words(chart: LineChart) -> str:
    said = [f"The scale goes from {_said(chart, chart.low)} to {_said(chart, chart.high)}."]
    for series in chart.series:
        scores = [f"{_said(chart, p.value)} on {say_day(p.day)}" for p in _ordered(series)]
        said.append(
            f"{series.name}: {count(len(scores), 'score')}{': ' if scores else ''}{'; '.join(scores)}."
        )
    return " ".join(said)


def draw(chart: LineChart, *, width: float = 1120, name: str = "line-chart") -> Picture:
    """The chart; lines differ by shape and dash as well as colour. Raises `CannotDraw` for scores outside the scale."""
    refuse(list(_faults(chart)))
    frame = _frame(chart, width)
    high = frame.bottom + (46 if time.has_months(frame.axis) else 28)
    lines = [_line(frame, number, series) for number, series in enumerate(chart.series)]
    paper = layer(rect(0, 0, width, high, "plain-ground"))
    drawn = [paper, _ground(frame), *lines, _values(frame), _names(frame, width)]
    return picture(f"{name}-{width:.0f}", chart.title, _in_words(chart), (width, high), *drawn)
