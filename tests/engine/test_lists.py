"""About a list: some, every, how many, earliest, latest, the nth; and where an entry stands by date."""

import pytest

from holdfast.engine.expressions import Count, Placed, Previous
from tests.engine.asking import Ask
from tests.engine.small import CHILD, OFFERS, PAGES, STAYS, THINGS, VISITS

OK = THINGS["ok"].is_true


# --- some and every ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("flags", "some", "every"),
    [
        ("", "F", "T"), ("T", "T", "T"), ("F", "F", "F"), ("?", "?", "?"), ("TF", "T", "F"), ("FT", "T", "F"), ("T?", "T", "?"),
        ("?T", "T", "?"), ("F?", "?", "F"), ("?F", "?", "F"), ("??", "?", "?"), ("FF", "F", "F"), ("TT", "T", "T"), ("F?T", "T", "F"),
    ],
)  # fmt: skip
def test_some_entry_is_so_and_every_entry_is_so(ask: Ask, flags: str, some: str, every: str) -> None:
    things = [
        {"row": f"r{n}", "ok": {"T": True, "F": False, "?": None}[flag]}
        for n, flag in enumerate(flags, start=1)
    ]
    ask.once(THINGS.some(OK), some, things=things)
    ask.once(THINGS.every(THINGS["row"].is_one_of("r1", "r2", "r3"), OK), every, things=things)


def test_a_list_that_is_not_there_is_not_known_and_an_empty_one_is_none(ask: Ask) -> None:
    for question, empty in (
        (THINGS.some(), "F"),
        (THINGS.some(OK), "F"),
        (THINGS.every(THINGS["colour"].is_("red"), OK), "T"),
    ):
        ask.once(question, "?")
        ask.once(question, "?", things=None)
        ask.once(question, empty, things=[])


def test_some_entry_at_all(ask: Ask) -> None:
    ask.once(THINGS.some(), "T", things="ok\n T\n")
    ask.once(THINGS.some(), "T", things=[{"row": "r1"}])


def test_every_entry_that_is_so_is_also_so(ask: Ask) -> None:
    """Those that are not so do not count; those of which it is not known may."""
    every = THINGS.every(THINGS["colour"].is_("red"), OK)
    for table, expected in (
        ("colour | ok\n red | T\n blue | F", "T"), ("colour | ok\n red | F\n blue | T", "F"),
        ("colour | ok\n | F", "?"), ("colour | ok\n | T", "T"), ("colour | ok\n red | \n red | F", "F"),
    ):  # fmt: skip
        ask.once(every, expected, things=table)


def test_a_child_s_own_fact_inside_a_list(ask: Ask) -> None:
    question = THINGS.some(OK & CHILD["ok"].is_true)
    ask.given(ok=True).once(question, "T", things="ok\n T")
    ask.given(ok=False).once(question, "F", things="ok\n T")
    ask.once(question, "?", things="ok\n T")
    ask.once(question, "F", things=[])


# --- a list inside a list ---------------------------------------------------------------------------------------

PAGE = PAGES["ok"].is_true


def _visit(*flags: bool | None) -> dict[str, object]:
    pages = [{"row": f"r{n}", "date": f"2026-01-{n:02}", "ok": flag} for n, flag in enumerate(flags, start=1)]
    return {"date": "2026-01-01", "pages": pages}


def test_some_entry_with_some_entry_inside_it(ask: Ask) -> None:
    question = VISITS.some(PAGES.some(PAGE))
    visits = {
        "T": [_visit(False), _visit(False, True)],
        "F": [_visit(False), _visit()],
        "?": [_visit(False), {"date": "2026-01-01"}],
    }
    for expected, listed in visits.items():
        ask.once(question, expected, visits=[{**v, "row": f"r{n}"} for n, v in enumerate(listed, start=1)])


def test_pages_are_those_of_their_own_visit(ask: Ask) -> None:
    """Of the visits by date: the second in the file comes first, and its pages go with it."""
    listed = [
        {"row": "r1", "date": "2026-02-01", "pages": [{"row": "r1", "date": "2026-02-01", "ok": True}]},
        {"row": "r2", "date": "2026-01-01", "pages": [{"row": "r1", "date": "2026-01-01", "ok": False}]},
        {"row": "r3", "date": "2026-03-01", "pages": []},
        {"row": "r4", "date": "2026-01-15", "pages": None},
    ]
    for row, some, count in (("r1", "T", "1"), ("r2", "F", "1"), ("r3", "F", "0"), ("r4", "?", "open")):
        ask.once(VISITS.some(VISITS["row"].is_(row) & PAGES.some(PAGE)), some, visits=listed)
        only = VISITS.newest(VISITS["row"].is_(row), by="date").of(PAGES.count() >= 1)
        ask.once(only, {"1": "T", "0": "F", "open": "?"}[count], visits=listed)


# --- how many ---------------------------------------------------------------------------------------------------


def test_how_many_entries_there_are(ask: Ask) -> None:
    ask.once(VISITS.count(), "2", visits="date\n2026-01-01\n2026-01-01")
    ask.once(VISITS.count(), "0", visits=[])
    ask.once(VISITS.count(), "open")


def test_how_many_entries_are_so(ask: Ask) -> None:
    """Where every entry says enough: by its day, by its place in the list."""
    visits = "date\n2026-01-01\n2026-02-01\n2026-03-01"
    ask.given(born="2026-02-01").once(VISITS.count(VISITS["date"] >= CHILD["born"]), "2", visits=visits)
    ask.once(VISITS.count(Placed("visits", "nth") >= 3), "1", visits=visits)


def test_a_count_may_not_hang_on_what_is_not_known() -> None:
    from tests.engine.engines import one_child

    question = Count(THINGS.spec, OK) >= 1
    with pytest.raises(ValueError, match="must hang only on what every entry has"):
        one_child(question, {"as_of": "2026-03-01", "things": [{"row": "r1"}]})


# --- earliest, latest, nth --------------------------------------------------------------------------------------

SURE = VISITS["ok"].is_true


@pytest.mark.parametrize(
    ("flags", "earliest", "latest"),
    [
        ("TTT", "2026-01-01", "2026-03-01"), ("FTF", "2026-02-01", "2026-02-01"), ("FFF", "none", "none"),
        ("?TT", "2026-01-01 or 2026-02-01", "2026-03-01"), ("TT?", "2026-01-01", "2026-02-01 or 2026-03-01"),
        ("T?T", "2026-01-01", "2026-03-01"), ("F?F", "2026-02-01 or none", "2026-02-01 or none"),
    ],
)  # fmt: skip
def test_the_earliest_and_the_latest_day_of_those_that_are_so(
    ask: Ask, flags: str, earliest: str, latest: str
) -> None:
    visits = [
        {"row": f"r{n}", "date": f"2026-0{n}-01", "ok": {"T": True, "F": False, "?": None}[flag]}
        for n, flag in enumerate(flags, start=1)
    ]
    for order in (visits, visits[::-1]):
        ask.once(VISITS.earliest("date", SURE), earliest, visits=order)
        ask.once(VISITS.latest("date", SURE), latest, visits=order)


def test_of_no_list_the_latest_day_is_not_known_and_of_an_empty_one_there_is_none(ask: Ask) -> None:
    for day in (VISITS.latest("date"), VISITS.earliest("date"), VISITS.nth(1, "date")):
        ask.once(day, "open")
        ask.once(day, "none", visits=[])


def test_the_nth_day_is_by_date(ask: Ask) -> None:
    visits = "date\n2026-03-01\n2026-01-01\n2026-02-01"
    for n, expected in ((1, "2026-01-01"), (2, "2026-02-01"), (3, "2026-03-01"), (4, "none")):
        ask.once(VISITS.nth(n, "date"), expected, visits=visits)


# --- where an entry stands by date ------------------------------------------------------------------------------


def test_where_an_entry_stands(ask: Ask) -> None:
    """By date, whatever the order in the file; two on one day stand as in the file."""
    dates = ("2026-01-10", "2026-01-01", "2026-01-10", "2026-01-31")
    for what, values in {
        "nth": ("2", "1", "3", "4"),
        "gap": ("9", "none", "0", "21"),
        "day": ("9", "0", "9", "30"),
        "previous_day": ("0", "none", "9", "9"),
    }.items():
        table = "date | =\n" + "\n".join(f"{day} | {value}" for day, value in zip(dates, values, strict=True))
        ask.each(Placed("visits", what), table)  # type: ignore[arg-type]


def test_the_same_field_of_the_one_before(ask: Ask) -> None:
    ask.each(
        VISITS["date"] > Previous(VISITS["date"]),
        """
        date       | =
        2026-01-02 | T
        2026-01-01 | F
        2026-01-02 | F
        """,
    )
    ask.each(
        Previous(STAYS["end"]),
        """
        start      | end        | =
        2026-02-01 |            | 2026-01-31
        2026-01-01 | 2026-01-31 | none
        """,
        STAYS,
    )


def test_an_offer_without_a_day_comes_before_all_others(ask: Ask) -> None:
    ask.each(
        Placed("offers", "nth"),
        """
        done       | =
        2026-01-02 | 4
                   | 1
        2026-01-01 | 3
        no         | 2
        """,
        OFFERS,
    )
