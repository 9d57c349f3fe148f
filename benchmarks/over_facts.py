"""Rules over facts: ours against the peer on the same recommendations and children, and against the bound."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from benchmarks import bound, packed_bits
from benchmarks.cohort import in_blocks
from benchmarks.figures import Figure
from benchmarks.peer import NAMES, WAYS, Peer, compare, recommendations, restricted_to, states_of, timed
from benchmarks.peer_facts import peer_facts
from benchmarks.timing import HERE, output_of, rounds, say
from holdfast.ng26.guideline import NG26

GOAL = 1000


def compared_peer(children: int, of_them: int, times: int, folder: Path) -> tuple[Peer, list[Figure]]:
    """The peer's rates on `of_them` of the first `children`, taken only when every state of all was found equal."""
    say(f"facts of {children:,} children for the peer")
    facts, first = folder / "facts.csv", folder / "first.csv"
    blocks = list(in_blocks(children))
    pl.concat([peer_facts(tables) for tables in blocks]).write_csv(facts)
    peer_facts(blocks[0]).head(1).write_csv(first)
    numbers = recommendations(first, folder)
    ours = restricted_to(numbers)
    states = pl.concat([states_of(ours.over_facts(ours.facts(tables)), numbers) for tables in blocks])
    del blocks
    compared = compare(states, facts, folder)
    peer = timed(numbers, facts, of_them, times)
    shown = [Figure("states compared with the peer's", f"{compared:,}, all equal", f"{len(numbers)} recommendations of all six sections, "
                    f"{children:,} children, both ways of running it; no time is taken before")]  # fmt: skip
    named = "**the peer**: what cql-execution does as its users run it"
    shown += [
        Figure(
            f"cql-execution, {NAMES[way]}",
            f"{rate:,.0f} cases/s",
            named if way == WAYS[0] else f"{rate / peer.named:.2f}× the peer",
        )
        for way, rate in peer.rates.items()
    ]
    return peer, shown


def against_the_peer(peer: Peer, children: int, times: int, folder: Path) -> Iterator[Figure]:
    """Our rules over a table of facts of `children` rows; only the rules are timed."""
    ours = restricted_to(peer.numbers)
    say(f"facts of {children:,} children")
    facts = pl.concat([ours.facts(tables) for tables in in_blocks(children)], rechunk=True)
    say("rules over facts")
    rate = facts.height / rounds(lambda: ours.over_facts(facts), times)
    yield Figure(
        f"ours: the same {len(peer.numbers)} over the facts of {children:,} children, {pl.thread_pool_size()} threads",
        f"{rate:,.0f} cases/s", peer.times(rate), f"{GOAL:,}×", rate / peer.named >= GOAL,
    )  # fmt: skip
    held = folder / "facts.parquet"
    facts.write_parquet(held)
    alone = output_of(
        [sys.executable, "-m", "benchmarks.over_facts", str(held), str(times), *peer.numbers],
        cwd=HERE.parent, env={**os.environ, "POLARS_MAX_THREADS": "1"},
    )  # fmt: skip
    yield Figure(
        "ours held to one thread", f"{float(alone):,.0f} cases/s",
        f"{float(alone) / peer.named:,.0f}× the peer; {float(alone) / peer.rates['batch', 1]:,.0f}× {NAMES['batch', 1]}",
    )  # fmt: skip
    yield from _against_the_bound(facts, ours.over_facts(facts), rate, peer, times)


def _against_the_bound(
    facts: pl.DataFrame, codes: pl.DataFrame, rate: float, peer: Peer, times: int
) -> Iterator[Figure]:
    say("the bound")
    program = bound.program_of(NG26, peer.numbers, restricted_to(peer.numbers).rules)
    names = list(program.facts)
    missing = set(names) - set(facts.columns)
    if missing:
        raise SystemExit(f"the bound wants facts that we have not: {sorted(missing)}")
    table = bound.packed(facts, program)
    compared = bound.compare(codes, program.run(table), table)
    for threads in (1, 2):
        fastest = packed_bits.timed(program, table, times, threads)
        yield Figure(
            f"the bound: our definitions on packed bits in NumPy, {threads} thread{'s' * (threads > 1)}", f"{fastest:,.0f} cases/s",
            f"ours reach {rate / fastest:.1%} of it ({compared:,} states compared, all equal; {len(program.code)} operations on 64 children)",
        )  # fmt: skip


def main() -> None:
    """Cases a second over a table of facts, for another process's number of threads."""
    path, times, *numbers = sys.argv[1:]
    facts, ours = pl.read_parquet(path).rechunk(), restricted_to(tuple(numbers))
    print(facts.height / rounds(lambda: ours.over_facts(facts), int(times)))


if __name__ == "__main__":
    main()
