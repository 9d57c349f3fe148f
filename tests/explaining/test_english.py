"""Every word of the language of definitions can be said in English."""

import pytest

from holdfast.engine import expressions as x
from holdfast.explaining.english import English, in_words
from holdfast.explaining.lines import Line, grouped
from holdfast.ng26.facts import child as c
from holdfast.ng26.facts import homes as h
from holdfast.ng26.settings import DEFAULTS, SETTINGS

CARE, CHILD = c.CARE, c.CHILD


def _kinds(base=x.Expr):
    for kind in base.__subclasses__():
        yield kind
        yield from _kinds(kind)


def test_every_kind_of_expression_has_its_words():
    told = set(dir(English))
    untold = {
        kind.__name__
        for kind in _kinds()
        if not {f"_{kind.__name__.strip('_').lower()}", f"_value_{kind.__name__.lower()}"} & told
    }
    assert untold == {"Over"}, "only the base of what is said over a list"


@pytest.mark.parametrize(
    ("expr", "words"),
    [
        (CHILD["permanence/return_home_possible"].is_true, "whether a return home is possible: yes"),
        (~CHILD["permanence/return_home_possible"].is_true, "whether a return home is possible: no"),
        (CHILD["permanence/kinship_considered"].is_set, "when a kinship placement was considered: recorded"),
        (
            ~CHILD["permanence/kinship_considered"].is_set,
            "when a kinship placement was considered: recorded as not done",
        ),
        (~CARE["end"].is_set, "still going on"),
        (
            CARE["home"].is_one_of("foster", "secure"),
            "the kind of home: in foster care or in a secure children's home",
        ),
        (
            ~CARE["home"].is_one_of("foster", "secure"),
            "the kind of home: not in foster care nor in a secure children's home",
        ),
        (c.aged_under(5), "under 5 years old"),
        (~c.aged_under(13), "at least 13 years old"),
        (c.aged_from_to(5, 10), "at least 5 years old and under 11 years old"),
        (
            c.within(CARE["end"], SETTINGS["breakdown_months"]),
            "when it ended: on or after 12 months before the day asked about",
        ),
        (CARE.count() >= 3, "how many homes: 3 or more"),
        (~(CARE.count() >= 3), "how many homes: fewer than 3"),
        (
            x.Known(h.serious_concern),
            "it is known that there was a serious concern about this placement within 6 months",
        ),
        (x.Truth(False), "never"),
    ],
)
def test_it_reads_as_a_person_says_it(expr, words):
    assert English().line(expr).inline == words


def test_not_is_worked_into_the_words():
    assert (
        English().line(~(h.no_return_home & c.in_care)).inline
        == "a return home is possible or not in the care system"
    )


def test_a_fact_has_one_level_of_its_definition_below():
    line = English().line(c.edge_of_care)
    assert line.text == "on the edge of care, or in care and placed with the parents"
    assert line.join == "means"
    assert line.below[0].text == "the newest home (still going on):"


def test_what_a_definition_leans_on_is_told_once_and_all_the_way_down():
    english = English()
    english.line(h.carer_contact)
    told = [words for words, _ in english.also_meant()]
    assert told == ["the start of the present placement", "it is the same placement as the home before it"]
    assert list(english.also_meant()) == []


def test_settings_are_filled_in():
    assert English({**DEFAULTS, "preschool_under": 4}).line(c.preschool).text == "of preschool age (under 4)"


def test_lines_of_one_shape_are_drawn_together():
    lines = [
        Line("some assessment with", (Line("the kind: full"), Line(f"the area: {area}")))
        for area in ("a", "b", "c")
    ]
    every = grouped(lines, every=True)
    assert every.text == "for each of a; b; c:"
    assert [line.text for line in every.below[0].below] == ["the kind: full", "the area: this one"]
    assert grouped(lines, every=False).text == "for some of a; b; c:"
    assert len(grouped(lines[:2], every=True).below) == 2


def test_what_is_always_so_is_left_out_and_what_never_is_settles_it():
    so, never, always = Line("so"), Line("never"), Line("always")
    assert grouped([so, always], every=True) == so
    assert grouped([so, never], every=True) == never
    assert grouped([so, always], every=False) == always
    assert grouped([], every=True) == always


@pytest.mark.parametrize("key", SETTINGS)
def test_a_setting_is_said_with_its_unit(key):
    words = in_words(key, 1)
    assert "_" not in words
    assert "1 months" not in words
    assert str(SETTINGS[key].unit).rstrip("s") in words
