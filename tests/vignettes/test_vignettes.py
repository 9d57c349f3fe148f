"""Stories with their answers, read by hand from the guideline: what `findings` must say of each child."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from holdfast.casefile.checking import errors
from holdfast.ng26.guideline import NG26, findings

HERE = Path(__file__).parent
ABOUT_A_CHILD = [r.number for r in NG26.about_a_child]


@dataclass(frozen=True)
class Vignette:
    """One story: its case file and what must be answered."""

    name: str
    case: dict[str, Any]
    answer: dict[str, Any]


def _read(path: Path) -> Vignette:
    name = path.name.removesuffix(".case.json")
    answer = json.loads(path.with_name(f"{name}.expect.json").read_text(encoding="utf-8"))
    return Vignette(name, json.loads(path.read_text(encoding="utf-8")), answer)


VIGNETTES = [_read(path) for path in sorted(HERE.glob("*.case.json"))]


def _different(found: dict[str, Any], expected: dict[str, Any]) -> dict[str, str]:
    """What differs, by recommendation, as a person compares it."""
    return {
        number: f"expected {expected[number]}, found {found.get(number)}"
        for number in expected
        if found.get(number) != expected[number]
    }


@pytest.mark.parametrize("story", VIGNETTES, ids=[v.answer["title"] for v in VIGNETTES])
def test_the_story_has_its_answer(story: Vignette) -> None:
    assert errors(story.case) == []
    answer = findings(story.case)
    by_number = {f.recommendation: f for f in answer.findings}

    assert list(by_number) == ABOUT_A_CHILD, "one finding for each recommendation about a child, in order"
    assert _different({n: f.state for n, f in by_number.items()}, story.answer["expect"]) == {}
    assert (answer.child, answer.as_of) == (story.case["child"]["id"], story.case["as_of"])

    waits, missing = story.answer.get("waits_for", {}), story.answer.get("missing", {})
    assert (
        _different(
            {n: sorted(by_number[n].waits_for) for n in waits}, {n: sorted(v) for n, v in waits.items()}
        )
        == {}
    )
    assert (
        _different(
            {n: sorted(by_number[n].missing) for n in missing}, {n: sorted(v) for n, v in missing.items()}
        )
        == {}
    )
    counts = story.answer.get("deviations_count", {})
    assert _different({n: len(by_number[n].deviations) for n in counts}, counts) == {}


@pytest.mark.parametrize("story", VIGNETTES, ids=[v.name for v in VIGNETTES])
def test_the_story_answers_every_recommendation(story: Vignette) -> None:
    assert list(story.answer["expect"]) == ABOUT_A_CHILD
    known = {"title", "points", "expect", "waits_for", "missing", "deviations_count"}
    assert set(story.answer) <= known, "something is expected that no test looks at"
    for what in ("waits_for", "missing", "deviations_count"):
        assert set(story.answer.get(what, {})) <= set(ABOUT_A_CHILD)


def test_every_story_has_an_answer_and_a_title_of_its_own() -> None:
    cases = {path.name.removesuffix(".case.json") for path in HERE.glob("*.case.json")}
    answers = {path.name.removesuffix(".expect.json") for path in HERE.glob("*.expect.json")}
    assert cases == answers != set()
    titles = Counter(v.answer["title"] for v in VIGNETTES)
    assert [title for title, times in titles.items() if times > 1] == []


def test_the_stories_show_every_state_of_an_answer() -> None:
    seen = {state for v in VIGNETTES for state in v.answer["expect"].values()}
    assert seen == {"stop", "act", "wait", "ask", "met", "not_applicable"}
