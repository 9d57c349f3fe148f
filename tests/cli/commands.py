"""The command as tests run it, and the stories they run it on."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from holdfast.cli import main
from holdfast.ng26.guideline import findings

STORIES = sorted((Path(__file__).parents[1] / "vignettes").glob("*.case.json"))
HOLDFAST = Path(sys.executable).with_name("holdfast")
STATES = ("stop", "act", "wait", "ask", "met", "not_applicable")


def story(name):
    """The path of one story, such as V51."""
    return next(path for path in STORIES if path.name.startswith(f"{name}."))


def case(name):
    """Its case file, parsed."""
    return json.loads(story(name).read_text(encoding="utf-8"))


def answers():
    """Every story's name with its answer."""
    return [
        (path.name.split(".")[0], findings(json.loads(path.read_text(encoding="utf-8")))) for path in STORIES
    ]


def run(*words, env=None):
    """The real command in a process of its own."""
    return subprocess.run(
        [HOLDFAST, *map(str, words)], capture_output=True, text=True, encoding="utf-8", env=env, check=False
    )


def flat(text):
    """Text without its line ends, as a reader's eye joins it."""
    return " ".join(text.split())


@pytest.fixture
def holdfast(capsys, monkeypatch):
    """The command in this process: call it with words, get exit status, standard output and standard error."""
    for name in ("FORCE_COLOR", "NO_COLOR", "CLICOLOR_FORCE", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")

    def call(*words):
        status = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return status, out, err

    return call
