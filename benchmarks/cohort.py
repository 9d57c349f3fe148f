"""The children whom everything is measured on: one simulated cohort, the same for every part of a run."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from holdfast.casefile.event_tables import to_cases
from holdfast.simulate import blocks

SEED, DAY = 2026, date(2026, 3, 31)
Tables = Mapping[str, pl.DataFrame]


def in_blocks(children: int) -> Iterator[Tables]:
    """The first `children` of the cohort as event tables, each block's children numbered from 0."""
    for tables in blocks(children, SEED, DAY):
        yield from_zero(tables)


def at_once(children: int) -> Tables:
    """The first `children` of the cohort in one set of tables."""
    return together(list(blocks(children, SEED, DAY)))


def in_large_blocks(children: int, size: int) -> Iterator[Tables]:
    """The first `children` of the cohort, `size` at a time (a whole number of the simulator's blocks)."""
    held: list[Tables] = []
    for tables in blocks(children, SEED, DAY):
        held.append(tables)
        if sum(t["child"].height for t in held) >= size:
            yield from_zero(together(held))
            held = []
    if held:
        yield from_zero(together(held))


def together(several: Sequence[Tables]) -> Tables:
    """Tables one after another; the children keep their numbers."""
    return {name: pl.concat([tables[name] for tables in several], rechunk=True) for name in several[0]}


def from_zero(tables: Tables) -> Tables:
    """The same tables with the children numbered from 0."""
    first = int(tables["child"]["child"][0])
    if not first:
        return tables
    return {
        name: table.with_columns(pl.col("child") - pl.lit(first, dtype=pl.UInt32))
        for name, table in tables.items()
    }


def shares(tables: Tables, many: int) -> list[Tables]:
    """The tables parted into `many` of as many children each."""
    bounds = np.linspace(0, tables["child"].height, many + 1).astype(int)
    cuts = {name: np.searchsorted(table["child"].to_numpy(), bounds) for name, table in tables.items()}
    return [
        from_zero(
            {name: table[int(cuts[name][i]) : int(cuts[name][i + 1])] for name, table in tables.items()}
        )
        for i in range(many)
    ]


def cases(children: int) -> Iterator[dict[str, Any]]:
    """The first `children` of the cohort as case files."""
    for tables in blocks(children, SEED, DAY):
        yield from to_cases(tables)
