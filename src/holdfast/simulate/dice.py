"""Seeded draws, many at a time. All randomness of a cohort comes from here, and here only from the seed."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from holdfast.simulate.columns import UNKNOWN, Days, Mask, Small

Floats = NDArray[np.float32]
Chance = float | NDArray[np.floating[Any]]
Whole = int | Days
_ROWS_DRAWN = 4096


class Dice:
    """The draws of one theme (care, team, ...) of one block of children.

    Each theme has its own stream, so that a change in one theme leaves every other as it was.
    """

    def __init__(self, seed: int, block: int, theme: str) -> None:
        name = int.from_bytes(theme.encode(), "little")
        self._draws = np.random.Generator(
            np.random.SFC64(np.random.SeedSequence([abs(seed), int(seed < 0), block, name]))
        )

    def share(self, n: int) -> Floats:
        """`n` numbers from 0 up to, not including, 1."""
        return self._draws.random(n, dtype=np.float32)

    def shares(self, n: int, k: int) -> Floats:
        """`n` rows of `k` numbers from 0 to 1."""
        return self._draws.random((n, k), dtype=np.float32)

    def bell(self, n: int) -> NDArray[np.float64]:
        """`n` numbers of mean 0 and standard deviation 1."""
        return self._draws.standard_normal(n)

    def chance(self, p: Chance, n: int) -> Mask:
        """`n` times true with probability `p` (one, or each its own)."""
        return np.asarray(self.share(n) < p)

    def chances(self, p: float, n: int, k: int) -> Mask:
        """`n` rows of `k`, each true with probability `p`: as `shares(n, k) < p`, but never all those numbers at once."""
        true = np.empty((n, k), dtype=np.bool_)
        for low in range(0, n, _ROWS_DRAWN):
            true[low : low + _ROWS_DRAWN] = self.shares(min(_ROWS_DRAWN, n - low), k) < p
        return true

    def between(self, low: Whole, high: Whole, n: int) -> Days:
        """`n` whole numbers from `low` to `high`, both included; `low` where `high` lies below it."""
        width = np.maximum(np.asarray(high) - low + 1, 1)
        return (np.floor(self.share(n) * width) + low).astype(np.int32)

    def about(self, median: Chance, spread: float, n: int) -> Days:
        """`n` lengths of at least 1, log-normal about `median`; `spread` is the standard deviation of the logarithm.

        In double precision: processors differ in the last bit of an exponential, and that bit must not move a day.
        """
        lengths = np.exp(self.bell(n) * spread) * median
        return np.maximum(lengths, 1).astype(np.int32)

    def flag(self, p: Chance, unknown: Chance, n: int) -> Small:
        """Flags: not known with probability `unknown`, else true (1) with probability `p`, else false (0)."""
        return self.blank(self.chance(p, n).astype(np.int8), unknown)

    def blank(self, codes: Small, unknown: Chance, value: int = UNKNOWN) -> Small:
        """The codes, each put to not known with probability `unknown`."""
        return np.where(self.share(len(codes)) < unknown, np.int8(value), codes)

    def blank_days(self, days: Days, unknown: Chance, value: int) -> Days:
        """The days, each put to `value` with probability `unknown`."""
        return np.where(self.share(len(days)) < unknown, np.int32(value), days)

    def pick(self, weights: Mapping[str, float], of: Mapping[str, int], n: int) -> Small:
        """`n` codes in the proportions of `weights`, which names codes of `of`."""
        numbers = np.array([of[name] for name in weights], dtype=np.int8)
        cut = np.cumsum(list(weights.values()))
        which = np.searchsorted(cut / cut[-1], self.share(n), side="right").clip(max=len(numbers) - 1)
        return np.asarray(numbers[which], dtype=np.int8)

    def pick_by(
        self, group: NDArray[np.integer], weights: Sequence[Mapping[str, float]], of: Mapping[str, int]
    ) -> Small:
        """One code for each row, in the proportions of the weights of its group."""
        numbers = list(of)
        table = np.array([[row.get(name, 0.0) for name in numbers] for row in weights])
        cut = (np.cumsum(table, axis=1) / table.sum(axis=1, keepdims=True))[:, :-1].astype(np.float32)
        which = (self.share(len(group))[:, None] >= cut[group]).sum(axis=1)
        return np.asarray(np.array(list(of.values()), dtype=np.int8)[which])
