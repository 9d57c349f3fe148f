"""A link from one page to another leads somewhere."""

import re
from pathlib import Path

import pytest

from tests.house_rules.sources import ROOT, pages

_LINK = re.compile(r"\]\(([^)\s]+)\)")


def broken(text: str, folder: Path) -> list[str]:
    """The page's links to our own files and folders that are not there; addresses of other people are not tried."""
    targets = [target.split("#")[0] for target in _LINK.findall(text)]
    return [target for target in targets if target and "://" not in target and not (folder / target).exists()]


def test_a_broken_link_is_found() -> None:
    assert broken("see [it](nowhere/at-all.md#there)", ROOT) == ["nowhere/at-all.md"]


def test_good_links_pass() -> None:
    assert (
        broken("[a](README.md) [b](docs/) [c](#here) [d](https://www.nice.org.uk/guidance/ng26)", ROOT) == []
    )


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    assert broken(page.read_text(encoding="utf-8"), page.parent) == []
