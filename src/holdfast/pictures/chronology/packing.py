"""Putting things side by side so that none covers another: bars into rows, marks that nearly touch into one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from holdfast.pictures.chronology.events import Mark

_HAIR = 1e-6


@dataclass(frozen=True)
class Extent:
    """Pixels that a thing covers, and those that it covers with its label written out, to the right or to the left."""

    left: float
    right: float
    lead: float
    reach: float


def beside(left: float, right: float, label: float, end: float) -> Extent:
    """A thing with a label of this width to its right; to its left where it would run past the end of the row."""
    if right + label <= end or left - label < 0:
        return Extent(left, right, left, right + label)
    return Extent(left, right, left - label, right)


def pack(extents: Sequence[Extent], rows_for_labels: int) -> list[int]:
    """A row for each extent (given in the order of their left ends): things never overlap in a row; rows are added
    for the sake of labels up to a number, and after that only where the things themselves need them."""
    ends: list[Extent] = []
    rows = []
    for extent in extents:
        row = _row(ends, extent, rows_for_labels)
        if row == len(ends):
            ends.append(extent)
        ends[row] = extent
        rows.append(row)
    return rows


def _row(ends: list[Extent], extent: Extent, rows_for_labels: int) -> int:
    free = [row for row, end in enumerate(ends) if end.right <= extent.left + _HAIR]
    readable = [row for row in free if ends[row].reach <= extent.lead + _HAIR]
    if readable:
        return readable[0]
    if len(ends) < rows_for_labels or not free:
        return len(ends)
    return min(free, key=lambda row: ends[row].reach)


def rooms(extents: Sequence[Extent], rows: Sequence[int], end: float) -> list[tuple[float, float]]:
    """How far labels may go to the left and to the right: as far as the neighbours in the row, or to 0 and the end."""
    before: dict[int, float] = {}
    after: dict[int, float] = {}
    lefts, rights = [], []
    for extent, row in zip(extents, rows, strict=True):
        lefts.append(before.get(row, 0.0))
        before[row] = max(extent.right, min(extent.reach, end))
    for extent, row in zip(reversed(extents), reversed(rows), strict=True):
        rights.append(after.get(row, end))
        after[row] = extent.left
    return list(zip(lefts, reversed(rights), strict=True))


def clusters(marks: Sequence[tuple[float, Mark]], apart: float) -> list[list[tuple[float, Mark]]]:
    """Marks in the order of time, those closer than `apart` to the first of a cluster put together with it."""
    found: list[list[tuple[float, Mark]]] = []
    for x, mark in marks:
        if found and x - found[-1][0][0] < apart:
            found[-1].append((x, mark))
        else:
            found.append([(x, mark)])
    return found


def apart(
    marks: Sequence[tuple[float, Mark]], extent: Callable[[list[tuple[float, Mark]]], Extent], rows: int
) -> list[list[tuple[float, Mark]]]:
    """Clusters so coarse that they fit into so many rows."""
    for pixels in (8, 14, 20, 28):
        found = clusters(marks, pixels)
        if max(pack([extent(group) for group in found], rows), default=0) < rows:
            return found
    return clusters(marks, 44)
