#!/usr/bin/env python3
"""Do the CQL's states equal a plain evaluation by truth tables, on random facts, run both ways?  check.py [--children 20000]

Needs `npm ci` and `node translate.mjs` first. Also asks that every state a recommendation can have came up, so that the check means
something. Exit status 0 when all agree.
"""

import argparse
import collections
import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
from rules import RULES, states_of  # noqa: E402


def reachable(rule):
    if "broken" in rule:
        return {"not_applicable", "met", "stop", "ask"}
    return (
        {"not_applicable", "met", "act", "ask"}
        | ({"wait"} if "waits" in rule else set())
        | ({"stop"} if "stop" in rule else set())
    )


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--children", type=int, default=20_000)
    n, wrong, seen = a.parse_args().children, 0, collections.defaultdict(collections.Counter)
    with tempfile.TemporaryDirectory() as folder:
        for seed, made in enumerate((["--wild"], ["--wild", "--unknown", "0.1", "--true", "0.8"], []), 1):
            kind = ("jsonl", "csv", "jsonl")[seed - 1]
            facts, rows = Path(folder, f"facts.{kind}"), Path(folder, "facts.jsonl")
            for path in {facts, rows}:
                subprocess.run(
                    [
                        sys.executable,
                        HERE / "generate.py",
                        path,
                        "--children",
                        str(n),
                        "--seed",
                        str(seed),
                        *made,
                    ],
                    check=True,
                )
            expected = [states_of(json.loads(line)) for line in rows.open()]
            for way in ("patient", "batch"):
                out = Path(folder, "states.jsonl")
                subprocess.run(
                    ["node", HERE / "run.mjs", facts, "--way", way, "--workers", "2", "--timeless", "--out", out],
                    check=True, stdout=subprocess.DEVNULL,
                )  # fmt: skip
                answers = [json.loads(line) for line in out.open()]
                if len(answers) != n:
                    sys.exit(f"{len(answers)} answers to {n} children")
                for i, (want, got) in enumerate(zip(expected, answers, strict=True)):
                    child = got.pop("child")
                    if child != f"C{i}" or got.keys() != want.keys():
                        sys.exit(f"line {i + 1} is {child} with {list(got)}")
                    for number, state in want.items():
                        seen[number][state] += 1
                        if got[number] != state:
                            wrong += 1
                            if wrong <= 10:
                                print(f"{way}, seed {seed}, {child}: {number} is {got[number]}, not {state}")
    unseen = {
        number: sorted(left) for number, r in RULES.items() if (left := reachable(r) - set(seen[number]))
    }
    total = sum(sum(c.values()) for c in seen.values())
    print(
        f"{total - wrong} of {total} states equal ({len(RULES)} recommendations)"
        + (f"; never seen: {unseen}" if unseen else "")
    )
    sys.exit(1 if wrong or unseen else 0)


if __name__ == "__main__":
    main()
