"""The hazard log is whole, and each control it claims is held by a test that exists. See SAFETY.md."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.house_rules.sources import ROOT, tree

SEVERITIES = ("minor", "significant", "considerable", "major", "catastrophic")
LIKELIHOODS = ("very low", "low", "medium", "high", "very high")
# Risk 1 (acceptable) to 5 (never), by likelihood from very low up, then by severity: the example matrix of DCB0129.
RISK = ((1, 1, 2, 2, 3), (1, 2, 2, 3, 4), (2, 2, 3, 3, 4), (2, 3, 3, 4, 5), (3, 4, 4, 5, 5))
ROWS = ("Hazard", "Causes", "Harm", "Before", "Controls", "After", "Held by")

_HEADING = re.compile(r"^### (H\d+)\. (.+)$")
_ROW = re.compile(r"^- \*\*(?P<name>[^*]+)\*\*: (?P<text>.+)$")
_RATING = re.compile(r"^(?P<severity>[a-z]+) × (?P<likelihood>[a-z ]+) = (?P<risk>\d)(?:[;.] .+)?$")
_TEST = re.compile(r"`(tests/[^`]+)`")


@dataclass(frozen=True)
class Hazard:
    """One entry of the log: its rows by name."""

    id: str
    title: str
    rows: dict[str, str]

    @property
    def tests(self) -> list[str]:
        return _TEST.findall(self.rows.get("Held by", ""))


def hazards(text: str) -> list[Hazard]:
    """The log's entries: `### H1. Title`, then one `- **Name**: text` a row; a row may run on over indented lines."""
    found: list[Hazard] = []
    for line in re.sub(r"\n {2,}(?=\S)", " ", text).splitlines():
        if heading := _HEADING.match(line):
            found.append(Hazard(heading[1], heading[2], {}))
        elif line.startswith("#"):
            found.append(Hazard("", line, {}))
        elif found and (row := _ROW.match(line)):
            found[-1].rows[row["name"]] = row["text"]
    return [hazard for hazard in found if hazard.id]


def rated_wrongly(rating: str) -> str:
    """What is wrong with `major × low = 3`; empty if nothing is."""
    match = _RATING.match(rating)
    if not match or match["severity"] not in SEVERITIES or match["likelihood"] not in LIKELIHOODS:
        return f"{rating!r} is no rating such as 'major × low = 3'"
    risk = RISK[LIKELIHOODS.index(match["likelihood"])][SEVERITIES.index(match["severity"])]
    return "" if risk == int(match["risk"]) else f"{rating!r} makes a risk of {risk}"


def missing_test(name: str, root: Path = ROOT) -> str:
    """Why a named test (`tests/file.py::function`, or `::Class::function`) cannot be the one; empty if it is there."""
    file, *names = name.split("::")
    path = root / file
    if not path.is_file() or not names or not names[-1].startswith("test"):
        return f"{name}: no such test"
    body: list[ast.stmt] = tree(path).body
    for part in names:
        there = [
            node for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == part
        ]
        if not there:
            return f"{name}: no {part} in {file}"
        body = there[0].body
    return ""


LOG = hazards((ROOT / "SAFETY.md").read_text(encoding="utf-8"))

_SAMPLE = """
## Log
### H1. Something
- **Hazard**: it
  runs on
- **Held by**: `tests/house_rules/test_safety.py::test_a_hazard_is_read`, `tests/a.py::test_b`
### H2. Another
- **Hazard**: b
## After the log
- **Hazard**: is none
"""


def test_a_hazard_is_read() -> None:
    first, second = hazards(_SAMPLE)
    assert (first.id, first.title, first.rows["Hazard"]) == ("H1", "Something", "it runs on")
    assert first.tests == ["tests/house_rules/test_safety.py::test_a_hazard_is_read", "tests/a.py::test_b"]
    assert second.rows == {"Hazard": "b"}


@pytest.mark.parametrize(
    "bad",
    [
        "tests/house_rules/test_safety.py::test_nowhere",
        "tests/house_rules/test_safety.py",
        "tests/house_rules/test_safety.py::hazards",
        "tests/nowhere.py::test_it",
        "tests/...::...",
    ],
)
def test_a_test_that_is_not_there_is_found(bad: str) -> None:
    assert missing_test(bad)


def test_a_test_that_is_there_passes() -> None:
    assert missing_test("tests/house_rules/test_safety.py::test_a_test_that_is_there_passes") == ""


@pytest.mark.parametrize("bad", ["major × low = 4", "bad × low = 1", "major low 3", "", "minor × never = 1"])
def test_a_wrong_rating_is_found(bad: str) -> None:
    assert rated_wrongly(bad)


@pytest.mark.parametrize(
    "good", ["major × low = 3", "catastrophic × very high = 5", "minor × low = 1; because it is seen"]
)
def test_a_right_rating_passes(good: str) -> None:
    assert rated_wrongly(good) == ""


def test_the_page_shows_the_matrix_that_we_judge_by() -> None:
    text = (ROOT / "SAFETY.md").read_text(encoding="utf-8")
    assert "| likelihood | " + " | ".join(SEVERITIES) + " |" in text
    for likelihood, risks in zip(LIKELIHOODS, RISK, strict=True):
        assert f"| {likelihood} | " + " | ".join(map(str, risks)) + " |" in text


def test_the_log_is_numbered_in_order() -> None:
    assert len(LOG) >= 15
    assert [hazard.id for hazard in LOG] == [f"H{n}" for n in range(1, len(LOG) + 1)]


@pytest.mark.parametrize("hazard", LOG, ids=lambda hazard: hazard.id)
def test_every_hazard_is_whole(hazard: Hazard) -> None:
    assert tuple(hazard.rows) == ROWS
    assert [rated_wrongly(hazard.rows[row]) for row in ("Before", "After")] == ["", ""]
    before, after = (int(_RATING.match(hazard.rows[row])["risk"]) for row in ("Before", "After"))  # type: ignore[index]
    assert after <= before
    assert after <= 2 or ";" in hazard.rows["After"], (
        "a risk of 3 or more that stays needs its reason: `… = 3; because …`"
    )


@pytest.mark.parametrize("hazard", LOG, ids=lambda hazard: hazard.id)
def test_every_control_is_held_by_a_test(hazard: Hazard) -> None:
    assert hazard.tests, "name the test that holds the control"
    assert [problem for problem in map(missing_test, hazard.tests) if problem] == []
