"""Several returns of one authority: who wins, what is still open, which year is which."""

from datetime import date
from pathlib import Path

import pytest

from holdfast.exchange.ssda903 import Fate
from tests.exchange.returned import EPISODE, HEADER, Read, Row, read, write

OLD = EPISODE | {"DECOM": "01/05/2024"}
WHO = {"CHILD": "A", "DOB": "01/06/2015"}


def _years(folder: Path, last: list[Row], this: list[Row], names: tuple[str, str] = ("2025", "2026")) -> Read:
    """Episodes of 2024/25 and 2025/26; another child's tell the years."""
    for name, year, rows in zip(names, (2025, 2026), (last, this), strict=True):
        dated = EPISODE | {
            "CHILD": "Z",
            "DECOM": f"01/05/{year - 1}",
            "DEC": f"01/06/{year - 1}",
            "REC": "E4A",
        }
        write(folder / name, {"Header": [HEADER, HEADER | {"CHILD": "Z"}], "Episodes": [*rows, dated]})
    result = read(folder)
    del result.cases["Z"]
    return result


def test_open_last_year_closed_this_year(tmp_path: Path) -> None:
    both = _years(tmp_path, [OLD], [OLD | {"DEC": "01/07/2025", "REC": "E4A"}])
    assert [(h["start"], h["end"], h["end_reason"]) for h in both.care] == [
        ("2024-05-01", "2025-07-01", "returned_home")
    ]
    assert both.summary.rows(Fate.REPEATED) == 3, "the episode and two children"
    assert both.report == []


def test_corrected_values_are_the_newest_years(tmp_path: Path) -> None:
    both = _years(tmp_path, [OLD | {"PLACE": "K2", "LS": "V2"}], [OLD])
    assert [(h["home"], h["legal_status"]) for h in both.care] == [("foster", "care_order")]


def test_a_corrected_start_replaces_the_old_one(tmp_path: Path) -> None:
    both = _years(tmp_path, [OLD], [OLD | {"DECOM": "03/05/2024"}])
    assert [h["start"] for h in both.care] == ["2024-05-03"]
    assert both.says("DECOM", "a later return names another in its place")


def test_what_a_later_return_no_longer_names_was_over_by_31_march(tmp_path: Path) -> None:
    both = _years(tmp_path, [OLD], [])
    assert [(h["end"], h.get("end_reason")) for h in both.care] == [("2025-03-31", None)]
    assert both.says("DEC", "no later return names it: taken as ended by 31/03/2025")


def test_a_later_return_without_episodes_closes_nothing(tmp_path: Path) -> None:
    write(
        tmp_path / "a",
        {"Header": [HEADER], "Episodes": [OLD, OLD | {"CHILD": "B", "DEC": "01/03/2025", "REC": "E4A"}]},
    )
    write(tmp_path / "b", {"Reviews": [WHO | {"REVIEW": "01/07/2025"}]})
    both = read(tmp_path)
    assert both.summary.as_of == "2026-03-31"
    assert "end" not in both.cases["A"]["care"][0]


def test_closed_years_add_up_to_a_history(tmp_path: Path) -> None:
    moved = OLD | {"DEC": "01/02/2025", "REC": "X1", "REASON_PLACE_CHANGE": "CARPL"}
    there = OLD | {"DECOM": "01/02/2025", "RNE": "P", "PLACE": "U1"}
    both = _years(tmp_path, [moved, there], [there])
    assert [(h["home"], h.get("end"), h["carer"]) for h in both.care] == [
        ("foster", "2025-02-01", "A:2024-05-01"), ("kinship_foster", None, "A:2025-02-01"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "names", [("2024", "2025"), ("2025", "2026"), ("2031", "2030"), ("first", "second"), ("z", "a")]
)
def test_the_dates_tell_the_year_whatever_the_folder_is_called(
    tmp_path: Path, names: tuple[str, str]
) -> None:
    both = _years(tmp_path, [OLD], [OLD | {"DEC": "01/07/2025", "REC": "E4A"}], names)
    assert [label for label, _, _ in both.summary.returns] == ["2024/25", "2025/26"]
    assert both.care[0]["end"] == "2025-07-01"
    assert both.says("", "the folder's name says otherwise") == (names[0] == "2031")


def test_dates_far_off_do_not_make_the_year(tmp_path: Path) -> None:
    rows = [EPISODE | {"CHILD": f"C{n}", "DEC": "01/09/2025", "REC": "E4A"} for n in range(5)]
    wrong = EPISODE | {"CHILD": "W", "DEC": "01/09/2029", "REC": "E4A"}
    one = read(write(tmp_path, {"Episodes": [*rows, wrong]}))
    assert one.summary.as_of == "2026-03-31"
    assert "end" not in one.cases["W"]["care"][0]


@pytest.mark.parametrize(
    ("folder", "as_of"),
    [("2026", "2026-03-31"), ("2024-25", "2025-03-31"), ("return 202425", "2025-03-31"), ("plain", "2024-03-31"),
     ("2019", "2024-03-31")],
)  # fmt: skip
def test_where_nothing_ended_the_folders_name_counts_but_not_against_a_start(
    tmp_path: Path, folder: str, as_of: str
) -> None:
    write(tmp_path / folder, {"Header": [HEADER], "Episodes": [EPISODE | {"DECOM": "05/01/2024"}]})
    assert read(tmp_path).summary.as_of == as_of


def test_a_table_in_a_folder_of_its_own_takes_the_others_year(tmp_path: Path) -> None:
    write(tmp_path / "episodes", {"Episodes": [EPISODE | {"DEC": "01/09/2025", "REC": "E4A"}]})
    write(tmp_path / "header", {"Header": [HEADER]})
    both = read(tmp_path)
    assert both.cases["A"]["child"]["sex"] == "female"
    assert both.care


def test_sdq_and_reviews_of_every_year(tmp_path: Path) -> None:
    for year, score in ((2025, "12"), (2026, "15")):
        tables = {
            "Header": [HEADER],
            "Reviews": [WHO | {"REVIEW": f"01/07/{year - 1}"}],
            "OC2": [WHO | {"SDQ_SCORE": score}],
        }
        write(tmp_path / str(year), tables)
    case = read(tmp_path).cases["A"]
    assert case["sdq"] == [{"date": "2025-03-31", "score": 12}, {"date": "2026-03-31", "score": 15}]
    assert [r["date"] for r in case["reviews"]] == ["2024-07-01", "2025-07-01"]


def test_looking_back_leaves_out_what_came_later(tmp_path: Path) -> None:
    _years(
        tmp_path, [OLD], [OLD | {"DEC": "01/07/2025", "REC": "X1"}, OLD | {"DECOM": "01/07/2025", "RNE": "P"}]
    )
    back = read(tmp_path, date(2025, 6, 1)).cases["A"]
    assert [(h["start"], h.get("end")) for h in back["care"]] == [("2024-05-01", None)]


def test_open_spells_that_a_later_return_does_not_name(tmp_path: Path) -> None:
    for year, rows in ((2025, [WHO]), (2026, [WHO | {"CHILD": "Z"}])):
        day = f"01/07/{year - 1}"
        write(
            tmp_path / str(year),
            {
                "Header": [HEADER, HEADER | {"CHILD": "Z"}],
                "SWEpisodes": [r | {"SW_ID": "SW1", "SW_DECOM": day} for r in rows],
                "Missing": [r | {"MISSING": "M", "MIS_START": day} for r in rows],
                "Episodes": [EPISODE | {"CHILD": "Z", "DECOM": day, "DEC": day, "REC": "E4A"}],
            },
        )
    case = read(tmp_path).cases["A"]
    assert case["team"][0]["end"] == "2025-03-31"
    assert case["missing_episodes"][0]["end"] == "2025-03-31"
