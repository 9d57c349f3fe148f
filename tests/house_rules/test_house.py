"""A file is called by what it holds: never utils, helpers, services, managers or signals, and never a second generation."""

import re
from pathlib import Path

import pytest

from tests.house_rules.sources import ROOMS, python_files

_SAYS_NOTHING = {"utils", "util", "helpers", "helper", "services", "managers", "signals", "common", "misc"}
_SECOND_GENERATION = re.compile(r"_(old|new|v2|legacy|backup|nextgen)$")


def bad_names(path: Path) -> list[str]:
    """The parts of a path, folders and the file itself, that say nothing of what is in it."""
    parts = [*path.parts[:-1], path.stem]
    return [part for part in parts if part in _SAYS_NOTHING or _SECOND_GENERATION.search(part)]


@pytest.mark.parametrize(
    "bad",
    [
        "ng26/utils.py",
        "people/services/moves.py",
        "helpers.py",
        "engine/caseload_old.py",
        "accounts/signals.py",
    ],
)
def test_bad_names_are_found(bad: str) -> None:
    assert bad_names(Path(bad))


@pytest.mark.parametrize(
    "good", ["ng26/facts/homes.py", "engine/one_child.py", "people/access.py", "ng26/threshold.py"]
)
def test_good_names_pass(good: str) -> None:
    assert bad_names(Path(good)) == []


def test_every_module_says_what_it_holds() -> None:
    found = [str(path) for path in (p.relative_to(ROOMS) for p in python_files()) if bad_names(path)]
    assert found == []
