"""`holdfast explain 1.4.3`: a recommendation as a practitioner reads it, written from its definition."""

import argparse
import difflib
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdfast.cli.settings_file import settings_or_errors
from holdfast.cli.words.english import English, amount
from holdfast.cli.words.lines import NEVER, Line
from holdfast.engine.definitions import Advice, Guard, Recommendation
from holdfast.engine.expressions import Expr, Setting, Truth
from holdfast.ng26.guideline import EDITION, NG26, SECTIONS, URL
from holdfast.ng26.settings import DEFAULTS
from holdfast.ng26.vocabulary import STRENGTHS

if TYPE_CHECKING:
    from rich.console import Console


@dataclass(frozen=True)
class Chapter:
    """A heading with its criteria; `aside` for what is only looked up."""

    title: str
    lines: tuple[Line, ...]
    aside: bool = False


@dataclass(frozen=True)
class Explained:
    """Everything that is said about one recommendation."""

    recommendation: Recommendation
    about: tuple[tuple[str, str], ...]
    chapters: tuple[Chapter, ...]
    settings: tuple[tuple[Setting, int], ...]


def run(asked: argparse.Namespace) -> int:
    """Explain one number; 2 where the guideline has no such number or the settings are not valid."""
    number = asked.recommendation.strip()
    recommendation = NG26.by_number.get(number)
    if recommendation is None:
        print(
            f"holdfast: NG26 has no recommendation {number!r}; the nearest: {', '.join(nearest(number))}",
            file=sys.stderr,
        )
        return 2
    settings = settings_or_errors(asked.settings)
    if settings is None:
        return 2
    show(explained(recommendation, settings))
    return 0


def nearest(number: str) -> list[str]:
    """The numbers that somebody may have meant: those of the section, or those that look most like it."""
    known = list(NG26.by_number)
    section = number.rstrip(".")
    return [n for n in known if n.startswith(f"{section}.")] or difflib.get_close_matches(
        number, known, 4, 0.0
    )


def explained(recommendation: Recommendation, settings: Mapping[str, int] = DEFAULTS) -> Explained:
    """What the definition says of this recommendation, with these settings."""
    english = English(settings)
    chapters = list(_chapters(recommendation, english))
    meanings = tuple(
        Line(words, (line,), "means")
        for words, line in english.also_meant()
        if not line.text.startswith(words)
    )
    if meanings:
        chapters.append(Chapter("In these words", meanings, aside=True))
    used = NG26.settings_used(*expressions(recommendation))
    return Explained(
        recommendation,
        tuple(_about(recommendation)),
        tuple(chapters),
        tuple((s, settings[s.key]) for s in used),
    )


def _about(recommendation: Recommendation) -> Iterator[tuple[str, str]]:
    section = recommendation.number.rpartition(".")[0]
    yield "Section", f"{section} {SECTIONS[section]}"
    yield "Strength", STRENGTHS.words[recommendation.strength]
    yield "Who acts", recommendation.who
    yield "For whom", recommendation.whom


def _chapters(recommendation: Recommendation, english: English) -> Iterator[Chapter]:
    rule = recommendation.rule
    if isinstance(rule, Advice):
        yield from _advice(rule, english)
    elif isinstance(rule, Guard):
        yield from _guard(rule, english)
    if recommendation.points_to:
        yield Chapter("It points to", (Line(recommendation.points_to),))
    if recommendation.measure:
        yield Chapter("About a service: it is measured by", (Line(recommendation.measure),))
    notes = tuple(_note(english, english.fill(note.text), note.when) for note in recommendation.notes)
    if notes:
        yield Chapter("Said beside the answer", notes)


def _advice(rule: Advice, english: English) -> Iterator[Chapter]:
    yield Chapter("It applies when", (*english.lines(NG26.scope, levels=0), *english.lines(rule.applies)))
    parts = tuple(Line(words) for words in _each_once(english.fill(part.expected) for part in rule.parts))
    if rule.course is not None:
        yield Chapter("It is met while nothing goes against any of these", parts)
    else:
        yield Chapter("It is met when", english.lines(rule.met, levels=0 if parts else 1))
        if parts:
            yield Chapter("Of these, whatever is lacking is named", parts)
    first = tuple(Line(f"{n}: {NG26.by_number[n].summary}") for n in rule.waits_for)
    held = tuple(line for hold in rule.holds for line in english.lines(hold))
    if first:
        yield Chapter("It waits for these, while they are still to be done", first)
    if held:
        yield Chapter("It waits while", held)
    if rule.until is not None:
        yield Chapter("Others wait for it while", english.lines(rule.until, levels=0))
    stops = english.lines(rule.stops_when)
    if [line.text for line in stops] != [NEVER]:
        yield Chapter("Not yet done, it says stop when", stops)
    if rule.mentions:
        yield Chapter(
            "Its reasons name what is so of these", tuple(english.line(fact) for fact in rule.mentions)
        )


def _each_once(sentences: Iterable[str]) -> list[str]:
    """The sentences, but none twice, nor one that another begins with."""
    told = list(dict.fromkeys(sentences))
    return [words for words in told if not any(other.startswith(f"{words};") for other in told)]


def _guard(rule: Guard, english: English) -> Iterator[Chapter]:
    scope = english.lines(NG26.scope, levels=0)
    yield Chapter("It says stop when", (*scope, *english.lines(rule.stops_when)))
    yield Chapter(
        "It is met when that is not so, though it could have been", english.lines(rule.could_be_broken)
    )


def _note(english: English, text: str, when: Expr) -> Line:
    if isinstance(when, Truth):
        return Line(text)
    return Line(text, (Line("said when", english.lines(when, levels=0)),))


def expressions(recommendation: Recommendation) -> Iterator[Expr]:
    """Everything that the recommendation asks."""
    rule = recommendation.rule
    if rule is None:
        return
    criteria = NG26.criteria(recommendation.number)
    yield from (criteria.first, criteria.second, criteria.third)
    yield from (note.when for note in recommendation.notes)
    if isinstance(rule, Advice):
        yield from (rule.stops_when, *rule.mentions)


def show(said: Explained) -> None:
    """Print it, for a person at a terminal."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    from holdfast.cli.text import page

    number = said.recommendation.number
    title = Table.grid(padding=(0, 2, 0, 0))
    title.add_row(Text(f" {number} ", "bold reverse"), Text(said.recommendation.summary, "bold"))
    about = Table.grid(padding=(0, 2, 0, 0))
    about.add_column(style="dim", no_wrap=True)
    for label, words in said.about:
        about.add_row(label, words)
    with page() as out:
        out.print(title)
        out.print(Padding(about, (1, 0, 0, 1)))
        for chapter in said.chapters:
            out.print(Text(f"\n {chapter.title}", "bold dim" if chapter.aside else "bold cyan"))
            for line in chapter.lines:
                _show_line(out, line, 2, "dim" if chapter.aside else "")
        _show_settings(out, said)
        source = f"Our words, after NICE guideline {NG26.name} ({EDITION}), recommendation {number}: {URL}"
        out.print(Padding(Text(source, "dim"), (1, 0, 0, 1)))


def _show_line(
    out: "Console", line: Line, indent: int, style: str, bullet: str = "•", mark: str = ""
) -> None:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    words = Text(line.text, style)
    meaning = line.below[0] if line.join == "means" else None
    if meaning and meaning.is_short:
        words.append(f"  ({meaning.text})", "dim")
    row = Table.grid(padding=(0, 1, 0, 0))
    row.add_row(Text(mark or bullet, "dim"), words)
    out.print(Padding(row, (0, 0, 0, indent)))
    below, mark = line.below, "or" if line.join == "any" else ""
    if meaning:
        below, style, bullet = (() if meaning.is_short else meaning.all_below), "dim", "–"
    for each in below:
        _show_line(out, each, indent + 2, style, bullet, mark)


def _show_settings(out: "Console", said: Explained) -> None:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    if not said.settings:
        return
    out.print(
        Text("\n Settings used: NG26 does not give these numbers; a service may change them", "bold cyan")
    )
    table = Table.grid(padding=(0, 2, 0, 0))
    for setting, value in said.settings:
        ours = amount(setting, setting.value)
        changed = "" if value == setting.value else f"changed from {ours} by your file; "
        table.add_row(setting.key, amount(setting, value), Text(f"{changed}{setting.reason}", "dim"))
    out.print(Padding(table, (0, 0, 0, 2)))
