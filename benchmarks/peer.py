"""The peer: the recommendations in CQL, run by cql-execution over ready facts. Its answers are compared before its times are taken."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.timing import HERE, output_of, say
from holdfast.engine.caseload_findings import CaseloadFindings
from holdfast.ng26.guideline import NG26
from holdfast.ng26.settings import DEFAULTS
from holdfast.ng26.vocabulary import STATES

# Named peer first: one execution context a child, in one process, is how a user of cql-execution runs a library.
WAYS = (("patient", 1), ("patient", 2), ("batch", 1), ("batch", 2))
NAMES = {
    ("patient", 1): "one context a child",
    ("patient", 2): "one context a child, two workers",
    ("batch", 1): "one query over a list of children",
    ("batch", 2): "one query over a list, two workers",
}
SHOWN = 5


@dataclass(frozen=True)
class Peer:
    """The peer's recommendations in the guideline's order, and cases a second for each way of running it."""

    numbers: tuple[str, ...]
    rates: Mapping[tuple[str, int], float]

    @property
    def named(self) -> float:
        return self.rates[WAYS[0]]

    def times(self, rate: float, digits: int = 0) -> str:
        """How many times the peer a rate is: the named way, and every other."""
        others = (
            f"{rate / other:,.{digits}f}× {NAMES[way]}" for way, other in self.rates.items() if way != WAYS[0]
        )
        return f"**{rate / self.named:,.{digits}f}×** the peer ({'; '.join(others)})"


def ran(facts: Path, *options: str) -> dict[str, Any]:
    """What run.mjs says of a run."""
    told = output_of(["node", "run.mjs", str(facts), *options], cwd=HERE / "cql")
    return dict(json.loads(told.splitlines()[-1]))


def recommendations(facts: Path, folder: Path) -> tuple[str, ...]:
    """Those that the peer answers; at least 20, and from every section."""
    answered = ran(facts, "--timeless", "--limit", "1", "--out", str(folder / "one.csv"))["recommendations"]
    numbers = tuple(r.number for r in NG26.about_a_child if r.number in answered)
    sections = {number.rpartition(".")[0] for number in numbers}
    if (
        len(numbers) != len(answered)
        or len(numbers) < 20
        or sections != {r.number.rpartition(".")[0] for r in NG26}
    ):
        raise SystemExit(f"the peer answers {answered}: not 20 of ours from every section")
    return numbers


def restricted_to(numbers: tuple[str, ...]) -> CaseloadFindings:
    """Our engine with these recommendations alone."""
    return CaseloadFindings(NG26, DEFAULTS, tuple(STATES), numbers)


def states_of(codes: pl.DataFrame, numbers: tuple[str, ...]) -> pl.DataFrame:
    """State codes as words, whatever holds them."""
    words = pl.Series(list(STATES), dtype=pl.String)
    return pl.DataFrame(
        {number: words.gather(codes[number].to_physical().cast(pl.UInt32)) for number in numbers}
    )


def compare(ours: pl.DataFrame, facts: Path, folder: Path) -> int:
    """How many states were compared, run both ways. A difference ends the run with status 1 and shows children to look at."""
    children, compared = pl.read_csv(facts, columns=["child"], infer_schema=False)["child"], 0
    for way in ("patient", "batch"):
        say(f"comparing {ours.height * ours.width:,} states with the peer's ({NAMES[way, 2]})")
        out = folder / "states.csv"
        ran(facts, "--way", way, "--workers", "2", "--timeless", "--out", str(out))
        theirs = pl.read_csv(out, infer_schema=False)
        if not theirs["child"].equals(children):
            raise SystemExit(
                f"the peer answered for {theirs.height:,} children, not for the {children.len():,} asked about"
            )
        wrong = [
            line
            for number in ours.columns
            for line in _differences(number, ours[number], theirs[number], children)
        ]
        if wrong:
            raise SystemExit("\n".join(["our states and the peer's differ:", *wrong]))
        compared += ours.height * ours.width
    return compared


def _differences(number: str, ours: pl.Series, theirs: pl.Series, children: pl.Series) -> list[str]:
    rows = (ours != theirs).fill_null(True).arg_true()
    if not len(rows):
        return []
    some = ", ".join(f"{children[i]} ours {ours[i]}, theirs {theirs[i]}" for i in rows[:SHOWN].to_list())
    return [f"  {number}: {len(rows):,} children, such as {some}"]


def timed(numbers: tuple[str, ...], facts: Path, children: int, rounds: int) -> Peer:
    """Steady-state cases a second, every way of running it, on the first `children`."""
    rates = {}
    for way, workers in WAYS:
        say(f"timing the peer: {NAMES[way, workers]}")
        told = ran(
            facts,
            "--way",
            way,
            "--workers",
            str(workers),
            "--repeat",
            str(rounds),
            "--latency",
            "0",
            "--limit",
            str(children),
        )
        rates[way, workers] = float(told["cases_per_second"])
        say(f"  {rates[way, workers]:,.0f} cases a second (rounds {told['rounds']})")
    return Peer(numbers, rates)
