"""A recommendation as a practitioner reads it, written from its definition: for the terminal, a page, and the reference."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from holdfast.engine.definitions import Advice, Guard, Recommendation
from holdfast.engine.expressions import Expr, Setting, Truth
from holdfast.explaining.english import English
from holdfast.explaining.lines import NEVER, Line
from holdfast.ng26.guideline import NG26, SECTIONS
from holdfast.ng26.settings import DEFAULTS
from holdfast.ng26.vocabulary import STRENGTHS


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
