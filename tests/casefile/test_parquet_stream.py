"""A table written in blocks is the table written at once, and whoever makes the blocks works on a thread of their own."""

from collections.abc import Iterable, Iterator
from itertools import repeat
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
import pytest
from polars.testing import assert_frame_equal

from holdfast.casefile.parquet_stream import ParquetStream

ROWS = pl.DataFrame(
    {"child": [f"C{i % 7}" for i in range(100)], "state": [i % 3 for i in range(100)], "waits": [["a"], [], None, ["b", "c"]] * 25},
    schema={"child": pl.String(), "state": pl.UInt8(), "waits": pl.List(pl.String())},
).with_columns(pl.col("state").replace_strict({0: "act", 1: "met", 2: "ask"}, return_dtype=pl.Enum(["act", "ask", "met"])))  # fmt: skip


def written(path: Path, blocks: Iterable[pl.DataFrame], group: int = 40) -> Path:
    with ParquetStream(path, ROWS.schema, row_group_size=group, metadata={"format": "so"}) as stream:
        for block in blocks:
            stream.put(block)
    return path


@pytest.mark.parametrize("cuts", [(), (0,), (1, 2, 3), (50,), (33, 33, 99)])
def test_blocks_of_any_size_make_the_one_table(tmp_path: Path, cuts: tuple[int, ...]) -> None:
    ends = zip((0, *cuts), (*cuts, 100), strict=True)
    path = written(tmp_path / "table.parquet", (ROWS[a:b] for a, b in ends))
    assert_frame_equal(pl.read_parquet(path), ROWS)
    assert pl.read_parquet_metadata(path)["format"] == "so"


def test_groups_of_rows_are_as_large_as_asked_whatever_the_blocks(tmp_path: Path) -> None:
    path = written(tmp_path / "table.parquet", (ROWS[a : a + 10] for a in range(0, 100, 10)))
    held = pq.ParquetFile(path).metadata
    assert [held.row_group(i).num_rows for i in range(held.num_row_groups)] == [40, 40, 20]


def test_no_block_makes_a_table_with_no_rows(tmp_path: Path) -> None:
    assert_frame_equal(pl.read_parquet(written(tmp_path / "table.parquet", iter(()))), ROWS.clear())


@pytest.mark.parametrize(("place", "said"), [("/dev/full", "No space left"), ("/nowhere/at/all", "No such")])
def test_a_file_that_cannot_be_written_is_said_and_keeps_nobody_waiting(place: str, said: str) -> None:
    with pytest.raises(OSError, match=said):
        written(Path(place), repeat(ROWS, 10))


def test_what_goes_wrong_with_the_blocks_is_what_is_raised(tmp_path: Path) -> None:
    def blocks() -> Iterator[pl.DataFrame]:
        yield ROWS
        raise LookupError("no more")

    with pytest.raises(LookupError, match="no more"):
        written(tmp_path / "table.parquet", blocks())


def test_a_block_with_other_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="cannot be written"):
        written(tmp_path / "table.parquet", iter([ROWS.drop("waits"), ROWS]))
