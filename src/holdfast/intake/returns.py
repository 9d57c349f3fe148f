"""What a person should look at after a return was taken in: the lines of its own report, and where it and the record differ."""

from collections.abc import Iterable
from datetime import date

from holdfast.exchange.ssda903 import Fate, Imported, ReportRow, Summary
from holdfast.forms.words import say_day
from holdfast.intake.taking import Outcome

_WITH = {Fate.NO_PLACE: "with "}


def report_lines(imported: Imported, outcomes: Iterable[Outcome]) -> list[ReportRow]:
    """The report of the reading, then a line for each difference and refusal, under the child's reference."""
    return [*imported.report, *(line for outcome in outcomes for line in lines_of(outcome))]


def lines_of(outcome: Outcome) -> list[ReportRow]:
    """The differences and refusals of one child."""
    child = f"child {outcome.child}"
    told = [ReportRow(child, 0, d.where, f"{d.told}", f"{d}") for d in outcome.differences]
    if outcome.kept_as:
        with_it = f"this record was put together with {outcome.kept_as}: what is new goes there"
        told.insert(0, ReportRow(child, 0, "", "", with_it))
    return told + [ReportRow(child, 0, "", "", f"not taken in: {problem}") for problem in outcome.refused]


def what_was_read(summary: Summary) -> list[tuple[str, str]]:
    """The years, the rows and what became of them, as a person reads it; every row read has one fate."""
    years = ", ".join(label for label, _, _ in summary.returns)
    fates = [(f"Rows {_WITH.get(fate, '')}{fate}", f"{summary.rows(fate):,}") for fate in Fate]
    day = say_day(date.fromisoformat(summary.as_of))
    return [("Collection", years), ("As of", day), ("Rows read", f"{summary.rows_read:,}"), *fates]
