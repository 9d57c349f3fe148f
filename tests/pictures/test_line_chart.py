"""Scores over time: each at its place on the whole scale, and in the table."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.pictures.line_chart import Band, LineChart, Point, Series, draw, rows
from holdfast.pictures.svg import CannotDraw
from tests.pictures.parsed import all_of, assert_sound, points, texts, with_data

SDQ = LineChart(
    "SDQ total difficulties", 0, 40,
    [
        Series("Carer", [Point(date(2024, 4, 1), 22), Point(date(2023, 4, 1), 30, "very high"), Point(date(2026, 4, 1), 11)]),
        Series("Teacher", [Point(date(2024, 5, 1), 12, href="/sdq/4")]),
    ],
    bands=[Band(0, 14, "close to average"), Band(14, 40, "raised")],
)  # fmt: skip


@pytest.mark.parametrize("width", [343, 1120])
def test_the_picture_is_sound_and_has_every_score(width: int) -> None:
    picture = draw(SDQ, width=width)
    assert_sound(picture)
    assert [p.get("data-point") for p in with_data(picture, "point")] == [
        "2023-04-01",
        "2024-04-01",
        "2026-04-01",
        "2024-05-01",
    ]
    assert {"0", "40", "30", "22", "11", "12", "Carer", "Teacher", "close to average"} <= set(texts(picture))


def test_the_axis_is_the_whole_scale() -> None:
    circle = [c for c in all_of(draw(SDQ), "circle") if c.get("class") == "hf-pic-home-solid"]
    top, bottom = 24, 324
    assert [float(c.get("cy")) for c in circle] == [
        pytest.approx(bottom - (bottom - top) * v / 40) for v in (30, 22, 11)
    ]


def test_points_are_joined_by_straight_lines_in_the_order_of_time() -> None:
    lines = [p for p in all_of(draw(SDQ), "path") if p.get("class") == "hf-pic-home-line"]
    assert len(lines) == 1 and len(points(lines[0].get("d"))) == 3
    xs = [x for x, _ in points(lines[0].get("d"))]
    assert xs == sorted(xs)


def test_the_table_has_every_score() -> None:
    assert [(r.series, r.on, r.score, r.label, r.href) for r in rows(SDQ)] == [
        ("Carer", "1 April 2023", "30", "very high", None),
        ("Carer", "1 April 2024", "22", "", None),
        ("Teacher", "1 May 2024", "12", "", "/sdq/4"),
        ("Carer", "1 April 2026", "11", "", None),
    ]
    assert "Teacher: 1 score: 12 on 1 May 2024." in draw(SDQ).description


def test_lines_differ_by_shape_and_dash() -> None:
    two = [
        Series(name, [Point(date(2024, 1, 1), 1), Point(date(2025, 1, 1), n)]) for n, name in enumerate("AB")
    ]
    lines = [
        p
        for p in all_of(draw(LineChart("t", 0, 5, two)), "path")
        if "-line" in p.get("class", "") and p.get("d").count("L") == 1
    ]
    assert len({p.get("stroke-dasharray") for p in lines}) == 2


@settings(deadline=None)
@given(
    low=st.integers(-50, 50), span=st.integers(1, 200), width=st.sampled_from([343, 1120]),
    scores=st.lists(st.tuples(st.integers(0, 4000), st.floats(0, 1)), max_size=12),
)  # fmt: skip
def test_any_scores_can_be_drawn(low: int, span: int, width: int, scores: list[tuple[int, float]]) -> None:
    found = [
        Point(date(2015, 1, 1) + timedelta(days=day), low + round(span * share, 2)) for day, share in scores
    ]
    picture = draw(LineChart("t", low, low + span, [Series("Somebody", found)], "points"), width=width)
    assert_sound(picture)
    assert len(with_data(picture, "point")) == len(found)


def test_all_that_is_wrong_is_said_at_once() -> None:
    wrong = LineChart("t", 5, 5, [Series("A", [Point(date(2024, 1, 1), 9, href="javascript:1")])])
    with pytest.raises(CannotDraw) as error:
        rows(wrong)
    assert len(error.value.faults) == 3
