"""The twelve tables of the return: their columns, what a cell of each holds, and how a file of each is recognised.

Source: the project's brief on standards, 1.2. A file is recognised by its header row, never by its name.
"""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from holdfast.exchange.ssda903 import codes

Kind = Literal["id", "day", "code", "score", "text"]


class Column(NamedTuple):
    """One column: `listed` for a coded one; `compulsory`: a row whose cell is blank is left out."""

    name: str
    kind: Kind
    listed: codes.DfeList | None = None
    compulsory: bool = False


class Table(NamedTuple):
    """One table. `start` and `end` name the columns that date a row: one that cannot be read leaves the row out.

    `known_by`: the columns that a file must have to be read as this table when its header is not exactly the DfE's.
    """

    name: str
    columns: tuple[Column, ...]
    known_by: frozenset[str]
    start: str | None = None
    end: str | None = None

    @property
    def header(self) -> tuple[str, ...]:
        """The DfE's column names, in the DfE's order."""
        return tuple(column.name for column in self.columns)


CHILD = Column("CHILD", "id", compulsory=True)
DOB = Column("DOB", "day")
SEX = Column("SEX", "code", codes.SEX)


def _coded(*lists: codes.DfeList) -> tuple[Column, ...]:
    return tuple(Column(listed.name, "code", listed) for listed in lists)


def _day(name: str) -> Column:
    return Column(name, "day")


def _start(name: str) -> Column:
    return Column(name, "day", compulsory=True)


def _text(name: str) -> Column:
    return Column(name, "text")


def _table(
    name: str, columns: Iterable[Column], known_by: str, start: str | None = None, end: str | None = None
) -> Table:
    return Table(name, tuple(columns), frozenset({"CHILD", *known_by.split()}), start, end)


HEADER = _table("Header", (CHILD, SEX, DOB, *_coded(codes.ETHNIC), _text("UPN"), *_coded(codes.MOTHER), _day("MC_DOB")),
                known_by="DOB ETHNIC")  # fmt: skip
EPISODES = _table(
    "Episodes",
    (CHILD, _start("DECOM"), *_coded(codes.RNE, codes.LS, codes.CIN, codes.PLACE, codes.PLACE_PROVIDER), _day("DEC"),
     *_coded(codes.REC, codes.REASON_PLACE_CHANGE), _text("HOME_POST"), _text("PL_POST"), _text("URN")),
    known_by="DECOM RNE LS PLACE DEC REC", start="DECOM", end="DEC",
)  # fmt: skip
REVIEWS = _table(
    "Reviews", (CHILD, DOB, _start("REVIEW"), *_coded(codes.REVIEW_CODE)), "REVIEW", start="REVIEW"
)
UASC = _table("UASC", (CHILD, SEX, DOB, _day("DUC")), "DUC", end="DUC")
OC2 = _table(
    "OC2",
    (CHILD, DOB, Column("SDQ_SCORE", "score"), *_coded(codes.SDQ_REASON, *codes.HEALTH_FLAGS)),
    "SDQ_SCORE SDQ_REASON",
)
OC3 = _table("OC3", (CHILD, DOB, *_coded(codes.IN_TOUCH, codes.ACTIV, codes.ACCOM)), "IN_TOUCH")
AD1 = _table(
    "AD1",
    (CHILD, DOB, _day("DATE_INT"), _day("DATE_MATCH"),
     *_coded(codes.FOSTER_CARE, codes.NB_ADOPTR, codes.SEX_ADOPTR, codes.LS_ADOPTR)),
    "DATE_INT FOSTER_CARE",
)  # fmt: skip
PLACED_ADOPTION = _table(
    "PlacedAdoption",
    (CHILD, DOB, _start("DATE_PLACED"), _day("DATE_PLACED_CEASED"), *_coded(codes.REASON_PLACED_CEASED)),
    "DATE_PLACED DATE_PLACED_CEASED", start="DATE_PLACED", end="DATE_PLACED_CEASED",
)  # fmt: skip
PREV_PERM = _table(
    "PrevPerm", (CHILD, DOB, *_coded(codes.PREV_PERM), _text("LA_PERM"), _text("DATE_PERM")), "PREV_PERM"
)
MISSING = _table(
    "Missing", (CHILD, DOB, *_coded(codes.MISSING), _start("MIS_START"), _day("MIS_END")),
    "MIS_START MIS_END", start="MIS_START", end="MIS_END",
)  # fmt: skip
SW_EPISODES = _table(
    "SWEpisodes",
    (CHILD, DOB, Column("SW_ID", "text", compulsory=True), _start("SW_DECOM"), _day("SW_DEC"), *_coded(codes.SW_REASON)),
    "SW_ID SW_DECOM SW_DEC", start="SW_DECOM", end="SW_DEC",
)  # fmt: skip
DOLO = _table("DoLo", (CHILD, DOB, _day("DOLO_START"), _day("DOLO_END")), "DOLO_START")

TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        HEADER,
        EPISODES,
        REVIEWS,
        UASC,
        OC2,
        OC3,
        AD1,
        PLACED_ADOPTION,
        PREV_PERM,
        MISSING,
        SW_EPISODES,
        DOLO,
    )
}
SHARED = frozenset({"CHILD", "DOB", "SEX"})
TABLE_WITH: Mapping[str, Table] = {  # the table of each column that only one table has
    column: table for table in TABLES.values() for column in table.header if column not in SHARED
}


def tidy(name: str) -> str:
    """A column's name as the DfE writes it: no spaces about it, upper case, underscores within."""
    return name.strip("\ufeff \t").upper().replace(" ", "_")


def table_of(names: Iterable[str]) -> Table | None:
    """The table that has these (tidied) column names: exactly, or all of one table's own marks and no other table's."""
    found = frozenset(names)
    for table in TABLES.values():
        if found == frozenset(table.header):
            return table
    told = {TABLE_WITH[name].name for name in found if name in TABLE_WITH}
    only = TABLES[told.pop()] if len(told) == 1 else None
    return only if only and only.known_by <= found else None
