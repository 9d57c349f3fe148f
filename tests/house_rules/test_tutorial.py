"""The case files shown in the tutorial are valid, and the answers that it tells are the answers given."""

import json
import re

import pytest

from holdfast.casefile.checking import errors
from holdfast.ng26.guideline import findings
from tests.house_rules.sources import ROOT

_BLOCK = re.compile(r"```json\n(.*?)```", re.DOTALL)
CASES = [
    json.loads(text)
    for text in _BLOCK.findall((ROOT / "docs/tutorials/first-answer.md").read_text(encoding="utf-8"))
]
TOLD = [
    {"1.3.2": "ask"},
    {"1.3.2": "act", "1.4.1": "wait"},
    {"1.3.2": "stop"},
    {"1.3.2": "met", "1.4.1": "act"},
]


@pytest.mark.parametrize(
    ("case", "told"), list(zip(CASES, TOLD, strict=True)), ids=["unknown", "none", "too-early", "made"]
)
def test_the_tutorial_is_true(case: dict[str, object], told: dict[str, str]) -> None:
    assert list(errors(case)) == []
    states = {f.recommendation: f.state for f in findings(case).findings}
    assert {number: states[number] for number in told} == told
