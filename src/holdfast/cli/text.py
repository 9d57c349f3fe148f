"""The text form of an answer, for a person: what to do now first, why, what is missing and where it would be recorded, the rest folded.

A state is always said in words as well as in colour; nothing but text is printed where there is no terminal.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from io import TextIOWrapper
from itertools import groupby
from operator import attrgetter

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from holdfast.cli.words.places import Place, paths_together, said_together, where_recorded
from holdfast.engine.definitions import State
from holdfast.engine.expressions import Fact, walk
from holdfast.engine.findings import Answer, Finding
from holdfast.explaining.english import in_words
from holdfast.ng26.guideline import NG26, SECTIONS
from holdfast.ng26.settings import DEFAULTS
from holdfast.ng26.vocabulary import STATES

# How a state is said: its mark, its heading, its word in the counts, its colour. Red is kept for stop.
_SAID: dict[State, tuple[str, str, str, str]] = {
    "stop": ("■", "STOP", "stop", "red"),
    "act": ("▶", "DO NOW", "do now", "yellow"),
    "wait": ("…", "WAIT", "wait", "magenta"),
    "ask": ("?", "ASK", "ask", "cyan"),
    "met": ("✓", "IN PLACE", "in place", "green"),
    "not_applicable": ("–", "DOES NOT APPLY", "do not apply", "dim"),
}
_FOLDED_FROM = 13  # so many findings that ask are named by their numbers alone
_NAMED_UP_TO = 8  # and so many numbers beside a question
_WIDEST, _NARROWEST = 120, 40
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LAST_LINE = "This shows a guideline; people decide. Each finding can be answered: we will, not now, done elsewhere, we disagree."
_ISO_DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
# Said of every child in scope, so not repeated beside each finding.
_IN_SCOPE = {fact.yes for fact in walk(NG26.scope) if isinstance(fact, Fact)}


@contextmanager
def page() -> Iterator[Console]:
    """The terminal, or a plain page where there is none: 80 columns or what COLUMNS says, never wider than one can read."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    out = Console(highlight=False, markup=False, emoji=False)
    out.width = max(_NARROWEST, min(out.width, _WIDEST))
    if out.is_terminal:
        yield out
        return
    with out.capture() as printed:
        yield out
    print("\n".join(line.rstrip() for line in printed.get().splitlines()))


def show_answer(answer: Answer, *, everything: bool, first: bool) -> None:
    """Print the answer; `everything` also says in full what is fine and what does not apply."""
    by_state: dict[State, list[Finding]] = {state: [] for state in _SAID}
    for finding in answer.findings:
        by_state[finding.state].append(finding)
    with page() as out:
        if not first:
            out.print()
        _header(out, answer)
        _pressing(out, by_state)
        _asking(out, by_state["ask"], everything)
        _settled(out, "met", by_state["met"], everything)
        _settled(out, "not_applicable", by_state["not_applicable"], everything)
        out.print()
        out.print(Text(_LAST_LINE, "italic"))
        out.print(
            Text(
                f"{'' if everything else 'What is folded: --all. '}How one is read: holdfast explain 1.3.2",
                "dim",
            )
        )


# --- the parts of the page


def _header(out: Console, answer: Answer) -> None:
    out.print(Rule(characters="━", style="dim"))
    line = Table.grid(expand=True)
    line.add_column(ratio=1)
    line.add_column(justify="right")
    line.add_row(Text(f"Child {_printable(answer.child)}", "bold"), Text(_long_day(answer.as_of), "bold"))
    out.print(line)
    out.print(Text(f"What NICE guideline {answer.guideline} says for this child on this day", "dim"))
    counts = Text()
    for state, (mark, _, word, colour) in _SAID.items():
        n = sum(finding.state == state for finding in answer.findings)
        if n:
            counts.append(f"{mark} {n} {word}", colour).append("   ")
    counts.rstrip()
    out.print(counts)
    for note in answer.notes:
        out.print(_labelled([("note", Text(_days_in_words(note)))]))
    out.print(Rule(characters="━", style="dim"))


def _pressing(out: Console, by_state: dict[State, list[Finding]]) -> None:
    """What needs somebody: stop and act, then what waits."""
    if not by_state["stop"] and not by_state["act"]:
        out.print()
        out.print(Text("Nothing to stop, and nothing to do now."))
    for state in ("stop", "act", "wait"):
        if by_state[state]:
            _heading(out, state, len(by_state[state]))
            _in_full(out, by_state[state])


def _heading(out: Console, state: State, n: int) -> None:
    mark, title, _, colour = _SAID[state]
    out.print()
    says = "" if state == "not_applicable" else f"  {STATES.words[state]}"
    out.print(Text.assemble((f"{mark} {title} ({n})", f"bold {colour}"), says))


def _in_full(out: Console, findings: Sequence[Finding]) -> None:
    for section, found in _by_section(findings):
        out.print(Padding(Text(f"{section} {SECTIONS[section]}", "dim"), (1, 0, 0, 2)))
        for i, finding in enumerate(found):
            out.print(Padding(_finding(finding), (int(i > 0), 0, 0, 2)))


def _finding(finding: Finding) -> RenderableType:
    """One finding: number, strength, what to do, and beside it why."""
    row = Table.grid(padding=(0, 2, 0, 0))
    row.add_column(no_wrap=True, min_width=6)
    row.add_column(no_wrap=True, min_width=8)
    row.add_column(ratio=1)
    strength = finding.strength.replace("_", " ")
    row.add_row(Text(finding.recommendation, "bold"), Text(strength, "dim"), Text(finding.action, "bold"))
    row.add_row("", "", _labelled(list(_beside(finding))))
    return row


def _beside(finding: Finding) -> Iterator[tuple[str, Text]]:
    comes_first = {f"{number} comes first" for number in finding.waits_for}
    reasons = [r for r in finding.because if r not in _IN_SCOPE and r not in comes_first] or list(
        finding.because
    )
    yield "because", Text(_days_in_words("; ".join(reasons)))
    for number in finding.waits_for:
        yield "first", Text(f"{number} {NG26.by_number[number].summary}")
    for found, deviations in groupby(finding.deviations, key=attrgetter("found")):
        yield "expected", _expected([deviation.expected for deviation in deviations], found)
    for question in _questions(finding):
        yield "missing", Text(question)
    for note in finding.notes:
        yield "note", Text(_days_in_words(note))
    if finding.settings:
        yield "with", Text(f"{_settings(finding)}; yours to change", "dim")


def _expected(expected: Sequence[str], found: str) -> Text:
    """What was expected and what was found; things of which the same was found stand together."""
    what = found.removeprefix("missing: ")
    label = "missing" if what != found else "found of each" if len(expected) > 1 else "found"
    return Text.assemble("; ".join(expected), (f" · {label}: ", "dim"), _days_in_words(what))


def _settings(finding: Finding) -> str:
    said = []
    for key, value in finding.settings.items():
        changed = "" if value == DEFAULTS[key] else f" (changed from {DEFAULTS[key]})"
        said.append(f"{in_words(key, value)}{changed}")
    return ", ".join(said)


def _asking(out: Console, findings: Sequence[Finding], everything: bool) -> None:
    """What the record does not say, each question once, under the page where its answer belongs; then what hangs on it."""
    if not findings:
        return
    _heading(out, "ask", len(findings))
    if any(place.whole_list for places, _ in _grouped(findings) for place in places):
        out.print(Padding(Text("where a list is asked for, “none” is an answer too", "dim"), (0, 0, 0, 2)))
    for where, questions in _by_page(findings):
        out.print(Padding(Text.assemble(("record it in ", "dim"), (where, "bold")), (1, 0, 0, 2)))
        for words, path, numbers in questions:
            settles = _numbers(numbers, len(findings), everything)
            below = Text.assemble((f"could settle {settles}   ", ""), (path, "dim"))
            out.print(Padding(_bullet(Text(words, "bold"), below), (0, 0, 0, 2)))
    if everything:
        _in_full(out, findings)
        return
    out.print(Padding(Text("what hangs on it", "dim"), (1, 0, 0, 2)))
    if len(findings) >= _FOLDED_FROM:
        _folded(out, findings)
        return
    for finding in findings:
        row = Table.grid(padding=(0, 2, 0, 0))
        row.add_column(no_wrap=True, min_width=6)
        row.add_row(Text(finding.recommendation, "bold"), Text(finding.action))
        out.print(Padding(row, (0, 0, 0, 2)))


def _settled(out: Console, state: State, findings: Sequence[Finding], everything: bool) -> None:
    if findings:
        _heading(out, state, len(findings))
        _in_full(out, findings) if everything else _folded(out, findings)


def _folded(out: Console, findings: Sequence[Finding]) -> None:
    """One line of numbers a section."""
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_column(no_wrap=True, style="dim")
    for section, found in _by_section(findings):
        rows.add_row(section, Text("  ".join(finding.recommendation for finding in found)))
    out.print(Padding(rows, (0, 0, 0, 2)))


# --- what is missing, each thing once


def _by_page(findings: Sequence[Finding]) -> list[tuple[str, list[tuple[str, str, list[str]]]]]:
    """The pages of a record, those that settle most first: on each the questions in words, their path, and the numbers."""
    pages: dict[str, list[tuple[str, str, list[str]]]] = {}
    for places, numbers in _grouped(findings):
        question = (said_together(places), paths_together(place.path for place in places), numbers)
        pages.setdefault(places[0].where, []).append(question)
    return list(pages.items())


def _grouped(findings: Iterable[Finding]) -> list[tuple[list[Place], list[str]]]:
    """Every missing field with the numbers that hang on it, most first; the same field of several entries is one question."""
    hang: dict[str, list[str]] = {}
    for finding in findings:
        for path in finding.missing:
            hang.setdefault(path, []).append(finding.recommendation)
    together: dict[tuple[object, ...], list[Place]] = {}
    for path, numbers in hang.items():
        place = where_recorded(path)
        key = (place.says, place.where, place.entry, place.of, *numbers)
        together.setdefault(key, []).append(place)
    groups = [(places, hang[places[0].path]) for places in together.values()]
    return sorted(groups, key=lambda group: -len(group[1]))


def _questions(finding: Finding) -> list[str]:
    return [f"{said_together(places)} · in {places[0].where}" for places, _ in _grouped([finding])]


def _numbers(numbers: Sequence[str], of: int, everything: bool) -> str:
    if len(numbers) == of > 1:
        return f"all {of}" if of > 2 else "both"
    if everything or len(numbers) <= _NAMED_UP_TO:
        return ", ".join(numbers)
    return f"{', '.join(numbers[: _NAMED_UP_TO - 1])} and {len(numbers) - _NAMED_UP_TO + 1} more"


# --- words and layout


def _by_section(findings: Sequence[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    for section in SECTIONS:
        found = [f for f in findings if f.recommendation.startswith(f"{section}.")]
        if found:
            yield section, found


def _labelled(rows: Sequence[tuple[str, Text]]) -> Table:
    """Lines with a label before each; the same label is said once."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(style="dim", no_wrap=True, min_width=8)
    table.add_column(ratio=1)
    before = ""
    for label, words in rows:
        table.add_row("" if label == before else label, words)
        before = label
    return table


def _bullet(*lines: Text) -> Table:
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True, style="dim")
    for i, line in enumerate(lines):
        table.add_row("" if i else "•", line)
    return table


def _printable(text: str) -> str:
    """A reference is anybody's text: what would move the cursor or change colours is shown as a box."""
    return "".join(c if c.isprintable() else "□" for c in text)


def _long_day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day:%A} {day.day} {day:%B %Y}"


def _days_in_words(text: str) -> str:
    return _ISO_DAY.sub(lambda m: f"{int(m[3])} {_MONTHS[int(m[2]) - 1]} {m[1]}", text)
