"""From event tables to findings: 10^5 children in memory against the peer's rules alone; growth to 10^6 and 10^7; memory."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl

from benchmarks.cohort import DAY, SEED, Tables, at_once, in_large_blocks, shares
from benchmarks.figures import Figure
from benchmarks.peer import Peer
from benchmarks.timing import HOLDFAST, Ran, rounds, say, whole_command
from holdfast.engine.caseload_findings import CaseloadFindings
from holdfast.ng26.guideline import NG26
from holdfast.ng26.settings import DEFAULTS
from holdfast.ng26.vocabulary import STATES

GOAL, LINEAR = 20, 1.2
AT_ONCE = 100_000  # children worked out together, as `holdfast caseload` does


def _everything() -> CaseloadFindings:
    return CaseloadFindings(NG26, DEFAULTS, tuple(STATES))


def events_to_findings(peer: Peer, children: int, times: int) -> Iterator[Figure]:
    """Typed event tables in memory in, the findings table in memory out, all 55 recommendations."""
    say(f"from events to findings, {children:,} children")
    tables, ours = at_once(children), _everything()
    events = sum(table.height for name, table in tables.items() if name != "child")
    rate = children / rounds(lambda: ours.of(tables), times)
    facts = children / rounds(lambda: ours.facts(tables), times)
    yield Figure(
        f"ours: event tables to the findings table, all {len(ours.numbers)}, {children:,} children, {events:,} events",
        f"{rate:,.0f} children/s", f"{peer.times(rate, 1)}, which does {len(peer.numbers)} rules alone, over ready facts",
        f"{GOAL}×", rate / peer.named >= GOAL,
    )  # fmt: skip
    yield Figure(
        "of which: event tables to facts", f"{facts:,.0f} children/s", f"{rate / facts:.0%} of the time"
    )
    yield from _on_threads(ours, tables, rate, times)


def _on_threads(ours: CaseloadFindings, tables: Tables, rate: float, times: int) -> Iterator[Figure]:
    """The same children parted among two threads: not how Holdfast does it, measured to see whether it should."""
    children = tables["child"].height

    def parted(many: int) -> pl.DataFrame:
        with ThreadPoolExecutor(2) as pool:
            return pl.concat(pool.map(ours.of, shares(tables, many)), rechunk=False)

    whole = ours.of(tables).sort("child", "recommendation")
    if not parted(2).sort("child", "recommendation").equals(whole):
        raise SystemExit("parted among threads, the findings differ")
    for many in (2, 4):
        parts = children / rounds(lambda many=many: parted(many), times)  # type: ignore[misc]
        yield Figure(
            f"tried: the same in {many} parts on 2 threads",
            f"{parts:,.0f} children/s",
            f"{parts / rate:.2f}× in one part",
        )


def growth(sizes: Sequence[int], times: int, folder: Path) -> Iterator[Figure]:
    """Time a child, in process and as a whole command, from the smallest number of children to the largest."""
    inside = {children: _in_process(children, times if children < sizes[-1] else 1) for children in sizes}
    for children, took in inside.items():
        yield Figure(
            f"in process: event tables to findings, {children:,} children",
            f"{took:.2f} s",
            f"{took / children * 1e6:.2f} µs a child",
        )
    yield _linear("in process", {children: took / children for children, took in inside.items()})
    ran = {
        children: _commands(children, folder, times if children < sizes[-1] else 1)[1] for children in sizes
    }
    for children, command in ran.items():
        yield _whole(children, command)
    yield _linear(
        "the whole command", {children: command.seconds / children for children, command in ran.items()}
    )


def _linear(how: str, a_child: dict[int, float]) -> Figure:
    small, large = min(a_child), max(a_child)
    grown = a_child[large] / a_child[small]
    return Figure(
        f"{how}: time a child at {large:,} against {small:,}",
        f"{grown:.2f}×",
        "nothing subtracted",
        f"at most {LINEAR}×",
        grown <= LINEAR,
    )


def _in_process(children: int, times: int) -> float:
    """Seconds for all children, in blocks as the command takes them, added up; making the tables is outside the time."""
    say(f"in process, {children:,} children")
    ours = _everything()
    blocks = in_large_blocks(children, min(children, AT_ONCE))
    return sum(rounds(lambda tables=tables: ours.of(tables), times) for tables in blocks)  # type: ignore[misc]


def _commands(children: int, folder: Path, times: int) -> tuple[Ran, Ran]:
    """`holdfast simulate`, once, and `holdfast caseload` on the event tables that it wrote.

    Of several runs of the latter the first, which warms the disk, does not count.
    """
    cohort = folder / f"cohort{children}"
    say(f"writing the event tables of {children:,} children")
    simulate = [HOLDFAST, "simulate", "--children", str(children), "--seed", str(SEED), "--as-of", str(DAY)]
    simulated = whole_command([*simulate, "--write", "events", "--out", str(cohort)])
    say(f"holdfast caseload, {children:,} children")
    out = folder / "findings.parquet"
    ran = whole_command(
        [HOLDFAST, "caseload", str(cohort / "events"), "--out", str(out)], times, warm=1 if times > 1 else 0
    )
    found = pl.scan_parquet(out).select(pl.len()).collect().item()
    if found != children * len(_everything().numbers):
        raise SystemExit(f"{found:,} findings for {children:,} children")
    for file in (*(cohort / "events").iterdir(), out):
        file.unlink()
    return simulated, ran


def _whole(children: int, ran: Ran, command: str = "caseload EVENTS --out FINDINGS") -> Figure:
    return Figure(
        f"`holdfast {command}`, {children:,} children", f"{ran.seconds:.1f} s",
        f"{ran.seconds / children * 1e6:.1f} µs a child, of the processor {ran.processor / children * 1e6:.1f}; {ran.megabytes:,.0f} MB at most",
    )  # fmt: skip


def ten_million(small: int, large: int, folder: Path) -> Iterator[Figure]:
    """Ten times as many children as `large`, once, beside `large` and `small` in the same run."""
    ran = {children: _commands(children, folder, 1) for children in (small, large, large * 10)}
    for children, (simulated, _) in ran.items():
        yield _whole(children, simulated, "simulate --write events")
    for children, (_, found) in ran.items():
        yield _whole(children, found)
    first, before, after = ran.values()
    yield _memory("caseload", before[1], after[1], large, LINEAR)
    yield _memory("simulate", before[0], after[0], large, None)
    yield _memory("simulate", first[0], after[0], small, LINEAR)
    time, processor = (
        getattr(after[1], which) / getattr(before[1], which) / 10 for which in ("seconds", "processor")
    )
    yield Figure(
        f"caseload: time a child of the most children against {large:,}",
        f"{time:.2f}×",
        f"nothing subtracted; of the processor {processor:.2f}×",
    )


def _memory(command: str, before: Ran, after: Ran, children: int, most: float | None) -> Figure:
    grown = after.megabytes / before.megabytes
    return Figure(
        f"{command}: memory of the most children against {children:,}",
        f"{grown:.2f}×",
        "peak resident memory of the whole command",
        f"at most {most}×" if most else "",
        grown <= most if most else None,
    )
