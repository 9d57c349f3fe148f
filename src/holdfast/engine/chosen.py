"""Which entry is the newest, for many children at once; where that is not certain, what all that may be it agree on."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from holdfast.engine.frames import Frame, Part
from holdfast.engine.kleene import FALSE, OPEN, TRUE, Answers, Bounds, Mask, Rows

NO_DAY = np.iinfo(np.int32).min


@dataclass(frozen=True)
class Chosen:
    """The rows that are, or may be, the newest below each row above.

    `uncertain`: rows above with several, or one or none (None: there is no such row); `maybe_none`: those that may have none;
    `absent`: those whose list is not on file.
    """

    frame: Frame
    uncertain: Mask | None
    maybe_none: Mask
    absent: Mask | None

    def place(self, height: int) -> Rows:
        """For each row above, its chosen row; -1 for none. Only where all are certain."""
        place = np.full(height, -1, dtype=np.int64)
        place[self.frame.up] = np.arange(self.frame.height)
        return place


def choose(frame: Frame, entries: Frame, so: Answers, absent: Mask | None) -> Chosen:
    """The last entry that is so for certain, and those after it that may be so."""
    assert entries.up is not None
    sure = np.full(frame.height, -1, dtype=np.int64)
    rows = np.flatnonzero(so == TRUE)
    sure[entries.up[rows]] = rows
    maybe = np.flatnonzero(so == OPEN)
    maybe = maybe[maybe > sure[entries.up[maybe]]]
    which = sure[sure >= 0]
    uncertain = None
    if len(maybe):
        which = np.sort(np.concatenate((which, maybe)))
        uncertain = np.zeros(frame.height, dtype=bool)
        uncertain[entries.up[maybe]] = True
    maybe_none = np.zeros(frame.height, dtype=bool) if uncertain is None else uncertain & (sure < 0)
    return Chosen(Part(entries, which, frame, entries.up[which]), uncertain, maybe_none, absent)


def agreed(found: Answers, chosen: Chosen, each: Answers, none: int) -> Answers:
    """Where several entries may be the newest, the answer is known if all agree."""
    assert chosen.uncertain is not None and chosen.frame.up is not None
    low, high = np.full(len(found), TRUE, dtype=np.uint8), np.full(len(found), FALSE, dtype=np.uint8)
    np.minimum.at(low, chosen.frame.up, each)
    np.maximum.at(high, chosen.frame.up, each)
    low[chosen.maybe_none] = np.minimum(low[chosen.maybe_none], none)
    high[chosen.maybe_none] = np.maximum(high[chosen.maybe_none], none)
    return np.where(chosen.uncertain, np.where(low == high, low, OPEN), found).astype(np.uint8)


def days_above(frame: Frame, entries: Frame, rows: Rows, column: str) -> Bounds:
    """The day of the last of these rows, laid on the frame above; none where there is no such row."""
    assert entries.up is not None
    found = np.full(frame.height, NO_DAY, dtype=np.int32)
    found[entries.up[rows]] = entries.days(column).low[rows]
    missing, absent = found == NO_DAY, frame.listed(entries.table.name) if entries.table else None
    return Bounds(found, found, absent, missing if absent is None else missing & ~absent)


def latest_of(frame: Frame, entries: Frame, so: Answers | None, column: str, *, newest: bool) -> Bounds:
    """The latest (or earliest) day of the entries that are so (None: all)."""
    step = 1 if newest else -1
    if so is None:
        return days_above(frame, entries, np.arange(entries.height)[::step], column)
    sure, maybe = np.flatnonzero(so == TRUE), np.flatnonzero(so != FALSE)
    certain = days_above(frame, entries, sure[::step], column)
    if len(sure) == len(maybe):
        return certain
    far, near = (
        days_above(frame, entries, maybe[s], column)
        for s in (slice(None, None, step), slice(None, None, -step))
    )
    assert certain.none is not None and far.none is not None
    near_day = np.where(certain.none, near.low, certain.low)  # without a sure one, any of the possible ones
    low, high = (near_day, far.low) if newest else (far.low, near_day)
    return Bounds(low, high, certain.open, far.none, certain.none & ~far.none)


def bounds_above(frame: Frame, chosen: Chosen, found: Bounds) -> Bounds:
    """A day of the chosen entry, laid on the frame above."""
    if chosen.uncertain is None and found.certain:
        return _one_above(frame, chosen, found)
    return _several_above(frame, chosen, found)


def _one_above(frame: Frame, chosen: Chosen, found: Bounds) -> Bounds:
    up, height = chosen.frame.up, frame.height
    day, none = np.zeros(height, dtype=np.int32), np.ones(height, dtype=bool)
    day[up] = found.low
    none[up] = False if found.none is None else found.none
    open_ = np.zeros(height, dtype=bool) if chosen.absent is None else chosen.absent.copy()
    if found.open is not None:
        open_[up] |= found.open if found.none is None else found.open & ~found.none
    return Bounds(day, day, open_, none & ~open_)


def _several_above(frame: Frame, chosen: Chosen, found: Bounds) -> Bounds:
    """Bounds over the entries that may be the chosen one."""
    height = chosen.frame.height
    rows = pl.DataFrame(
        {
            "above": chosen.frame.up,
            "low": np.broadcast_to(found.low, height),
            "high": np.broadcast_to(found.high, height),
            "open": np.zeros(height, dtype=bool) if found.open is None else found.open,
            "none": np.zeros(height, dtype=bool) if found.none is None else found.none,
            "maybe": np.zeros(height, dtype=bool) if found.maybe is None else found.maybe,
        }
    ).with_columns(pl.col("open") & ~pl.col("none"))
    day = ~pl.col("none") & ~pl.col("open")
    of = rows.group_by("above").agg(
        pl.col("low").filter(day).min(),
        pl.col("high").filter(day).max(),
        pl.col("open").any(),
        pl.col("none").all(),
        (pl.col("none") | pl.col("maybe")).any().alias("maybe"),
    )
    above = pl.DataFrame({"above": np.arange(frame.height)}).join(
        of, on="above", how="left", maintain_order="left"
    )
    absent = np.zeros(frame.height, dtype=bool) if chosen.absent is None else chosen.absent
    open_ = above["open"].fill_null(False).to_numpy() | absent
    none = above["none"].fill_null(True).to_numpy() & ~open_
    maybe = (above["maybe"].fill_null(False).to_numpy() | chosen.maybe_none) & ~none & ~open_
    return Bounds(
        above["low"].fill_null(0).to_numpy(), above["high"].fill_null(0).to_numpy(), open_, none, maybe
    )
