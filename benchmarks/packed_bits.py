#!/usr/bin/env python3
"""The bound: the same boolean work on packed bits in numpy, 64 children to a machine word.

A three-valued fact is two bit planes, known true and known false (neither: unknown; never both). Kleene's logic is then plain bit
operations: `and` ands the true planes and ors the false ones, `or` the other way round, `not` swaps the two and costs nothing.

    table = Table(n, {name: (values, known), ...})          two boolean arrays a fact
    program = Program(rules)                                compiled once: shared parts worked out once, buffers reused
    states = program.run(table, threads=2)                  {recommendation: {state: plane}}
    table.count(plane), table.unpack(plane), codes(table, planes)

Rules and expressions are those of cql/rules.py: nested tuples ('fact', name), ('and', a, ...), ('or', a, ...), ('not', a),
('applies', number), ('outstanding', number); and for definitions that say so (bound.py) ('known', a), true where a is, else false,
('not_known', a), unknown where a is, else false, ('true',) and ('false',). Run as a script it checks itself against plain Python and
then times 31 recommendations over made-up facts:   packed_bits.py [--children 1000000] [--threads 1] [--repeat 7]
"""

import argparse
import json
import random
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

STATES = ("not_applicable", "met", "act", "wait", "ask", "stop")  # the codes of codes(), in this order
NOBODY, EVERYBODY = ("none",), ("every",)  # planes that are never made: all clear, all set
BLOCK = 8192  # words worked on at a time: a block's planes stay in the core's own cache


class Table:
    """n children's facts as bit planes of uint64 words."""

    def __init__(self, n, columns):
        self.n, self.words = n, -(-n // 64)
        self.true = {name: self.pack(values & known) for name, (values, known) in columns.items()}
        self.false = {name: self.pack(~values & known) for name, (values, known) in columns.items()}

    def pack(self, bits):
        out = np.zeros(self.words * 8, np.uint8)
        packed = np.packbits(bits, bitorder="little")
        out[: len(packed)] = packed
        return out.view("<u8")

    def unpack(self, plane):
        return np.unpackbits(plane.view(np.uint8), count=self.n, bitorder="little").view(bool)

    def count(self, plane):
        return int(np.bitwise_count(plane).sum())


class Program:
    """Rules compiled to a straight line of two-operand bit operations on planes."""

    def __init__(self, rules):
        self.facts, self.steps = [], []  # a step is (operation, operand, operand or None, result)
        self.known, self.made = (
            {},
            {},
        )  # pair of planes of an expression; plane of a step, so that none is done twice
        self.temps = 0
        self.out, self.outstanding, self.applied = {}, {}, {}
        for number, rule in rules.items():
            self.rule(number, rule)
        self.allot()

    # -- compiling: a plane is ("true"|"false", fact), ("temp", i), NOBODY or EVERYBODY

    def step(self, op, a, b=None):
        if op == "not" and a in (NOBODY, EVERYBODY):
            return EVERYBODY if a == NOBODY else NOBODY
        if op in ("and", "or") and {a, b} & {NOBODY, EVERYBODY}:
            nothing, all_of_it = (EVERYBODY, NOBODY) if op == "and" else (NOBODY, EVERYBODY)
            return all_of_it if all_of_it in (a, b) else b if a == nothing else a
        if b is not None and b < a:  # both operations commute
            a, b = b, a
        if (op, a, b) not in self.made:
            self.made[op, a, b] = ("temp", self.temps)
            self.steps.append((op, a, b, self.made[op, a, b]))
            self.temps += 1
        return self.made[op, a, b]

    def fold(self, op, planes):
        first, *rest = planes
        for p in rest:
            first = self.step(op, first, p)
        return first

    def pair(self, expr):
        if expr not in self.known:
            op, *args = expr
            if op == "fact":
                if args[0] not in self.facts:
                    self.facts.append(args[0])
                out = ("true", args[0]), ("false", args[0])
            elif op in ("applies", "outstanding"):
                out = (self.applied if op == "applies" else self.outstanding)[args[0]]
                out = out() if callable(out) else out
            elif op == "not":
                out = self.pair(args[0])[::-1]
            elif op in ("and", "or"):
                pairs = [self.pair(a) for a in args]
                other = {"and": "or", "or": "and"}[op]
                out = self.fold(op, [t for t, _ in pairs]), self.fold(other, [f for _, f in pairs])
            elif op == "known":
                true, _ = self.pair(args[0])
                out = true, self.step("not", true)
            elif op == "not_known":
                out = NOBODY, self.fold("or", self.pair(args[0]))
            elif op in ("true", "false"):
                out = (EVERYBODY, NOBODY) if op == "true" else (NOBODY, EVERYBODY)
            else:
                raise ValueError(f"no operation {op!r} in {expr!r}")
            self.known[expr] = out
        return self.known[expr]

    def rule(self, number, r):
        out = {}
        if "broken" in r:
            scope, could_be, broken = (self.pair(r[k]) for k in ("scope", "could_be", "broken"))
            both = self.pair(("and", r["scope"], r["could_be"]))
            out["stop"] = self.step("and", broken[0], self.step("not", scope[1]))
            out["met"] = self.step("and", both[0], broken[1])
            out["not_applicable"] = self.step("or", scope[1], self.step("and", could_be[1], broken[1]))
        else:
            both, met = self.pair(r["applies"]), self.pair(r["met"])
            out["not_applicable"], out["met"] = both[1], self.step("and", both[0], met[0])
            out["act"] = self.step("and", both[0], met[1])
            if "waits" in r:
                waits = self.pair(r["waits"])
                out["wait"] = self.step("and", out["act"], waits[0])
                out["act"] = self.step("and", out["act"], waits[1])
            if "stop" in r:
                stop = self.pair(r["stop"])
                out["stop"] = self.step("and", out["act"], stop[0])
                out["act"] = self.step("xor", out["act"], out["stop"])
        out["ask"] = self.step("not", self.fold("or", list(out.values())))
        self.out[number], self.applied[number] = out, both
        self.outstanding[number] = lambda: tuple(  # worked out only where something waits for it
            self.fold("or", [out[s] for s in names if s in out])
            for names in (("act", "stop"), ("not_applicable", "met", "wait"))
        )

    def allot(self):
        """Give temporary planes buffers, a buffer being free again after its last use; answers get planes of their own."""
        last = {}
        for i, (_, a, b, _) in enumerate(self.steps):
            last[a] = last[b] = i
        answers = {p: None for planes in self.out.values() for p in planes.values()}
        self.answers = {
            p: i for i, p in enumerate(answers)
        }  # an answer may be a fact's plane or a shared one
        place, free, self.buffers = {}, [], 0
        for i, (_, a, b, made) in enumerate(self.steps):
            if made not in self.answers:
                if free:
                    place[made] = free.pop()
                else:
                    place[made], self.buffers = self.buffers, self.buffers + 1
            free += [place[p] for p in {a, b} if p in place and last[p] == i]
        nf = len(self.facts)
        where = {("true", f): i for i, f in enumerate(self.facts)} | {
            ("false", f): nf + i for i, f in enumerate(self.facts)
        }
        where |= {p: 2 * nf + i for p, i in place.items()}
        base = 2 * nf + self.buffers
        self.copies = [(where[p], base + i) for p, i in self.answers.items() if p[0] != "temp"]
        where |= {p: base + i for p, i in self.answers.items() if p[0] == "temp"}
        ops = {"and": np.bitwise_and, "or": np.bitwise_or, "xor": np.bitwise_xor, "not": np.invert}
        self.code = [
            (ops[op], where[a], None if b is None else where[b], where[made]) for op, a, b, made in self.steps
        ]

    # -- running

    def run(self, table, threads=1, block=BLOCK):
        facts = [table.true[f] for f in self.facts] + [table.false[f] for f in self.facts]
        answers = np.empty((len(self.answers), table.words), np.uint64)

        def share(starts):
            buffers = np.empty((self.buffers, block), np.uint64)
            for start in starts:
                stop = min(start + block, table.words)
                planes = [p[start:stop] for p in facts]
                planes += [b[: stop - start] for b in buffers]
                planes += [a[start:stop] for a in answers]
                for op, a, b, made in self.code:
                    if b is None:
                        op(planes[a], planes[made])
                    else:
                        op(planes[a], planes[b], planes[made])
                for a, made in self.copies:
                    planes[made][:] = planes[a]

        starts = range(0, table.words, block)
        if threads == 1:
            share(starts)
        else:
            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(share, [starts[i::threads] for i in range(threads)]))
        if table.n % 64:  # the bits after the last child are no children
            answers[:, -1] &= np.uint64((1 << table.n % 64) - 1)
        return {n: {s: answers[self.answers[p]] for s, p in planes.items()} for n, planes in self.out.items()}


def codes(table, planes):
    """One recommendation's planes as an array of indices into STATES."""
    out = np.full(table.n, 255, np.uint8)
    for state, plane in planes.items():
        out[table.unpack(plane)] = STATES.index(state)
    return out


# ---- the check, and the time ----


def made_up(n, names, unknown=0.2, seed=1):
    rng = np.random.default_rng(seed)
    return {f: (rng.random(n, np.float32) < 0.5, rng.random(n, np.float32) >= unknown) for f in names}


def random_expr(rng, names, depth):
    if depth == 0 or rng.random() < 0.2:
        return ("fact", rng.choice(names))
    op = rng.choice(("and", "or", "not"))
    return (op, *(random_expr(rng, names, depth - 1) for _ in range(1 if op == "not" else rng.randint(1, 4))))


def facts_of(expr):
    return (
        {expr[1]} if expr[0] == "fact" else {f for a in expr[1:] if isinstance(a, tuple) for f in facts_of(a)}
    )


def check(rules, plain, n=3001, seed=1):
    """Every state of every child equal to the plain evaluation: the rules given, and random ones."""
    rng = random.Random(seed)
    names = [f"f{i}" for i in range(8)]
    wild = {}
    for i in range(60):
        parts = {
            k: random_expr(rng, names, 4)
            for k in ("applies", "met", "waits", "stop")
            if k in ("applies", "met") or rng.random() < 0.5
        }
        if i % 10 == 9:
            parts = {k: random_expr(rng, names, 3) for k in ("scope", "could_be", "broken")}
        if i and rng.random() < 0.3:
            parts["waits" if "met" in parts else "broken"] = (
                "or",
                random_expr(rng, names, 2),
                ("outstanding", str(i - 1)),
            )
        if i and rng.random() < 0.2:
            key = "applies" if "applies" in parts else "could_be"
            parts[key] = ("and", parts[key], ("not", ("applies", str(i - 1))))
        wild[str(i)] = parts
    done = 0
    for some in (rules, wild):
        used = sorted({f for r in some.values() for e in r.values() for f in facts_of(e)})
        columns = made_up(n, used, seed=seed)
        table = Table(n, columns)
        for threads, block in ((1, BLOCK), (2, 7)):
            got = {number: codes(table, p) for number, p in Program(some).run(table, threads, block).items()}
            for i in range(n):
                child = {f: bool(v[i]) if known[i] else None for f, (v, known) in columns.items()}
                for number, state in plain(child, some).items():
                    done += 1
                    if STATES[got[number][i]] != state:
                        raise AssertionError(f"child {i}, {number}: {STATES[got[number][i]]}, not {state}")
    return done


def timed(program, table, repeat=7, threads=1):
    """Children a second of the median run, facts packed before, answers left as planes."""
    program.run(table, threads)
    seconds = []
    for _ in range(repeat):
        start = time.perf_counter()
        program.run(table, threads)
        seconds.append(time.perf_counter() - start)
    return table.n / statistics.median(seconds)


def main():
    sys.path.insert(0, str(Path(__file__).parent / "cql"))
    from rules import RULES, states_of

    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--children", type=int, default=1_000_000)
    a.add_argument("--threads", type=int, default=1)
    a.add_argument("--repeat", type=int, default=7)
    o = a.parse_args()
    print(f"check: {check(RULES, states_of)} states equal to plain Python", file=sys.stderr)
    program = Program(RULES)
    columns = made_up(o.children, program.facts)
    start = time.perf_counter()
    table = Table(o.children, columns)
    packing = time.perf_counter() - start
    rate = timed(program, table, o.repeat, o.threads)
    result = {
        "bound": f"numpy {np.__version__}, packed bits", "threads": o.threads, "children": o.children, "recommendations": len(RULES),
        "facts": len(program.facts), "bit_operations": len(program.code), "buffers": program.buffers,
        "seconds_packing": round(packing, 3), "cases_per_second": round(rate),
    }  # fmt: skip
    print(
        f"{result['cases_per_second']:,} cases a second, {o.threads} thread(s), {len(program.code)} operations a word",
        file=sys.stderr,
    )
    print(json.dumps(result))


if __name__ == "__main__":
    main()
