"""The embedded PostgreSQL of a home: make it, start it, stop it.

It listens on a socket in a private folder and nowhere else, asks everyone for a password, and puts what is
committed on the disk before it says so.
"""

import os
import shlex
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from psycopg import pq

from holdfast.server import place as places
from holdfast.server.home import Home
from holdfast.server.place import Place
from holdfast.server.private_file import LOG_AT_MOST, keep_small, write_private
from holdfast.server.secret_file import secrets_of

SUPERUSER = "holdfast_setup"
PORT = 5432
# A server killed a moment ago holds its lock until the system has cleared it away: 1 to 2 seconds when measured.
_PATIENCE = 10.0
_MAY_TAKE = 300

# For two cores and 24 GB shared with other programs. What a person wrote must not stand in the log, so neither
# statements nor the details of errors, which quote the row, are logged.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "256MB",
    "effective_cache_size": "4GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "random_page_cost": "1.1",
    "jit": "off",
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] ",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
}


class DatabaseDidNotStart(Exception):
    """PostgreSQL could not be made or started; carries the end of what it said and where its log is."""


class NotMadeYet(Exception):
    """This home's database was never started."""


@dataclass(frozen=True)
class Cluster:
    """An embedded PostgreSQL. The superuser is for setting up and for backups, never for requests."""

    sockets: Path
    port: int
    superuser: str
    password: str = field(repr=False)
    data: Path
    log: Path


def ensure_running(home: Home) -> Cluster:
    """The home's PostgreSQL, made on first use and started if it is not running.

    Raises DatabaseDidNotStart, place.NoPlace, secret_file.SecretsUnreadable.
    """
    password = secrets_of(home).superuser_password
    with home.locked():
        place = places.make(home)
        if not (place.data / "PG_VERSION").exists():
            _initdb(place, password)
        _start(place)
    return _cluster(place, password)


def cluster(home: Home) -> Cluster:
    """The home's PostgreSQL as `ensure_running` gives it, whether it runs or not. Raises NotMadeYet."""
    place = places.find(home)
    if place is None:
        raise NotMadeYet(f"{home.root} has no database yet: start Holdfast with `make run`.")
    return _cluster(place, secrets_of(home).superuser_password)


def is_running(home: Home) -> bool:
    """Whether the home's PostgreSQL takes connections."""
    place = places.find(home)
    return place is not None and _answer(place) == pq.Ping.OK


def keep_log_small(home: Home) -> None:
    """Put the log of the home's PostgreSQL aside where it has grown large, whether it runs or not."""
    if place := places.find(home):
        keep_small(place.log, LOG_AT_MOST)


def stop(home: Home) -> None:
    """Stop the home's PostgreSQL in order, ending open connections; nothing happens if it is not running.

    Raises DatabaseDidNotStop.
    """
    with home.locked():
        place = places.find(home)
        if place is None or not (place.data / "postmaster.pid").exists():
            return
        said = place.run("pg_ctl", "stop", "-D", str(place.data), "-m", "fast", "-w", "-t", str(_MAY_TAKE))
        if said.returncode != 0 and _answer(place) != pq.Ping.NO_RESPONSE:
            raise DatabaseDidNotStop(f"PostgreSQL did not stop: {_what(said, place)}")


class DatabaseDidNotStop(Exception):
    """PostgreSQL still runs; carries what it said and where its log is."""


def _cluster(place: Place, password: str) -> Cluster:
    return Cluster(place.sockets, PORT, SUPERUSER, password, place.data, place.log)


def _answer(place: Place) -> pq.Ping:
    return pq.Ping(pq.PGconn.ping(f"host={place.sockets} port={PORT} connect_timeout=5".encode()))


def _initdb(place: Place, password: str) -> None:
    """Make the data folder under another name first, so that one half made is never taken for whole."""
    part, words = place.folder / "data.part", place.folder / "password.part"
    shutil.rmtree(part, ignore_errors=True)
    write_private(words, password.encode())
    os.chown(words, place.uid, place.gid)
    try:
        said = place.run(
            "initdb",
            *("-D", str(part), "-U", SUPERUSER, "--pwfile", str(words)),
            *("--auth-local=scram-sha-256", "--auth-host=scram-sha-256"),
            *("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
        )
    finally:
        words.unlink()
    if said.returncode != 0:
        raise DatabaseDidNotStart(f"PostgreSQL could not be made: {_what(said, place)}")
    part.rename(place.data)


def _start(place: Place) -> None:
    """Start and wait for it; try again for a while, since a server killed just now still holds its lock."""
    keep_small(place.log, LOG_AT_MOST)
    until = time.monotonic() + _PATIENCE
    while _answer(place) != pq.Ping.OK:
        said = place.run(
            *("pg_ctl", "start", "-D", str(place.data), "-l", str(place.log), "-o", _options(place)),
            *("-w", "-t", str(_MAY_TAKE)),
        )
        if said.returncode != 0:
            if time.monotonic() > until:
                raise DatabaseDidNotStart(f"PostgreSQL did not start: {_what(said, place)}")
            time.sleep(0.2)


def _options(place: Place) -> str:
    given = SETTINGS | {"unix_socket_directories": str(place.sockets), "port": str(PORT)}
    return " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in given.items())


def _what(said: subprocess.CompletedProcess[str], place: Place) -> str:
    lines = (said.stdout + said.stderr).strip().splitlines()[-5:]
    if place.log.exists():
        lines += place.log.read_text(encoding="utf-8", errors="replace").splitlines()[-5:]
    return "\n  ".join([*lines, f"(log: {place.log})"])
