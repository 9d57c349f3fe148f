"""Runs of entries below each row: where the last one starts, how many there are."""

from typing import Any

import numpy as np

from holdfast.engine.frames import Frame
from holdfast.engine.kleene import Mask, Rows


def start_of_run(height: int, up: Rows, rows: Rows, day: Any) -> Any:
    """The day of the last of these rows below each row."""
    start = np.zeros(height, dtype=np.int32)
    start[up[rows]] = day[rows]
    return start


def count_runs(entries: Frame, stops: Mask, counts: Mask, height: int) -> Rows:
    """How many runs below each row have an entry that counts."""
    assert entries.up is not None
    rows, run = np.flatnonzero(counts), np.cumsum(stops)
    first = np.ones(len(rows), dtype=bool)
    first[1:] = run[rows[1:]] != run[rows[:-1]]
    return np.bincount(entries.up[rows[first]], minlength=height)
