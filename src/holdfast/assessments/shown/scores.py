"""Scores over time as line charts: sensitivity and parenting quality by scale and carer, and the SDQ's totals."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from holdfast.assessments import results
from holdfast.assessments.instruments import INSTRUMENTS, QUALITY, SENSITIVITY
from holdfast.assessments.models import Assessment, Sdq
from holdfast.assessments.saying import instrument_name
from holdfast.ng26.vocabulary import ASSESSMENT_TYPES
from holdfast.pictures.line_chart import Band, LineChart, Point, Row, Series, draw, rows
from holdfast.pictures.svg import Picture

WIDE, NARROW = 1120, 343
# As the Department for Education reads the carer's total (from the literature; standards.md 5.3).
SDQ_BANDS = (
    Band(0, 14, "0 to 13: the department calls it normal"),
    Band(14, 17, "14 to 16: borderline"),
    Band(17, 40, "17 and over: cause for concern"),
)


@dataclass(frozen=True)
class Chart:
    """One scale over time: two drawings and the same as rows. Without known ends of the scale there are rows alone."""

    title: str
    note: str
    rows: tuple[Row, ...]
    wide: Picture | None = None
    narrow: Picture | None = None


def charts(assessments: Iterable[Assessment], names: Mapping[str, str]) -> list[Chart]:
    """A chart a scale, the most used first."""
    by_scale: dict[tuple[str, str, Any], list[Assessment]] = {}
    for row in assessments:
        if row.type in (SENSITIVITY, QUALITY) and row.score is not None:
            ends = results.ends(row.results, row.scale or "")
            by_scale.setdefault((row.type, instrument_name(row), ends), []).append(row)
    ordered = sorted(
        by_scale.items(), key=lambda each: (each[0][0] != SENSITIVITY, -len(each[1]), each[0][1])
    )
    return [_chart(number, *key, scored, names) for number, (key, scored) in enumerate(ordered)]


def _chart(
    number: int,
    type_: str,
    scale: str,
    ends: tuple[float, float] | None,
    scored: Sequence[Assessment],
    names: Mapping[str, str],
) -> Chart:
    kind = ASSESSMENT_TYPES.words[type_]
    title = f"{kind[:1].upper()}{kind[1:]}: {scale}"
    inside = ends is not None and all(ends[0] <= row.score <= ends[1] for row in scored)  # type: ignore[operator]
    low, high = ends if ends and inside else _span(scored)
    chart = LineChart(
        title, low, high, [Series(who, points) for who, points in _by_carer(scored, names).items()]
    )
    told = tuple(rows(chart))
    if not inside:
        return Chart(title, _why_no_picture(ends), told)
    instrument = INSTRUMENTS.get(scored[0].results.get("instrument") or scored[0].scale or "")
    note = f"The scale goes from {low:g} to {high:g}. {instrument.note if instrument else ''}".replace(
        "-", "−"
    ).strip()
    return Chart(title, note, told, *_both(chart, f"scale{number}"))


def _why_no_picture(ends: tuple[float, float] | None) -> str:
    if ends is None:
        return "Not drawn: where this scale begins and ends is not recorded. Open a score and put it right to say so."
    return f"Not drawn: a score lies outside the scale, which goes from {ends[0]:g} to {ends[1]:g}. Please put it right."


def _span(scored: Sequence[Assessment]) -> tuple[float, float]:
    values = [row.score for row in scored if row.score is not None]
    return min(values) - 1, max(values) + 1


def _by_carer(scored: Sequence[Assessment], names: Mapping[str, str]) -> dict[str, list[Point]]:
    found: dict[str, list[Point]] = {}
    for row in scored:
        who = names.get(row.carer or "", row.carer or "carer not named")
        href = reverse("assessments:result", args=[row.child_id, row.pk])
        found.setdefault(who, []).append(Point(row.date, row.score or 0.0, href=href))
    return found


def sdq_chart(sdqs: Iterable[Sdq], *, linked: bool) -> Chart | None:
    """The totals over time, each leading to where it can be put right if `linked`; None without one."""
    scored = [row for row in sdqs if row.score is not None]
    if not scored:
        return None
    points = [
        Point(row.date, row.score, href=_of_sdq(row) if linked else None)
        for row in scored
        if row.score is not None
    ]
    title = "Strengths and difficulties: total"
    chart = LineChart(title, 0, 40, [Series("Total", points)], bands=SDQ_BANDS)
    note = "Total difficulties, 0 to 40. The bands are those of the Department for Education for the carer’s questionnaire."
    return Chart(title, note, tuple(rows(chart)), *_both(chart, "sdq"))


def _of_sdq(row: Sdq) -> str:
    return reverse("assessments:small", args=[row.child_id, "sdq", row.pk])


def _both(chart: LineChart, name: str) -> tuple[Picture, Picture]:
    return draw(chart, width=WIDE, name=name), draw(chart, width=NARROW, name=name)
