"""Which files of a folder make up which return, and the collection year of each, told by its dates.

A folder's name may be the year in which the collection starts or ends, or neither, so the data decide.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from holdfast.exchange.ssda903.days import collection_year
from holdfast.exchange.ssda903.ledger import Ledger
from holdfast.exchange.ssda903.reading.cells import iso_day
from holdfast.exchange.ssda903.reading.csv_files import read_csv
from holdfast.exchange.ssda903.reading.raw import Progress, RawTable
from holdfast.exchange.ssda903.reading.xml_files import read_xml

_LABEL = re.compile(r"(?<!\d)(20\d{2}|19\d{2})(?:[-_ ]?(\d{2}))?(?!\d)")  # 2025, 2024-25, 202425
# What a return dates within its own year, the surest first: an episode that ended before or after it is not in it.
_WITHIN = (("Episodes", "DEC"), ("Missing", "MIS_END"), ("Missing", "MIS_START"), ("SWEpisodes", "SW_DEC"),
           ("Reviews", "REVIEW"))  # fmt: skip
# What may be older, but not of a later year.
_NOT_AFTER = (
    ("Episodes", "DECOM"),
    ("SWEpisodes", "SW_DECOM"),
    ("AD1", "DATE_MATCH"),
    ("PlacedAdoption", "DATE_PLACED"),
)
# A later year counts if it has at least half as many dates as the fullest: fewer are slips of the hand.
_ENOUGH = 2


class NotAReturn(Exception):
    """The folder holds nothing that can be read as an SSDA903 return; the message says what was found instead."""


@dataclass(eq=False)
class Return:
    """One folder's tables. `year` is the one in which the collection ends; a higher `rank` is a newer return."""

    folder: str
    tables: list[RawTable] = field(default_factory=list)
    year: int = 0
    year_from: str = ""
    rank: int = 0

    @property
    def last_day(self) -> str:
        """31 March of the collection year."""
        return f"{self.year}-03-31"

    @property
    def label(self) -> str:
        """The year as the DfE writes it: 2025/26."""
        return f"{self.year - 1}/{self.year % 100:02d}"


def read_returns(
    folder: Path, as_of: str | None, ledger: Ledger, progress: Progress | None = None
) -> list[Return]:
    """Every return in the folder, oldest first: the files of each folder within it are one return.

    Raises NotAReturn if no file is a table of one, or if nothing tells the year and no `as_of` was given.
    """
    returns: dict[Path, Return] = {}
    files = _files(folder)
    for number, path in enumerate(files):
        name = path.relative_to(folder).as_posix() if path != folder else path.name
        if progress:
            progress(f"reading {name}", number, len(files))
        tables = _read_file(path, name, ledger)
        if tables:
            named = name.rpartition("/")[0] or folder.resolve().name
            returns.setdefault(path.parent, Return(named)).tables += tables
    if not returns:
        raise NotAReturn(_what_was_found(folder, files, ledger))
    _settle_years(list(returns.values()), as_of, ledger)
    ordered = sorted(returns.items(), key=lambda item: (item[1].year, item[0]))
    for rank, (_, found) in enumerate(ordered):
        found.rank = rank
    return [found for _, found in ordered]


def _files(folder: Path) -> list[Path]:
    """CSV files before XML, so that where a folder has both the CSV's rows stand and the XML's are repeats."""
    if folder.is_file():
        return [folder]
    found = [p for p in folder.rglob("*") if p.suffix.lower() in {".csv", ".xml"} and p.is_file()]
    shown = [
        p for p in found if not any(part.startswith((".", "~", "__")) for part in p.relative_to(folder).parts)
    ]
    return sorted(shown, key=lambda p: (p.parent, p.suffix.lower(), p.name))


def _read_file(path: Path, name: str, ledger: Ledger) -> list[RawTable]:
    try:
        if path.suffix.lower() == ".xml":
            return read_xml(path, name, ledger)
        table = read_csv(path, name, ledger)
    except OSError as refused:
        ledger.remark(name, 0, "", "", f"cannot be read: {refused.strerror}")
        return []
    return [] if table is None else [table]


def _what_was_found(folder: Path, files: list[Path], ledger: Ledger) -> str:
    if not folder.exists():
        return f"{folder} does not exist"
    if not files:
        return f"{folder} holds no CSV or XML file"
    told = "; ".join(f"{row.file}: {row.reason}" for row in ledger.report[:5])
    return f"no file in {folder} is a table of an SSDA903 return ({told})"


def _settle_years(returns: list[Return], as_of: str | None, ledger: Ledger) -> None:
    for found in returns:
        found.year, found.year_from = _year_of(found)
    newest = max((found.year for found in returns), default=0)
    for found in returns:
        if not found.year:
            found.year = newest or (collection_year(as_of) if as_of else 0)
            found.year_from = "the other folders" if newest else "the day given"
        if not found.year:
            raise NotAReturn(
                "nothing in the return is dated, so its year cannot be told: give the day with --as-of"
            )
        labels = _years_in(found.folder)
        if labels and not {found.year, found.year - 1} & set(labels):
            reason = f"the folder's name says otherwise: its dates are those of the {found.label} collection"
            ledger.remark(found.folder, 0, "", "", reason)


def _years_in(name: str) -> list[int]:
    """The years that a folder's name speaks of; 2024-25 is 2025."""
    years = [(int(first), second) for first, second in _LABEL.findall(name)]
    return [first + 1 if second == f"{(first + 1) % 100:02d}" else first for first, second in years]


def _year_of(found: Return) -> tuple[int, str]:
    """The collection year and what told it; 0 if nothing did.

    The year of what ended or happened within it, but none before the year in which its newest episodes began. Where
    nothing ended or happened, the folder's name counts too.
    """
    within, told_by = _newest_year(found, _WITHIN)
    begun, begun_told_by = _newest_year(found, _NOT_AFTER)
    if not within:
        labels = _years_in(found.folder)
        within, told_by = (labels[-1], "the folder's name") if labels else (0, "")
    return (within, told_by) if within >= begun else (begun, begun_told_by)


def _newest_year(found: Return, columns: tuple[tuple[str, str], ...]) -> tuple[int, str]:
    """Of the first of these columns that holds dates: the year that most fall in, or a later one with half as many."""
    for table_name, column in columns:
        years: Counter[int] = Counter()
        for table in found.tables:
            if table.table.name == table_name:
                for value, times in Counter(table.cells[column]).items():
                    day, _ = iso_day(value.strip())
                    if day:
                        years[collection_year(day)] += times
        if years:
            fullest = max(years.values())
            year = max(year for year, times in years.items() if times * _ENOUGH >= fullest)
            return year, f"{years[year]} of {years.total()} dates in {table_name}.{column}"
    return 0, ""
