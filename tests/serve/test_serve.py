"""`holdfast serve` as it is used: real processes, on a free port, in a home of its own. Killed as it must not be, and started again."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import MappingProxyType

import pytest

from holdfast.cli.serving import parts
from holdfast.server import postgres
from holdfast.server.home import Home
from tests.own_database import own_database

HOLDFAST = Path(sys.executable).with_name("holdfast")
CHILDREN = "5"
PATIENCE = 300  # a machine may be busy with other things


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Served:
    """One home and one port; `start` waits until it is ready."""

    def __init__(self, folder, database=MappingProxyType({})):
        self.home, self.port = Home(folder), free_port()
        self.environ = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "HOLDFAST_ROLE")}
        self.environ |= {"HOLDFAST_HOME": str(folder), **database}
        self.process, self.out = None, folder.with_suffix(".out")

    def run(self, *words):
        return subprocess.run(
            [HOLDFAST, *words],
            env=self.environ,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def start(self):
        with self.out.open("w") as out:
            self.process = subprocess.Popen(
                [HOLDFAST, "serve", "--port", str(self.port), "--children", CHILDREN],
                env=self.environ, stdout=out, stderr=out,
            )  # fmt: skip
        until = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < until:
            if "Ctrl-C stops it" in self.said():
                return
            time.sleep(0.1)
        pytest.fail(self.said())

    def said(self):
        return self.out.read_text()

    def ask(self, path):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()

    def wait_until_ready(self):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                if self.ask("/health/ready")[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.1)
        pytest.fail(self.said())

    def end(self, how):
        self.process.send_signal(how)
        self.process.wait(PATIENCE)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with own_database() as database:
        made = Served(tmp_path_factory.mktemp("served") / "home", database)
        yield made
        made.run("stop")
        if made.process:
            made.process.kill()
            made.process.wait()


@pytest.mark.slow
def test_it_starts_survives_a_kill_and_stops(served):
    assert (
        served.run("audit", "verify").returncode == 0
    )  # a record that was only looked at is still to be filled
    served.start()
    assert "The made-up authority" in served.said()
    status, body = served.ask("/health/ready")
    assert (status, json.loads(body)["database"], json.loads(body)["migrations"]) == (200, "ok", "up to date")
    assert served.ask("/health/live")[0] == 200
    people = json.loads(served.run("demo", "people", "--json").stdout)
    assert {len(person["children"]) for person in people["people"]} > {0}

    killed = parts.leftovers(served.home)
    assert len(killed) >= 3  # the web server and its two processes, and the worker
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    served.wait_until_ready()

    again = served.run("serve", "--port", str(free_port()))
    assert again.returncode == 2
    assert "already runs" in again.stderr and f":{served.port}/" in again.stderr

    served.end(signal.SIGKILL)
    embedded = "DATABASE_URL" not in served.environ
    assert postgres.is_running(served.home) == embedded  # nobody was there to stop it
    served.start()
    assert (
        "Bringing the database up to date" not in served.said()
        and "The made-up authority" not in served.said()
    )
    assert json.loads(served.run("demo", "people", "--json").stdout) == people

    stopped = served.run("stop")
    assert stopped.returncode == 0, stopped.stderr
    assert served.process.wait(PATIENCE) == 0
    assert "Nothing is lost" in served.said()
    assert not postgres.is_running(served.home)
    assert parts.leftovers(served.home) == []
    assert "Nothing runs" in served.run("stop").stdout


def test_a_port_in_use_is_said(tmp_path):
    other = Served(tmp_path / "home")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", other.port))
        taken.listen()
        refused = other.run("serve", "--port", str(other.port))
    assert refused.returncode == 2
    assert (
        f"Port {other.port} cannot be used" in refused.stderr and f"PORT={other.port + 1}" in refused.stderr
    )


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1"])
def test_a_port_that_is_none_is_refused(tmp_path, port):
    refused = Served(tmp_path / "home").run("serve", f"--port={port}")
    assert refused.returncode == 2 and "expected a whole number from 1 to 65535" in refused.stderr


@pytest.mark.parametrize("role", ["app", "worker", "owner"])
def test_what_the_address_of_a_server_says_holds_for_every_connection(tmp_path, role):
    address = "postgresql://me:secret@db.example/holdfast?sslmode=verify-full"
    asks = "from django.conf import settings; print(*(d['OPTIONS'].get('sslmode') for d in settings.DATABASES.values()))"
    said = subprocess.run(
        [sys.executable, "-c", asks],
        env=Served(tmp_path / "home", {"DATABASE_URL": address, "HOLDFAST_ROLE": role}).environ
        | {"DJANGO_SETTINGS_MODULE": "holdfast.config.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.split() == ["verify-full"] * 2
