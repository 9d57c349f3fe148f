"""Each room has a page that names every file and folder in it, and nothing that is gone."""

import re
from pathlib import Path

import pytest

from tests.house_rules.sources import ROOMS

ROOMS_THERE = sorted(path.parent for path in ROOMS.glob("*/__init__.py"))
_NAMED = re.compile(r"`([\w/]+(?:\.py|/))`")
_ROW = re.compile(r"^\| (`.+?) \|", re.MULTILINE)


def differs(page: str, there: set[str]) -> set[str]:
    """What stands in the first column of the page's tables and not in the folder, or the other way round."""
    named = {name for row in _ROW.findall(page) for name in _NAMED.findall(row)}
    return (named ^ there) - {"__init__.py"}


def in_room(room: Path) -> set[str]:
    """The modules and folders of code of a room, as a page names them."""
    files = {path.name for path in room.glob("*.py")}
    folders = {f"{path.parent.name}/" for path in room.glob("*/__init__.py")}
    return files | (folders - {"migrations/"})


def test_a_file_that_is_gone_or_not_named_is_found() -> None:
    page = "| file | what |\n| --- | --- |\n| `a.py`, `b.py` | see `x.py` |\n| `c/` | more |\n"
    assert differs(page, {"a.py", "c/", "d.py"}) == {"b.py", "d.py"}
    assert differs(page, {"a.py", "b.py", "c/", "__init__.py"}) == set()


@pytest.mark.parametrize("room", ROOMS_THERE, ids=lambda room: room.name)
def test_the_page_of_a_room_is_whole(room: Path) -> None:
    assert differs((room / "README.md").read_text(encoding="utf-8"), in_room(room)) == set()
