"""Whatever stands in the files: nothing crashes, every case file is valid, every row has one fate."""

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.exchange.ssda903 import Fate, NotAReturn
from holdfast.exchange.ssda903.tables import TABLES, Column
from tests.exchange.returned import OUTSIDE, Read, check_sum, check_valid, read

DAYS = st.dates(date(2023, 1, 1), date(2026, 12, 31)).map(lambda day: day.strftime("%d/%m/%Y"))
JUNK = st.sampled_from(
    [
        "",
        " ",
        "NULL",
        "31/02/2025",
        "2025-06-07",
        "1/1/25",
        "32/13/2025",
        "00/00/0000",
        "X1",
        "zz",
        '"',
        '"a,b"',
        "é",
        "\x00",
        "-1",
    ]
) | st.text(max_size=5)


def _cell(column: Column) -> st.SearchStrategy[str]:
    if column.kind == "id":
        usual: st.SearchStrategy[str] = st.sampled_from(["A", "b", "B", "C "])
    elif column.kind == "day":
        usual = DAYS | st.just("")
    elif column.listed:
        usual = st.sampled_from([*column.listed.codes, ""])
    else:
        usual = st.sampled_from(["7", "40", "SW1", "SC048276", ""])
    return st.integers(0, 19).flatmap(lambda n: JUNK if n == 0 else usual)


def _line(name: str) -> st.SearchStrategy[str]:
    cells = st.tuples(*map(_cell, TABLES[name].columns)).map(list)
    return st.tuples(cells, st.integers(-3, 40)).map(
        lambda made: ",".join(made[0][: made[1]] if made[1] < 0 else made[0])
    )


def _file(name: str) -> st.SearchStrategy[str]:
    return st.lists(_line(name), max_size=8).map(
        lambda lines: "\n".join([",".join(TABLES[name].header), *lines])
    )


RETURN = st.fixed_dictionaries({}, optional={name: _file(name) for name in TABLES})


def _read(files: dict[str, bytes], as_of: date | None) -> Read | None:
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        try:
            return read(Path(folder), as_of)
        except NotAReturn:
            return None


DAY = st.none() | st.dates(date(2022, 1, 1), date(2027, 12, 31))
YEARS = st.lists(RETURN, min_size=1, max_size=3)


def _years(years: list[dict[str, str]], as_of: date | None) -> Read | None:
    return _read(
        {f"{n}/{name}.csv": text.encode() for n, year in enumerate(years) for name, text in year.items()},
        as_of,
    )


@given(years=YEARS, as_of=DAY)
def test_every_case_file_written_is_valid(years: list[dict[str, str]], as_of: date | None) -> None:
    result = _years(years, as_of)
    if result is not None:
        check_valid(result)
        assert as_of is None or result.summary.as_of == as_of.isoformat()


@given(years=YEARS, as_of=DAY)
def test_the_summary_adds_up_to_the_rows_read(years: list[dict[str, str]], as_of: date | None) -> None:
    result = _years(years, as_of)
    if result is not None:
        check_sum(result)
        lines = [
            line for year in years for text in year.values() for line in text.split("\n")[1:] if line.strip()
        ]
        assert result.summary.rows_read == len(lines) or any(mark in line for line in lines for mark in '\r"')
        assert all(row.file.split("/")[0] in "012" for row in result.report)
        reported = {(row.file, row.line) for row in result.report}
        assert len(reported) >= result.summary.rows(Fate.DIRTY), "a row left out is in the report"


@given(content=st.binary(max_size=400), name=st.sampled_from(["a.csv", "a.xml"]))
def test_any_bytes(content: bytes, name: str) -> None:
    _read({name: content}, date(2026, 3, 31))


@given(text=_file("Episodes"), at=st.integers(0, 400), put=st.binary(min_size=1, max_size=4))
def test_any_bytes_within_a_table(text: str, at: int, put: bytes) -> None:
    raw = text.encode()
    _read({"e.csv": raw[:at] + put + raw[at:]}, date(2026, 3, 31))


@given(text=_file("Episodes"))
def test_the_rows_come_out_the_same_in_any_order(text: str) -> None:
    header, *lines = text.split("\n")
    lines = sorted({line for line in lines if '"' not in line})
    forward = _read({"e.csv": "\n".join([header, *lines]).encode()}, date(2026, 3, 31))
    backward = _read({"e.csv": "\n".join([header, *reversed(lines)]).encode()}, date(2026, 3, 31))
    assert forward and backward
    assert forward.summary.rows_read == backward.summary.rows_read
    assert {child.upper() for child in forward.cases} == {child.upper() for child in backward.cases}


@pytest.mark.outside_data
@pytest.mark.skipif(not OUTSIDE.is_dir(), reason="the sample returns are not here: ../shared/data/ssda903")
class TestSampleReturns:
    """The returns that others made, beside the repository."""

    @pytest.mark.parametrize(
        ("folder", "as_of", "rows", "cases"),
        [
            ("a_validator_fake_2018", "2018-03-31", 25_943, 2_675),
            ("a_validator_fake_xml", "2018-03-31", 2_454, 253),
            ("b_five_years_2017_2021", "2022-03-31", 21_441, 820),
            ("b_five_years_2017_2021/2019", "2020-03-31", 3_910, 362),
            ("f_clean_2025_2026", "2026-03-31", 89, 9),
        ],
    )
    def test_every_row_is_accounted_for(self, folder: str, as_of: str, rows: int, cases: int) -> None:
        result = read(OUTSIDE / folder)
        assert (result.summary.as_of, result.summary.rows_read, len(result.cases)) == (as_of, rows, cases)

    def test_returns_of_many_years_and_kinds_at_once(self) -> None:
        assert read(OUTSIDE).summary.as_of == "2026-03-31"

    def test_children_with_an_open_episode_in_the_newest_return_are_in_care(self) -> None:
        lines = (OUTSIDE / "b_five_years_2017_2021/2021/episodes.csv").read_text().splitlines()[1:]
        rows = [line.split(",") for line in lines]
        open_rows = {row[0] for row in rows if row[7] == "" and row[3] not in ("V3", "V4")}
        result = read(OUTSIDE / "b_five_years_2017_2021")
        in_care = {
            child for child, case in result.cases.items()
            if any(home["context"] == "in_care" and "end" not in home for home in case.get("care", []))
        }  # fmt: skip
        overlapped = {
            row.file for row in result.report if row.column == "DEC" and "is blank, but" in row.reason
        }
        assert in_care <= open_rows
        assert len(open_rows - in_care) <= 2 * len(overlapped)
