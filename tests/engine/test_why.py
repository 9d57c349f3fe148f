"""The tree of criteria: it settles the same state as the finding, in the sentences of the facts."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from holdfast.engine.why import ALL, ONE, Criterion, why
from holdfast.ng26.guideline import NG26, findings
from holdfast.ng26.settings import DEFAULTS

CASES = sorted((Path(__file__).parent.parent / "vignettes").glob("*.case.json"))


def every(criterion: Criterion) -> Iterator[Criterion]:
    yield criterion
    for part in criterion.parts:
        yield from every(part)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_tree_and_the_finding_say_the_same(path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    for finding in findings(case).findings:
        chapters = why(NG26, finding.recommendation, case, DEFAULTS)
        answers = [chapter.criterion.answer for chapter in chapters]
        if chapters[0].title == "When it applies":
            expected = {"not_applicable": [False], "met": [True, True]}.get(finding.state)
            assert answers == expected if expected else answers[0] is not False
        else:
            assert (answers[1] is True and answers[0] is not False) is (finding.state == "stop")


def test_groups_follow_from_their_parts() -> None:
    for path in CASES:
        case = json.loads(path.read_text(encoding="utf-8"))
        for recommendation in NG26.about_a_child:
            for chapter in why(NG26, recommendation.number, case, DEFAULTS):
                for branch in every(chapter.criterion):
                    answers = [part.answer for part in branch.parts]
                    if branch.text == ALL and branch.answer is True:
                        assert all(answer is True for answer in answers)
                    if branch.text == ONE and branch.answer is False:
                        assert all(answer is False for answer in answers)


def test_a_branch_says_the_fact_and_what_it_rests_on() -> None:
    case = {"format": "holdfast-case/1", "as_of": "2026-03-01", "child": {"id": "A"},
            "attachment": [{"date": "2026-02-01", "status": "suspected"}]}  # fmt: skip
    (applies, done) = why(NG26, "1.3.2", case, DEFAULTS)[:2]
    said = {branch.text: branch for branch in every(applies.criterion)}
    assert applies.criterion.answer is None
    assert said["the date of birth is not known"].answer is None
    assert said["the date of birth is not known"].reads == ("child/date_of_birth",)
    concern = next(branch for text, branch in said.items() if "suspected" in text)
    assert concern.answer is True and "attachment" in concern.reads
    assert "assessed: education" in {branch.text for branch in every(done.criterion)}
