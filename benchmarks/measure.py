"""`make bench`: every figure of docs/benchmarks.md, each beside its peer or bound, on this machine in this run.

Answers are compared before anything is timed; a difference ends the run with status 1.
"""

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks import packed_bits
from benchmarks.bound import program_of, table_of
from benchmarks.peer_facts import peer_facts
from holdfast import simulate
from holdfast.casefile.event_folder import EventWriter
from holdfast.casefile.event_tables import to_cases
from holdfast.engine.caseload_findings import CaseloadFindings
from holdfast.ng26.guideline import NG26, findings
from holdfast.ng26.settings import DEFAULTS
from holdfast.ng26.vocabulary import STATES

HERE = Path(__file__).parent
ROOT = HERE.parent
DAY, SEED = date(2026, 3, 31), 2026
PEER = (
    "1.1.8 1.1.10 1.1.12 1.1.13 1.1.16 1.1.17 1.1.18 1.1.19 1.2.3 1.2.4 1.2.5 1.2.7 1.3.2 1.3.3 1.3.4 1.4.1 1.4.3 1.4.4 "
    "1.4.6 1.4.9 1.4.11 1.4.12 1.4.13 1.5.1 1.5.2 1.5.3 1.5.4 1.5.8 1.5.11 1.6.1 1.6.3"
).split()
Figures = list[tuple[str, str, str]]  # what, figure, goal and how


def say(words: str) -> None:
    print(f"· {words}", file=sys.stderr, flush=True)


def seconds(run: Callable[[], object], rounds: int) -> float:
    """The median of some rounds, after one that does not count."""
    run()
    took = []
    for _ in range(rounds):
        before = time.perf_counter()
        run()
        took.append(time.perf_counter() - before)
    return statistics.median(took)


def cohort(children: int) -> dict[str, pl.DataFrame]:
    """The children's event tables in one block."""
    blocks = list(simulate.blocks(children, SEED, DAY))
    return {name: pl.concat([b[name] for b in blocks], rechunk=True) for name in blocks[0]}


def peer(facts: Path, *options: str) -> dict[str, object]:
    """What run.mjs says of itself."""
    command = ["node", "run.mjs", str(facts), *options]
    done = subprocess.run(command, cwd=HERE / "cql", capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: {done.stderr}")
    return dict(json.loads(done.stdout.splitlines()[-1]))


def same_answers(ours: CaseloadFindings, tables: dict[str, pl.DataFrame], facts: Path, folder: Path) -> int:
    """How many states were compared; ends the run where one differs."""
    states = folder / "states.csv"
    peer(facts, "--timeless", "--out", str(states))
    theirs = pl.read_csv(states, schema_overrides={"child": pl.String})
    codes = ours.over_facts(ours.facts(tables))
    for number in PEER:
        mine = codes[number].cat.to(pl.Enum(list(STATES))).cast(pl.String)
        different = (mine != theirs[number]).arg_true()
        if len(different):
            first = different[0]
            raise SystemExit(f"{number}: ours {mine[first]}, the peer's {theirs[number][first]}, child {theirs['child'][first]}; "
                             f"{len(different)} differ")  # fmt: skip
    return theirs.height * len(PEER)


def against_the_peer(sizes: argparse.Namespace, folder: Path) -> Iterator[tuple[str, str, str]]:
    ours = CaseloadFindings(NG26, DEFAULTS, tuple(STATES), PEER)
    say(f"the peer: {len(PEER)} recommendations in CQL over ready facts, {sizes.peer:,} children")
    tables = cohort(sizes.peer)
    facts = folder / "facts.csv"
    peer_facts(tables).write_csv(facts)
    compared = same_answers(ours, tables, facts, folder)
    yield "answers compared with the peer's", f"{compared:,} states, all equal", f"{len(PEER)} recommendations of all six sections"
    natural, batch, both = (
        float(peer(facts, "--way", way, "--workers", n, "--repeat", str(sizes.rounds))["cases_per_second"])  # type: ignore[arg-type]
        for way, n in (("patient", "1"), ("batch", "1"), ("batch", "2"))
    )
    yield "peer: cql-execution, one context a child", f"{natural:,.0f} cases/s", "the way the field runs CQL: the named peer"
    yield "peer: the same as one query over a list", f"{batch:,.0f} cases/s ({both:,.0f} with two workers)", "the fastest way found"
    say(f"rules over facts, {sizes.facts:,} children")
    table = pl.concat([ours.facts(block) for block in simulate.blocks(sizes.facts, SEED, DAY)], rechunk=True)
    rules = table.height / seconds(lambda: ours.over_facts(table), sizes.rounds)
    yield (f"ours: the same {len(PEER)} over facts, {table.height:,} children", f"{rules:,.0f} cases/s",
           f"**{rules / natural:,.0f}×** the peer ({rules / batch:,.0f}× its list way, {rules / both:,.0f}× on two workers); goal 1,000×")  # fmt: skip
    yield from the_bound(ours, table, rules, sizes)
    say(f"from events to all findings, {sizes.events:,} children")
    everything = CaseloadFindings(NG26, DEFAULTS, tuple(STATES))
    events = cohort(sizes.events)
    rate = sizes.events / seconds(lambda: everything.of(events), sizes.rounds)
    rows = sum(t.height for name, t in events.items() if name != "child")
    yield (f"ours: event tables to the findings table, all 55, {sizes.events:,} children ({rows:,} events)", f"{rate:,.0f} children/s",
           f"**{rate / natural:,.1f}×** the peer doing its {len(PEER)} rules alone over ready facts "
           f"({rate / batch:,.1f}× its list way); goal 20×")  # fmt: skip


def the_bound(ours: CaseloadFindings, table: pl.DataFrame, rules: float, sizes: argparse.Namespace) -> Iterator[tuple[str, str, str]]:
    """The same boolean work on packed bits in numpy."""
    program, bits = packed_bits.Program(program_of(NG26, PEER, ours.rules)), packed_bits.Table(*table_of(table))
    codes = ours.over_facts(table)
    planes = program.run(bits)
    for number in PEER:
        mine = np.asarray(STATES_TO_PACKED)[codes[number].to_numpy()]
        if not np.array_equal(mine, packed_bits.codes(bits, planes[number])):
            raise SystemExit(f"{number}: the bound gives other states than our rules")
    bound = table.height / seconds(lambda: program.run(bits), sizes.rounds)
    yield ("bound: the same rules on packed bits in numpy", f"{bound:,.0f} cases/s", f"ours reach {rules / bound:.1%} of the bound")


STATES_TO_PACKED = [packed_bits.STATES.index(state) for state in STATES]


def scaling(sizes: argparse.Namespace, folder: Path) -> Iterator[tuple[str, str, str]]:
    each: dict[int, tuple[float, float]] = {}
    for children in sizes.scale:
        events, out = folder / f"events{children}", folder / "findings.parquet"
        say(f"the whole command on {children:,} children in Parquet")
        with EventWriter(events) as writer:
            for block in simulate.blocks(children, SEED, DAY):
                writer.write(block)
        rounds = 1 if children >= 1_000_000 else 3
        taken = [whole_process([".venv/bin/holdfast", "caseload", str(events), "--out", str(out)]) for _ in range(rounds)]
        each[children] = (statistics.median(t for t, _ in taken), max(m for _, m in taken))
        for path in events.iterdir():
            path.unlink()
    for children, (took, memory) in each.items():
        yield f"`holdfast caseload` on {children:,} children, Parquet in and out", f"{took:.1f} s, {memory:,.0f} MB at most", f"{children / took:,.0f} children/s"
    small, large = min(each), max(c for c in each if c <= 1_000_000)
    per_child = (each[large][0] / large) / (each[small][0] / small)
    yield f"time a child at {large:,} against {small:,}", f"{per_child:.2f}×", "goal: no more than 1.2× linear"


def whole_process(command: list[str]) -> tuple[float, float]:
    """Seconds and most memory (MB) of a command."""
    before = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} ended with {status}")
    return time.perf_counter() - before, usage.ru_maxrss / 1024


def one_child(sizes: argparse.Namespace, folder: Path) -> Iterator[tuple[str, str, str]]:
    say("one child")
    cases = [case for block in simulate.blocks(sizes.cases, SEED + 1, DAY) for case in to_cases(block)]
    findings(cases[0])
    took = []
    for case in cases:
        before = time.perf_counter()
        findings(case)
        took.append((time.perf_counter() - before) * 1000)
    took.sort()
    p50, p95 = took[len(took) // 2], took[int(len(took) * 0.95)]
    yield f"one child, all 55 with reasons and missing, in process ({len(cases):,} children)", f"p50 {p50:.2f} ms, p95 {p95:.2f} ms", "goal: p95 under 2 ms"
    case = folder / "case.json"
    case.write_text(json.dumps(max(cases[:500], key=lambda c: len(json.dumps(c)))))
    for form in ("json", "text"):
        command = [".venv/bin/holdfast", "assess", str(case), "--format", form]
        median = statistics.median(whole_process(command)[0] for _ in range(11))
        yield f"`holdfast assess` as {form}, cold start to answer", f"{median:.2f} s", "goal: under 0.5 s"


def the_return(folder: Path) -> Iterator[tuple[str, str, str]]:
    from holdfast.exchange.ssda903 import import_return, write_return

    made = folder / "ssda903"
    write_return((c for b in simulate.blocks(3000, SEED, DAY) for c in to_cases(b)), made, 2026)
    outside = ROOT.parent / "shared" / "data" / "ssda903" / "a_validator_fake_2018"
    for name, source in (("a made-up return of 3,000 children", made), ("the validator's own sample of 2017/18", outside)):
        if not source.is_dir():
            yield name, "not measured", f"{source} is not there"
            continue
        say(f"SSDA903: {name}")
        imported = import_return(source)
        before = time.perf_counter()
        imported = import_return(source)
        cases = sum(1 for _ in imported)
        rate = imported.summary.rows_read / (time.perf_counter() - before)
        done = subprocess.run(["python3", str(HERE / "validator903.py"), str(source)], capture_output=True, text=True, check=False)
        theirs = json.loads(done.stdout.splitlines()[-1])["rows_per_second"] if done.returncode == 0 else None
        how = f"**{rate / theirs:,.0f}×** csc-validator-be-903 ({theirs:,.0f} rows/s)" if theirs else f"the validator did not run: {done.stderr[-200:]}"
        yield f"SSDA903 import, {name} ({cases:,} case files)", f"{rate:,.0f} rows/s", how


def machine() -> str:
    cpu = next((line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line), "?") if Path("/proc/cpuinfo").exists() else platform.processor()
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout.strip()
    names = ", ".join(f"{name} {version(name)}" for name in ("polars", "numpy"))
    return f"{os.cpu_count()} cores ({cpu}), Python {platform.python_version()}, {names}, Node {node}, @cqframework/cql 5.3.0, cql-execution 3.3.2"


def write(figures: Figures, command: str) -> None:
    page = ROOT / "docs" / "benchmarks.md"
    begin, end = "<!-- figures -->", "<!-- end of figures -->"
    text = page.read_text("utf-8")
    table = "\n".join(["| what | figure | against |", "| --- | --- | --- |", *(f"| {a} | {b} | {c} |" for a, b, c in figures)])
    head, tail = text.split(begin)[0], text.split(end)[1]
    page.write_text(f"{head}{begin}\nMade by `{command}` on {date.today()}: {machine()}.\n\n{table}\n{end}{tail}", "utf-8")  # noqa: DTZ011


def main() -> None:
    asked = argparse.ArgumentParser(prog="benchmarks/run", description=__doc__)
    asked.add_argument("--quick", action="store_true", help="small sizes; nothing is written to docs/benchmarks.md")
    asked.add_argument("--ten-million", action="store_true", help="also ten million children, once")
    o = asked.parse_args()
    sizes = argparse.Namespace(peer=20_000, facts=1_000_000, events=100_000, cases=3000, rounds=5, scale=[10_000, 100_000, 1_000_000])
    if o.quick:
        sizes = argparse.Namespace(peer=2000, facts=50_000, events=20_000, cases=300, rounds=3, scale=[2000, 10_000])
    if o.ten_million:
        sizes.scale.append(10_000_000)
    figures: Figures = []
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as temporary:
        folder = Path(temporary)
        for part in (one_child(sizes, folder), against_the_peer(sizes, folder), the_return(folder), scaling(sizes, folder)):
            for figure in part:
                figures.append(figure)
                print(" | ".join(figure), flush=True)
    say(f"most memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
    if not o.quick:
        write(figures, "make bench" + (" (benchmarks/run --ten-million)" if o.ten_million else ""))


if __name__ == "__main__":
    main()
