"""A caseload is worked out block by block: the same findings, each block on the thread that asked for them."""

import threading

import polars as pl
from polars.testing import assert_frame_equal

from holdfast.cli import caseload


def _findings(holdfast, events, out):
    assert holdfast("caseload", events, "--out", out)[0] == 0
    return pl.read_parquet(out)


def test_blocks_of_children_give_the_findings_of_all_at_once(holdfast, tmp_path, monkeypatch):
    holdfast("simulate", "--children", 50, "--seed", 3, "--write", "events", "--out", tmp_path)
    whole = _findings(holdfast, tmp_path / "events", tmp_path / "whole.parquet")
    worked_out_on, work = [], caseload._findings

    def watched(*asked):
        worked_out_on.append(threading.current_thread())
        return work(*asked)

    monkeypatch.setattr(caseload, "_findings", watched)
    monkeypatch.setattr(caseload, "AT_ONCE", 20)
    parted = _findings(holdfast, tmp_path / "events", tmp_path / "parted.parquet")
    assert whole.height == 50 * 55
    assert parted.schema == whole.schema
    for_each = ["child", "recommendation"]
    assert_frame_equal(parted.sort(for_each), whole.sort(for_each))
    # Worked out on the writer's threads, memory grew with every block.
    assert worked_out_on == [threading.current_thread()] * 3
