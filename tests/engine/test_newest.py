"""The newest entry that is so, and what is true of it."""

import pytest

from holdfast.engine.expressions import FirstDayOf, all_of
from tests.engine.asking import Ask
from tests.engine.small import CHILD, OFFERS, PAGES, STAYS, VISITS

RED = VISITS["colour"].is_("red")
NEWEST = VISITS.newest(RED, by="date")
NEEDED = VISITS.newest(by="date", needed=True)
OK = VISITS["ok"].is_true


def test_the_newest_is_the_latest_by_date_whatever_the_order(ask: Ask) -> None:
    visits = ["2026-01-01 | T", "2026-02-01 | F", "2026-03-01 | T"]
    newest = VISITS.newest(by="date")
    for order in (visits, visits[::-1], [visits[1], visits[2], visits[0]]):
        ask.once(newest.of(OK), "T", visits="date | ok\n" + "\n".join(order))
        ask.once(newest.of(VISITS["date"]), "2026-03-01", visits="date | ok\n" + "\n".join(order))


def test_of_two_on_one_day_it_is_the_later_in_the_list(ask: Ask) -> None:
    ask.once(VISITS.newest(by="date").of(OK), "F", visits="date | ok\n2026-01-01 | T\n2026-01-01 | F")
    ask.once(VISITS.newest(by="date").of(OK), "T", visits="date | ok\n2026-01-01 | F\n2026-01-01 | T")


def test_only_those_that_are_so_are_looked_at(ask: Ask) -> None:
    visits = "date | colour | ok\n2026-01-01 | red | T\n2026-02-01 | blue | F"
    ask.once(NEWEST.of(OK), "T", visits=visits)
    ask.once(NEWEST.of(VISITS["date"]), "2026-01-01", visits=visits)


@pytest.mark.parametrize(
    ("older", "newer", "answer"),
    [
        ("red | T", "     | T", "T"),  # either way it is true
        ("red | F", "     | F", "F"),
        ("red | T", "     | F", "?"),
        ("red | F", "     | T", "?"),
        ("red | T", "     |  ", "?"),
        ("    | T", "     | F", "?"),
        ("    | F", "     | F", "F"),  # or there is none, which is false too
        ("    | T", "     | T", "?"),  # or there is none
        ("    | T", "red  | F", "F"),  # the newer one is so for certain: the older does not matter
        ("blue| T", "     | T", "?"),
        ("blue| F", "     | F", "F"),
        ("red |  ", "red  | T", "T"),
        ("red | T", "red  |  ", "?"),
    ],
)  # fmt: skip
def test_what_all_that_may_be_the_newest_agree_on_is_known(
    ask: Ask, older: str, newer: str, answer: str
) -> None:
    ask.once(NEWEST.of(OK), answer, visits=f"date | colour | ok\n2026-01-01 | {older}\n2026-02-01 | {newer}")


@pytest.mark.parametrize(
    ("older", "newer", "day"),
    [("red", "red", "2026-02-01"), ("red", "", "2026-01-01 or 2026-02-01"), ("blue", "", "2026-02-01 or none"), ("blue", "blue", "none"),
     ("", "red", "2026-02-01")],
)  # fmt: skip
def test_the_day_of_the_newest_may_be_one_of_several(ask: Ask, older: str, newer: str, day: str) -> None:
    ask.once(
        NEWEST.of(VISITS["date"]), day, visits=f"date | colour\n2026-01-01 | {older}\n2026-02-01 | {newer}"
    )


def test_of_an_empty_list_nothing_is_true_and_of_one_not_there_nothing_is_known(ask: Ask) -> None:
    for what, none in ((OK, "F"), (VISITS["date"], "none")):
        ask.once(NEWEST.of(what), none, visits=[])
        ask.once(NEWEST.of(what), "?" if what is OK else "open")


def test_where_there_must_be_one_nothing_is_known_without(ask: Ask) -> None:
    """Whether the list is empty or not there: what is asked of it is not known."""
    ask.once(NEEDED.of(OK), "?", visits=[])
    ask.once(NEEDED.of(OK), "?")
    ask.once(NEEDED.of(OK), "T", visits="date | ok\n2026-01-01 | T")
    ask.once(NEEDED.of(OK), "?", visits="date | ok\n2026-01-01 | ")


def test_where_there_must_be_one_that_is_so(ask: Ask) -> None:
    current = STAYS.newest(~STAYS["end"].is_set, by="start", needed=True).of(STAYS["colour"].is_("red"))
    ask.once(current, "T", stays="start | end | colour\n2025-01-01 | 2026-01-01 | blue\n2026-01-01 | | red")
    ask.once(current, "?", stays="start | end | colour\n2025-01-01 | 2026-01-01 | red")


def test_an_unknown_or_false_day_comes_before_all_others(ask: Ask) -> None:
    newest = OFFERS.newest(by="done").of(OFFERS["ok"].is_true)
    ask.once(newest, "T", offers="done | ok\n2026-01-01 | T\n | F\nno | F")
    ask.once(newest, "F", offers="done | ok\nno | T\n | F")
    ask.once(newest, "T", offers="done | ok\n | F\nno | T")
    ask.once(OFFERS.newest(by="done").of(OFFERS["done"]), "none", offers="done\nno")
    ask.once(OFFERS.newest(by="done").of(OFFERS["done"]), "open", offers=[{"row": "r1"}])


def test_what_is_in_a_list_of_the_newest(ask: Ask) -> None:
    pages = [{"row": f"r{n}", "date": f"2026-02-{n:02}", "ok": n == 2} for n in (1, 2, 3)]
    old = {"row": "r1", "date": "2026-01-01", "colour": "red", "pages": []}
    new = {"row": "r2", "date": "2026-02-01", "colour": "red", "pages": pages}
    second = PAGES.nth(2, "date")
    for question, expected in (
        (NEWEST.of(PAGES.some(PAGES["ok"].is_true)), "T"),
        (NEWEST.of(PAGES.count() >= 3), "T"),
        (NEWEST.of(second), "2026-02-02"),
        (NEWEST.of(FirstDayOf((PAGES.nth(9, "date"), PAGES.latest("date"), VISITS["date"]))), "2026-02-03"),
    ):
        ask.once(question, expected, visits=[new, old])
    first_day = FirstDayOf((second, PAGES.latest("date"), VISITS["date"]))
    ask.once(NEWEST.of(first_day), "2026-01-01", visits=[old])


def test_the_newest_beside_what_is_asked_of_the_child(ask: Ask) -> None:
    question = NEWEST.of(all_of(OK, VISITS["date"] >= CHILD["born"]))
    visits = "date | colour | ok\n2026-01-01 | red | T"
    ask.given(born="2026-01-01").once(question, "T", visits=visits)
    ask.given(born="2026-01-02").once(question, "F", visits=visits)
    ask.once(question, "?", visits=visits)


def test_the_newest_in_a_question_about_another_list(ask: Ask) -> None:
    """Some offer on or after the newest red visit."""
    since = OFFERS.some(OFFERS["done"] >= NEWEST.of(VISITS["date"]))
    ask.given(visits="date | colour\n2026-01-05 | red").once(since, "T", offers="done\n2026-01-05")
    ask.given(visits="date | colour\n2026-01-05 | red").once(since, "F", offers="done\n2026-01-04\nno")
    ask.given(visits=[]).once(since, "F", offers="done\n2026-01-05")
    ask.once(since, "?", offers="done\n2026-01-05")
    ask.given(visits="date | colour\n2026-01-05 | \n2026-01-01 | red").once(
        since, "?", offers="done\n2026-01-03"
    )
