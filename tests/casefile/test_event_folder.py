"""A folder of event tables: what is written in blocks is read in other blocks; what is no such folder is said, all at once."""

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from holdfast.casefile import event_folder, event_writer
from holdfast.casefile.event_folder import NotEventTables, children_in, read_block, read_blocks
from holdfast.casefile.event_schema import EVENTS_FORMAT, schemas
from holdfast.casefile.event_tables import Tables, to_cases, to_tables
from holdfast.casefile.event_writer import EventWriter
from tests.casefile.test_event_tables import PLAIN, VIGNETTES, known

ALL = list(VIGNETTES.values())
WHOLE = to_tables(ALL)


def written(folder: Path, blocks: Iterable[Tables]) -> Path:
    with EventWriter(folder) as writer:
        for tables in blocks:
            writer.write(tables)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The vignettes as event tables."""
    return written(tmp_path / "events", [WHOLE])


def change(folder: Path, table: str, how: Callable[[pl.DataFrame], pl.DataFrame]) -> None:
    """Write one table anew, changed."""
    path = folder / f"{table}.parquet"
    how(pl.read_parquet(path)).write_parquet(path)


def problems(folder: Path) -> tuple[str, ...]:
    """What is wrong with a folder, as both ways to read it say."""
    with pytest.raises(NotEventTables) as found:
        list(read_blocks(folder, 10))
    assert str(found.value).splitlines() == [f"{folder}: {problem}" for problem in found.value.problems]
    return found.value.problems


def problem(folder: Path) -> str:
    (one,) = problems(folder)
    return one


# --- round the way and back -------------------------------------------------------------------------------------


def test_one_file_for_each_list_and_nothing_else(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == {f"{name}.parquet" for name in schemas()}
    for name in schemas():
        assert_frame_equal(pl.read_parquet(folder / f"{name}.parquet"), WHOLE[name])
        assert pl.read_parquet_metadata(folder / f"{name}.parquet")["format"] == EVENTS_FORMAT


@settings(max_examples=12)
@given(
    st.lists(st.integers(0, len(ALL)), max_size=4).map(sorted),
    st.integers(1, len(ALL) + 3),
    st.sampled_from((1, 2, 7, 1000)),
)
def test_blocks_may_end_anywhere(cuts: list[int], size: int, row_group: int) -> None:
    """Written in blocks cut at some children, perhaps empty; read in blocks of another size; row groups of a third."""
    blocks = (to_tables(ALL[a:b]) for a, b in zip([0, *cuts], [*cuts, len(ALL)], strict=True))
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(event_writer, "_ROW_GROUP", row_group)
        folder = written(Path(name), blocks)
        found = list(read_blocks(folder, size))
    assert [block.first for block in found] == list(range(0, len(ALL), size))
    assert [case for block in found for case in to_cases(block.tables)] == [known(case) for case in ALL]
    for first, tables in found:
        expected = to_tables(ALL[first : first + size])
        for table in schemas():
            assert_frame_equal(tables[table], expected[table])


def test_a_block_may_be_numbered_from_anywhere(tmp_path: Path) -> None:
    def moved(tables: Tables, by: int) -> Tables:
        return {name: t.with_columns((pl.col("child") + by).cast(pl.UInt32)) for name, t in tables.items()}

    folder = written(
        tmp_path, iter([moved(to_tables(ALL[:3]), 500), to_tables(ALL[3:5]), moved(to_tables(ALL[5:]), 5)])
    )
    (block,) = read_blocks(folder)
    for name in schemas():
        assert_frame_equal(block.tables[name], WHOLE[name])


def test_some_children_alone(folder: Path) -> None:
    assert children_in(folder) == len(ALL)
    assert list(to_cases(read_block(folder, 5, 3))) == [known(case) for case in ALL[5:8]]


def test_only_the_columns_that_are_asked_for_are_read(folder: Path) -> None:
    columns = {"child": {"as_of", "care__known"}, "care": {"start"}, "sessions": {"with__carer"}}
    for block in read_blocks(folder, 10, columns):
        assert {name: table.columns for name, table in block.tables.items()} == {
            "child": ["child", "as_of", "care__known"],
            "care": ["child", "position", "start"],
            "sessions": ["child", "position", "session", "with__carer"],
        }
    assert list(read_block(folder, 0, 3, {"care": set()})) == ["child", "care"]


def test_where_the_folder_has_been_checked_it_is_not_checked_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    children = children_in(folder)
    monkeypatch.setattr(event_folder, "children_in", None)
    assert [block.first for block in read_blocks(folder, 20, children=children)] == [0, 20]


@pytest.mark.parametrize("blocks", [[], [to_tables([])]])
def test_no_children_are_event_tables_too(tmp_path: Path, blocks: list[Tables]) -> None:
    folder = written(tmp_path, blocks)
    assert children_in(folder) == 0
    assert list(read_blocks(folder)) == []
    assert {n: dict(pl.read_parquet_schema(folder / f"{n}.parquet")) for n in schemas()} == schemas()


def test_row_groups_are_small_and_say_which_children_they_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert event_writer._ROW_GROUP <= 200_000
    monkeypatch.setattr(event_writer, "_ROW_GROUP", 10)
    written(tmp_path, (to_tables([case]) for case in ALL))
    file = pq.ParquetFile(tmp_path / "care.parquet").metadata
    groups = [file.row_group(i) for i in range(file.num_row_groups)]
    assert [group.num_rows for group in groups[:-1]] == [10] * (len(groups) - 1)
    child = WHOLE["care"]["child"]
    for i, group in enumerate(groups):
        statistics, part = group.column(0).statistics, child[10 * i : 10 * i + group.num_rows]
        assert (statistics.min, statistics.max) == (part[0], part[-1])


# --- writing whole or not at all --------------------------------------------------------------------------------


def test_after_an_exception_the_folder_is_as_it_was(folder: Path) -> None:
    def blocks() -> Iterator[Tables]:
        yield to_tables([PLAIN])
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError, match="no more"):
        written(folder, blocks())
    assert children_in(folder) == len(ALL)
    assert {path.name for path in folder.iterdir()} == {f"{name}.parquet" for name in schemas()}


def test_when_all_went_well_what_was_there_is_replaced(folder: Path) -> None:
    written(folder, [to_tables([PLAIN])])
    assert children_in(folder) == 1


@pytest.mark.parametrize("name", ["moves.0.block", "moves.parquet"])
@pytest.mark.parametrize(
    ("place", "said"), [("/dev/full", "No space left"), ("/nowhere/at/all", "No such file")]
)
def test_a_file_that_cannot_be_written_is_said_and_keeps_nobody_waiting(
    folder: Path, name: str, place: str, said: str
) -> None:
    def blocks() -> Iterator[Tables]:
        (folder / ".writing" / name).symlink_to(place)
        yield from [WHOLE] * 10

    with pytest.raises(OSError, match=said):
        written(folder, blocks())
    assert children_in(folder) == len(ALL)
    assert not list(folder.glob(".*"))


def test_what_a_writing_that_was_killed_left_behind_is_no_hindrance(folder: Path) -> None:
    (folder / ".writing").mkdir()
    (folder / ".writing" / "moves.0.block").write_text("half")
    written(folder, [to_tables([PLAIN])])
    assert children_in(folder) == 1
    assert not list(folder.glob(".*"))


def test_other_columns_than_the_formats_are_not_written(tmp_path: Path) -> None:
    with EventWriter(tmp_path) as writer:
        with pytest.raises(ValueError, match="moves, team"):
            writer.write({**WHOLE, "moves": WHOLE["moves"].drop("kind"), "team": WHOLE["moves"]})
        with pytest.raises(ValueError, match="care"):
            writer.write({name: table for name, table in WHOLE.items() if name != "care"})


# --- what is no folder of event tables --------------------------------------------------------------------------


def test_no_folder(tmp_path: Path) -> None:
    assert problem(tmp_path / "none").startswith("no such folder; expected one with 20 event tables")


def test_everything_that_is_wrong_is_said_at_once(folder: Path) -> None:
    (folder / "diagnoses.parquet").unlink()
    (folder / "homes.parquet").write_bytes(b"")
    (folder / "team.parquet").write_text(json.dumps(PLAIN))
    change(folder, "care", lambda t: t.drop("start").with_columns(pl.lit(1).alias("rooms")))
    change(
        folder,
        "sdq",
        lambda t: t.with_columns(pl.col("score").cast(pl.Int64), pl.col("not_done_because").cast(pl.String)),
    )
    change(
        folder,
        "reviews",
        lambda t: t.with_columns(pl.col("type").cast(pl.Enum(["looked_after", "multi_agency"]))),
    )
    found = problems(folder)
    assert found[0].startswith("no diagnoses.parquet; expected a file for every list")
    assert found[1].startswith("homes.parquet is no event table; expected only child.parquet, care.parquet")
    assert found[2:4] == (
        "care.parquet has no column start; expected it as Date",
        "care.parquet has a column rooms; expected only those of the format holdfast-events/1",
    )
    assert (
        found[4]
        == "reviews.parquet: column type is Enum of looked_after, multi_agency; expected Enum of multi_agency, looked_after"
    )
    assert found[5].startswith("team.parquet cannot be read as Parquet (")
    assert found[6:] == (
        "sdq.parquet: column score is Int64; expected Int32",
        "sdq.parquet: column not_done_because is String; expected Enum of SDQ1, SDQ2, SDQ3, SDQ4, SDQ5",
    )


def test_a_list_that_no_child_has_on_file_needs_its_file_all_the_same(tmp_path: Path) -> None:
    folder = written(tmp_path, [to_tables([PLAIN])])
    (folder / "care.parquet").unlink()
    assert problem(folder).startswith("no care.parquet; expected")


def test_the_columns_may_stand_in_another_order(folder: Path) -> None:
    change(folder, "care", lambda t: t.select(reversed(t.columns)))
    (block,) = read_blocks(folder)
    assert_frame_equal(block.tables["care"], WHOLE["care"])


def test_another_format_is_said(folder: Path) -> None:
    pl.read_parquet(folder / "moves.parquet").write_parquet(
        folder / "moves.parquet", metadata={"format": "holdfast-events/2"}
    )
    assert problem(folder) == "moves.parquet has the format holdfast-events/2; expected holdfast-events/1"


# --- rows that do not fit together ------------------------------------------------------------------------------


@pytest.mark.parametrize("at_once", [1, 2, 3, 7, 2_000_000])
def test_sorted_rows_are_found_sorted_however_they_are_cut(
    folder: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(event_folder, "_ROWS_CHECKED_AT_ONCE", at_once)
    assert children_in(folder) == len(ALL)


@pytest.mark.parametrize("at_once", [2, 2_000_000])
@pytest.mark.parametrize("table", ["child", "assessments", "sessions"])
def test_two_rows_the_wrong_way_round_are_found_anywhere(
    folder: Path, monkeypatch: pytest.MonkeyPatch, table: str, at_once: int
) -> None:
    monkeypatch.setattr(event_folder, "_ROWS_CHECKED_AT_ONCE", at_once)
    whole = WHOLE[table]
    for row in (*range(5), whole.height - 2):
        swapped = pl.concat([whole[:row], whole[row + 1 : row + 2], whole[row : row + 1], whole[row + 2 :]])
        change(folder, table, lambda _, swapped=swapped: swapped)  # type: ignore[misc]
        # At the border of two entries the first of the two may stand where it does.
        assert problem(folder).startswith(
            (f"{table}.parquet: row {row} has", f"{table}.parquet: row {row + 1} has")
        )


def test_children_out_of_order_and_positions_with_a_gap_are_said_together(folder: Path) -> None:
    change(folder, "care", lambda t: t.reverse())
    change(folder, "team", lambda t: t.filter(pl.col("position") != 0))
    change(folder, "child", lambda t: t.filter(pl.col("child") != 3))
    found = problems(folder)
    assert [text.partition(".")[0] for text in found] == ["child", "care", "team"]
    assert found[0] == "child.parquet: row 3 has child 4; expected children counted from 0 without a gap"
    child = WHOLE["team"].filter(pl.col("position") == 1)["child"][0]
    assert found[2] == (
        f"team.parquet: row 0 has child {child}, position 1; "
        "expected rows in order of child, and each child's rows with a position counted from 0 without a gap"
    )


def test_the_first_session_of_a_programme_is_number_0(folder: Path) -> None:
    change(folder, "sessions", lambda t: t.with_columns(pl.col("session") + 1))
    assert problem(folder).startswith("sessions.parquet: row 0 has child")


def test_a_place_that_is_not_known(folder: Path) -> None:
    nothing = pl.when(pl.col("position") != 1).then(pl.col("position")).alias("position")
    change(folder, "care", lambda t: t.with_columns(nothing))
    assert problem(folder) == "care.parquet: position not known in some row; expected a number in every row"


def test_rows_of_a_child_that_is_not_there(folder: Path) -> None:
    last = WHOLE["attachment"]["child"][-1]
    change(folder, "child", lambda t: t[:last])
    assert (
        f"attachment.parquet: rows of child {last}; expected only the {last} of child.parquet, from 0"
        in problems(folder)
    )


def test_rows_of_a_list_that_is_not_on_file(folder: Path) -> None:
    child = int(WHOLE["care"]["child"][4])
    not_known = pl.when(pl.col("child") == child).then(None).otherwise("care__known").alias("care__known")
    change(folder, "child", lambda t: t.with_columns(not_known))
    assert (
        problem(folder)
        == f"care.parquet: rows of child {child}, whose care__known is not true; expected none"
    )


def test_sessions_of_a_programme_that_has_none_on_file_or_is_not_there(folder: Path) -> None:
    child = int(WHOLE["sessions"]["child"][0])
    change(folder, "programmes", lambda t: t.with_columns(pl.lit(False).alias("sessions__known")))
    assert (
        problem(folder)
        == f"sessions.parquet: rows of child {child}, whose sessions__known is not true; expected none"
    )
    change(folder, "programmes", lambda t: t.filter(pl.col("child") != child))
    assert problem(folder) == f"sessions.parquet: child {child} has more positions than in programmes.parquet"


def test_a_compulsory_field_that_a_row_lacks(folder: Path) -> None:
    child = int(WHOLE["care"]["child"][12])
    nothing = pl.when(pl.int_range(pl.len()) != 12).then(pl.col("start")).alias("start")
    change(folder, "care", lambda t: t.with_columns(nothing))
    change(folder, "child", lambda t: t.with_columns(pl.lit(None, pl.Date).alias("as_of")))
    assert problems(folder) == (
        "child.parquet: a row of child 0 has no as_of; expected the day the question is asked in every row",
    )
    change(folder, "child", lambda _: WHOLE["child"])
    assert (
        problem(folder)
        == f"care.parquet: a row of child {child} has no start; expected when it began in every row"
    )


def test_the_child_is_named_by_its_number_in_the_folder(folder: Path) -> None:
    """In whichever block it is read."""
    nothing: Any = pl.when(pl.col("child") != 33).then(pl.col("as_of")).alias("as_of")
    change(folder, "child", lambda t: t.with_columns(nothing))
    assert problem(folder).startswith("child.parquet: a row of child 33 has no as_of")


def test_the_errors_carry_the_folder(tmp_path: Path) -> None:
    with pytest.raises(NotEventTables) as found:
        children_in(tmp_path)
    assert found.value.folder == tmp_path
    assert len(found.value.problems) == len(schemas())
