"""The frame: escaping, numbers, links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.pictures.svg import CannotDraw, element, number, picture, refuse, thing, unsafe, write
from tests.pictures.parsed import SVG, all_of, assert_sound, texts, tree


@given(words=st.text(max_size=40))
def test_any_text_is_only_text(words: str) -> None:
    drawn = picture(
        "x", f"t{words}", f"d{words}", (2000, 10), thing(words, write(words, 1, 2)), write("end", 0, 0)
    )
    assert_sound(drawn)
    assert texts(drawn)[-1] == "end"


def test_markup_in_a_name_is_escaped() -> None:
    name = "<script>alert(1)</script> & \"Bo\" 'B'"
    drawn = picture("x", name, name, (10, 10), thing(name, write(name, 1, 2), href="/a?b=1&c=\"'<"))
    assert texts(drawn) == [name]
    assert tree(drawn).find(f"{SVG}title").text == name
    assert "<script" not in drawn.svg
    assert all_of(drawn, "a")[0].get("href") == "/a?b=1&c=\"'<"


def test_what_is_given_takes_the_place_of_the_look() -> None:
    assert element("rect", look="ink-line", stroke_width=9).count("stroke-width") == 1


def test_what_xml_cannot_hold_is_left_out() -> None:
    assert texts(picture("x", "t", "d", (1, 1), write("a\x00b\x0b\ud800c", 0, 0))) == ["abc"]


@pytest.mark.parametrize(
    ("value", "said"), [(1, "1"), (1.04, "1"), (-0.01, "0"), (1.25, "1.2"), (100.0, "100")]
)
def test_numbers_are_short(value: float, said: str) -> None:
    assert number(value) == said


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "//evil.example", "data:text/html,x", "x y", "", "/a\nb"]
)
def test_addresses_that_could_do_harm_are_found(href: str) -> None:
    assert unsafe(href)


@pytest.mark.parametrize("href", [None, "/homes/4", "#row-3", "?year=2020", "https://example.org/a"])
def test_addresses_that_cannot_pass(href: str | None) -> None:
    assert not unsafe(href)


def test_a_picture_with_links_is_a_group_so_that_they_can_be_reached() -> None:
    linked = picture("x", "t", "d", (1, 1), thing("Home 4", write("4", 0, 0), href="/homes/4"))
    assert tree(linked).get("role") == "group"
    link = all_of(linked, "a")[0]
    assert link.find(f"{SVG}title").text == "Home 4" and link.get("aria-hidden") is None


def test_faults_are_said_all_at_once() -> None:
    refuse([])
    with pytest.raises(CannotDraw) as error:
        refuse(["a: 1; expected 2", "b: 3; expected 4"])
    assert "a: 1; expected 2" in str(error.value) and "b: 3; expected 4" in str(error.value)
    assert len(error.value.faults) == 2
