"""Keeping things apart while moving them as little as possible."""

from collections.abc import Sequence


def nearest(wishes: Sequence[float], apart: Sequence[float]) -> list[float]:
    """The places nearest to the wishes (least squares) in which each is at least `apart[i]` after the one before.

    Pool adjacent violators (Ayer and others, 1955), on the wishes less the room that those before need.
    """
    offsets = [0.0]
    for gap in apart:
        offsets.append(offsets[-1] + gap)
    pools: list[tuple[float, int]] = []
    for wish, offset in zip(wishes, offsets, strict=False):
        total, size = wish - offset, 1
        while pools and pools[-1][0] / pools[-1][1] > total / size:
            total, size = total + pools[-1][0], size + pools[-1][1]
            pools.pop()
        pools.append((total, size))
    means = [total / size for total, size in pools for _ in range(size)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=False)]
