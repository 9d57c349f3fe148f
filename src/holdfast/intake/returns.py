"""What a person should look at after a return was taken in: the lines of its own report, and where it and the record differ."""

from collections.abc import Iterable

from holdfast.exchange.ssda903 import Imported, ReportRow
from holdfast.intake.taking import Outcome


def report_lines(imported: Imported, outcomes: Iterable[Outcome]) -> list[ReportRow]:
    """The report of the reading, then a line for each difference and refusal, under the child's reference."""
    return [*imported.report, *(line for outcome in outcomes for line in lines_of(outcome))]


def lines_of(outcome: Outcome) -> list[ReportRow]:
    """The differences and refusals of one child."""
    child = f"child {outcome.child}"
    told = [ReportRow(child, 0, d.where, f"{d.told}", f"{d}") for d in outcome.differences]
    return told + [ReportRow(child, 0, "", "", f"not taken in: {problem}") for problem in outcome.refused]
