"""Every figure of docs/benchmarks.md, each beside its peer or its bound, on this machine in this run.

The answers are compared before any time is taken; a difference ends the run with status 1. A whole run writes its figures to
benchmarks/figures.json and from there into docs/benchmarks.md, a part at a time with --only; with --quick they are printed alone.
"""

import argparse
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.caseloads import events_to_findings, growth, ten_million
from benchmarks.figures import PARTS, Figure, keep, machine, write_page
from benchmarks.one_child import one_child
from benchmarks.over_facts import against_the_peer, compared_peer
from benchmarks.peer import Peer
from benchmarks.record.measuring import record
from benchmarks.returns import returns
from benchmarks.timing import say


@dataclass(frozen=True)
class Sizes:
    """How much of everything; `--quick` is for trying the benchmark itself."""

    peer: int = 100_000  # children whose states are compared with the peer's
    facts: int = 1_000_000
    events: int = 100_000
    growth: tuple[int, ...] = (10_000, 100_000, 1_000_000)
    cases: int = 5_000
    returns: int = 5_000
    rounds: int = 5
    peer_timed: int = 40_000  # of them, children on whom the peer is timed: its rate is the same for more
    peer_rounds: int = 3
    record: tuple[int, ...] = (
        20_000,
        100_000,
    )  # children of an authority; about the two largest together, and five times that
    requests: int = 800


QUICK = Sizes(4_000, 200_000, 20_000, (2_000, 20_000, 100_000), 500, 500, 3, 4_000, 2, (1_000, 2_000), 160)
NEED_THE_PEER = ("rules", "events")


def _measured(wanted: list[str], sizes: Sizes, folder: Path) -> Iterator[tuple[str, Iterator[Figure]]]:
    """The parts one after another, those that are easily disturbed first."""
    peer, shown = Peer((), {}), []
    if "child" in wanted:
        yield "child", one_child(sizes.cases, folder)
    if "import" in wanted:
        yield "import", returns(sizes.returns, sizes.rounds, folder)
    if set(wanted) & set(NEED_THE_PEER):
        peer, shown = compared_peer(sizes.peer, sizes.peer_timed, sizes.peer_rounds, folder)
        yield "rules", iter(shown)
    if "rules" in wanted:
        yield "rules", against_the_peer(peer, sizes.facts, sizes.rounds, folder)
    if "events" in wanted:
        yield "events", events_to_findings(peer, sizes.events, sizes.rounds)
    if "scaling" in wanted:
        yield "scaling", growth(sizes.growth, sizes.rounds, folder)
    if "record" in wanted:
        yield "record", record(sizes.record, sizes.requests)
    if "million" in wanted:
        yield "million", ten_million(sizes.growth[0], sizes.growth[-1], folder)


def _asked() -> argparse.Namespace:
    asked = argparse.ArgumentParser(
        prog="benchmarks/run", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("--quick", action="store_true", help="small sizes; nothing is written")
    asked.add_argument(
        "--ten-million",
        action="store_true",
        help="also ten million children, once (minutes, and 3 GB of disk)",
    )
    asked.add_argument(
        "--only",
        action="append",
        choices=list(PARTS),
        help="this part alone (may be repeated)",
    )
    asked.add_argument(
        "--date", type=date.fromisoformat, help="the day to write beside the figures; today if not given"
    )
    return asked.parse_args()


def main() -> None:
    asked = _asked()
    wanted = asked.only or [part for part in PARTS if part != "million" or asked.ten_million]
    found: dict[str, list[Figure]] = {}
    for name, what in machine():
        say(f"{name}: {what}")
    with tempfile.TemporaryDirectory(prefix="holdfast-bench-") as folder:
        for part, figures in _measured(wanted, QUICK if asked.quick else Sizes(), Path(folder)):
            for figure in figures:
                print(figure, flush=True)
                found.setdefault(part, []).append(figure)
    if not asked.quick:
        day = (asked.date or datetime.now(UTC).date()).isoformat()
        for part, figures in found.items():
            keep(
                part,
                figures,
                day,
                "benchmarks/run --ten-million" if part == "million" else f"benchmarks/run --only {part}",
            )
        write_page()


if __name__ == "__main__":
    main()
