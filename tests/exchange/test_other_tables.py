"""What the other tables say: the child, reviews, social workers, SDQ, missing episodes, asylum, plans for adoption."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from holdfast.exchange.ssda903 import Fate
from tests.exchange.returned import ENDED, EPISODE, HEADER, Read, Row, returned

WHO = {"CHILD": "A", "DOB": "01/06/2015"}
OTHER = EPISODE | ENDED | {"CHILD": "Z"}  # tells the year
NAMED = [HEADER, HEADER | {"CHILD": "Z"}]


def _read(folder: Path, table: str, *rows: Row, as_of: date | None = None, **more: list[Row]) -> Read:
    tables: dict[str, Any] = {
        "Header": NAMED,
        "Episodes": [EPISODE, OTHER],
        table: [WHO | row for row in rows],
    }
    return returned(folder, as_of, **(tables | more))


@pytest.mark.parametrize(
    ("code", "sex"),
    [("M", "male"), ("F", "female"), ("1", "male"), ("2", "female"), ("U", None), ("", None), ("X", None)],
)
def test_sex(tmp_path: Path, code: str, sex: str | None) -> None:
    read = returned(tmp_path, date(2026, 3, 31), Header=[HEADER | {"SEX": code}])
    assert read.cases["A"]["child"].get("sex") == sex


def test_a_child_in_header_only_is_a_case_file(tmp_path: Path) -> None:
    read = returned(tmp_path, date(2026, 3, 31), Header=[HEADER])
    child = {"id": "A", "date_of_birth": "2015-06-01", "sex": "female", "ethnicity": "WBRI"}
    assert read.cases["A"] == {"format": "holdfast-case/1", "as_of": "2026-03-31", "child": child}


def test_a_child_that_header_does_not_name_is_a_case_file_too(tmp_path: Path) -> None:
    read = returned(
        tmp_path,
        Header=[HEADER],
        Episodes=[OTHER],
        Reviews=[{"CHILD": "Z", "DOB": "02/06/2015", "REVIEW": "01/07/2025"}],
    )
    assert read.cases["Z"]["child"] == {"id": "Z", "date_of_birth": "2015-06-02"}
    assert read.says("CHILD", "is not in Header")


def test_a_return_without_header_says_so_once(tmp_path: Path) -> None:
    read = returned(tmp_path, Episodes=[OTHER, OTHER | {"CHILD": "Y"}])
    assert [row.reason for row in read.report] == [
        "the return has no Header: what its children's rows say is used all the same"
    ]


@pytest.mark.parametrize("birth", ["01/06/2026", "30/02/2015", "", "unknown"])
def test_a_birth_that_cannot_be_is_not_known(tmp_path: Path, birth: str) -> None:
    read = returned(tmp_path, Header=[HEADER | {"DOB": birth}, NAMED[1]], Episodes=[EPISODE, OTHER])
    assert "date_of_birth" not in read.cases["A"]["child"]
    assert read.cases["A"]["care"]
    assert bool(birth) == any(row.column == "DOB" for row in read.report)


def test_a_birth_that_header_lacks_is_taken_from_another_table(tmp_path: Path) -> None:
    read = _read(tmp_path, "Reviews", {"REVIEW": "01/07/2025"}, Header=[HEADER | {"DOB": ""}, NAMED[1]])
    assert read.cases["A"]["child"]["date_of_birth"] == "2015-06-01"


def test_a_birth_that_contradicts_header_is_reported(tmp_path: Path) -> None:
    read = _read(tmp_path, "Reviews", {"REVIEW": "01/07/2025", "DOB": "02/06/2015"}, {"REVIEW": "02/07/2025"})
    assert read.cases["A"]["child"]["date_of_birth"] == "2015-06-01"
    assert [(row.line, row.column) for row in read.report] == [(2, "DOB")]


def test_care_before_birth_is_reported(tmp_path: Path) -> None:
    read = returned(tmp_path, Header=[HEADER | {"DOB": "01/06/2025"}, NAMED[1]], Episodes=[EPISODE, OTHER])
    assert read.says("DECOM", "is before the child's birth on 01/06/2025")


def test_a_child_not_yet_born_on_the_day_is_left_out(tmp_path: Path) -> None:
    read = returned(
        tmp_path, date(2025, 5, 1), Header=[HEADER | {"DOB": "01/06/2025"}, NAMED[1]],
        Episodes=[EPISODE | {"DECOM": "02/06/2025"}, OTHER],
    )  # fmt: skip
    assert list(read.cases) == ["Z"]
    assert read.summary.rows(Fate.AFTER_THE_DAY) == 2


def test_a_child_named_twice(tmp_path: Path) -> None:
    read = returned(tmp_path, Header=[*NAMED, HEADER, HEADER | {"DOB": "01/01/2014"}], Episodes=[OTHER])
    assert read.cases["A"]["child"]["date_of_birth"] == "2015-06-01"
    assert (read.summary.fates["Header", Fate.REPEATED], read.summary.fates["Header", Fate.DIRTY]) == (1, 1)


def test_references_that_differ_in_case_are_one_child(tmp_path: Path) -> None:
    read = returned(tmp_path, Header=[HEADER | {"CHILD": "aB1"}], Episodes=[OTHER | {"CHILD": "Ab1 "}])
    assert list(read.cases) == ["aB1"]
    assert read.care


def test_reviews(tmp_path: Path) -> None:
    days = ("05/02/2026", "01/07/2025", "01/07/2025", "01/04/2026", "32/01/2026", "")
    read = _read(tmp_path, "Reviews", *({"REVIEW": day, "REVIEW_CODE": "PN1"} for day in days))
    assert read.cases["A"]["reviews"] == [
        {"date": d, "type": "looked_after"} for d in ("2025-07-01", "2026-02-05")
    ]
    fates = {fate: n for (table, fate), n in read.summary.fates.items() if table == "Reviews"}
    assert fates == {Fate.USED: 2, Fate.REPEATED: 1, Fate.AFTER_THE_DAY: 1, Fate.DIRTY: 2}


def test_social_workers(tmp_path: Path) -> None:
    read = _read(
        tmp_path, "SWEpisodes",
        {"SW_ID": "SW2", "SW_DECOM": "01/07/2025"},
        {"SW_ID": "SW1", "SW_DECOM": "01/05/2025", "SW_DEC": "01/07/2025", "SW_REASON": "LAZY"},
        {"SW_ID": "", "SW_DECOM": "01/06/2025"},
        {"SW_ID": "SW3", "SW_DECOM": "01/08/2025", "SW_DEC": "01/07/2025"},
    )  # fmt: skip
    assert read.cases["A"]["team"] == [
        {"role": "social_worker", "person": "SW1", "start": "2025-05-01", "end": "2025-07-01"},
        {"role": "social_worker", "person": "SW2", "start": "2025-07-01"},
    ]
    assert read.summary.fates["SWEpisodes", Fate.DIRTY] == 2


@pytest.mark.parametrize(
    ("score", "reason", "said"),
    [("13", "", {"score": 13}), ("0", "", {"score": 0}), ("40.0", "", {"score": 40}), ("", "SDQ2", {"not_done_because": "SDQ2"}),
     ("13", "SDQ2", {"score": 13}), ("41", "SDQ2", {"not_done_because": "SDQ2"}), ("-1", "SDQ2", {"not_done_because": "SDQ2"}),
     ("x", "", None), ("", "", None), ("", "SDQ9", None)],
)  # fmt: skip
def test_sdq(tmp_path: Path, score: str, reason: str, said: dict[str, Any] | None) -> None:
    read = _read(tmp_path, "OC2", {"SDQ_SCORE": score, "SDQ_REASON": reason})
    assert read.cases["A"].get("sdq") == ([{"date": "2026-03-31", **said}] if said else None)


@pytest.mark.parametrize(("kind", "away"), [("A", True), ("M", False), ("", None), ("Q", None)])
def test_missing(tmp_path: Path, kind: str, away: bool | None) -> None:
    read = _read(tmp_path, "Missing", {"MISSING": kind, "MIS_START": "01/07/2025", "MIS_END": "02/07/2025"})
    (time,) = read.cases["A"]["missing_episodes"]
    assert (time["start"], time["end"], time.get("away_without_authorisation")) == (
        "2025-07-01",
        "2025-07-02",
        away,
    )


def test_missing_still(tmp_path: Path) -> None:
    read = _read(tmp_path, "Missing", {"MISSING": "M", "MIS_START": "30/03/2026", "MIS_END": "02/04/2026"})
    assert "end" not in read.cases["A"]["missing_episodes"][0]


@pytest.mark.parametrize(
    ("duc", "period"),
    [("", {"start": "2025-05-01"}), ("01/06/2033", {"start": "2025-05-01"}),
     ("01/12/2025", {"start": "2025-05-01", "end": "2025-12-01"}), ("01/12/2024", None)],
)  # fmt: skip
def test_unaccompanied(tmp_path: Path, duc: str, period: dict[str, str] | None) -> None:
    read = _read(tmp_path, "UASC", {"DUC": duc})
    assert read.cases["A"]["child"]["unaccompanied_asylum_seeking"] is True
    assert read.cases["A"].get("unaccompanied_periods") == ([period] if period else None)
    assert "unaccompanied_asylum_seeking" not in read.cases["Z"]["child"], (
        "not in this table is not known, not no"
    )


def test_an_unaccompanied_child_who_left_care(tmp_path: Path) -> None:
    read = _read(tmp_path, "UASC", {"CHILD": "Z"})
    assert read.cases["Z"]["unaccompanied_periods"] == [{"start": "2025-05-01", "end": "2025-09-01"}]


@pytest.mark.parametrize(
    ("child", "ceased", "plan"),
    [
        ("A", "", {"plan": "adoption"}),
        ("A", "01/06/2026", {"plan": "adoption"}),
        ("A", "01/12/2025", None),
        ("Z", "", None),
    ],
)
def test_the_plan_is_adoption_while_the_decision_stands_and_the_child_is_in_care(
    tmp_path: Path, child: str, ceased: str, plan: dict[str, str] | None
) -> None:
    row = {"CHILD": child, "DATE_PLACED": "01/06/2025", "DATE_PLACED_CEASED": ceased}
    assert _read(tmp_path, "PlacedAdoption", row).cases[child].get("permanence") == plan


@pytest.mark.parametrize("table", ["OC3", "PrevPerm", "DoLo", "AD1"])
def test_rows_with_no_place_in_a_case_file_are_counted(tmp_path: Path, table: str) -> None:
    read = _read(tmp_path, table, {})
    assert read.summary.fates[table, Fate.NO_PLACE] == 1
    assert set(read.cases["A"]) == {"format", "as_of", "child", "care"}
