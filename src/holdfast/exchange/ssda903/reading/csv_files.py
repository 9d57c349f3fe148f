"""A CSV file to a raw table: which table it is, its rows, and the rows that are no rows."""

import csv
from collections.abc import Sequence
from operator import itemgetter
from pathlib import Path

from holdfast.exchange.ssda903.ledger import Fate, Ledger
from holdfast.exchange.ssda903.reading.raw import RawTable
from holdfast.exchange.ssda903.reading.text import decode
from holdfast.exchange.ssda903.tables import Table, table_of, tidy

_DELIMITERS = ",;\t|"
Rows = list[list[str]]


class _Columns(dict[str, Sequence[str]]):
    """A file's columns by name, each cut from the rows when it is first asked for; one that is missing is blank."""

    def __init__(self, names: list[str], rows: Rows) -> None:
        super().__init__()
        self._names = names
        self._rows = rows

    def __missing__(self, name: str) -> Sequence[str]:
        if name in self._names:
            column = list(map(itemgetter(self._names.index(name)), self._rows))
        else:
            column = [""] * len(self._rows)
        self[name] = column
        return column


def read_csv(path: Path, name: str, ledger: Ledger) -> RawTable | None:
    """The file's rows as a raw table; None, with a line in the report, if it is no table of the return.

    `name` is the file as the report calls it. Rows with cells beyond the header are left out and reported; blank lines
    are no rows.
    """
    text, remark = decode(path.read_bytes())
    if remark:
        ledger.remark(name, 0, "", "", remark)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        ledger.remark(name, 0, "", "", "the file is empty")
        return None
    delimiter = max(_DELIMITERS, key=lines[first].count)
    header = _cells(lines[first], delimiter)
    table = table_of(map(tidy, header))
    if table is None:
        ledger.remark(
            name, first + 1, "", lines[first], "these columns are those of no SSDA903 table: file left out"
        )
        return None
    _remark_on_header(header, table, delimiter, name, first + 1, ledger)
    return _raw_table(table, name, header, _rows(lines[first + 1 :], delimiter), first + 2, ledger)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:  # a quoted cell beyond the csv module's limit: no cell of a return is so long
        return [line]


def _rows(lines: Sequence[str], delimiter: str) -> Rows:
    """One row a line. No cell of a return holds a line break, so a quote left open spoils its own line only."""
    try:
        rows = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        rows = []
    if len(rows) == len(lines):
        return rows
    return [_cells(line, delimiter) for line in lines]


def _remark_on_header(
    header: Sequence[str], table: Table, delimiter: str, name: str, line: int, ledger: Ledger
) -> None:
    tidied = [tidy(column) for column in header]
    if delimiter != ",":
        ledger.remark(name, line, "", delimiter, "cells are parted by this instead of a comma")
    for written, column in zip(header, tidied, strict=True):
        if column not in table.header:
            ledger.remark(name, line, written, "", f"is no column of {table.name}: not read")
        elif written != column:
            ledger.remark(name, line, written, "", f"read as {column}")
    for column in table.header:
        if column not in tidied:
            ledger.remark(name, line, column, "", "the column is missing: not known for any row")
        elif tidied.count(column) > 1:
            ledger.remark(name, line, column, "", "stands more than once: the first is read")


def _raw_table(
    table: Table, name: str, header: Sequence[str], rows: Rows, first_line: int, ledger: Ledger
) -> RawTable:
    numbers: Sequence[int] = range(first_line, first_line + len(rows))
    short: set[int] = set()
    if set(map(len, rows)) - {len(header)}:
        rows, numbers, short = _straightened(rows, table, name, header, numbers, ledger)
    ledger.read[table.name] += len(rows)
    return RawTable(
        table, name, _Columns([tidy(column) for column in header], rows), numbers, frozenset(short)
    )


def _straightened(
    rows: Rows, table: Table, name: str, header: Sequence[str], numbers: Sequence[int], ledger: Ledger
) -> tuple[Rows, list[int], set[int]]:
    """The rows made as long as the header, their lines, and which of them were short; rows too long are left out."""
    width = len(header)
    kept: Rows = []
    lines: list[int] = []
    short: set[int] = set()
    for row, line in zip(rows, numbers, strict=True):
        if not row or (len(row) == 1 and row[0].isspace()):
            continue
        surplus = any(cell.strip() for cell in row[width:])
        if surplus or len(row) * 2 < width:
            ledger.read[table.name] += 1
            ledger.count(table.name, Fate.DIRTY)
            reason = f"has {_so_many(len(row))} where the header has {width}: the row is left out"
            ledger.remark(name, line, "", ",".join(row), reason)
            continue
        if len(row) < width:
            short.add(len(kept))
            reason = f"has {_so_many(len(row))} where the header has {width}: the others are read as blank"
            ledger.remark(name, line, "", ",".join(row), reason)
            row = row + [""] * (width - len(row))
        kept.append(row[:width])
        lines.append(line)
    return kept, lines, short


def _so_many(many: int) -> str:
    return "1 cell" if many == 1 else f"{many} cells"
