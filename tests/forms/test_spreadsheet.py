"""CSV that is safe to open."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.forms.spreadsheet import as_csv, safe


@pytest.mark.parametrize("text", ["=1+1", "+44 1632", "-cmd", "@SUM(A1)", "\t=1", "  =1"])
def test_what_looks_like_a_formula_is_plain_text(text: str) -> None:
    assert safe(text) == "'" + text


def test_numbers_and_ordinary_words_stay() -> None:
    assert [safe(value) for value in (-3, 2.5, "Ada", None)] == [-3, 2.5, "Ada", ""]


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0\r")), min_size=2, max_size=2),
        max_size=5,
    )
)
def test_every_row_comes_back(rows: list[list[str]]) -> None:
    read = list(csv.reader(io.StringIO(as_csv(["one", "two"], rows).removeprefix("\ufeff"))))
    assert [[cell.removeprefix("'") for cell in row] for row in read[1:]] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]
