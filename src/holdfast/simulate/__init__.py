"""Synthetic cohorts: whole made-up care histories, calibrated to published figures, the same for the same seed."""

from holdfast.simulate.cohort import BLOCK, block, blocks

__all__ = ["BLOCK", "block", "blocks"]
