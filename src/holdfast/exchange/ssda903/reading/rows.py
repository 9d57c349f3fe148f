"""Typed rows: what a case file needs of each table. Days are ISO text, codes are the DfE's, None is not known.

The last three fields of each say where it stands: in which return, which file, which line.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import repeat
from typing import Any, NamedTuple, Protocol

from holdfast.exchange.ssda903.days import guide_day
from holdfast.exchange.ssda903.ledger import Fate, Ledger
from holdfast.exchange.ssda903.reading.cells import BLANKS, Cells, read_cells
from holdfast.exchange.ssda903.reading.raw import RawTable
from holdfast.exchange.ssda903.reading.returns import Return


class Row(Protocol):
    """What every typed row has."""

    @property
    def child(self) -> str: ...
    @property
    def given(self) -> Return: ...
    @property
    def file(self) -> str: ...
    @property
    def line(self) -> int: ...


class Dated(Row, Protocol):
    """A row with the day it begins on."""

    @property
    def start(self) -> str: ...


class HeaderRow(NamedTuple):
    """A child."""

    child: str
    sex: str | None
    dob: str | None
    ethnic: str | None
    given: Return
    file: str
    line: int


class EpisodeRow(NamedTuple):
    """A stretch with one legal status and one placement."""

    child: str
    start: str
    end: str | None
    rne: str | None
    ls: str | None
    place: str | None
    rec: str | None
    change: str | None
    postcode: str | None
    urn: str | None
    given: Return
    file: str
    line: int


class ReviewRow(NamedTuple):
    """A looked-after review."""

    child: str
    start: str
    given: Return
    file: str
    line: int


class UascRow(NamedTuple):
    """An unaccompanied asylum-seeking child; `end`: the day the status ceased."""

    child: str
    sex: str | None
    end: str | None
    given: Return
    file: str
    line: int


class Oc2Row(NamedTuple):
    """The year's SDQ of a child looked after for twelve months."""

    child: str
    score: int | None
    reason: str | None
    given: Return
    file: str
    line: int

    @property
    def start(self) -> str:
        """The day the answer is of: 31 March of the collection year, for the return gives no other."""
        return self.given.last_day


class Ad1Row(NamedTuple):
    """An adoption; `foster_care` "1": by the carers the child lived with."""

    child: str
    foster_care: str | None
    given: Return
    file: str
    line: int


class PlacedAdoptionRow(NamedTuple):
    """A decision that the child should be placed for adoption, and the day it was taken back."""

    child: str
    start: str
    end: str | None
    given: Return
    file: str
    line: int


class MissingRow(NamedTuple):
    """A time missing or away without authorisation."""

    child: str
    start: str
    end: str | None
    kind: str | None
    given: Return
    file: str
    line: int


class SocialWorkerRow(NamedTuple):
    """A social worker's spell with the child."""

    child: str
    start: str
    end: str | None
    person: str
    given: Return
    file: str
    line: int


_EPISODE_COLUMNS = ("DECOM", "DEC", "RNE", "LS", "PLACE", "REC", "REASON_PLACE_CHANGE", "PL_POST", "URN")
_OF_TABLE: Mapping[str, tuple[Callable[[Iterable[Any]], Any], tuple[str, ...]]] = {
    "Header": (HeaderRow._make, ("SEX", "DOB", "ETHNIC")),
    "Episodes": (EpisodeRow._make, _EPISODE_COLUMNS),
    "Reviews": (ReviewRow._make, ("REVIEW",)),
    "UASC": (UascRow._make, ("SEX", "DUC")),
    "OC2": (Oc2Row._make, ("SDQ_SCORE", "SDQ_REASON")),
    "AD1": (Ad1Row._make, ("FOSTER_CARE",)),
    "PlacedAdoption": (PlacedAdoptionRow._make, ("DATE_PLACED", "DATE_PLACED_CEASED")),
    "Missing": (MissingRow._make, ("MIS_START", "MIS_END", "MISSING")),
    "SWEpisodes": (SocialWorkerRow._make, ("SW_DECOM", "SW_DEC", "SW_ID")),
}


class Spelling(dict[str, str]):
    """Each child's reference as first seen, by the cell as written: the DfE compares references in upper case."""

    def __init__(self) -> None:
        super().__init__()
        self._first: dict[str, str] = {}

    def __missing__(self, cell: str) -> str:
        text = cell.strip()
        child = "" if text.upper() in BLANKS else self._first.setdefault(text.upper(), text)
        self[cell] = child
        return child


class ReadTable(NamedTuple):
    """A file's rows that can be read: typed ones (none for a table with no place in a case file), and their children.

    `children` and `births` (ISO days, None where the table or the row has none) are row by row.
    """

    rows: list[Any]
    children: list[str]
    births: list[str | None]
    lines: Sequence[int]


def read_table(raw: RawTable, given: Return, spelling: Spelling, ledger: Ledger) -> ReadTable:
    """A file's readable rows. A row that cannot be dated or has no child is left out; other bad cells become unknown."""
    make, used = _OF_TABLE.get(raw.table.name, (None, ()))
    values, dropped = _read_columns(raw, given, used, spelling, ledger)
    _drop_backward(values, raw, dropped, ledger)
    children = values["CHILD"]
    births = values.get("DOB", [None] * len(raw))
    rows: list[Any] = []
    if make:
        cells = (values[column] for column in used)
        rows = list(
            map(make, zip(children, *cells, repeat(given), repeat(raw.file), raw.lines, strict=False))
        )
    if not dropped:
        return ReadTable(rows, children, births, raw.lines)
    ledger.count(raw.table.name, Fate.DIRTY, len(dropped))
    kept = [number for number in range(len(raw)) if number not in dropped]
    return ReadTable(
        [rows[n] for n in kept] if make else [],
        [children[n] for n in kept],
        [births[n] for n in kept],
        [raw.lines[n] for n in kept],
    )


def _read_columns(
    raw: RawTable, given: Return, used: tuple[str, ...], spelling: Spelling, ledger: Ledger
) -> tuple[dict[str, list[Any]], set[int]]:
    """Each column's values, and the numbers of the rows to leave out; what is wrong or odd goes to the report."""
    children = list(map(spelling.__getitem__, raw.cells["CHILD"]))
    values: dict[str, list[Any]] = {"CHILD": children}
    dropped: set[int] = set()
    _drop_blank(raw, "CHILD", children, dropped, ledger)
    for column in raw.table.columns[1:]:
        if column.kind == "text" and column.name not in used:
            continue
        texts = raw.cells[column.name]
        cells = read_cells(set(texts), column, given.year)
        if column.name in used or column.kind == "day":
            values[column.name] = list(map(cells.known.__getitem__, texts))
        dates_a_row = column.name in (raw.table.start, raw.table.end)
        if cells.wrong or cells.odd:
            _report_cells(raw, column.name, cells, dates_a_row, dropped, ledger)
        if column.compulsory:
            _drop_blank(raw, column.name, values[column.name], dropped, ledger)
    return values, dropped


def _report_cells(
    raw: RawTable, column: str, cells: Cells, dates_a_row: bool, dropped: set[int], ledger: Ledger
) -> None:
    """One line for each cell that cannot be read, and one for all the cells of a column that are odd alike."""
    odd: dict[str, list[int]] = {}
    for number, text in enumerate(raw.cells[column]):
        if text in cells.wrong:
            left_out = dates_a_row or number in raw.short
            ending = "the row is left out" if left_out else "not known"
            ledger.remark(raw.file, raw.lines[number], column, text, f"{cells.wrong[text]}: {ending}")
            if left_out:
                dropped.add(number)
        elif text in cells.odd:
            odd.setdefault(text, []).append(number)
    for text, numbers in odd.items():
        more = f" (and on {len(numbers) - 1} more lines)" if len(numbers) > 1 else ""
        ledger.remark(raw.file, raw.lines[numbers[0]], column, text, cells.odd[text] + more)


def _drop_blank(raw: RawTable, column: str, values: Sequence[Any], dropped: set[int], ledger: Ledger) -> None:
    """Leaves out the rows whose compulsory cell is blank; one that cannot be read was reported already."""
    if all(values):
        return
    for number, value in enumerate(values):
        if not value and number not in dropped:
            ledger.remark(
                raw.file,
                raw.lines[number],
                column,
                raw.cells[column][number],
                "is blank: the row is left out",
            )
            dropped.add(number)


def _drop_backward(values: dict[str, list[Any]], raw: RawTable, dropped: set[int], ledger: Ledger) -> None:
    if raw.table.start is None or raw.table.end is None:
        return
    starts, ends = values[raw.table.start], values[raw.table.end]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        if end is not None and start is not None and end < start:
            text = raw.cells[raw.table.end][number]
            reason = f"is before {raw.table.start} {guide_day(start)}: the row is left out"
            ledger.remark(raw.file, raw.lines[number], raw.table.end, text, reason)
            dropped.add(number)
