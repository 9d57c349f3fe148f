"""Load on a running server from this machine: keep-alive clients, each asking in turn; and how long the answers took."""

import http.client
import itertools
import statistics
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass


@dataclass(frozen=True)
class Took:
    """Milliseconds of one page under one load; `failed` counts answers that were not 200."""

    p50: float
    p95: float
    each_second: float
    failed: int

    def __str__(self) -> str:
        return f"p50 {self.p50:.0f} ms, p95 {self.p95:.0f} ms, {self.each_second:,.0f}/s" + (
            f", {self.failed} failed" if self.failed else ""
        )


def ask(port: int, path: str, cookies: Sequence[str], *, clients: int, requests: int) -> Took:
    """`requests` in all from `clients` at once; each client is one signed-in person (or nobody, without cookies)."""
    begun = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        turns = [
            pool.submit(
                _client, port, path, cookies[n % len(cookies)] if cookies else "", requests // clients
            )
            for n in range(clients)
        ]
        answers = list(itertools.chain.from_iterable(turn.result() for turn in turns))
    whole = time.perf_counter() - begun
    times = sorted(taken for taken, _ in answers)
    cut = statistics.quantiles(times, n=100)
    return Took(cut[49], cut[94], len(answers) / whole, sum(status != 200 for _, status in answers))


def _client(port: int, path: str, cookie: str, requests: int) -> list[tuple[float, int]]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": f"holdfast_session={cookie}"} if cookie else {}
    answers = []
    for _ in range(requests):
        begun = time.perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        answers.append(((time.perf_counter() - begun) * 1000, answer.status))
    connection.close()
    return answers
