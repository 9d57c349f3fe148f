"""Runs of entries that follow one another, and entries of one list compared with their peers."""

import pytest

from holdfast.engine.expressions import (
    IsRecorded,
    Other,
    PeerExists,
    Previous,
    RunsAtLeast,
    RunStart,
    Same,
    Truth,
    after,
    any_of,
)
from tests.engine.asking import Ask
from tests.engine.small import CHILD, MANY, STAYS, VISITS, WEEK

# A stay joins the one before if it starts within a week of its end.
JOINS = STAYS["start"] <= after(Previous(STAYS["end"]), WEEK)
SAME = JOINS & Same(STAYS["colour"], Previous(STAYS["colour"]))
BELONGS = STAYS["ok"].is_true


def _start(where: object = None, joined: object = JOINS) -> RunStart:
    return RunStart(STAYS.spec, where or Truth(True), STAYS["start"], joined, STAYS["end"])  # type: ignore[arg-type]


# --- since when -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first_end", "start"),
    [("2026-01-25", "2025-06-01"), ("2026-01-24", "2026-02-01"), ("2026-02-01", "2025-06-01")],
)
def test_a_run_goes_back_as_long_as_entries_join(ask: Ask, first_end: str, start: str) -> None:
    ask.once(_start(), start, stays=f"start | end\n2025-06-01 | {first_end}\n2026-02-01 | ")


def test_a_run_is_by_date_whatever_the_order_in_the_file(ask: Ask) -> None:
    ask.once(_start(), "2025-06-01", stays="start | end\n2026-02-01 | \n2025-06-01 | 2026-02-01")


def test_a_run_ends_with_the_last_entry_that_is_still_going_on(ask: Ask) -> None:
    """Where the last has come to its end, since when is not known; nor without any."""
    ask.once(_start(), "open", stays="start | end\n2025-06-01 | 2026-01-01")
    ask.once(_start(), "open", stays=[])
    ask.once(_start(), "open")


def test_an_entry_of_one_day_before_one_that_goes_on(ask: Ask) -> None:
    ask.once(_start(), "2026-02-01", stays="start | end | ok\n2026-02-01 | | T\n2026-02-01 | 2026-02-01 | F")
    ask.once(
        _start(BELONGS), "2026-02-01", stays="start | end | ok\n2026-02-01 | | T\n2026-02-01 | 2026-02-01 | F"
    )


def test_a_run_holds_only_entries_that_belong(ask: Ask) -> None:
    """An entry that does not belong breaks the run, though it joins; where the last does not, there is no day."""
    stays = "start | end | ok\n2025-01-01 | 2025-06-01 | T\n2025-06-01 | 2026-01-01 | {}\n2026-01-01 | | {}"
    ask.once(_start(BELONGS), "2025-01-01", stays=stays.format("T", "T"))
    ask.once(_start(BELONGS), "2026-01-01", stays=stays.format("F", "T"))
    ask.once(_start(BELONGS), "none", stays=stays.format("T", "F"))


def test_where_it_is_not_known_whether_an_entry_belongs_the_run_may_start_there_or_before(ask: Ask) -> None:
    stays = "start | end | ok\n2025-06-01 | 2026-01-01 | {}\n2026-01-01 | | {}"
    ask.once(_start(BELONGS), "2025-06-01 or 2026-01-01", stays=stays.format("", "T"))
    ask.once(_start(BELONGS), "2026-01-01 or none", stays=stays.format("F", ""))


def test_where_it_is_not_known_whether_entries_join(ask: Ask) -> None:
    stays = "start | end | colour\n2025-06-01 | 2026-01-01 | {}\n2026-01-01 | | {}"
    ask.once(_start(joined=SAME), "2025-06-01", stays=stays.format("red", "red"))
    ask.once(_start(joined=SAME), "2026-01-01", stays=stays.format("red", "blue"))
    ask.once(_start(joined=SAME), "2025-06-01 or 2026-01-01", stays=stays.format("red", ""))


# --- how many runs ----------------------------------------------------------------------------------------------

RUNS = RunsAtLeast(STAYS.spec, BELONGS, SAME, MANY)  # 2 or more


def _stays(*rows: str) -> str:
    """Stays that follow one another, each `colour ok`."""
    lines = [
        f"2026-01-{n:02} | 2026-01-{n + 1:02} | {' | '.join(row.split(','))}"
        for n, row in enumerate(rows, start=1)
    ]
    return "start | end | colour | ok\n" + "\n".join(lines)


@pytest.mark.parametrize(
    ("rows", "answer"),
    [
        (("red,T", "blue,T"), "T"),
        (("red,T", "red,T"), "F"),  # one run of two
        (("red,T", "red,F"), "F"),
        (("red,T", "blue,F"), "F"),  # the second run has none that is so
        (("red,T", "blue,F", "red,T"), "T"),
        (("red,T", "red,F", "red,T"), "F"),  # still one run
        (("red,T", ",T"), "?"),
        (("red,T", ",T", "blue,T"), "?"),  # that it cannot join both is more than Kleene's logic sees
        (("red,T", ",T", "blue,T", "green,T"), "T"),
        (("red,T", "blue,"), "?"),
        (("red,T", "red,"), "F"),
        (("red,T", "blue,T", "green,"), "T"),
        (("red,T",), "F"),
        ((",",), "F"),
        ((",", ","), "?"),
    ],
)
def test_at_least_two_runs(ask: Ask, rows: tuple[str, ...], answer: str) -> None:
    ask.once(RUNS, answer, stays=_stays(*rows))


def test_runs_of_no_list(ask: Ask) -> None:
    ask.once(RUNS, "?")
    ask.once(RUNS, "F", stays=[])


def test_a_gap_ends_a_run(ask: Ask) -> None:
    ask.once(
        RUNS,
        "T",
        stays="start | end | colour | ok\n2025-01-01 | 2025-02-01 | red | T\n2025-02-09 | 2025-03-01 | red | T",
    )
    ask.once(
        RUNS,
        "F",
        stays="start | end | colour | ok\n2025-01-01 | 2025-02-01 | red | T\n2025-02-08 | 2025-03-01 | red | T",
    )


# --- peers --------------------------------------------------------------------------------------------------------


def test_some_entry_with_the_same_codes_is_so(ask: Ask) -> None:
    """The entry itself counts."""
    ask.each(
        PeerExists(VISITS.spec, (VISITS["colour"],), VISITS["ok"].is_true),
        """
        date       | colour | ok | =
        2026-01-01 | red    | F  | T
        2026-01-02 | red    | T  | T
        2026-01-03 | blue   | F  | ?
        2026-01-04 | blue   |    | ?
        2026-01-05 | green  | F  | F
        """,
    )


def test_peers_share_every_code_that_is_named(ask: Ask) -> None:
    ask.given(born="2026-01-01").each(
        PeerExists(VISITS.spec, (VISITS["colour"], VISITS["who"]), VISITS["date"] <= CHILD["born"]),
        """
        date       | colour | who | =
        2026-01-01 | red    | Ann | T
        2026-01-02 | red    | Ann | T
        2026-01-03 | red    | Bea | F
        2026-01-04 | blue   | Ann | F
        """,
    )


def test_an_entry_is_compared_with_its_peers(ask: Ask) -> None:
    """Somebody else had the same colour."""
    somebody_else = PeerExists(VISITS.spec, (VISITS["colour"],), ~Same(VISITS["who"], Other(VISITS["who"])))
    ask.each(
        somebody_else,
        """
        date       | colour | who | =
        2026-01-01 | red    | Ann | F
        2026-01-02 | red    | Ann | F
        2026-01-03 | blue   | Ann | T
        2026-01-04 | blue   | Bea | T
        """,
    )
    ask.once(
        VISITS.some(~somebody_else),
        "F",
        visits="date | colour | who\n2026-01-03 | blue | Ann\n2026-01-04 | blue | Bea",
    )


def test_peers_are_of_one_child(ask: Ask) -> None:
    either = any_of(
        IsRecorded(VISITS["who"]), PeerExists(VISITS.spec, (VISITS["colour"],), VISITS["ok"].is_true)
    )
    ask.once(VISITS.some(either), "F", visits="date | colour | ok\n2026-01-01 | red | F")
    ask.once(VISITS.some(either), "F", visits=[])
    ask.once(VISITS.some(either), "?")
