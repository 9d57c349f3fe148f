"""Things moved apart as little as possible."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.pictures.spacing import nearest


@pytest.mark.parametrize(
    ("wishes", "apart", "places"),
    [
        ([], [], []),
        ([5], [], [5]),
        ([0, 0], [10], [-5, 5]),
        ([0, 100], [10], [0, 100]),
        ([10, 0, 50], [10, 10], [0, 10, 50]),
    ],
)
def test_known_places(wishes: list[float], apart: list[float], places: list[float]) -> None:
    assert nearest(wishes, apart) == places


@given(wishes=st.lists(st.integers(-500, 500), min_size=1, max_size=20), gap=st.integers(0, 40))
def test_they_keep_their_distance_and_their_middle(wishes: list[int], gap: int) -> None:
    places = nearest(wishes, [gap] * (len(wishes) - 1))
    assert all(b - a >= gap - 1e-6 for a, b in pairwise(places))
    assert sum(places) == pytest.approx(sum(wishes), abs=1e-6)
