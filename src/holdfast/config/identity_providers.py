"""The agencies' own identity providers, from a TOML file: one table each.

[saltmarsh]
name = "Saltmarsh Council"                       # on the sign-in page
agency = "saltmarsh"                             # the key of the agency whose staff it speaks for, and of nobody else
client_id = "holdfast"
secret = "…"
server_url = "https://login.saltmarsh.example"   # https, unless it is this machine
second_factor = "always"                         # only where the agency vouches that every sign-in there takes two proofs;
# without it the provider must say so each time ("amr" holds "mfa")
"""

import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

KEYS = ("name", "agency", "client_id", "secret", "server_url")
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


class BadProvider(Exception):
    """The file of identity providers cannot be used; the message names every table and key at fault."""


def providers(file: str | None) -> dict[str, Any]:
    """Settings for django-allauth's OpenID Connect; empty where no file is named. Raises BadProvider with every fault."""
    if not file:
        return {}
    tables = tomllib.loads(Path(file).read_text(encoding="utf-8"))
    if faults := [fault for name, table in tables.items() for fault in _faults(name, table)]:
        raise BadProvider(f"{file}: " + "; ".join(faults))
    return {"openid_connect": {"APPS": [_app(name, table) for name, table in tables.items()]}}


def _faults(name: str, table: Any) -> list[str]:
    if not isinstance(table, dict):
        return [f"{name}: expected a table [{name}]"]
    found = [f"[{name}] {key}: expected a text" for key in KEYS if not isinstance(table.get(key), str)]
    if isinstance(url := table.get("server_url"), str):
        parts = urlsplit(url)
        if parts.scheme != "https" and parts.hostname not in _THIS_MACHINE:
            found.append(f"[{name}] server_url: {url!r}, expected an address that begins with https://")
    if (said := table.get("second_factor")) not in (None, "always"):
        found.append(f'[{name}] second_factor: {said!r}, expected "always", or no such line')
    return found


def _app(name: str, table: dict[str, str]) -> dict[str, Any]:
    kept = ("server_url", "agency", "second_factor")
    settings = {key: table[key] for key in kept if key in table} | {"oauth_pkce_enabled": True}
    return {"provider_id": name, "name": table["name"], "client_id": table["client_id"], "secret": table["secret"],
            "settings": settings}  # fmt: skip
