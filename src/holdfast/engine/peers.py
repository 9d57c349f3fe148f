"""Entries of one list side by side: each with every other of its own list."""

import numpy as np

from holdfast.engine.frames import Frame
from holdfast.engine.kleene import Answers, Rows, from_flags, known_true


def peers_of(frame: Frame, rows: Rows) -> tuple[Rows, Rows]:
    """Each of these rows with every row of its own list, itself counted."""
    assert frame.up is not None
    starts = np.flatnonzero(frame.firsts())
    sizes = np.diff(np.append(starts, frame.height))
    group = np.cumsum(frame.firsts())[rows] - 1
    times = sizes[group]
    first_pair = np.cumsum(times) - times
    return np.repeat(rows, times), np.repeat(starts[group] - first_pair, times) + np.arange(int(times.sum()))


def same_column(pairs: Frame, other: Frame, name: str, *, coded: bool) -> Answers:
    """Whether the two of each pair have the same code, or the same text, in this column."""
    if coded:
        return known_true(pairs.codes(name) == other.codes(name))
    return from_flags(pairs.texts(name) == other.texts(name))
