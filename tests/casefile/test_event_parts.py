"""Event tables in several parts: they are read as one, and a folder whose parts do not belong together is said."""

from collections.abc import Iterable
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from holdfast.casefile import event_writer
from holdfast.casefile.event_folder import NotEventTables, children_in, read_block, read_blocks
from holdfast.casefile.event_parts import part_name, parts_of
from holdfast.casefile.event_schema import schemas
from holdfast.casefile.event_tables import to_cases, to_tables
from holdfast.casefile.event_writer import EventWriter
from tests.casefile.test_event_tables import VIGNETTES, known

ALL = list(VIGNETTES.values())
WHOLE = to_tables(ALL)
PART, PARTS = 15, 3


def written(folder: Path, children: Iterable[int] = range(len(ALL)), size: int = 5) -> Path:
    """Some of the vignettes as event tables, in blocks of `size` children."""
    numbers = list(children)
    with EventWriter(folder) as writer:
        writer.write_all(
            to_tables([ALL[child] for child in numbers[first : first + size]])
            for first in range(0, len(numbers), size)
        )
    return folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The vignettes as event tables, a few of them in each part."""
    monkeypatch.setattr(event_writer, "PART", PART)
    return written(tmp_path / "events")


def problems(folder: Path) -> tuple[str, ...]:
    with pytest.raises(NotEventTables) as found:
        children_in(folder)
    return found.value.problems


def test_every_table_goes_on_in_further_files(folder: Path) -> None:
    names = {part_name(table, part) for table in schemas() for part in range(1, PARTS + 1)}
    assert {"care.parquet", "care.0002.parquet"} < names
    assert {path.name for path in folder.iterdir()} == names
    for part, path in enumerate(parts_of(folder, "child")):
        low = part * PART
        assert pl.read_parquet(path)["child"].to_list() == list(range(low, min(low + PART, len(ALL))))
    for table in schemas():
        whole = pl.concat(pl.read_parquet(path) for path in parts_of(folder, table))
        assert_frame_equal(whole, WHOLE[table])


@pytest.mark.parametrize("size", [4, PART, 2 * PART + 1, len(ALL)])
def test_parts_are_read_as_one_folder(folder: Path, size: int) -> None:
    """In blocks that lie within a part, end with it, and reach over one or two."""
    assert children_in(folder) == len(ALL)
    found = list(read_blocks(folder, size))
    assert [block.first for block in found] == list(range(0, len(ALL), size))
    for first, tables in found:
        expected = to_tables(ALL[first : first + size])
        for table in schemas():
            assert_frame_equal(tables[table], expected[table])


def test_a_range_of_children_is_read_across_parts(folder: Path) -> None:
    for first, many in ((PART - 1, 2), (PART, 3), (2 * PART - 1, PART + 2)):
        cases = list(to_cases(read_block(folder, first, many)))
        assert cases == [known(case) for case in ALL[first : first + many]]


def test_a_block_larger_than_a_part_is_a_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_writer, "PART", PART)
    folder = written(tmp_path, size=2 * PART)
    assert pl.read_parquet(folder / "child.parquet").height == 2 * PART
    assert children_in(folder) == len(ALL)


def test_an_end_on_the_last_child_of_a_part_leaves_no_empty_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_writer, "PART", PART)
    folder = written(tmp_path, range(2 * PART))
    assert len(parts_of(folder, "child")) == 2
    assert children_in(folder) == 2 * PART


def test_the_further_parts_of_a_longer_writing_are_gone_after_a_shorter(folder: Path) -> None:
    written(folder, range(PART))
    assert {path.name for path in folder.iterdir()} == {f"{name}.parquet" for name in schemas()}
    assert children_in(folder) == PART


def test_after_an_exception_all_parts_are_as_they_were(folder: Path) -> None:
    with pytest.raises(IndexError):
        written(folder, range(len(ALL) + 1))
    assert children_in(folder) == len(ALL)
    assert not list(folder.glob(".*"))


# --- what does not belong together ------------------------------------------------------------------------------


def test_a_part_in_the_middle_that_is_not_there(folder: Path) -> None:
    (folder / "care.0002.parquet").unlink()
    assert problems(folder) == (
        "no care.0002.parquet, though there is care.0003.parquet; expected every part up to the last",
    )


def test_a_first_part_that_is_not_there(folder: Path) -> None:
    (folder / "care.parquet").unlink()
    assert problems(folder) == (
        "no care.parquet; expected a file for every list of the case file, with no rows where there are none",
    )


def test_tables_that_differ_in_the_number_of_their_parts(folder: Path) -> None:
    (folder / "care.0003.parquet").unlink()
    (folder / "moves.0004.parquet").write_bytes((folder / "moves.0003.parquet").read_bytes())
    (folder / "team.0002.parquet").unlink()
    (folder / "team.0003.parquet").unlink()
    assert problems(folder) == (
        "care has 2 parts; expected 3 parts, as child has",
        "moves has 4 parts; expected 3 parts, as child has",
        "team has 1 part; expected 3 parts, as child has",
    )


def test_a_file_that_is_named_otherwise_than_a_part(folder: Path) -> None:
    for name in ("care.0001.parquet", "care.2.parquet", "homes.0002.parquet"):
        (folder / name).write_bytes(b"")
    assert [text.partition(";")[0] for text in problems(folder)] == [
        "care.0001.parquet is no event table",
        "care.2.parquet is no event table",
        "homes.0002.parquet is no event table",
    ]


def test_another_column_in_a_further_part_is_said_with_its_file(folder: Path) -> None:
    path = folder / "care.0002.parquet"
    pl.read_parquet(path).drop("start").write_parquet(path)
    assert problems(folder) == ("care.0002.parquet has no column start; expected it as Date",)


def test_the_columns_of_a_further_part_may_stand_in_another_order(folder: Path) -> None:
    path = folder / "care.0002.parquet"
    care = pl.read_parquet(path)
    care.select(reversed(care.columns)).write_parquet(path)
    assert_frame_equal(next(read_blocks(folder)).tables["care"], WHOLE["care"])


def test_children_with_a_gap_between_two_parts(folder: Path) -> None:
    path = folder / "child.0002.parquet"
    pl.read_parquet(path)[1:].write_parquet(path)
    assert problems(folder) == (
        "child.0002.parquet: row 0 has child 16; expected children counted from 0 without a gap",
        "child.0003.parquet: row 0 has child 30; expected children counted from 0 without a gap",
    )


def test_rows_of_a_child_of_another_part(folder: Path) -> None:
    second, third = folder / "care.0002.parquet", folder / "care.0003.parquet"
    of_second, of_third = second.read_bytes(), third.read_bytes()
    second.write_bytes(of_third)
    third.write_bytes(of_second)
    care = WHOLE["care"]["child"]
    assert problems(folder) == (
        f"care.0002.parquet: rows of child {care.filter(care >= 30)[0]}; expected only the 15 of child.0002.parquet, from 15",
        f"care.0003.parquet: rows of child {care.filter(care >= 15)[0]}; expected only the 8 of child.0003.parquet, from 30",
    )
