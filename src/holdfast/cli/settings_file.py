"""A service's own settings from a TOML file."""

import sys
import tomllib
from pathlib import Path

from holdfast.ng26.settings import DEFAULTS, overridden


class BadSettings(Exception):
    """The settings file is not valid; the message names every error."""


def settings_from(path: Path | None) -> dict[str, int]:
    """The settings in force; raises BadSettings with every error, OSError where the file cannot be read."""
    if path is None:
        return dict(DEFAULTS)
    try:
        changes = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise BadSettings(f"{path}: {problem}; expected TOML such as preschool_under = 5") from None
    settings, errors = overridden(changes)
    if errors:
        raise BadSettings("\n".join(f"{path}: {error}" for error in errors))
    return settings


def settings_or_errors(path: Path | None) -> dict[str, int] | None:
    """The settings, or None after every error has been said on standard error."""
    try:
        return settings_from(path)
    except BadSettings as problem:
        print(problem, file=sys.stderr)
        return None
