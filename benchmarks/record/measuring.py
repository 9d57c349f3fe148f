"""The figures of the record: a server as `make run` starts it, a cohort of 20,000 children and one of 100,000.

    benchmarks/run --only record

The peer is a bare page of the same stack (sign-in page: template, middleware, security headers; nobody signed in, no child), asked
in the same run, turn and turn about.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks.figures import Figure
from benchmarks.record.load import Took, ask
from benchmarks.timing import HOLDFAST, ROOT, say

BARE, LIST = "/accounts/login/", "/children/"
CLIENTS, REQUESTS, TURNS = 8, 800, 3
TIMES_BARE, LIST_UNDER, CHILD_UNDER, AUTHORITY_UNDER, SAVE_UNDER, GROWTH = 8.0, 150.0, 200.0, 20.0, 100.0, 1.5


def record(sizes: tuple[int, ...] = (20_000, 100_000), requests: int = REQUESTS) -> Iterator[Figure]:
    """Figures of each size, then how cost grew from the first to the last."""
    p95: dict[int, float] = {}
    for many in sizes:
        with _home() as home:
            found = _seeded(many, home)
            yield Figure(
                f"{many:,} made-up children in the record: {found['distinct']:,} taken in one by one, with their audit entries",
                f"{found['seconds']:.0f} s",
                "the others are copies that the database makes of them",
            )
            seconds = _authority(home)
            if many == sizes[0]:
                yield Figure(f"findings of all {many:,} children, from the database to the worklist", f"{seconds:.1f} s",
                             f"{many / seconds:,.0f} children/s", f"under {AUTHORITY_UNDER:g} s", seconds < AUTHORITY_UNDER)  # fmt: skip
            else:
                yield Figure(
                    f"findings of all {many:,} children, from the database to the worklist",
                    f"{seconds:.1f} s",
                )
            with _server(home) as port:
                bare, lists, busy = _pages(port, found, requests)
            p95[many] = lists.p95
            yield from _of_pages(many, bare, lists, busy)
            for child, says in (
                (found["ordinary"], "a child as the cohort has them"),
                (found["busy"], "with 5,000 events"),
            ):
                saved = _saved(home, child)
                yield Figure(f"{many:,} children: one child's findings after a save, {says}",
                             f"p50 {saved['p50']:.0f} ms, p95 {saved['p95']:.0f} ms", "", f"p95 under {SAVE_UNDER:g} ms", saved["p95"] < SAVE_UNDER)  # fmt: skip
    if len(sizes) > 1:
        grown = p95[sizes[-1]] / p95[sizes[0]]
        yield Figure(
            f"a list of 25 at {sizes[-1]:,} children against {sizes[0]:,}, p95",
            f"{grown:.2f}×",
            "",
            f"under {GROWTH:g}×",
            grown < GROWTH,
        )


def _of_pages(many: int, bare: Took, lists: Took, busy: Took) -> Iterator[Figure]:
    times = lists.p95 / bare.p95
    yield Figure(
        f"{many:,} children: a bare page, {CLIENTS} clients",
        str(bare),
        "**the peer**: the same stack, nothing asked of the record",
    )
    yield Figure(f"{many:,} children: a list of 25, {CLIENTS} clients", str(lists), f"**{times:.1f}×** the bare page's p95",
                 f"at most {TIMES_BARE:g}× and under {LIST_UNDER:g} ms", times <= TIMES_BARE and lists.p95 < LIST_UNDER)  # fmt: skip
    yield Figure(f"{many:,} children: the page of a child with 5,000 events, all findings, one client", str(busy), "",
                 f"p95 under {CHILD_UNDER:g} ms", busy.p95 < CHILD_UNDER)  # fmt: skip


@contextmanager
def _home() -> Iterator[dict[str, str]]:
    """A record of its own, gone afterwards."""
    folder = tempfile.mkdtemp(prefix="holdfast-bench-")
    environ = {**os.environ, "HOLDFAST_HOME": folder}
    try:
        _python(
            environ,
            "from holdfast.server.home import home; from holdfast.server.database import ready; ready(home())",
        )
        _python(environ, "from holdfast.cli.database import as_role, prepare; as_role('owner'); prepare()")
        yield environ
    finally:
        forget = "import shutil; from holdfast.server.home import home; from holdfast.server import place, postgres; h = home(); f = place.find(h).folder; postgres.stop(h); shutil.rmtree(f, ignore_errors=True)"
        _python(environ, forget)
        shutil.rmtree(folder, ignore_errors=True)


def _python(environ: dict[str, str], *code: str) -> str:
    command = (
        [sys.executable, "-c", *code] if len(code) == 1 and " " in code[0] else [sys.executable, "-m", *code]
    )
    done = subprocess.run(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


def _seeded(many: int, home: dict[str, str]) -> Any:
    say(f"record: {many:,} children into the database")
    found = json.loads(_python(home, "benchmarks.record.seeding", str(many)))
    as_owner = "from holdfast.cli.database import as_role; as_role('owner'); from django.db import connection; connection.cursor().execute('ANALYZE')"
    _python(home, as_owner)
    return found


def _authority(home: dict[str, str]) -> float:
    say("record: the findings of all of them")
    begun = time.perf_counter()
    subprocess.run(
        [HOLDFAST, "findings", "refresh"], cwd=ROOT, env=home, check=True, stdout=subprocess.DEVNULL
    )
    return time.perf_counter() - begun


@contextmanager
def _server(home: dict[str, str]) -> Iterator[int]:
    """The server that `make run` starts."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serving = subprocess.Popen(
        [HOLDFAST, "serve", "--no-demo", "--port", str(port)], cwd=ROOT, env=home, stdout=subprocess.DEVNULL
    )
    try:
        for _ in range(240):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=5) as answer:
                    if answer.status == 200:
                        break
            except OSError:
                time.sleep(0.5)
        yield port
    finally:
        serving.terminate()
        serving.wait(60)


def _pages(port: int, found: Any, requests: int) -> tuple[Took, Took, Took]:
    """The pages turn and turn about; of each the turn with the middle p95."""
    say("record: pages under load")
    bare, lists, busy = [], [], []
    child = f"/child/{found['busy']}/"
    for cookie in found["managers"][:CLIENTS]:
        ask(
            port, LIST, [cookie], clients=1, requests=4
        )  # warm: findings with their reasons are kept from then on
    ask(port, child, found["workers"][:1], clients=1, requests=3)
    for _ in range(TURNS):
        bare.append(ask(port, BARE, [], clients=CLIENTS, requests=requests))
        lists.append(ask(port, LIST, found["managers"][:CLIENTS], clients=CLIENTS, requests=requests))
        busy.append(ask(port, child, found["workers"][:1], clients=1, requests=max(40, requests // 8)))
    return _middle(bare), _middle(lists), _middle(busy)


def _middle(turns: list[Took]) -> Took:
    return sorted(turns, key=lambda took: took.p95)[len(turns) // 2]


def _saved(home: dict[str, str], child: str) -> Any:
    with _database(home):
        return json.loads(_python(home, "benchmarks.record.after_a_save", child, "40"))


@contextmanager
def _database(home: dict[str, str]) -> Iterator[None]:
    """The database alone, without the server."""
    _python(
        home,
        "from holdfast.server.home import home; from holdfast.server.database import ready; ready(home())",
    )
    yield
