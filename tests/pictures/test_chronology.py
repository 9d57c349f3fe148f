"""The chronology: everything is in the picture, where it belongs, and in the table."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.pictures.chronology import Bar, Chronology, Lane, Mark, draw, rows
from holdfast.pictures.svg import CannotDraw
from tests.pictures.parsed import SVG, all_of, assert_sound, legend, points, texts, titles, with_data

BORN, UNTIL = date(2012, 5, 3), date(2026, 11, 1)
HOMES = Lane(
    "Homes",
    [
        Bar(BORN, date(2016, 2, 11), "Mum and Dad", "with birth parents"),
        Bar(date(2016, 2, 11), date(2019, 6, 14), "Gran", "kinship care", "Warm and steady."),
        Bar(date(2019, 8, 1), None, "Ms Adeyemi", "foster care", href="/homes/3"),
    ],
    [Mark(date(2019, 6, 14), "Missing overnight", "missing")],
    tone="home",
    unbroken=True,
)
STORY = Chronology(BORN, UNTIL, [HOMES, Lane("School")])

DAYS = st.dates(BORN, UNTIL)
BARS = st.lists(
    st.builds(
        lambda a, b, open_, label: Bar(min(a, b), None if open_ else max(a, b), label, "foster care"),
        DAYS, DAYS, st.booleans(), st.text("abc <&", min_size=1, max_size=20),
    ),
    max_size=40,
)  # fmt: skip


def extents(picture) -> list[tuple[float, float, float]]:
    """Left, right and top of every bar as it is drawn."""
    found = []
    for bar in with_data(picture, "bar"):
        corners = points(bar.get("d"))
        found.append((min(x for x, _ in corners), max(x for x, _ in corners), min(y for _, y in corners)))
    return found


@pytest.mark.parametrize("width", [343, 1120])
def test_the_picture_is_sound_and_has_the_width_asked_for(width: int) -> None:
    picture = draw(STORY, width=width)
    assert_sound(picture)
    assert picture.width == width
    assert len(with_data(picture, "bar")) == 3 and len(with_data(picture, "gap")) == 1


@pytest.mark.parametrize(("width", "left", "right"), [(1120, 146, 1094), (343, 1, 332)])
def test_every_bar_begins_and_ends_at_its_days(width: int, left: int, right: int) -> None:
    whole = (UNTIL - BORN).days
    for bar, (x1, x2, _) in zip(HOMES.bars, extents(draw(STORY, width=width)), strict=True):
        end = bar.end or UNTIL
        arrow = 0 if bar.end else 9
        assert x1 == pytest.approx(left + (right - left) * (bar.start - BORN).days / whole, abs=0.1)
        assert x2 == pytest.approx(left + (right - left) * (end - BORN).days / whole + arrow, abs=0.1)


@settings(deadline=None)
@given(bars=BARS, width=st.sampled_from([343, 700, 1120]))
def test_bars_never_overlap_in_a_row(bars: list[Bar], width: int) -> None:
    picture = draw(Chronology(BORN, UNTIL, [Lane("Homes", bars, unbroken=True)]), width=width)
    assert_sound(picture)
    found = extents(picture)
    assert len(found) == len(bars)
    by_row: dict[float, list[tuple[float, float]]] = {}
    for left, right, top in found:
        by_row.setdefault(top, []).append((left, right))
    for row in by_row.values():
        assert all(a[1] <= b[0] + 0.11 for a, b in pairwise(sorted(row)))


@settings(deadline=None)
@given(bars=BARS, marks=st.lists(st.builds(Mark, DAYS, st.sampled_from(["Review", "Visit"])), max_size=40))
def test_the_table_has_every_fact(bars: list[Bar], marks: list[Mark]) -> None:
    story = Chronology(BORN, UNTIL, [Lane("Homes", bars, marks)])
    found = rows(story)
    assert len(found) == len(bars) + len(marks)
    assert [row.start for row in found] == sorted(row.start for row in found)
    assert {(b.start, b.end, b.label) for b in bars} <= {
        (r.start, r.end, r.what.removesuffix(" (foster care)")) for r in found
    }


def test_the_table_says_it_in_words() -> None:
    said = [(r.begins, r.ends, r.how_long, r.what, r.detail, r.href) for r in rows(STORY)]
    assert said == [
        ("3 May 2012", "11 February 2016", "3 years 9 months", "Mum and Dad (with birth parents)", "", None),
        (
            "11 February 2016",
            "14 June 2019",
            "3 years 4 months",
            "Gran (kinship care)",
            "Warm and steady.",
            None,
        ),
        ("14 June 2019", "", "", "Missing overnight", "", None),
        ("14 June 2019", "1 August 2019", "1 month", "Nothing recorded", "", None),
        ("1 August 2019", "goes on", "7 years 3 months so far", "Ms Adeyemi (foster care)", "", "/homes/3"),
    ]


def test_the_full_text_of_everything_is_a_tooltip() -> None:
    long = "A very long name for a children’s home, " * 5 + "which fits into no picture at all"
    story = Chronology(
        BORN, UNTIL, [Lane("Homes", [Bar(date(2020, 1, 1), date(2020, 3, 1), long, "residential")])]
    )
    assert f"Homes: {long} (residential), 1 January 2020 to 1 March 2020, 2 months." in titles(draw(story))
    assert long not in texts(draw(story))


def test_gaps_only_where_a_lane_should_have_none() -> None:
    bars = [Bar(date(2013, 1, 1), date(2014, 1, 1), "A"), Bar(date(2015, 1, 1), date(2016, 1, 1), "B")]
    broken, unbroken = (Chronology(BORN, UNTIL, [Lane("L", bars, unbroken=u)]) for u in (False, True))
    assert with_data(draw(broken), "gap") == []
    assert [g.get("data-gap") for g in with_data(draw(unbroken), "gap")] == [
        "2012-05-03",
        "2014-01-01",
        "2016-01-01",
    ]


def test_a_home_that_begins_on_the_next_day_leaves_no_gap() -> None:
    bars = [Bar(BORN, date(2020, 1, 1), "A"), Bar(date(2020, 1, 2), None, "B")]
    assert with_data(draw(Chronology(BORN, UNTIL, [Lane("L", bars, unbroken=True)])), "gap") == []


def test_an_open_bar_has_an_arrow_and_the_legend_says_so() -> None:
    ended = Chronology(BORN, UNTIL, [Lane("L", [Bar(BORN, UNTIL, "A")])])
    assert "still goes on" in legend(draw(STORY)) and "still goes on" not in legend(draw(ended))


def test_the_legend_names_only_what_is_shown() -> None:
    whole, early = legend(draw(STORY)), legend(draw(STORY, last=date(2015, 1, 1)))
    assert {"with birth parents", "kinship care", "foster care", "missing", "a gap: nothing recorded"} <= set(
        whole
    )
    assert "with birth parents" in early
    assert not {"kinship care", "foster care", "missing", "a gap: nothing recorded"} & set(early)


def test_zoom_shows_only_those_days_and_cuts_what_goes_past_them() -> None:
    picture = draw(STORY, first=date(2018, 1, 1), last=date(2019, 12, 31))
    assert_sound(picture)
    assert [bar.get("data-bar") for bar in with_data(picture, "bar")] == ["2016-02-11", "2019-08-01"]
    assert (
        min(x for x, _, _ in extents(picture)) == 146 and max(x for _, x, _ in extents(picture)) <= 1094 + 9
    )
    assert {"Jan", "Feb"} <= set(texts(picture)) and "2018" in texts(picture) and "2013" not in texts(picture)
    assert [row.what for row in rows(STORY, first=date(2019, 7, 1), last=date(2019, 7, 2))] == [
        "Nothing recorded"
    ]


def test_ages_of_somebody_born_on_29_february() -> None:
    story = Chronology(date(2012, 2, 29), date(2015, 3, 2))
    bands = [r for r in all_of(draw(story), "rect") if r.get("class") == "hf-pic-age-ground"]
    day = (1094 - 146) / (date(2015, 3, 2) - date(2012, 2, 29)).days
    first = 146 + (date(2013, 3, 1) - date(2012, 2, 29)).days * day
    assert float(bands[0].get("x")) == pytest.approx(first, abs=0.1)
    assert float(bands[1].get("width")) == pytest.approx(day, abs=0.1)


def test_marks_close_together_become_one_with_their_number() -> None:
    days = [date(2020, 1, 1) + timedelta(days=n) for n in range(5)]
    picture = draw(Chronology(BORN, UNTIL, [Lane("Reviews", [], [Mark(day, "Visit") for day in days])]))
    assert "5" in texts(picture) and "so many events close together" in legend(picture)
    assert sum("1 January 2020" in title and "5 January 2020" in title for title in titles(picture)) == 1


@pytest.mark.parametrize("width", [343, 1120])
def test_five_thousand_events_are_still_a_small_picture(width: int) -> None:
    marks = [Mark(BORN + timedelta(days=n), f"Visit {n}", f"kind {n % 3}") for n in range(5000)]
    picture = draw(Chronology(BORN, UNTIL, [Lane("Visits", [], marks)]), width=width)
    assert_sound(picture)
    assert len(all_of(picture, "g")) < 400 and picture.height < 700
    assert (
        sum(int(said) for said in texts(picture) if said.isdigit() and int(said) > 30 and len(said) < 4) > 0
    )


def test_every_mark_is_counted_once() -> None:
    marks = [Mark(BORN + timedelta(days=3 * n), "Visit", "visit") for n in range(1000)]
    picture = draw(Chronology(BORN, UNTIL, [Lane("Visits", [], marks)]))
    pills = [text.text for text in all_of(picture, "text") if text.get("class") == "hf-pic-home-text"]
    singles = [p for p in all_of(picture, "circle") if p.get("class") == "hf-pic-home-solid"]
    in_legend = 1
    assert sum(int(said) for said in pills) + len(singles) - in_legend == 1000


def test_kinds_differ_by_pattern_and_shape_and_not_only_by_colour() -> None:
    lane = Lane(
        "L",
        [Bar(date(2013 + n, 1, 1), date(2014 + n, 1, 1), "x", f"kind {n}") for n in range(6)],
        [Mark(date(2013 + n, 1, 1), "y", f"kind {n}") for n in range(6)],
    )
    picture = draw(Chronology(BORN, UNTIL, [lane]))
    assert len(all_of(picture, "pattern")) == 6
    fills = {r.get("fill") for r in all_of(picture, "rect") if (r.get("fill") or "").startswith("url(")}
    assert len(fills) == 6


def test_kinds_that_are_named_look_the_same_for_every_child() -> None:
    kinds = ("with birth parents", "foster care")
    one = Lane("L", [Bar(BORN, None, "x", "foster care")], kinds=kinds)
    other = Lane(
        "L", [Bar(BORN, UNTIL, "x", "with birth parents"), Bar(UNTIL, None, "y", "foster care")], kinds=kinds
    )
    looks = [
        {p.get("id") for p in all_of(draw(Chronology(BORN, UNTIL, [lane])), "pattern")}
        for lane in (one, other)
    ]
    assert looks[0] < looks[1]


def test_links_lead_to_what_is_drawn() -> None:
    link = all_of(draw(STORY), "a")
    assert [(a.get("href"), a.find(f"{SVG}title").text) for a in link] == [
        ("/homes/3", "Homes: Ms Adeyemi (foster care), since 1 August 2019, 7 years 3 months so far.")
    ]


def test_the_same_values_give_the_same_bytes() -> None:
    assert draw(STORY) == draw(STORY)


def test_the_description_says_what_each_lane_holds() -> None:
    said = draw(STORY).description
    assert "Homes: 3 entries, 1 gap and 1 event; now Ms Adeyemi (foster care)." in said
    assert "School: nothing recorded." in said and "14 years old" in said


def test_all_that_is_wrong_is_said_at_once() -> None:
    wrong = Chronology(
        BORN, date(2010, 1, 1),
        [Lane("L", [Bar(UNTIL, BORN, "x", href="javascript:1")], [Mark(BORN, "y", href="//z")], tone="red")],
    )  # fmt: skip
    with pytest.raises(CannotDraw) as error:
        draw(wrong)
    assert len(error.value.faults) == 5
    with pytest.raises(CannotDraw, match="expected a day after"):
        draw(STORY, first=date(2020, 1, 1), last=date(2019, 1, 1))


def test_what_is_planned_stands_after_now() -> None:
    story = Chronology(BORN, UNTIL, [Lane("Reviews", [], [Mark(date(2027, 3, 1), "Review planned")])])
    assert "Review planned" in texts(draw(story)) and "up to 1 November 2026" in texts(draw(story))
