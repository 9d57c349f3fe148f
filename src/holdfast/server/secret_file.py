"""The keys and passwords of one home, made by the machine on first use and known to no person."""

import json
import secrets
from dataclasses import dataclass, field, fields
from pathlib import Path

from holdfast.server.home import Home
from holdfast.server.private_file import write_private


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
