"""Whatever an authority's export looks like: encodings, line ends, headers, ragged rows, files of something else."""

from datetime import date
from pathlib import Path

import pytest

from holdfast.exchange.ssda903 import Fate, NotAReturn, StillReading, import_return, write_report
from tests.exchange.returned import ENDED, EPISODE, HEADER, Read, read, returned, write

EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
ENDED_ROW = "A,01/05/2025,S,C2,N1,U4,PR1,01/09/2025,E4A,,LS1 1UR,LS1 3AD,SC048276"


def _file(folder: Path, *lines: str, encoding: str = "utf-8", end: str = "\n", name: str = "e.csv") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(end.join(lines).encode(encoding))
    return folder


def _one_home(result: Read) -> None:
    assert result.care == [
        {"start": "2025-05-01", "end": "2025-09-01", "context": "in_care", "home": "foster", "legal_status": "care_order",
         "carer": "A:2025-05-01", "end_reason": "returned_home"}
    ]  # fmt: skip
    assert result.summary.rows_read == 1


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(tmp_path: Path, encoding: str, end: str) -> None:
    _one_home(read(_file(tmp_path, EPISODES, ENDED_ROW, "", encoding=encoding, end=end)))


def test_another_encoding_is_reported(tmp_path: Path) -> None:
    row = ENDED_ROW.replace("A,", "Zoë,", 1)
    result = read(_file(tmp_path, EPISODES, row, encoding="cp1252"))
    assert list(result.cases) == ["Zoë"]
    assert result.says("", "not UTF-8: read as Windows-1252")


def test_bytes_that_no_encoding_has_still_come_through(tmp_path: Path) -> None:
    (tmp_path / "e.csv").write_bytes(f"{EPISODES}\n{ENDED_ROW}\n\x81\x8d,,,\n".encode("latin-1"))
    assert list(read(tmp_path).cases) == ["A"]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_another_delimiter_is_read_and_reported(tmp_path: Path, delimiter: str) -> None:
    result = read(_file(tmp_path, EPISODES.replace(",", delimiter), ENDED_ROW.replace(",", delimiter)))
    _one_home(result)
    assert result.says("", "instead of a comma")


def test_headers_in_another_order_case_and_spacing(tmp_path: Path) -> None:
    names = [" child", "Decom ", "rne", "LS", "cin", "Place", "Place Provider", "DEC", "rec"]
    names += ["reason place change", "home_post", "PL_POST", "Urn"]
    order = range(12, -1, -1)
    header, row = (",".join(cells[n] for n in order) for cells in (names, ENDED_ROW.split(",")))
    result = read(_file(tmp_path, header, row))
    _one_home(result)
    assert result.says("Place Provider", "read as PLACE_PROVIDER")


def test_a_header_in_exactly_the_guides_words_is_not_reported(tmp_path: Path) -> None:
    assert returned(tmp_path, Header=[HEADER], Episodes=[EPISODE | ENDED]).reasons == []


def test_extra_missing_and_doubled_columns(tmp_path: Path) -> None:
    header = EPISODES.replace(",URN", "") + ",TEAM,LS"
    result = read(_file(tmp_path, header, ENDED_ROW.rpartition(",")[0] + ",North,V2"))
    _one_home(result)
    assert result.says("TEAM", "is no column of Episodes")
    assert result.says("URN", "the column is missing")
    assert result.says("LS", "stands more than once")


def test_blank_lines_are_no_rows(tmp_path: Path) -> None:
    _one_home(read(_file(tmp_path, "", EPISODES, "", ENDED_ROW, "", "   ", "")))


def test_lower_case_codes_spaces_and_quotes(tmp_path: Path) -> None:
    row = '" A ",01/05/2025, s,"c2",n1,u4 ,pr1,01/09/2025,"e4a",,ls1 1ur,"LS1 3AD",SC048276'
    _one_home(read(_file(tmp_path, EPISODES, row)))


def test_a_quote_left_open_spoils_its_own_line_only(tmp_path: Path) -> None:
    result = read(_file(tmp_path, EPISODES, 'B,"01/05/2025,S,C2,N1,U4,PR1,,,,,,', ENDED_ROW))
    assert list(result.cases) == ["A"]
    assert result.summary.rows(Fate.DIRTY) == 1
    assert [(row.line, row.reason[:11]) for row in result.report if row.line] == [(2, "has 2 cells")]


def test_a_cell_beyond_all_measure(tmp_path: Path) -> None:
    result = read(_file(tmp_path, EPISODES, ENDED_ROW, '"' + "x" * 200_000))
    assert list(result.cases) == ["A"]
    assert max(len(row.value) for row in result.report) == 200


def test_zero_bytes(tmp_path: Path) -> None:
    assert list(read(_file(tmp_path, EPISODES, ENDED_ROW, "B,\x00\x00,S")).cases) == ["A"]


def test_a_row_too_long_is_left_out_unless_the_surplus_is_blank(tmp_path: Path) -> None:
    result = read(_file(tmp_path, EPISODES, ENDED_ROW + ",,", ENDED_ROW.replace("A,", "B,", 1) + ",more"))
    assert list(result.cases) == ["A"]
    assert result.says("", "has 14 cells where the header has 13: the row is left out")


def test_a_short_row_counts_as_far_as_its_cells_can_be(tmp_path: Path) -> None:
    """Excel writes no delimiters for blank cells at the end of a block of rows; a comma lost inside shifts all others."""
    trimmed = "A,01/05/2025,S,C2,N1,U4,PR1,01/09/2025,E4A"
    shifted = "B,01/05/2025,SC2,N1,U4,PR1,01/09/2025,E4A,,LS1 1UR,LS1 3AD,SC048276"
    result = read(_file(tmp_path, EPISODES, trimmed, shifted))
    assert list(result.cases) == ["A"]
    assert result.says("", "has 9 cells where the header has 13: the others are read as blank")
    assert result.summary.rows(Fate.DIRTY) == 1


def test_a_footer_is_no_child(tmp_path: Path) -> None:
    header = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
    result = read(_file(tmp_path, header, "A,F,01/06/2015,WBRI,UN5,0,", "Total: 1"), date(2026, 3, 31))
    assert list(result.cases) == ["A"]


def test_files_of_something_else_are_reported_and_left(tmp_path: Path) -> None:
    write(tmp_path, {"Header": [HEADER], "Episodes": [EPISODE | ENDED]})
    _file(tmp_path, "name,colour", "x,red", name="pets.csv")
    _file(tmp_path, name="nothing.csv")
    _file(tmp_path, "   ", "", name="blank.csv")
    _file(tmp_path, "CHILD,DECOM,DOB,MIS_START,REVIEW", "A,,,,", name="joined.csv")
    (tmp_path / "providers.xlsx").write_bytes(b"PK")
    (tmp_path / ".hidden.csv").write_text(EPISODES)
    result = read(tmp_path)
    assert list(result.cases) == ["A"]
    assert {row.file for row in result.report} == {"pets.csv", "nothing.csv", "blank.csv", "joined.csv"}


@pytest.mark.parametrize("made", ["missing", "empty", "other", "header only", "xml"])
def test_no_return_at_all(tmp_path: Path, made: str) -> None:
    folder = tmp_path / "f"
    if made != "missing":
        folder.mkdir()
    if made == "other":
        _file(folder, "a,b", "1,2")
    if made == "header only":
        _file(folder, "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB", "A,F,01/06/2015,WBRI,UN5,0,")
    if made == "xml":
        _file(folder, "<html/>", name="page.xml")
    with pytest.raises(NotAReturn):
        import_return(folder)


def test_a_day_that_is_given_needs_no_dates(tmp_path: Path) -> None:
    assert returned(tmp_path, date(2026, 3, 31), Header=[HEADER]).cases["A"]["child"]["sex"] == "female"


def test_a_file_by_itself(tmp_path: Path) -> None:
    folder = _file(tmp_path, EPISODES, ENDED_ROW)
    _one_home(read(folder / "e.csv"))


def test_what_becomes_of_rows_is_known_only_at_the_end(tmp_path: Path) -> None:
    imported = import_return(_file(tmp_path, EPISODES, ENDED_ROW))
    with pytest.raises(StillReading):
        imported.summary  # noqa: B018
    with pytest.raises(StillReading):
        imported.report  # noqa: B018
    list(imported)
    assert imported.summary.lines()[0] == "as of 2026-03-31"


def test_progress_is_told(tmp_path: Path) -> None:
    heard: list[tuple[str, int, int]] = []
    list(import_return(_file(tmp_path, EPISODES, ENDED_ROW), progress=lambda *said: heard.append(said)))
    assert heard == [("reading e.csv", 0, 1), ("writing case files", 0, 1)]


def test_the_report_is_a_csv_that_runs_no_formula(tmp_path: Path) -> None:
    row = EPISODE | ENDED | {"PLACE": "=1+1", "LS": "-5", "CIN": "@SUM(A1)"}
    result = returned(tmp_path, Episodes=[row])
    written = write_report(result.report, tmp_path / "out.report.csv")
    lines = (tmp_path / "out.report.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "file,line,column,value,reason"
    assert len(lines) == written + 1
    assert "Episodes.csv,2,PLACE,'=1+1,is no PLACE code: not known" in lines
    assert "Episodes.csv,2,LS,-5,is no LS code: not known" in lines
    assert "Episodes.csv,2,CIN,'@SUM(A1),is no CIN code: not known" in lines
