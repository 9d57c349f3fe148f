"""What became of every row read: the count of each fate, and the report of what a person should look at."""

import csv
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

REPORT_COLUMNS = ("file", "line", "column", "value", "reason")
# A spreadsheet runs a cell that begins so as a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_VALUE = 200


class Fate(StrEnum):
    """What becomes of a row; every row read has exactly one."""

    USED = "used"
    AFTER_THE_DAY = "dated after the day"
    DIRTY = "left out as dirty"
    REPEATED = "said again by another row"
    NO_PLACE = "no place in a case file"


class ReportRow(NamedTuple):
    """One line of the report. `line` counts from 1 in the file; 0 speaks of the whole file."""

    file: str
    line: int
    column: str
    value: str
    reason: str


class Ledger:
    """Collects the fates and the report while a return is read and mapped."""

    def __init__(self) -> None:
        self.read: Counter[str] = Counter()
        self.fates: Counter[tuple[str, Fate]] = Counter()
        self.report: list[ReportRow] = []

    def count(self, table: str, fate: Fate, rows: int = 1) -> None:
        """Gives `rows` rows of a table their fate."""
        if rows:
            self.fates[table, fate] += rows

    def remark(self, file: str, line: int, column: str, value: str, reason: str) -> None:
        """Adds a line to the report; says nothing about the row's fate."""
        self.report.append(ReportRow(file, line, column, value[:_LONGEST_VALUE], reason))

    def total(self, fate: Fate) -> int:
        """How many rows had this fate, over all tables."""
        return sum(rows for (_, met), rows in self.fates.items() if met is fate)


def _harmless(value: str) -> str:
    if value.startswith(_FORMULA) and not value[1:].replace(".", "", 1).isdigit():
        return "'" + value
    return value


def write_report(rows: Iterable[ReportRow], path: Path) -> int:
    """Writes the report as UTF-8 CSV (file, line, column, value, reason), in order of file and line; how many lines.

    A value that a spreadsheet would run as a formula has an apostrophe put before it.
    """
    ordered = sorted(rows)
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(REPORT_COLUMNS)
        for row in ordered:
            writer.writerow(
                (_harmless(row.file), row.line or "", row.column, _harmless(row.value), row.reason)
            )
    return len(ordered)
