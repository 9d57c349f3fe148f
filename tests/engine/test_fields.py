"""Questions about one field: what is set, what is known not to be, what is not known."""

import pytest

from holdfast.engine.expressions import IsRecorded, Previous, Same
from tests.engine.asking import Ask
from tests.engine.small import CHILD, OFFERS, STAYS, THINGS, VISITS


def test_a_flag_is_true_false_or_not_known(ask: Ask) -> None:
    table = """
        ok   | =
        T    | T
        F    | F
             | ?
        null | ?
    """
    ask.children(CHILD["ok"].is_true, table)
    ask.each(THINGS["ok"].is_true, table, THINGS)


def test_a_flag_with_a_default_is_never_not_known(ask: Ask) -> None:
    ask.each(
        VISITS["skilled"].is_true,
        """
        date       | skilled | =
        2026-01-01 | T       | T
        2026-01-02 | F       | F
        2026-01-03 |         | F
        2026-01-04 | null    | F
        """,
    )


def test_a_code_is_one_of_some(ask: Ask) -> None:
    ask.children(
        CHILD["colour"].is_one_of("red", "green"),
        """
        colour | =
        red    | T
        green  | T
        blue   | F
               | ?
        null   | ?
        """,
    )


def test_a_code_in_an_object_that_is_not_there_is_not_known(ask: Ask) -> None:
    ask.children(
        CHILD["box/colour"].is_("red"),
        """
        box/colour | box/day    | =
        red        |            | T
        blue       |            | F
                   | 2026-01-01 | ?
                   |            | ?
        """,
    )
    ask.once(CHILD["box/colour"].is_("red"), "?", box=None)


def test_a_code_that_is_not_in_the_list_is_a_mistake_of_the_definition() -> None:
    with pytest.raises(ValueError, match="has no code"):
        CHILD["colour"].is_("yellow")
    with pytest.raises(ValueError, match="has no code"):
        CHILD["tags"].includes("z")


def test_a_set_of_codes_includes_one(ask: Ask) -> None:
    table = """
        tags    | =
        {a}     | T
        {a b c} | T
        {b c}   | F
        {}      | F
                | ?
    """
    ask.children(CHILD["tags"].includes("a"), table)
    ask.each(THINGS["tags"].includes("a"), table, THINGS)


def test_a_day_is_set_known_not_to_be_or_not_known(ask: Ask) -> None:
    table = """
        done       | =
        2026-01-01 | T
        no         | F
                   | ?
        null       | ?
    """
    ask.children(CHILD["done"].is_set, table)
    ask.each(OFFERS["done"].is_set, table, OFFERS)


def test_a_text_is_set_known_not_to_be_or_not_known(ask: Ask) -> None:
    ask.children(
        CHILD["place"].is_set,
        """
        place   | =
        library | T
        no      | F
                | ?
        """,
    )


def test_an_end_with_a_default_is_known_not_to_be_set(ask: Ask) -> None:
    ask.each(
        STAYS["end"].is_set,
        """
        start      | end        | =
        2026-01-01 | 2026-01-10 | T
        2026-01-10 |            | F
        """,
        STAYS,
    )


def test_something_is_recorded_or_not_and_that_is_always_known(ask: Ask) -> None:
    ask.each(
        IsRecorded(VISITS["who"]),
        """
        date       | who  | =
        2026-01-01 | Ann  | T
        2026-01-02 |      | F
        2026-01-03 | null | F
        """,
    )


def test_something_was_recorded_of_the_one_before(ask: Ask) -> None:
    """The one before by date, whatever the order in the file; the first has none before it."""
    ask.each(
        IsRecorded(Previous(VISITS["who"])),
        """
        date       | who | =
        2026-01-03 | Ann | F
        2026-01-01 | Bea | F
        2026-01-02 |     | T
        2026-01-04 |     | T
        """,
    )


def test_two_texts_are_the_same(ask: Ask) -> None:
    """As two entries of one list that follow one another; the first has nobody before it, which is nobody's name."""
    ask.each(
        IsRecorded(Previous(VISITS["who"])) & Same(VISITS["who"], Previous(VISITS["who"])),
        """
        date       | who | =
        2026-01-01 | Ann | F
        2026-01-02 | Ann | T
        2026-01-03 | Bea | F
        2026-01-04 |     | ?
        2026-01-05 | Bea | F
        """,
    )


def test_two_codes_are_the_same(ask: Ask) -> None:
    ask.each(
        (VISITS["date"] > CHILD["want"]) & Same(VISITS["colour"], Previous(VISITS["colour"])),
        """
        date       | colour | =
        1980-01-01 | red    | F
        2026-01-02 | red    | T
        2026-01-03 | blue   | F
        2026-01-04 |        | ?
        2026-01-05 |        | ?
        2026-01-06 | green  | ?
        """,
    )


def test_an_expression_speaks_of_one_list(ask: Ask) -> None:
    both = VISITS["ok"].is_true & THINGS["ok"].is_true
    with pytest.raises(ValueError, match="cannot speak of entries of"):
        _ = both.table
    assert (VISITS["ok"].is_true & CHILD["ok"].is_true).table == "visits"
    assert (CHILD["ok"].is_true & CHILD["sure"].is_true).table is None
