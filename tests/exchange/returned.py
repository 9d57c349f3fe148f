"""Small returns for the tests: written as an authority would, read back as case files by child."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from holdfast.casefile.checking import errors
from holdfast.exchange.ssda903 import Fate, ReportRow, Summary, import_return
from holdfast.exchange.ssda903.tables import TABLES

HERE = Path(__file__).resolve().parent
GOLDEN = HERE / "data" / "f_clean_2025_2026"
OUTSIDE = HERE.parents[2] / "shared" / "data" / "ssda903"
Row = Mapping[str, str]

HEADER = {"CHILD": "A", "SEX": "F", "DOB": "01/06/2015", "ETHNIC": "WBRI", "UPN": "UN5", "MOTHER": "0"}
EPISODE = {
    "CHILD": "A", "DECOM": "01/05/2025", "RNE": "S", "LS": "C2", "CIN": "N1", "PLACE": "U4", "PLACE_PROVIDER": "PR1",
}  # fmt: skip
ENDED = {"DEC": "01/09/2025", "REC": "E4A"}


@dataclass(frozen=True)
class Read:
    """What an import gave."""

    cases: dict[str, dict[str, Any]]
    summary: Summary
    report: list[ReportRow]

    @property
    def care(self) -> list[dict[str, Any]]:
        """The homes of the only child."""
        (case,) = self.cases.values()
        return case.get("care", [])

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """Column and reason of every line of the report."""
        return [(row.column, row.reason) for row in self.report]

    def says(self, column: str, reason: str) -> bool:
        """Whether the report has a line on this column whose reason holds these words."""
        return any(row.column == column and reason in row.reason for row in self.report)


def write(folder: Path, tables: Mapping[str, Iterable[Row]]) -> Path:
    """A folder with one CSV file a table, cells not named being blank."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as out:
            writer = csv.DictWriter(out, TABLES[name].header, restval="")
            writer.writeheader()
            writer.writerows(rows)
    return folder


def read(folder: Path, as_of: date | None = None) -> Read:
    """The folder's case files, every one of them valid, and every row read accounted for."""
    imported = import_return(folder, as_of)
    cases = list(imported)
    by_child = {case["child"]["id"]: case for case in cases}
    assert len(by_child) == len(cases), "two case files of one child"
    result = Read(by_child, imported.summary, imported.report)
    check_valid(result)
    check_sum(result)
    return result


def check_valid(result: Read) -> None:
    """Every case file is valid."""
    for case in result.cases.values():
        assert errors(case) == [], case


def check_sum(result: Read) -> None:
    """Every row read has one fate, table by table and altogether."""
    summary = result.summary
    for table, rows in summary.read.items():
        assert sum(n for (name, _), n in summary.fates.items() if name == table) == rows, table
    assert sum(summary.fates.values()) == sum(summary.rows(fate) for fate in Fate) == summary.rows_read
    assert summary.cases == len(result.cases)
    assert summary.reported == len(result.report)


def returned(folder: Path, as_of: date | None = None, **tables: Iterable[Row]) -> Read:
    """Writes one return and reads it."""
    return read(write(folder, tables), as_of)


def episodes(folder: Path, *rows: Row, header: Row = HEADER, as_of: date | None = None) -> Read:
    """One child's episodes, each as it differs from EPISODE, in a return of 2025/26."""
    dated = {"CHILD": "Z", "DECOM": "01/04/2025", **ENDED}  # tells the year whatever the rows say
    whole = [EPISODE | row for row in rows]
    result = returned(
        folder, as_of, Header=[header, header | {"CHILD": "Z"}], Episodes=[*whole, EPISODE | dated]
    )
    del result.cases["Z"]
    return result
