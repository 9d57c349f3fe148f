"""What the pages tell people to type is there: each `holdfast …` and `make …` in a shell block, and each room's way about."""

import argparse
import re
import shlex
from collections.abc import Iterator
from itertools import groupby, takewhile

import pytest

from holdfast import cli
from tests.house_rules.sources import ROOT, fenced, pages

README = ROOT / "README.md"


def commands(text: str, program: str) -> list[tuple[int, list[str]]]:
    """Line and words of every command of one program in the page's `sh` blocks; a line's `\\` end is joined to the next."""
    found, held = [], ""
    for number, line in fenced(text, "sh"):
        if line.endswith("\\"):
            held += line[:-1]
            continue
        words, held = shlex.split(held + line, comments=True), ""
        found += [
            (number, part[1:]) for part in _parts(words) if part[0].removeprefix(".venv/bin/") == program
        ]
    return found


def _parts(words: list[str]) -> Iterator[list[str]]:
    """The commands of one line, which pipes and `&&` join; without where a shell puts what they say."""
    for joined, part in groupby(words, lambda word: word in ("|", "&&")):
        kept = list(takewhile(lambda word: word not in (">", "<"), part))
        if kept and not joined:
            yield kept


def refuses(parser: argparse.ArgumentParser, words: list[str]) -> str:
    """Why the parser does not take these words; empty if it does."""
    try:
        parser.parse_args(words)
    except SystemExit as stop:
        return "" if stop.code in (0, None) else f"exit {stop.code}"
    return ""


def leaves(parser: argparse.ArgumentParser, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command that the parser has, as its words."""
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not below:
        yield path
    for action in below:
        for name, sub in action.choices.items():
            yield from leaves(sub, (*path, name))


def _toy() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser()
    sub = parser.add_subparsers(required=True).add_parser("assess")
    sub.add_argument("case")
    sub.add_argument("--as-of")
    return parser


@pytest.mark.parametrize("bad", ["asses x.json", "assess x.json --on 2026-03-01", "assess", ""])
def test_bad_commands_are_refused(bad: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert refuses(_toy(), bad.split())


@pytest.mark.parametrize("good", ["assess x.json", "assess x.json --as-of 2026-03-01", "assess --help"])
def test_good_commands_pass(good: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert refuses(_toy(), good.split()) == ""


def test_commands_are_read_from_shell_blocks_alone() -> None:
    page = "holdfast no\n```sh\nmake run\n.venv/bin/holdfast assess a.json \\\n  --format json  # why\n```\n```toml\nholdfast = 1\n```\n"
    assert commands(page, "holdfast") == [(5, ["assess", "a.json", "--format", "json"])]
    assert commands(page, "make") == [(3, ["run"])]


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_shown_is_one(page, capsys: pytest.CaptureFixture[str]) -> None:
    found = commands(page.read_text(encoding="utf-8"), "holdfast")
    wrong = [
        f"line {line}: holdfast {' '.join(words)}" for line, words in found if refuses(cli.parser(), words)
    ]
    assert wrong == [], capsys.readouterr().err


def test_the_readme_shows_every_command() -> None:
    shown = [tuple(words) for _, words in commands(README.read_text(encoding="utf-8"), "holdfast")]
    assert [
        leaf for leaf in leaves(cli.parser()) if not any(words[: len(leaf)] == leaf for words in shown)
    ] == []


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_make_target_shown_is_one(page) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    shown = {
        word
        for _, words in commands(page.read_text(encoding="utf-8"), "make")
        for word in words
        if "=" not in word
    }
    shown |= set(re.findall(r"`make ([a-z-]+)`", page.read_text(encoding="utf-8")))
    assert shown <= targets
