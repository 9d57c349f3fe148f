"""Kleene's three-valued logic, and what may be said about knowing."""

import pytest

from holdfast.engine.expressions import All, Any_, Fact, Known, NotKnown, OrElse, Truth, all_of, any_of
from tests.engine.asking import Ask
from tests.engine.small import CHILD, VISITS

A, B = CHILD["ok"].is_true, CHILD["sure"].is_true


def test_and(ask: Ask) -> None:
    """False as soon as one is false, whatever the other."""
    ask.children(
        A & B,
        """
        ok | sure | =
        T  | T    | T
        T  | F    | F
        T  |      | ?
        F  | T    | F
        F  | F    | F
        F  |      | F
           | T    | ?
           | F    | F
           |      | ?
        """,
    )


def test_or(ask: Ask) -> None:
    """True as soon as one is true, whatever the other."""
    ask.children(
        A | B,
        """
        ok | sure | =
        T  | T    | T
        T  | F    | T
        T  |      | T
        F  | T    | T
        F  | F    | F
        F  |      | ?
           | T    | T
           | F    | ?
           |      | ?
        """,
    )


def test_not(ask: Ask) -> None:
    ask.children(~A, "ok | =\nT | F\nF | T\n | ?")


def test_not_not_is_the_thing_itself() -> None:
    assert ~~A is A


def test_a_thing_or_its_opposite_is_not_known_where_it_is_not(ask: Ask) -> None:
    """Kleene's logic does not look through: what is not known stays not known, though either answer gives the same."""
    ask.children(A | ~A, "ok | =\nT | T\nF | T\n | ?")
    ask.children(A & ~A, "ok | =\nT | F\nF | F\n | ?")


def test_of_none_all_are_so_and_not_one_is(ask: Ask) -> None:
    ask.once(all_of(), "T")
    ask.once(any_of(), "F")
    ask.once(Truth(True), "T")
    ask.once(Truth(False), "F")


def test_of_three(ask: Ask) -> None:
    third = CHILD["colour"].is_("red")
    ask.children(
        all_of(A, B, third),
        """
        ok | sure | colour | =
        T  | T    | red    | T
        T  |      | blue   | F
           |      | red    | ?
        """,
    )
    ask.children(
        any_of(A, B, third),
        """
        ok | sure | colour | =
        F  | F    | blue   | F
        F  |      | red    | T
        F  |      | blue   | ?
        """,
    )


def test_and_and_or_are_kept_flat() -> None:
    conjunction, disjunction = A & B & A, A | B | A
    assert isinstance(conjunction, All) and conjunction.of == (A, B, A)
    assert isinstance(disjunction, Any_) and disjunction.of == (A, B, A)


def test_known_is_true_only_where_it_is_known(ask: Ask) -> None:
    ask.children(Known(A), "ok | =\nT | T\nF | F\n | F")
    ask.children(~Known(~A), "ok | =\nT | T\nF | F\n | T")


def test_known_of_an_entry(ask: Ask) -> None:
    ask.each(
        Known(VISITS["ok"].is_true), "date | ok | =\n2026-01-01 | T | T\n2026-01-02 | F | F\n2026-01-03 | | F"
    )


def test_not_known_is_not_known_while_it_is_not_and_else_false(ask: Ask) -> None:
    ask.children(NotKnown(A), "ok | =\nT | F\nF | F\n | ?")


def test_or_else_looks_at_the_second_only_where_the_first_is_known_not_to_be_so(ask: Ask) -> None:
    ask.children(
        OrElse(A, B),
        """
        ok | sure | =
        T  | T    | T
        T  | F    | T
        T  |      | T
        F  | T    | T
        F  | F    | F
        F  |      | ?
           | T    | ?
           | F    | ?
           |      | ?
        """,
    )


def test_a_fact_is_what_it_is_made_of_wherever_it_stands(ask: Ask) -> None:
    fact = Fact("a", A, "so", "not so", "not known")
    ask.children(fact & fact & B, "ok | sure | =\nT | T | T\nT | | ?\nF | | F")
    of_entry = Fact("visit", VISITS["ok"].is_true)
    ask.each(of_entry | of_entry, "date | ok | =\n2026-01-01 | T | T\n2026-01-02 | F | F\n2026-01-03 | | ?")


@pytest.mark.parametrize("ok", ["T", "F", ""])
def test_what_is_asked_of_the_child_is_the_same_for_every_entry(ask: Ask, ok: str) -> None:
    about = {"ok": {"T": True, "F": False, "": None}[ok]}
    expected = ok or "?"
    ask.given(**about).each(A, f"date | =\n2026-01-01 | {expected}\n2026-01-02 | {expected}")
