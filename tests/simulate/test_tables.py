"""What `blocks` gives: the event tables as described, reproducible, one child independent of how many come after it."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from holdfast import simulate
from holdfast.casefile.event_schema import schemas
from holdfast.simulate.columns import position_name
from holdfast.simulate.dice import _ROWS_DRAWN, Dice
from tests.simulate.cohorts import DAY, Tables, cohort

LISTS = [name for name in schemas() if name not in ("child", "sessions")]


def _same(left: Tables, right: Tables) -> None:
    assert list(left) == list(right)
    for name in left:
        assert_frame_equal(left[name], right[name])


def _first(tables: Tables, n: int) -> Tables:
    return {name: table.filter(pl.col("child") < n) for name, table in tables.items()}


def test_every_table_has_the_published_columns() -> None:
    tables = cohort()[0]
    assert list(tables) == list(schemas())
    for name, schema in schemas().items():
        assert dict(tables[name].schema) == schema


def test_every_column_says_something_and_leaves_something_open() -> None:
    """Of a whole block: no column is always empty, and no field that may be unknown is always filled."""
    for name, table in cohort()[0].items():
        empty = [column for column in table.columns if table[column].null_count() == len(table)]
        assert empty == [], f"{name}: {empty}"


def test_every_code_is_used() -> None:
    for name, table in cohort()[0].items():
        for column, dtype in table.schema.items():
            if isinstance(dtype, pl.Enum):
                unused = set(dtype.categories) - set(table[column].drop_nulls().unique())
                assert unused <= NEVER_DRAWN.get(f"{name}/{column}", set()), f"{name}/{column}: {unused}"


# SDQ1 is for ages that are not asked at all.
NEVER_DRAWN = {"sdq/not_done_because": {"SDQ1"}}


def test_children_are_numbered_without_a_gap() -> None:
    numbers = pl.concat([tables["child"]["child"] for tables in cohort(40_000, seed=2026)])
    assert numbers.to_list() == list(range(40_000))


@pytest.mark.parametrize("name", LISTS)
def test_entries_are_numbered_by_child(name: str) -> None:
    table = cohort()[0][name]
    assert table["child"].is_sorted()
    place = position_name(name)
    if place:
        counted = pl.int_range(pl.len(), dtype=pl.UInt32).over("child")
        assert table.select((pl.col(place) == counted).all()).item()


@pytest.mark.parametrize("name", LISTS)
def test_a_list_not_in_the_file_has_no_entries(name: str) -> None:
    tables = cohort()[0]
    absent = tables["child"].filter(~pl.col(f"{name}__known"))
    assert len(absent) > 0
    assert tables[name].join(absent, on="child", how="semi").is_empty()
    assert tables["child"][f"{name}__known"].null_count() == 0


def test_sessions_belong_to_courses_whose_sessions_are_known() -> None:
    sessions, programmes = cohort()[0]["sessions"], cohort()[0]["programmes"]
    of = sessions.join(
        programmes.select("child", "position", "sessions__known"), on=["child", "position"], how="left"
    )
    assert of["sessions__known"].all() and of["sessions__known"].null_count() == 0
    assert sessions.select(
        (pl.col("session") == pl.int_range(pl.len(), dtype=pl.UInt32).over("child", "position")).all()
    ).item()


def test_the_same_seed_gives_the_same_children() -> None:
    _same(next(simulate.blocks(2_000, 11, DAY)), next(simulate.blocks(2_000, 11, DAY)))


def test_another_seed_gives_others() -> None:
    one, other = next(simulate.blocks(500, 1, DAY)), next(simulate.blocks(500, 2, DAY))
    assert not one["child"].equals(other["child"])
    assert not one["care"].equals(other["care"])


def test_a_child_does_not_depend_on_how_many_come_after() -> None:
    _same(next(simulate.blocks(1_000, 7, DAY)), _first(cohort()[0], 1_000))


def test_blocks_can_be_drawn_by_themselves() -> None:
    second = cohort(40_000, seed=2026)[1]
    _same(simulate.block(1, 2026, DAY), second)
    assert second["child"]["child"][0] == simulate.BLOCK


def test_two_blocks_are_not_the_same_children() -> None:
    first, second = cohort(40_000, seed=2026)
    assert not first["child"]["child__date_of_birth"].equals(second["child"]["child__date_of_birth"])


def test_nobody_is_no_block() -> None:
    assert list(simulate.blocks(0, 7, DAY)) == []


def test_the_last_block_is_cut_short() -> None:
    sizes = [len(tables["child"]) for tables in simulate.blocks(simulate.BLOCK + 5, 7, DAY)]
    assert sizes == [simulate.BLOCK, 5]


@pytest.mark.parametrize("as_of", [date(2024, 2, 29), date(2026, 8, 31), date(2026, 9, 1), date(2000, 1, 1)])
def test_the_day_is_the_day_asked_for(as_of: date) -> None:
    tables = next(simulate.blocks(300, 7, as_of))
    assert tables["child"]["as_of"].unique().to_list() == [as_of]


def test_a_realistic_amount_for_each_child() -> None:
    n = simulate.BLOCK
    rows = {name: len(table) / n for name, table in cohort()[0].items()}
    assert 2.5 < rows["care"] < 4
    assert 0.4 < rows["programmes"] < 0.8
    assert 3.5 < rows["sessions"] < 6


def test_chances_are_the_shares_below() -> None:
    """Drawn a part at a time, and what is drawn after them is the same too."""
    rows = 2 * _ROWS_DRAWN + 7
    whole, parted = Dice(7, 0, "sessions"), Dice(7, 0, "sessions")
    assert ((whole.shares(rows, 5) < 0.3) == parted.chances(0.3, rows, 5)).all()
    assert (whole.share(9) == parted.share(9)).all()


_MEMORY = """
import resource
from datetime import date
from pathlib import Path
from holdfast import simulate
from holdfast.casefile import event_writer
event_writer.PART = 3 * simulate.BLOCK
with event_writer.EventWriter(Path({folder!r})) as writer:
    writer.write_all(simulate.blocks({children}, 7, date(2026, 3, 31)))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.slow
def test_more_children_need_no_more_memory(tmp_path: Path) -> None:
    """Drawn and written as event tables: two blocks in one part, and twelve in four."""
    few, many = (
        int(
            subprocess.run(
                [sys.executable, "-c", _MEMORY.format(children=n, folder=str(tmp_path / str(n)))],
                capture_output=True, check=True, text=True,
            ).stdout
        )
        for n in (2 * simulate.BLOCK, 12 * simulate.BLOCK)
    )  # fmt: skip
    assert many < 1.2 * few
