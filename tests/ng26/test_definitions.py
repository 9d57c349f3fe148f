"""How the guideline is written down: every fact in words, every setting used, every number of a dose once."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

import holdfast.ng26
from holdfast.engine.definitions import Advice
from holdfast.engine.expressions import (
    All,
    Any_,
    At,
    Earliest,
    Expr,
    Fact,
    Field,
    FirstDayOf,
    InSchoolYear,
    Known,
    Latest,
    Not,
    NotKnown,
    Nth,
    OrElse,
    RunStart,
    Setting,
    Shift,
    walk,
)
from holdfast.ng26.guideline import NG26
from holdfast.ng26.programmes import BY_CODE
from holdfast.ng26.programmes.dose import Range
from holdfast.ng26.settings import SETTINGS
from holdfast.ng26.vocabulary import PROGRAMMES

ROOM = Path(inspect.getfile(holdfast.ng26)).parent


def _exprs(number: str) -> Iterator[Expr]:
    """Everything that one recommendation is made of."""
    criteria, r = NG26.criteria(number), NG26.by_number[number]
    yield from (criteria.first, criteria.second, criteria.third)
    yield from (note.when for note in r.notes)
    if isinstance(r.rule, Advice):
        yield from (r.rule.stops_when, *r.rule.mentions, *(part.wants for part in r.rule.parts))


NODES = {id(node): node for r in NG26.about_a_child for expr in _exprs(r.number) for node in walk(expr)}
FACTS = [node for node in NODES.values() if isinstance(node, Fact)]
_DAYS = (Field, Nth, Earliest, Latest, Shift, RunStart, FirstDayOf, InSchoolYear)


def _is_a_day(expr: Expr) -> bool:
    inner = expr.expr if isinstance(expr, Fact) else expr
    return isinstance(inner, _DAYS) or (isinstance(inner, At) and _is_a_day(inner.what))


# --- words --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fact", FACTS, ids=lambda f: f.name)
def test_every_fact_is_said_or_made_of_facts_that_are(fact: Fact) -> None:
    """Of the child: true, false and not known. Of an entry: true and false. Of a day: what it is called."""
    if not fact.yes:
        assert not (fact.no or fact.ask)
        assert not list(_unsaid(fact.expr)), f"{fact.name} has no words, nor has what it is made of"
    elif not _is_a_day(fact):
        mentioned = any(isinstance(r.rule, Advice) and fact in r.rule.mentions for r in NG26)
        never_open = isinstance(fact.expr, Known)
        assert fact.no or mentioned
        assert fact.ask or mentioned or never_open or fact.table is not None or _stands_alone_nowhere(fact)


def _unsaid(expr: Expr) -> Iterator[Expr]:
    """What an answer would come to that has no words."""
    if isinstance(expr, Fact) and expr.yes:
        return
    if isinstance(expr, (Fact, Not, Known, NotKnown, OrElse, All, Any_)):
        for part in expr.parts:
            yield from _unsaid(part)
    else:
        yield expr


def _stands_alone_nowhere(fact: Fact) -> bool:
    """It is no criterion, nor a part of one that is said by its parts: no answer ever comes to it."""
    return all(fact not in _said(expr) for r in NG26.about_a_child for expr in _criteria(r.number))


def _criteria(number: str) -> tuple[Expr, ...]:
    criteria = NG26.criteria(number)
    return (criteria.first, criteria.second, *criteria.holds)


def _said(expr: Expr) -> list[Fact]:
    """The facts whose sentences may be reasons."""
    if isinstance(expr, Fact) and expr.yes:
        return [expr]
    if isinstance(expr, (Fact, Not, Known, OrElse, All, Any_)):
        return [fact for part in expr.parts for fact in _said(part)]
    return []


@pytest.mark.parametrize("number", [r.number for r in NG26.about_a_child])
def test_every_criterion_is_said_in_words(number: str) -> None:
    for expr in _criteria(number):
        assert list(_unsaid(expr)) == []


def test_no_sentence_is_written_twice() -> None:
    """A sentence that says a fact true, or false, belongs to that fact alone."""
    for which in ("yes", "no"):
        by_sentence: dict[str, set[str]] = {}
        for fact in FACTS:
            if text := getattr(fact, which):
                by_sentence.setdefault(text, set()).add(fact.name)
        # The training and the support of 1.5.5 and 1.5.6 are one programme, judged by two recommendations.
        twice = {text: names for text, names in by_sentence.items() if len(names) > 1}
        assert {name.rsplit("_1_5_", 1)[0] for names in twice.values() for name in names} <= {
            "intensive_carer_support_as_specified"
        }


def test_a_name_belongs_to_one_fact_but_where_two_recommendations_make_the_same() -> None:
    by_name: dict[str, set[tuple[str, str, str]]] = {}
    for fact in FACTS:
        by_name.setdefault(fact.name, set()).add((fact.yes, fact.no, fact.ask))
    assert [name for name, said in by_name.items() if len(said) > 1] == []


def test_a_sentence_names_only_settings_that_the_fact_reads() -> None:
    for fact in FACTS:
        read = {node.key for node in walk(fact) if isinstance(node, Setting)}
        for text in (fact.yes, fact.no, fact.ask):
            named = {part.split("}")[0] for part in text.split("{")[1:]}
            assert named <= read, f"{fact.name}: {text}"


# --- settings -----------------------------------------------------------------------------------------------------


def test_every_setting_is_used_by_some_definition() -> None:
    used = {node.key for node in NODES.values() if isinstance(node, Setting)}
    assert used == set(SETTINGS)


# --- programmes ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", list(PROGRAMMES))
def test_every_programme_has_a_file_of_its_code(code: str) -> None:
    assert (ROOM / "programmes" / f"{code}.py").is_file()
    assert BY_CODE[code].code == code


def test_every_programme_of_the_vocabulary_is_there_once() -> None:
    assert list(BY_CODE) == list(PROGRAMMES)


def test_every_dose_is_described_in_a_recommendation_that_judges_it() -> None:
    described = [number for programme in BY_CODE.values() for number in programme.described_in]
    assert sorted(described) == sorted(
        ["1.4.2", "1.4.5", "1.4.8", "1.4.10", "1.5.5", "1.5.6", "1.5.7", "1.5.9", "1.5.10", "1.6.2"]
    )
    for number in described:
        rule = NG26.by_number[number].rule
        assert isinstance(rule, Advice) and rule.course is not None and rule.parts


# The numbers that NG26 gives, by programme: minutes, sessions, minutes filmed, age in months.
DOSES = {
    "video_feedback": {10, 60, 20}, "sensitivity_training": {5, 15, 60, 19}, "home_visiting": {12, 30, 90},
    "parent_child_psychotherapy": {45, 60}, "therapeutic_play": {60, 90}, "carer_group": {3, 60, 90},
    "young_person_group": {3, 60, 90}, "residential_sensitivity_training": {5, 15, 60, 19},
    "intensive_carer_support": set(), "trauma_focused_cbt": set(),
}  # fmt: skip


@pytest.mark.parametrize("code", list(PROGRAMMES))
def test_the_numbers_of_a_dose_are_those_of_the_guideline(code: str) -> None:
    assert _numbers(code) == DOSES[code]


def _numbers(code: str) -> set[int]:
    programme = BY_CODE[code]
    ranges = [value for value in vars(programme).values() if isinstance(value, Range)]
    limits = [limit for value in ranges for limit in (value.least, value.most)]
    months = [programme.from_months[1]] if programme.from_months else []
    found = [*limits, programme.counted, programme.twice_weekly_weeks, *months]
    return {number for number in found if isinstance(number, int) and number > 0}


ELSEWHERE = sorted(
    path
    for path in ROOM.rglob("*.py")
    if path.name not in ("settings.py", "tools.py")
    and not (path.parent.name == "programmes" and path.stem in PROGRAMMES)
)


@pytest.mark.parametrize("path", ELSEWHERE, ids=lambda p: p.relative_to(ROOM).as_posix())
def test_no_number_of_a_dose_is_written_anywhere_else(path: Path) -> None:
    """Least numbers that follow from a dose (six sessions: one with the carer alone and five) are such numbers too."""
    doses = {number for code in PROGRAMMES for number in _numbers(code)} | {6, 11}
    written = [
        f"line {node.lineno}: {node.value}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and type(node.value) is int and node.value in doses
    ]
    assert written == []
