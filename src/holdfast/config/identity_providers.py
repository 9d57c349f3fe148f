"""The agencies' own identity providers, from a TOML file: one table each with name, client_id, secret and server_url."""

import tomllib
from pathlib import Path
from typing import Any


class BadProvider(Exception):
    """The file of identity providers cannot be used; the message names every table and key at fault."""


def providers(file: str | None) -> dict[str, Any]:
    """Settings for django-allauth's OpenID Connect; empty where no file is named. Raises BadProvider with every fault."""
    if not file:
        return {}
    tables = tomllib.loads(Path(file).read_text(encoding="utf-8"))
    faults = [
        f"[{name}] {key}: expected a text"
        for name, table in tables.items()
        for key in ("name", "client_id", "secret", "server_url")
        if not isinstance(table, dict) or not isinstance(table.get(key), str)
    ]
    if faults:
        raise BadProvider(f"{file}: " + "; ".join(faults))
    apps = [
        {"provider_id": name, "name": t["name"], "client_id": t["client_id"], "secret": t["secret"],
         "settings": {"server_url": t["server_url"], "oauth_pkce_enabled": True}}
        for name, t in tables.items()
    ]  # fmt: skip
    return {"openid_connect": {"APPS": apps}}
