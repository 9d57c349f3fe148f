"""A folder of returns to case files: the room's one way in."""

import gc
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from holdfast.exchange.ssda903.days import guide_day
from holdfast.exchange.ssda903.ledger import Fate, Ledger, ReportRow
from holdfast.exchange.ssda903.mapping import Case, Told, case_of
from holdfast.exchange.ssda903.merging import Day
from holdfast.exchange.ssda903.reading.raw import Progress, RawTable
from holdfast.exchange.ssda903.reading.returns import Return, read_returns
from holdfast.exchange.ssda903.reading.rows import ReadTable, Spelling, read_table

_PLACE_OF = {  # the list of `Told` that a table's rows go to; the other tables have no place in a case file
    "Header": "header", "Episodes": "episodes", "Reviews": "reviews", "UASC": "uasc", "OC2": "oc2", "AD1": "ad1",
    "PlacedAdoption": "placed", "Missing": "missing", "SWEpisodes": "workers",
}  # fmt: skip
_SAID_EVERY = 1000  # children between two words of progress


class StillReading(Exception):
    """The summary or the report was asked for before the last case was taken."""


@dataclass(frozen=True)
class Summary:
    """What was read and what became of it: `fates` adds up to `rows_read`, each table's and altogether."""

    as_of: str
    returns: Sequence[tuple[str, str, str]]  # label (2025/26), folder, what told the year; oldest first
    cases: int
    read: Mapping[str, int]  # rows, by table
    fates: Mapping[tuple[str, Fate], int]
    reported: int  # lines in the report

    @property
    def rows_read(self) -> int:
        """All data rows of all files that are a table of the return."""
        return sum(self.read.values())

    def rows(self, fate: Fate) -> int:
        """How many rows had this fate."""
        return sum(count for (_, met), count in self.fates.items() if met is fate)

    def lines(self) -> list[str]:
        """The summary in words, one line each."""
        told = [f"{label} from {folder} ({year_from})" for label, folder, year_from in self.returns]
        counts = [f"  {self.rows(fate):>9,} {fate}" for fate in Fate]
        return [
            f"as of {self.as_of}",
            *told,
            f"{self.rows_read:,} rows read:",
            *counts,
            f"{self.cases:,} case files",
            f"{self.reported:,} lines in the report",
        ]


class Imported:
    """The case files of a folder's returns, one pass: iterate it, then ask for `summary` and `report`.

    `as_of` and `returns` can be asked for at once.
    """

    def __init__(self, folder: Path, as_of: date | None = None, progress: Progress | None = None) -> None:
        self._ledger = Ledger()
        self._progress = progress
        asked = as_of.isoformat() if as_of else None
        with _many_rows():
            self.returns: list[Return] = read_returns(folder, asked, self._ledger, progress)
            children, newest = _gather(self.returns, self._ledger)
        self.as_of: str = asked or self.returns[-1].last_day
        self._children = children
        self._day = Day(self.as_of, newest)
        self._written = 0
        self._done = False
        self._cases = self._map()

    def __iter__(self) -> Iterator[Case]:
        return self._cases

    def _map(self) -> Iterator[Case]:
        total = len(self._children)
        for number, child in enumerate(list(self._children)):
            if self._progress and number % _SAID_EVERY == 0:
                self._progress("writing case files", number, total)
            case = case_of(self._children.pop(child), self._day, self._ledger)
            if case is not None:
                self._written += 1
                yield case
        self._done = True

    @property
    def report(self) -> list[ReportRow]:
        """What a person should look at, by file and line. Raises StillReading before the last case was taken."""
        self._check_done()
        return sorted(self._ledger.report)

    @property
    def summary(self) -> Summary:
        """The count of rows and their fates. Raises StillReading before the last case was taken."""
        self._check_done()
        told = [(given.label, given.folder, given.year_from) for given in self.returns]
        ledger = self._ledger
        return Summary(
            self.as_of, told, self._written, dict(ledger.read), dict(ledger.fates), len(ledger.report)
        )

    def _check_done(self) -> None:
        if not self._done:
            raise StillReading(
                "take every case first: what becomes of a row is known when its child's case is made"
            )


def import_return(folder: Path, as_of: date | None = None, progress: Progress | None = None) -> Imported:
    """The case files that a folder's SSDA903 returns say, as of `as_of` (31 March of the newest collection by default).

    `folder`: one return's CSV or XML files, or folders of them, one a year. `progress` is told what is being done, how
    much of it and of how much. Raises NotAReturn, with what was found instead, if nothing in it is a return.
    """
    return Imported(folder, as_of, progress)


@contextmanager
def _many_rows() -> Iterator[None]:
    """Keeps the cycle collector from walking millions of rows again and again while they are read: they hold no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _gather(returns: Sequence[Return], ledger: Ledger) -> tuple[dict[str, Told], dict[str, int]]:
    """Every child's rows, in the order in which the newest return names them; and each table's newest year."""
    children: dict[str, Told] = {}
    newest: dict[str, int] = {}
    spelling = Spelling()
    for given in reversed(returns):
        tables = sorted(given.tables, key=lambda raw: raw.table.name != "Header")
        births: dict[str, str | None] = {}
        given.tables = []  # the raw text is not needed any more, and is large
        while tables:
            raw = tables.pop(0)
            if len(raw):
                newest[raw.table.name] = max(given.year, newest.get(raw.table.name, 0))
            read = read_table(raw, given, spelling, ledger)
            _sort_out(raw, read, births, children, ledger)
    return children, newest


def _sort_out(
    raw: RawTable, read: ReadTable, births: dict[str, str | None], children: dict[str, Told], ledger: Ledger
) -> None:
    """Gives each row to its child. `births`: the return's own days of birth, filled by its Header."""
    for child in dict.fromkeys(read.children):
        if child not in children:
            children[child] = Told(child)
    if raw.table.name == "Header":
        first_named = dict(zip(reversed(read.children), reversed(read.births), strict=True))
        births |= first_named | births
    elif not _agrees_with_header(raw, read, births):
        _compare_with_header(raw, read, births, children, ledger)
    place = _PLACE_OF.get(raw.table.name)
    if place is None:
        ledger.count(raw.table.name, Fate.NO_PLACE, len(read.children))
        return
    groups: defaultdict[str, list[Any]] = defaultdict(list)
    for row in read.rows:
        groups[row[0]].append(row)
    for child, rows in groups.items():
        earlier = getattr(children[child], place)
        setattr(children[child], place, [*earlier, *rows] if earlier else rows)


def _agrees_with_header(raw: RawTable, read: ReadTable, births: Mapping[str, str | None]) -> bool:
    if not set(read.children) <= births.keys():
        return False
    return "DOB" not in raw.table.header or list(map(births.get, read.children)) == read.births


def _compare_with_header(
    raw: RawTable,
    read: ReadTable,
    births: Mapping[str, str | None],
    children: Mapping[str, Told],
    ledger: Ledger,
) -> None:
    """Reports children that Header does not name and days of birth that it contradicts, each once a file."""
    if not births:
        ledger.remark(
            raw.file, 0, "", "", "the return has no Header: what its children's rows say is used all the same"
        )
    met: set[tuple[str, str | None]] = set()
    for child, birth, line in zip(read.children, read.births, read.lines, strict=True):
        known = births.get(child)
        if (child in births and (birth is None or birth == known)) or (child, birth) in met:
            continue
        met.add((child, birth))
        if birth and children[child].birth is None:
            children[child].birth = birth
        if births and child not in births:
            ledger.remark(
                raw.file, line, "CHILD", child, "is not in Header: what its rows say is used all the same"
            )
        elif birth and known:
            ledger.remark(
                raw.file, line, "DOB", guide_day(birth), f"Header says {guide_day(known)}: Header's counts"
            )
