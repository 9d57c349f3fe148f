"""Case files out as a return, and in again."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from holdfast.exchange.ssda903 import import_return, write_return
from holdfast.exchange.ssda903.tables import TABLES, table_of
from tests.exchange.returned import GOLDEN, Read, read

BORN = "2015-06-01"


def _home(start: str, end: str | None = None, **more: Any) -> dict[str, Any]:
    said = {
        "start": start,
        "end": end,
        "context": "in_care",
        "home": "foster",
        "legal_status": "care_order",
        "carer": "C1",
    }
    return said | more


def _case(*care: dict[str, Any], child: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    who = {"id": "A", "date_of_birth": BORN, "sex": "female", "ethnicity": "WBRI"} | (child or {})
    return {"format": "holdfast-case/1", "as_of": "2026-03-31", "child": who, "care": list(care), **more}


def _rows(folder: Path, table: str, *cases: dict[str, Any], year: int = 2026) -> list[dict[str, str]]:
    write_return(cases, folder, year)
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if table_of(reader.fieldnames or []) is TABLES[table]:
                return list(reader)
    raise AssertionError(table)


def _chain(rows: list[dict[str, str]]) -> list[tuple[str, ...]]:
    return [tuple(row[c] for c in ("RNE", "LS", "PLACE", "REC", "REASON_PLACE_CHANGE")) for row in rows]


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> tuple[Read, Read]:
    """The golden pair read, and read again from what was written of both years."""
    folder = tmp_path_factory.mktemp("again")
    first = read(GOLDEN)
    for year in (2025, 2026):
        write_return(first.cases.values(), folder / str(year), year)
    return first, read(folder)


def test_round_trip(again: tuple[Read, Read]) -> None:
    first, second = again
    assert second.report == []
    for child, case in second.cases.items():
        before = first.cases[child]
        assert [_kept(home) for home in case["care"]] == [_kept(home) for home in before["care"]]
        assert {k: v for k, v in case.items() if k != "care"} == {
            k: v for k, v in before.items() if k != "care"
        }


def _kept(home: dict[str, Any]) -> dict[str, Any]:
    """What a return can hold of a home: a reason for a move is compulsory there, so one not known becomes `other`."""
    return {key: value for key, value in home.items() if key not in ("carer", "end_reason")}


def test_children_without_care_in_the_year_are_not_in_the_return(again: tuple[Read, Read]) -> None:
    first, second = again
    assert set(first.cases) - set(second.cases) == {"HF1008"}, "short breaks leave no home in care"


def test_the_tables_are_those_of_the_guide(tmp_path: Path) -> None:
    write_return([], tmp_path, 2026)
    told = {path.name: path.read_text(encoding="utf-8").strip().split(",") for path in tmp_path.iterdir()}
    assert {table_of(header).name for header in told.values() if table_of(header)} == set(TABLES) - {
        "OC3",
        "DoLo",
    }


def test_nothing_but_the_counts_is_kept(tmp_path: Path) -> None:
    def cases() -> Iterator[dict[str, Any]]:
        for number in range(3):
            yield _case(_home("2025-05-01"), child={"id": f"A{number}"})

    assert write_return(cases(), tmp_path, 2026)["Episodes"] == 3


def test_reading_feeds_writing(tmp_path: Path) -> None:
    assert write_return(import_return(GOLDEN), tmp_path, 2026)["Header"] == 7


@pytest.mark.parametrize(
    ("second", "rne", "reason"),
    [
        ({"legal_status": "section_20"}, "L", ""),
        ({"carer": "C2"}, "P", "CARPL"),
        ({"carer": "C2", "legal_status": "section_20"}, "B", "CARPL"),
        ({"home": "residential"}, "T", "CARPL"),
        ({"home": "residential", "legal_status": "section_20"}, "U", "CARPL"),
        ({"home": "residential", "carer": None}, "P", "CARPL"),
    ],
)
def test_what_changed(tmp_path: Path, second: dict[str, Any], rne: str, reason: str) -> None:
    care = (_home("2025-05-01", "2025-07-01", end_reason="planned_move"), _home("2025-07-01", **second))
    first, then = _rows(tmp_path, "Episodes", _case(*care))
    assert (first["REC"], first["REASON_PLACE_CHANGE"], then["RNE"]) == ("X1", reason, rne)
    moved = any(first[c] != then[c] for c in ("PLACE", "PL_POST", "URN"))
    assert moved == (rne != "L"), "rules 434 to 436: the row must show what RNE says"


def test_what_the_return_does_not_ask_about_makes_no_episode(tmp_path: Path) -> None:
    same = (_home("2025-05-01", "2025-07-01", stable=False), _home("2025-07-01", stable=True))
    assert _chain(_rows(tmp_path, "Episodes", _case(*same))) == [("S", "C2", "U6", "", "")]


def test_a_night_between_two_homes_is_closed_and_a_longer_gap_is_a_new_period(tmp_path: Path) -> None:
    night = (_home("2025-05-01", "2025-07-01"), _home("2025-07-02", carer="C2"))
    rows = _rows(tmp_path / "night", "Episodes", _case(*night))
    assert [(r["DECOM"], r["DEC"], r["RNE"]) for r in rows] == [
        ("01/05/2025", "02/07/2025", "S"),
        ("02/07/2025", "", "P"),
    ]
    gap = (_home("2025-05-01", "2025-07-01", end_reason="returned_home"), _home("2025-07-03", carer="C2"))
    rows = _rows(tmp_path / "gap", "Episodes", _case(*gap))
    assert [(r["REC"], r["REASON_PLACE_CHANGE"], r["RNE"]) for r in rows] == [("E4A", "", "S"), ("", "", "S")]


def test_only_the_year(tmp_path: Path) -> None:
    care = (
        _home("2023-05-01", "2024-07-01", carer="C0"),
        _home("2024-07-01", "2025-07-01"),
        _home("2025-07-01", carer="C2"),
    )
    case = _case(*care, reviews=[{"date": d, "type": "looked_after"} for d in ("2024-08-01", "2025-08-01")])
    rows = _rows(tmp_path / "25", "Episodes", case, year=2025)
    assert [(r["DECOM"], r["DEC"], r["REC"]) for r in rows] == [
        ("01/05/2023", "01/07/2024", "X1"),
        ("01/07/2024", "", ""),
    ]
    assert [r["REVIEW"] for r in _rows(tmp_path / "26", "Reviews", case)] == ["01/08/2025"]


@pytest.mark.parametrize(
    ("year", "home", "place"),
    [
        (2024, "semi_independent", "H5"),
        (2025, "semi_independent", "K3"),
        (2025, "other", "Z1"),
        (2026, "other", "Z11"),
    ],
)
def test_codes_are_those_of_the_year(tmp_path: Path, year: int, home: str, place: str) -> None:
    case = _case(_home(f"{year - 1}-05-01", home=home))
    assert [row["PLACE"] for row in _rows(tmp_path, "Episodes", case, year=year)] == [place]
    sex = _rows(tmp_path, "Header", case, year=year)[0]["SEX"]
    assert sex == ("2" if year < 2025 else "F")
    assert bool(_rows(tmp_path, "SWEpisodes", case | {"team": [_worker("SW1")]}, year=2023)) is False


def _worker(person: str, start: str = "2022-05-01", end: str | None = None) -> dict[str, Any]:
    return {"role": "social_worker", "person": person, "start": start, "end": end}


def test_adoption(tmp_path: Path) -> None:
    case = _case(
        _home("2024-05-01", "2025-02-01", legal_status="placement_order"),
        _home(
            "2025-02-01",
            "2025-08-01",
            legal_status="placement_order",
            home="adoptive",
            carer="C2",
            end_reason="adopted",
        ),
        {
            "start": "2025-08-01",
            "context": "adopted",
            "home": "adoptive",
            "legal_status": "adoption_order",
            "carer": "C2",
        },
    )
    assert _chain(_rows(tmp_path, "Episodes", case)) == [("P", "E1", "A6", "E12", "")]
    (adopted,) = _rows(tmp_path, "AD1", case)
    (placed,) = _rows(tmp_path, "PlacedAdoption", case)
    assert adopted["DATE_INT"] == placed["DATE_PLACED"] == "01/05/2024", (
        "rule 523; the day of what first needed it"
    )
    assert all(adopted.values())


def test_a_decision_is_taken_back_when_a_child_leaves_unadopted(tmp_path: Path) -> None:
    home = _home("2025-05-01", "2025-08-01", legal_status="placement_order", end_reason="returned_home")
    (placed,) = _rows(tmp_path, "PlacedAdoption", _case(home))
    assert (placed["DATE_PLACED_CEASED"], placed["REASON_PLACED_CEASED"]) == ("01/08/2025", "RD4")


@pytest.mark.parametrize(
    ("born", "start", "row"),
    [
        ("2015-06-01", "2025-04-01", {"SDQ_REASON": "SDQ4", "CONVICTED": "0", "HEALTH_CHECK": ""}),
        ("2023-06-01", "2025-04-01", {"SDQ_REASON": "", "CONVICTED": "", "HEALTH_CHECK": "1"}),
        ("2015-06-01", "2025-04-02", None),
    ],
)
def test_twelve_months(tmp_path: Path, born: str, start: str, row: dict[str, str] | None) -> None:
    rows = _rows(tmp_path, "OC2", _case(_home(start), child={"date_of_birth": born}))
    assert [{k: r[k] for k in row or {}} for r in rows] == ([row] if row else [])


def test_social_workers_take_turns(tmp_path: Path) -> None:
    team = [
        _worker("P1", "2025-05-01"),
        _worker("SW22", "2025-08-01", "2025-09-01"),
        _worker("XX3", "2026-01-01"),
    ]
    rows = _rows(tmp_path, "SWEpisodes", _case(_home("2025-05-01"), team=team))
    assert [(r["SW_ID"], r["SW_DEC"], r["SW_REASON"]) for r in rows] == [
        ("SWP1", "01/08/2025", "FCONTA"), ("SW22", "01/09/2025", "TSPROC"), ("XX03", "", "FCONTA"),
    ]  # fmt: skip


def test_an_unaccompanied_child(tmp_path: Path) -> None:
    case = _case(_home("2025-05-01"), child={"unaccompanied_asylum_seeking": True})
    assert [r["DUC"] for r in _rows(tmp_path, "UASC", case)] == ["01/06/2033"], (
        "while it goes on: the 18th birthday"
    )
    ended = case | {"unaccompanied_periods": [{"start": "2025-05-01", "end": "2025-12-01"}]}
    assert [r["DUC"] for r in _rows(tmp_path, "UASC", ended)] == ["01/12/2025"]
    (episode,) = _rows(tmp_path, "Episodes", case)
    assert (episode["HOME_POST"], episode["CIN"]) == ("", "N8")


def test_a_case_file_that_knows_next_to_nothing(tmp_path: Path) -> None:
    bare = {"format": "holdfast-case/1", "as_of": "2026-03-31", "child": {"id": "A"}}
    assert sum(write_return([bare], tmp_path / "none", 2026).values()) == 0
    count = write_return(
        [bare | {"care": [{"start": "2025-05-01", "context": "in_care"}]}], tmp_path / "home", 2026
    )
    assert count["Episodes"] == count["Header"] == 1
    (home,) = read(tmp_path / "home").care
    assert home == {"start": "2025-05-01", "context": "in_care", "carer": "A:2025-05-01"}
