"""`holdfast explain`: every recommendation as a practitioner reads it, written from its definition."""

import re

import pytest

from holdfast.engine.definitions import Advice, Guard
from holdfast.engine.expressions import Fact, below
from holdfast.ng26.guideline import NG26, URL
from holdfast.ng26.settings import DEFAULTS, SETTINGS
from holdfast.ng26.vocabulary import STRENGTHS
from tests.cli.commands import flat

NUMBERS = [recommendation.number for recommendation in NG26]


def test_all_62_are_explained():
    assert len(NUMBERS) == 62


@pytest.mark.parametrize("number", NUMBERS)
def test_it_says_what_who_and_where_from(holdfast, number):
    status, out, err = holdfast("explain", number)
    recommendation, text = NG26.by_number[number], flat(out)
    assert (status, err) == (0, "")
    for words in (
        recommendation.summary,
        recommendation.who,
        recommendation.whom,
        STRENGTHS.words[recommendation.strength],
        URL,
    ):
        assert flat(words) in text
    assert f"recommendation {number}" in text


@pytest.mark.parametrize("number", NUMBERS)
def test_it_is_plain_english(holdfast, number):
    _, out, _ = holdfast("explain", number)
    names = set(re.findall(r"\b[a-z]+(?:_[a-z0-9]+)+\b", out))
    assert names <= set(SETTINGS), "only a setting is called by its key, so that it can be changed"
    assert not re.search(r"[{}<>]|\bNone\b|\bTrue\b|\bFalse\b|\bExpr\b|lambda", out)
    assert not re.search(r":\s*$\s*^\s*$", out, re.MULTILINE), "nothing ends in a colon with nothing below"


@pytest.mark.parametrize("number", NUMBERS)
def test_it_says_when(holdfast, number):
    _, out, _ = holdfast("explain", number)
    rule, text = NG26.by_number[number].rule, flat(out)
    if isinstance(rule, Advice):
        assert "It applies when" in text
        assert "It is met" in text
        assert all(f"{n}: {NG26.by_number[n].summary}" in text for n in rule.waits_for)
        for part in rule.parts:
            assert part.expected.split("{")[0].split(";")[0].strip() in text
    elif isinstance(rule, Guard):
        assert "It says stop when" in text
        assert "though it could have been" in text
    else:
        assert "It points to" in text or "it is measured by" in text


@pytest.mark.parametrize("number", [r.number for r in NG26 if isinstance(r.rule, Advice)])
def test_the_sentences_of_its_facts_are_said(holdfast, number):
    _, out, _ = holdfast("explain", number)
    text = flat(out)
    level, said = [NG26.by_number[number].rule.applies], []
    while level:
        node = level.pop()
        if isinstance(node, Fact) and node.yes:
            said.append(node.yes.format_map(DEFAULTS))
        else:
            level += below(node)
    assert said
    assert all(sentence in text for sentence in said)


def test_1_4_3_as_a_practitioner_reads_it(holdfast):
    _, out, _ = holdfast("explain", "1.4.3")
    text = flat(out)
    for words in (
        "It applies when • under 18 • in a care context that the guideline covers",
        "• on the edge of care, or in care and placed with the parents",
        "• ten sessions of video feedback, begun under 5, brought little improvement",
        "It is met when • a multi-agency review has been held since the tenth session",
        "Not yet done, it says stop when • a programme is proposed already",
        "preschool_under 5 years NG26 gives no age for preschool",
    ):
        assert words in text


def test_a_programme_says_its_dose(holdfast):
    _, out, _ = holdfast("explain", "1.4.2")
    text = flat(out)
    for words in (
        "every session at home",
        "each session 60 minutes or more",
        "10–20 minutes filmed in every session",
        "80–130 days",
    ):
        assert words in text
    assert text.count("80–130 days from first to last session") == 1


def test_1_1_1_says_where_it_points(holdfast):
    _, out, _ = holdfast("explain", "1.1.1")
    assert "NG205" in out
    assert "CG89" in out


def test_a_changed_setting_is_said_with_what_it_was(holdfast, tmp_path):
    settings = tmp_path / "ours.toml"
    settings.write_text("preschool_under = 4\n", encoding="utf-8")
    _, out, _ = holdfast("explain", "1.4.1", "--settings", settings)
    text = flat(out)
    assert "of preschool age (under 4)" in text
    assert "4 years changed from 5 years by your file" in text


def test_settings_that_are_not_valid_are_an_error(holdfast, tmp_path):
    settings = tmp_path / "ours.toml"
    settings.write_text("preschool = 4\n", encoding="utf-8")
    status, out, err = holdfast("explain", "1.4.1", "--settings", settings)
    assert (status, out) == (2, "")
    assert "preschool" in err


@pytest.mark.parametrize(
    ("asked", "near"),
    [("1.4.33", "1.4.3"), ("1.2", "1.2.7"), ("1.3.", "1.3.8"), ("one", "1."), ("2.4.1", "1.4.1"), ("", "1.")],
)
def test_a_number_that_is_none_names_the_nearest(holdfast, asked, near):
    status, out, err = holdfast("explain", asked)
    assert (status, out) == (2, "")
    assert repr(asked) in err
    assert near in err
