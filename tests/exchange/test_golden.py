"""The golden pair: two returns of nine invented children, with known answers at 31 March 2026 (its README.txt)."""

from typing import Any

import pytest

from holdfast.exchange.ssda903 import Fate
from tests.exchange.returned import GOLDEN, Read, read


@pytest.fixture(scope="module")
def golden() -> Read:
    return read(GOLDEN)


def _in_care(case: dict[str, Any]) -> bool:
    return any(home["context"] == "in_care" and "end" not in home for home in case.get("care", []))


def test_both_years_are_told_by_their_dates(golden: Read) -> None:
    assert golden.summary.as_of == "2026-03-31"
    assert [(label, folder) for label, folder, _ in golden.summary.returns] == [
        ("2024/25", "2025"),
        ("2025/26", "2026"),
    ]


def test_every_child_of_both_years_has_one_case_file(golden: Read) -> None:
    assert sorted(golden.cases) == [f"HF100{n}" for n in range(1, 10)]


def test_a_clean_return_leaves_nothing_to_report(golden: Read) -> None:
    assert golden.report == []
    assert golden.summary.rows_read == 89
    assert golden.summary.rows(Fate.DIRTY) == 0


def test_looked_after(golden: Read) -> None:
    assert [child for child, case in golden.cases.items() if _in_care(case)] == [
        "HF1001",
        "HF1002",
        "HF1003",
        "HF1004",
    ]


def test_three_placements_in_the_year(golden: Read) -> None:
    def carers(case: dict[str, Any]) -> set[str]:
        homes = case.get("care", [])
        return {h["carer"] for h in homes if h["context"] == "in_care" and h.get("end", "9") >= "2025-04-01"}

    assert [child for child, case in golden.cases.items() if len(carers(case)) >= 3] == ["HF1004"]


def test_unaccompanied(golden: Read) -> None:
    told = {
        c: k["unaccompanied_periods"]
        for c, k in golden.cases.items()
        if k["child"].get("unaccompanied_asylum_seeking")
    }
    assert told == {"HF1003": [{"start": "2025-09-15"}]}


def test_started_and_ceased_in_the_year(golden: Read) -> None:
    homes = {
        child: [h for h in case.get("care", []) if h["context"] == "in_care"]
        for child, case in golden.cases.items()
    }
    started = [child for child, care in homes.items() if care and care[0]["start"] >= "2025-04-01"]
    ceased = {
        child: care[-1]["end_reason"]
        for child, care in homes.items()
        if care and care[-1].get("end", "") >= "2025-04-01"
    }
    assert started == ["HF1002", "HF1003", "HF1009"]
    assert ceased == {"HF1005": "adopted", "HF1007": "special_guardianship", "HF1009": "returned_home"}


def test_sdq(golden: Read) -> None:
    told = {
        c: q["score"] for c, k in golden.cases.items() for q in k.get("sdq", []) if q["date"] == "2026-03-31"
    }
    assert told == {"HF1001": 13, "HF1004": 26}


def test_the_care_leaver_turned_18(golden: Read) -> None:
    assert golden.cases["HF1006"]["care"][-1]["end_reason"] == "turned_18"


def test_missing_in_the_year(golden: Read) -> None:
    times = [t for t in golden.cases["HF1004"]["missing_episodes"] if t["start"] >= "2025-04-01"]
    assert [t["away_without_authorisation"] for t in times] == [False, False]


def test_short_breaks_are_no_home_in_care(golden: Read) -> None:
    assert "care" not in golden.cases["HF1008"]
    assert golden.summary.fates["Episodes", Fate.NO_PLACE] == 1


def test_a_case_file_to_its_last_field(golden: Read) -> None:
    carer = "HF1002:2025-07-04"
    assert golden.cases["HF1002"] == {
        "format": "holdfast-case/1",
        "as_of": "2026-03-31",
        "child": {"id": "HF1002", "date_of_birth": "2023-02-20", "sex": "male", "ethnicity": "MWBC"},
        "care": [
            {"start": "2025-07-04", "end": "2025-07-11", "context": "in_care", "home": "foster",
             "legal_status": "other", "carer": carer, "entry": "emergency"},
            {"start": "2025-07-11", "end": "2025-09-20", "context": "in_care", "home": "foster",
             "legal_status": "interim_care_order", "carer": carer, "end_reason": "planned_move"},
            {"start": "2025-09-20", "context": "in_care", "home": "kinship_foster",
             "legal_status": "interim_care_order", "carer": "HF1002:2025-09-20"},
        ],
        "reviews": [{"date": "2025-07-28", "type": "looked_after"}, {"date": "2025-10-24", "type": "looked_after"}],
        "team": [{"role": "social_worker", "person": "SW10003", "start": "2025-07-04"}],
    }  # fmt: skip


def test_one_year_alone_says_less() -> None:
    alone = read(GOLDEN / "2026")
    assert alone.cases["HF1004"]["care"][0]["start"] == "2025-02-14"
    assert len(alone.cases) == 9
