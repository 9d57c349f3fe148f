"""One child: every finding with its reasons, in process; and `holdfast assess` from a cold start to the answer."""

import gc
import json
import statistics
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks.timing import HERE, HOLDFAST, output_of, say, whole_command

IN_PROCESS, COLD = 2.0, 0.5  # milliseconds, seconds
STARTS = 11


def one_child(children: int, folder: Path) -> Iterator["Figure"]:  # noqa: F821
    """Figures; the cases are the cohort's, and answered in a process of their own that holds nothing else."""
    from benchmarks.cohort import cases
    from benchmarks.figures import Figure

    say(f"one child, {children:,} case files")
    lines, texts = folder / "cases.jsonl", [json.dumps(case) for case in cases(children)]
    lines.write_text("\n".join(texts), "utf-8")
    told = json.loads(output_of([sys.executable, "-m", "benchmarks.one_child", str(lines)], cwd=HERE.parent))
    yield Figure(
        f"every finding with reasons and missing, in process, {children:,} case files",
        f"p50 {told['p50']:.2f} ms, p95 {told['p95']:.2f} ms, p99 {told['p99']:.2f} ms",
        f"{1000 / told['mean']:,.0f} children/s", f"p95 under {IN_PROCESS:g} ms", told["p95"] < IN_PROCESS,
    )  # fmt: skip
    middle, longest = sorted(texts, key=len)[children // 2], max(texts, key=len)
    for which, text in (("a middling", middle), ("the longest", longest)):
        case = folder / "case.json"
        case.write_text(text, "utf-8")
        for form in ("json", "text"):
            ran = whole_command([HOLDFAST, "assess", str(case), "--format", form], STARTS, warm=1)
            yield Figure(
                f"`holdfast assess CASE --format {form}`, {which} case ({len(text) / 1000:.1f} kB), median of {STARTS} runs",
                f"{ran.seconds:.2f} s", f"whole process; {ran.megabytes:,.0f} MB at most", f"under {COLD:g} s", ran.seconds < COLD,
            )  # fmt: skip


def main() -> None:
    """Milliseconds an answer over the case files of a `.jsonl`, as JSON; the first 200 are answered before as well."""
    from holdfast.ng26.guideline import findings

    with Path(sys.argv[1]).open(encoding="utf-8") as lines:
        cases = [json.loads(line) for line in lines]
    for case in islice(cases, 200):
        findings(case)
    gc.collect()
    gc.freeze()  # the case files held here are the benchmark's, not something that answering makes the collector walk
    taken = []
    for case in cases:
        before = time.perf_counter()
        findings(case)
        taken.append((time.perf_counter() - before) * 1000)
    cut = statistics.quantiles(taken, n=100)
    print(json.dumps({"p50": cut[49], "p95": cut[94], "p99": cut[98], "mean": statistics.fmean(taken)}))


if __name__ == "__main__":
    main()
