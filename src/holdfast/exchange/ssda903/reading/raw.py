"""A table as it stands in one file: text cells, column by column, with the line each row is on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from holdfast.exchange.ssda903.tables import Table

Progress = Callable[[str, int, int], None]  # what is being done, how much of it, of how much


@dataclass
class RawTable:
    """One file's rows of one table. `cells` has every column of the table, all of one length.

    `short`: rows that had fewer cells than the header; their missing cells stand as blank.
    """

    table: Table
    file: str
    cells: Mapping[str, Sequence[str]]
    lines: Sequence[int]
    short: frozenset[int] = field(default_factory=frozenset)

    def __len__(self) -> int:
        return len(self.lines)
