"""The text form: what to do now first, why, what is missing and where it goes, what is fine folded away."""

import json
import re

import pytest

from holdfast.ng26.guideline import NG26, SECTIONS
from holdfast.ng26.vocabulary import STATES as IN_WORDS
from tests.cli.commands import STATES, STORIES, answers, case, flat, run, story

HEADINGS = dict(zip(STATES, ("STOP", "DO NOW", "WAIT", "ASK", "IN PLACE", "DOES NOT APPLY"), strict=True))
NAMES = [path.name.split(".")[0] for path in STORIES]
ANSWERS = dict(answers())


def blocks(out):
    """The text under each heading, by state, in the order printed."""
    found = {}
    for state in STATES:
        match = re.search(rf"^\S {HEADINGS[state]} \((\d+)\).*$", out, re.MULTILINE)
        if match:
            found[match.start()] = (state, int(match[1]))
    starts = sorted(found)
    ends = [*starts[1:], len(out)]
    return {
        found[start][0]: (found[start][1], out[start:end]) for start, end in zip(starts, ends, strict=True)
    }


@pytest.mark.parametrize("name", NAMES)
def test_what_to_do_now_comes_first(holdfast, name):
    _, out, _ = holdfast("assess", story(name))
    counts = {state: sum(f.state == state for f in ANSWERS[name].findings) for state in STATES}
    shown = blocks(out)
    assert [state for state in STATES if counts[state]] == list(shown), (
        "stop, act, wait, ask, and the rest after them"
    )
    assert {state: n for state, (n, _) in shown.items()} == {state: n for state, n in counts.items() if n}


@pytest.mark.parametrize("name", NAMES)
def test_what_presses_is_said_in_full_under_its_section(holdfast, name):
    _, out, _ = holdfast("assess", story(name))
    shown = blocks(out)
    for finding in ANSWERS[name].findings:
        if finding.state not in ("stop", "act", "wait"):
            continue
        text = flat(shown[finding.state][1])
        assert finding.action in text
        assert finding.because[-1] in text or finding.waits_for
        assert all(
            f"first {n} {NG26.by_number[n].summary}" in text or f"{n} {NG26.by_number[n].summary}" in text
            for n in finding.waits_for
        )
        assert all(deviation.expected in text for deviation in finding.deviations)
        section = finding.recommendation.rpartition(".")[0]
        assert f"{section} {SECTIONS[section]}" in text
    for state in ("stop", "act", "wait"):
        said = re.findall(r"^  (1\.\d) [A-Z]", shown.get(state, (0, ""))[1], re.MULTILINE)
        assert said == sorted(set(said)), "each section once, in the guideline's order"


@pytest.mark.parametrize("name", NAMES)
def test_what_is_fine_is_folded_away(holdfast, name):
    _, out, _ = holdfast("assess", story(name))
    shown = blocks(out)
    for state in ("met", "not_applicable"):
        findings = [f for f in ANSWERS[name].findings if f.state == state]
        if not findings:
            continue
        text = shown[state][1]
        numbers = re.findall(r"\b1\.\d\.\d+\b", text)
        assert [f.recommendation for f in findings] == [
            n for n in numbers if n in {f.recommendation for f in findings}
        ][: len(findings)]
        assert "because" not in text
        assert len(text.splitlines()) <= 2 * len(SECTIONS) + 8


def test_all_says_what_is_folded_in_full(holdfast):
    _, out, _ = holdfast("assess", story("V03"), "--all")
    text = flat(out)
    for finding in ANSWERS["V03"].findings:
        assert finding.action in text
        assert finding.because[-1] in text


def test_what_is_missing_is_said_once_with_where_it_is_recorded(holdfast):
    _, out, _ = holdfast("assess", story("V51"))
    text = flat(blocks(out)["ask"][1])
    assert text.count("the child's date of birth") == 1
    assert "record it in Child's page" in text
    assert "the child's date of birth could settle all 55 /child/date_of_birth" in text
    assert (
        "record it in Homes: permanence • when a kinship placement was considered could settle 1.1.8" in text
    )
    assert "“none” is an answer too" in text


@pytest.mark.parametrize("name", [name for name, a in ANSWERS.items() if any(f.missing for f in a.findings)])
def test_nothing_that_is_missing_is_left_out(holdfast, name):
    _, out, _ = holdfast("assess", story(name))
    text = blocks(out)["ask"][1]
    for finding in ANSWERS[name].findings:
        assert all(path in text for path in finding.missing)
        assert finding.state != "ask" or finding.recommendation in text


def test_one_question_about_many_entries_is_asked_once(holdfast, tmp_path):
    several = case("V03")
    for session in several["programmes"][0]["sessions"][1:4]:
        session["minutes"] = None
    path = tmp_path / "case.json"
    path.write_text(json.dumps(several), encoding="utf-8")
    _, out, _ = holdfast("assess", path)
    text = flat(out)
    assert text.count("how long it lasted") == 1
    assert "how long it lasted, in minutes (session 2–4 of programme 1) could settle 1.4.2" in text
    assert "/programmes/0/sessions/{1–3}/minutes" in text


def test_what_a_person_should_know_stands_beside_the_finding(holdfast):
    name, finding = next(
        (n, f)
        for n, a in ANSWERS.items()
        for f in a.findings
        if f.notes and f.state in ("act", "wait", "stop")
    )
    _, out, _ = holdfast("assess", story(name))
    assert f"note {finding.notes[0]}" in flat(out)


def test_settings_are_said_beside_the_finding_and_are_yours_to_change(holdfast, tmp_path):
    settings = tmp_path / "ours.toml"
    settings.write_text("assessment_months = 9\n", encoding="utf-8")
    _, usual, _ = holdfast("assess", story("V01"))
    _, ours, _ = holdfast("assess", story("V01"), "--settings", settings)
    assert "with assessment 12 months, " in flat(usual)
    assert "; yours to change" in flat(usual)
    assert "with assessment 9 months (changed from 12), " in flat(ours)


def test_the_text_says_that_people_decide(holdfast):
    _, out, _ = holdfast("assess", story("V01"))
    assert "This shows a guideline; people decide." in flat(out)
    assert re.search(r"^  1\.4\.1\s+offer\s", out, re.MULTILINE), (
        "each finding carries the guideline's own strength"
    )


def test_nothing_to_do_is_said_too(holdfast):
    _, out, _ = holdfast("assess", story("V03"))
    assert "Nothing to stop, and nothing to do now." in out


def test_a_state_is_said_in_words(holdfast):
    _, out, _ = holdfast("assess", story("V55"))
    assert all(IN_WORDS.words[state] in flat(out) for state in ("stop", "act", "wait", "ask", "met"))


@pytest.mark.parametrize(
    ("asked", "widest"), [("60", 60), ("80", 80), ("120", 120), ("300", 120), ("10", 40)]
)
def test_a_page_is_as_wide_as_one_can_read(holdfast, monkeypatch, asked, widest):
    monkeypatch.setenv("COLUMNS", asked)
    for words in (("assess", story("V55"), "--all"), ("assess", story("V51")), ("explain", "1.4.6")):
        _, out, _ = holdfast(*words)
        lengths = [len(line) for line in out.splitlines() if "/" not in line]
        assert max(lengths) <= widest


def test_without_a_terminal_it_is_plain(holdfast):
    _, out, _ = holdfast("assess", story("V55"))
    assert "\x1b" not in out
    assert all(line == line.rstrip() for line in out.splitlines())


def _colours(out):
    return re.findall(r"\x1b\[[0-9;]*3[0-7]m", out)


def test_a_terminal_gets_colours_unless_it_wants_none(holdfast, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    _, out, _ = holdfast("assess", story("V55"))
    assert _colours(out)
    monkeypatch.setenv("NO_COLOR", "1")
    _, out, _ = holdfast("assess", story("V55"))
    assert not _colours(out)


def test_a_reference_cannot_write_to_the_terminal(holdfast, tmp_path):
    path = tmp_path / "case.json"
    path.write_text(
        json.dumps({**case("V51"), "child": {"id": "\x1b[2J[bold]Ada[/bold] :smile:"}}), encoding="utf-8"
    )
    _, out, _ = holdfast("assess", path)
    assert "Child □[2J[bold]Ada[/bold] :smile:" in out


def test_a_page_that_cannot_hold_our_marks_is_still_printed():
    done = run("assess", story("V55"), env={"PYTHONIOENCODING": "ascii", "PATH": ""})
    assert (done.returncode, done.stderr) == (0, "")
    assert "STOP (2)" in done.stdout
