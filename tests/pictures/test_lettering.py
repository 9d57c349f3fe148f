"""Labels are cut and broken so that they keep their room."""

from hypothesis import given
from hypothesis import strategies as st

from holdfast.pictures.lettering import cut, width, wrap

WORDS = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FFF), max_size=60)


@given(words=WORDS, room=st.floats(0, 400))
def test_what_is_cut_fits(words: str, room: float) -> None:
    said = cut(words, room)
    assert width(said) <= room or not said
    assert said == words or not said or said.endswith("…")


@given(words=WORDS, room=st.floats(20, 300), lines=st.integers(1, 4))
def test_what_is_broken_fits(words: str, room: float, lines: int) -> None:
    broken = wrap(words, room, lines)
    assert 1 <= len(broken) <= lines
    assert all(width(line) <= room for line in broken)


def test_nothing_is_lost_where_there_is_room() -> None:
    assert wrap("Grace Adeyemi-Okonkwo", 120, 2) == ["Grace", "Adeyemi-Okonkwo"]
    assert cut("Ms Adeyemi", 200) == "Ms Adeyemi"


def test_accents_cost_no_room() -> None:
    assert width("é") == width("e") and width("字") > width("e")
