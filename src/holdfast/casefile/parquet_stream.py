"""One table on its way to a Parquet file, in blocks: not more than a few of them are in memory at a time."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from queue import Queue
from threading import Thread
from types import TracebackType
from typing import Self

import polars as pl
from polars.io.plugins import register_io_source


class ParquetStream:
    """Writes blocks of rows to `path`, one after another, as a context manager; `put` waits while the file is behind.

    The file is written on a thread of its own, never the other way round: blocks worked out on the threads of the writer
    took memory there that others gave back, and it grew with every block. Raises OSError where the file cannot be written.
    """

    def __init__(
        self,
        path: Path,
        schema: Mapping[str, pl.DataType],
        *,
        row_group_size: int,
        metadata: dict[str, str] | None = None,
    ) -> None:
        self.path, self._schema = path, dict(schema)
        self._row_group_size, self._metadata = row_group_size, metadata
        self._blocks: Queue[pl.DataFrame | None] = Queue(maxsize=1)  # None is the end
        self._problem: BaseException | None = None
        self._ended = False
        self._thread = Thread(target=self._write, name=path.name, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def put(self, block: pl.DataFrame) -> None:
        """The next rows, with the columns of the schema."""
        self._blocks.put(block)
        self._raise_problem()

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._blocks.put(None)
        self._thread.join()
        if kind is None:  # what went wrong before is what matters
            self._raise_problem()

    def _write(self) -> None:
        try:
            register_io_source(self._until_the_end, schema=self._schema).sink_parquet(
                self.path,
                row_group_size=self._row_group_size,
                metadata=self._metadata,
                engine="streaming",
            )
        except BaseException as problem:  # it is raised where the blocks come from
            self._problem = problem
        while not self._ended:  # a file that cannot be written must not keep anybody waiting
            self._ended = self._blocks.get() is None

    def _until_the_end(self, *_: object) -> Iterator[pl.DataFrame]:
        while (block := self._blocks.get()) is not None:
            yield block
        self._ended = True

    def _raise_problem(self) -> None:
        if isinstance(self._problem, pl.exceptions.PolarsError):
            raise OSError(f"{self.path} cannot be written: {self._problem}") from self._problem
        if self._problem is not None:
            raise self._problem
