"""The keys and passwords of one home, made by the machine on first use and known to no person."""

import json
import os
import secrets
from dataclasses import dataclass, field, fields
from pathlib import Path

from holdfast.server.home import Home


@dataclass(frozen=True)
class Secrets:
    """Each is 256 random bits as text; none shows when a value is printed or logged."""

    django_secret_key: str = field(repr=False)
    superuser_password: str = field(repr=False)
    owner_password: str = field(repr=False)
    app_password: str = field(repr=False)
    worker_password: str = field(repr=False)


class SecretsUnreadable(Exception):
    """The file of secrets is damaged; says which file and what to do."""


def secrets_of(home: Home) -> Secrets:
    """The secrets of this home; those not there yet are made and kept. Raises SecretsUnreadable."""
    names = [item.name for item in fields(Secrets)]
    with home.locked():
        known = _read(home.secrets)
        missing = [name for name in names if name not in known]
        if missing:
            known |= {name: secrets.token_urlsafe(32) for name in missing}
            write_private(home.secrets, json.dumps(known, indent=1).encode())
    return Secrets(**{name: known[name] for name in names})


def write_private(path: Path, content: bytes) -> None:
    """The whole file or nothing of it, mode 0600, on the disk before it has its name."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _read(path: Path) -> dict[str, str]:
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError:
        known = None
    if not isinstance(known, dict) or not all(isinstance(value, str) and value for value in known.values()):
        raise SecretsUnreadable(f"{path} is damaged: put back a copy of it, made together with the database.")
    return known
