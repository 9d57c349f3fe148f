"""Several returns about one child: what each says again, what the newest corrects, what a later one no longer names.

A return names every stretch that was open on 1 April of its year or began in it. So a stretch that one return leaves
open stands in the next, with the same start; if it does not, it was over (or corrected) by 31 March between them.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple, TypeVar

from holdfast.exchange.ssda903.ledger import Fate, Ledger
from holdfast.exchange.ssda903.reading.rows import Dated, Row

AnyRow = TypeVar("AnyRow", bound=Row)
AnyDated = TypeVar("AnyDated", bound=Dated)


class Day(NamedTuple):
    """The day asked about, and the last year in which each table was returned."""

    as_of: str
    newest: Mapping[str, int]

    def no_longer_named(self, table: str, row: Row) -> bool:
        """Whether a later return has this table, and so would name the row's stretch if it went on."""
        return row.given.year < self.newest.get(table, 0)


def by_the_day(rows: Sequence[AnyDated], table: str, as_of: str, ledger: Ledger) -> Sequence[AnyDated]:
    """The rows that begin on or before the day; the others are counted as left out."""
    told = [row for row in rows if row.start <= as_of]
    if len(told) < len(rows):
        ledger.count(table, Fate.AFTER_THE_DAY, len(rows) - len(told))
    return told


start_of: Callable[[Dated], str] = attrgetter(
    "start"
)  # what tells a stretch from the child's others in the same table


def one_each(
    rows: Sequence[AnyRow],
    table: str,
    ledger: Ledger,
    key: Callable[[AnyRow], Hashable],
    worth: Callable[[AnyRow], int] = lambda row: 0,
) -> Sequence[AnyRow]:
    """One row for each key: the newest return's; of one return's the one of most `worth`, then the first.

    Those passed over are counted as repeated; one of the same return that says something else, as dirty.
    """
    if len(rows) < 2 or len(set(map(key, rows))) == len(rows):
        return rows
    kept: dict[Hashable, AnyRow] = {}
    for row in sorted(rows, key=lambda row: (-row.given.rank, -worth(row))):
        first = kept.setdefault(key(row), row)
        if first is not row:
            _pass_over(row, first, table, ledger)
    return list(kept.values())


def _pass_over(row: Row, first: Row, table: str, ledger: Ledger) -> None:
    if row.given is not first.given:
        ledger.count(table, Fate.REPEATED)
    elif _says(row) == _says(first):
        ledger.count(table, Fate.REPEATED)
        if row.file == first.file:
            ledger.remark(
                row.file, row.line, "", row.child, f"is the same as line {first.line}: counted once"
            )
    else:
        ledger.count(table, Fate.DIRTY)
        where = f"line {first.line}" if row.file == first.file else f"{first.file} line {first.line}"
        reason = f"says otherwise of the same thing than {where}: the row is left out"
        ledger.remark(row.file, row.line, "", row.child, reason)


def _says(row: Row) -> tuple[object, ...]:
    """A row without where it stands."""
    assert isinstance(row, tuple)
    return row[:-3]
