"""The ecomap: every tie of the day, drawn as it is, and the same in sentences."""

from datetime import date
from itertools import combinations
from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.pictures.ecomap import Ecomap, Tie, draw, sentences
from holdfast.pictures.ecomap.ties import FLOWS, GROUPS, QUALITIES
from holdfast.pictures.svg import CannotDraw
from tests.pictures.parsed import SVG, all_of, assert_sound, legend, titles, with_data

ON = date(2026, 11, 1)
TIES = [
    Tie("Swimming club", "groups", "strong", "both", href="/x"),
    Tie("Ms Adeyemi", "people", "strong", "to_child", "Reads with her every evening", date(2026, 3, 3)),
    Tie("Mum", "people", "strained"),
    Tie("Old school", "school", "broken", end=date(2026, 7, 20)),
]
AMARA = Ecomap("Amara Bell", TIES)
ANY = st.builds(
    Tie, st.text("abc <&", max_size=30), st.sampled_from(GROUPS), st.sampled_from([*QUALITIES]), st.sampled_from([*FLOWS])
)  # fmt: skip


@pytest.mark.parametrize("width", [343, 1120])
def test_the_picture_is_sound_and_has_every_tie_of_the_day(width: int) -> None:
    picture = draw(AMARA, ON, width=width)
    assert_sound(picture)
    assert [tie.get("data-tie") for tie in with_data(picture, "tie")] == [
        "Ms Adeyemi",
        "Mum",
        "Swimming club",
    ]
    assert picture.width == width


def test_the_sentences_say_everything() -> None:
    assert sentences(AMARA, ON) == [
        "Around Amara Bell on 1 November 2026: 3 ties.",
        "Ms Adeyemi (people): a strong tie, since 3 March 2026; support goes to the child. Reads with her every evening.",
        "Mum (people): a strained tie.",
        "Swimming club (groups): a strong tie; support goes both ways.",
    ]
    assert draw(AMARA, ON).description == " ".join(sentences(AMARA, ON))
    assert "Mum (people): a strained tie." in titles(draw(AMARA, ON))


def test_on_another_day_there_are_other_ties() -> None:
    names = [tie.get("data-tie") for tie in with_data(draw(AMARA, date(2026, 1, 1)), "tie")]
    assert names == ["Mum", "Old school", "Swimming club"]


def test_the_legend_has_only_the_signs_used() -> None:
    whole = legend(draw(AMARA, ON))
    assert {
        "people",
        "groups",
        "strong tie",
        "strained tie",
        "support goes this way",
        "support goes both ways",
    } <= set(whole)
    assert not {"school", "services", "broken tie", "ordinary tie", "thin tie"} & set(whole)


def test_each_quality_is_drawn_in_a_way_of_its_own() -> None:
    drawn = {}
    for quality in QUALITIES:
        tie = with_data(draw(Ecomap("A", [Tie("B", "people", quality)]), ON), "tie")[0]
        drawn[quality] = tuple((p.get("class"), p.get("d")) for p in tie.iter(f"{SVG}path"))
    assert len(set(drawn.values())) == len(QUALITIES)


@pytest.mark.parametrize(("flow", "heads"), [("", 0), ("to_child", 1), ("from_child", 1), ("both", 2)])
def test_arrows_say_which_way_support_goes(flow: str, heads: int) -> None:
    tie = with_data(draw(Ecomap("A", [Tie("B", "people", "ordinary", flow)]), ON), "tie")[0]
    assert sum(path.get("class") == "hf-pic-ink-solid" for path in tie.iter(f"{SVG}path")) == heads


@settings(deadline=None, max_examples=60)
@given(ties=st.lists(ANY, max_size=40), width=st.sampled_from([343, 800, 1120]))
def test_any_ecomap_can_be_drawn_and_no_circle_covers_another(ties: list[Tie], width: int) -> None:
    picture = draw(Ecomap("Jo", ties), ON, width=width)
    assert_sound(picture)
    assert len(with_data(picture, "tie")) == len(ties)
    large = [c for c in all_of(picture, "circle") if float(c.get("r")) > 50 and "line" not in c.get("class")]
    spots = {(float(c.get("cx")), float(c.get("cy"))) for c in large}
    assert width < 600 or len(spots) == len(ties) + 1
    assert all(hypot(a[0] - b[0], a[1] - b[1]) > 112 for a, b in combinations(sorted(spots), 2))


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(CannotDraw) as error:
        draw(Ecomap("A", [Tie("B", "pets", "nice", "sideways", href="javascript:1")]), ON)
    assert len(error.value.faults) == 4
