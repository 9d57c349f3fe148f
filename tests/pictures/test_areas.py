"""The doors of the assessment."""

from datetime import date

import pytest

from holdfast.pictures.areas import Area, draw, sentences
from holdfast.pictures.svg import CannotDraw
from tests.pictures.parsed import all_of, assert_sound, texts, titles, with_data

AREAS = [
    Area("Education", "begun", ["Mr Okoro"], date(2026, 5, 12), "/areas/education"),
    Area("The placement and its history", "done", ["Dawn Ellis", "Priya Shah"], date(2026, 5, 6)),
    Area("Physical health", "empty"),
]


@pytest.mark.parametrize(("width", "height"), [(343, 3 * 144 - 16), (700, 2 * 144 - 16), (1120, 128)])
def test_the_doors_stand_side_by_side_as_the_width_allows(width: int, height: int) -> None:
    picture = draw(AREAS, width=width)
    assert_sound(picture)
    assert (picture.width, picture.height) == (width, height)
    assert [door.get("data-state") for door in with_data(picture, "state")] == ["begun", "done", "empty"]


def test_it_is_said_in_sentences() -> None:
    assert sentences(AREAS) == [
        "1 of 3 areas done, 1 begun, 1 not begun.",
        "Education: begun by Mr Okoro, 12 May 2026.",
        "The placement and its history: done by Dawn Ellis and Priya Shah, 6 May 2026.",
        "Physical health: not begun.",
    ]
    assert titles(draw(AREAS)) == sentences(AREAS)[1:]
    assert draw(AREAS).description == " ".join(sentences(AREAS))


def test_states_are_written_and_drawn_differently() -> None:
    assert {"Begun", "Done", "Not begun", "Mr Okoro", "12 May 2026"} <= set(texts(draw(AREAS)))
    shapes = {
        door.get("data-state"): sorted(
            element.get("class", "") for element in door.iter() if "-text" not in element.get("class", "")
        )
        for door in with_data(draw(AREAS), "state")
    }
    assert len({tuple(shape) for shape in shapes.values()}) == 3


def test_a_door_leads_where_it_says() -> None:
    assert [link.get("href") for link in all_of(draw(AREAS), "a")] == ["/areas/education"]


def test_no_areas_are_still_a_picture() -> None:
    assert_sound(draw([]))


def test_long_titles_keep_to_their_door() -> None:
    assert_sound(
        draw(
            [Area("A very long title of an area, " * 6, "done", ["A very long name of a person " * 3])],
            width=343,
        )
    )


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(CannotDraw) as error:
        draw([Area("A", "open"), Area("B", "done", href="//x")])
    assert len(error.value.faults) == 2
