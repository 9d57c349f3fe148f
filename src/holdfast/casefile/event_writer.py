"""Event tables written to a folder in blocks of children, in memory that does not grow with their number."""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import polars as pl

from holdfast.casefile.event_parts import further_parts, part_name
from holdfast.casefile.event_schema import EVENTS_FORMAT, schemas
from holdfast.casefile.parquet_stream import ParquetStream

PART = 500_000  # children after whom every table goes on in a further file
_ROW_GROUP = 20_000


class EventWriter:
    """Writes blocks of children one after another to `folder`, as a context manager.

    A block is put down at once, in files that are gone at the end. When a part is full, and at the end, its tables are made
    of the blocks one after another: twenty files written at a time would hold a part of each in memory while blocks are
    drawn. The files take their names when all went well; till then, and after an exception, the folder is as it was.
    Raises OSError where a file cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.children = folder, 0
        self.drafts = folder / ".writing"
        self._blocks: list[int] = []  # how many children each block of the part has
        self._parts = 0

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(self.drafts, ignore_errors=True)
        self.drafts.mkdir()
        return self

    def write(self, tables: Mapping[str, pl.DataFrame]) -> None:
        """Write a block: the tables of children numbered without a gap; they get the numbers after those written before."""
        self._put_block(tables)
        self._end_full_part()

    def write_all(self, blocks: Iterable[Mapping[str, pl.DataFrame]]) -> None:
        """Write one block after another; none is held while a part is made of those before, or while the next is drawn."""
        for tables in blocks:
            self._put_block(tables)
            del tables
            self._end_full_part()

    def _put_block(self, tables: Mapping[str, pl.DataFrame]) -> None:
        wrong = [n for n, schema in schemas().items() if n not in tables or dict(tables[n].schema) != schema]
        if wrong:
            raise ValueError(f"not the columns of the event tables: {', '.join(wrong)}")
        if not tables["child"].height:
            return
        base = tables["child"]["child"][0]
        number = (pl.col("child").cast(pl.Int64) + (self.children - base)).cast(pl.UInt32)
        for name in schemas():
            table = tables[name] if base == self.children else tables[name].with_columns(number)
            _put_down(table, self._block(name, len(self._blocks)))
        self.children += tables["child"].height
        self._blocks.append(tables["child"].height)

    def _end_full_part(self) -> None:
        if sum(self._blocks) >= PART:
            self._end_part()

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                if self._blocks or not self._parts:
                    self._end_part()
                self._put_in_place()
        finally:
            shutil.rmtree(self.drafts, ignore_errors=True)  # what went wrong before is what matters

    def _block(self, table: str, number: int) -> Path:
        return self.drafts / f"{table}.{number}.block"

    def _end_part(self) -> None:
        self._parts += 1
        for name, schema in schemas().items():
            blocks = [self._block(name, number) for number in range(len(self._blocks))]
            path = self.drafts / part_name(name, self._parts)
            metadata = {"format": EVENTS_FORMAT}
            with ParquetStream(path, schema, row_group_size=_ROW_GROUP, metadata=metadata) as stream:
                for block in blocks:
                    stream.put(pl.read_ipc(block))
            for block in blocks:
                block.unlink()
        self._blocks = []

    def _put_in_place(self) -> None:
        """The files under their names, and none of what a longer writing left there before."""
        for draft in self.drafts.iterdir():
            draft.replace(self.folder / draft.name)
        for path in list(further_parts(self.folder, self._parts)):
            path.unlink()


def _put_down(table: pl.DataFrame, path: Path) -> None:
    try:
        table.write_ipc(path, compression="lz4")
    except pl.exceptions.PolarsError as problem:
        raise OSError(f"{path} cannot be written: {problem}") from problem
