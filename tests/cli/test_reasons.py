"""The reasons of every finding in every story: there, short, lower-case, and fit for the state they explain."""

import pytest

from holdfast.engine.definitions import Advice, Guard
from holdfast.engine.expressions import Fact, walk
from holdfast.ng26.guideline import NG26
from holdfast.ng26.settings import DEFAULTS
from tests.cli.commands import answers

ANSWERS = answers()
IDS = [name for name, _ in ANSWERS]


def _said(expr, which):
    return {
        getattr(node, which).format_map(DEFAULTS)
        for node in walk(expr)
        if isinstance(node, Fact) and getattr(node, which)
    }


@pytest.mark.parametrize(("name", "answer"), ANSWERS, ids=IDS)
def test_reasons_are_short_clauses_and_none_is_said_twice(name, answer):
    for finding in answer.findings:
        where = f"{name} {finding.recommendation} {finding.state}"
        assert finding.because, f"{where} has no reason"
        assert len(set(finding.because)) == len(finding.because), where
        for reason in finding.because:
            assert reason[0].islower() or reason[0].isdigit(), f"{where}: {reason}"
            assert reason == reason.strip(" .;"), f"{where}: {reason}"
            assert not set(reason) & set("{}_"), f"{where}: {reason}"
            assert len(reason) <= 140, f"{where}: {reason}"


@pytest.mark.parametrize(("name", "answer"), ANSWERS, ids=IDS)
def test_reasons_fit_the_state(name, answer):
    for finding in answer.findings:
        rule, because = NG26.by_number[finding.recommendation].rule, set(finding.because)
        criteria = NG26.criteria(finding.recommendation)
        asked = {
            s
            for c in (criteria.first, criteria.second, criteria.third, *criteria.holds)
            for s in _said(c, "ask")
        }
        unknown = because & asked - {""}
        where = f"{name} {finding.recommendation} {finding.state}: {finding.because}"
        if finding.state == "ask":
            assert unknown, f"something is not known, and the reasons say what: {where}"
        else:
            assert not unknown, f"nothing is said not to be known: {where}"
        if isinstance(rule, Guard):
            if finding.state == "stop":
                assert because & _said(rule.stops_when, "yes"), where
            elif finding.state == "met":
                assert because & _said(rule.stops_when, "no"), where
        if isinstance(rule, Advice):
            if finding.state == "met":
                assert because & _said(rule.met, "yes"), f"what is in place is said: {where}"
            elif finding.state in ("act", "wait", "stop"):
                assert because & _said(rule.met, "no"), f"what is not done is said: {where}"
            elif finding.state == "not_applicable":
                assert because & _said(criteria.first, "no"), f"why it does not apply is said: {where}"


@pytest.mark.parametrize(("name", "answer"), ANSWERS, ids=IDS)
def test_what_is_found_is_said_in_words(name, answer):
    for finding in answer.findings:
        for deviation in finding.deviations:
            assert deviation.expected
            assert deviation.found
            assert not set(deviation.expected + deviation.found) & set("{}_"), (
                f"{name} {finding.recommendation}: {deviation}"
            )
