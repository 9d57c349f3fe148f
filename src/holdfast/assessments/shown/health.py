"""Coexisting conditions with their own guidelines, and diagnoses with what the manual's criteria say."""

from collections.abc import Iterable
from dataclasses import dataclass

from holdfast.assessments.models import Condition, Diagnosis
from holdfast.assessments.vocabulary import CONDITION_GUIDELINES, guideline_address
from holdfast.forms.words import first_up, say_day
from holdfast.ng26.vocabulary import CONDITION_STATUSES, CONDITIONS, DIAGNOSIS_CODES


@dataclass(frozen=True)
class Guideline:
    """A NICE guideline: its number, its title, where it stands."""

    number: str
    title: str
    href: str


@dataclass(frozen=True)
class ShownCondition:
    """A condition in words; `lacks` where it is diagnosed and its own treatment has not been offered (1.3.3)."""

    row: Condition
    name: str
    status: str
    treatment: str
    lacks: bool
    guidelines: tuple[Guideline, ...]


@dataclass(frozen=True)
class ShownDiagnosis:
    """A diagnosis in words; `warning` where the manual's criteria are not met (1.3.6)."""

    row: Diagnosis
    name: str
    criteria: str
    warning: str


_CRITERIA = {
    True: "Criteria met",
    False: "Criteria not met",
    None: "Whether the criteria are met is not recorded",
}


def shown_conditions(rows: Iterable[Condition]) -> list[ShownCondition]:
    """Each condition as the page tells it."""
    return [
        ShownCondition(
            row,
            first_up(CONDITIONS.words[row.condition]),
            CONDITION_STATUSES.words[row.status],
            _treatment(row),
            row.status == "diagnosed" and row.offered is None,
            tuple(
                Guideline(number, title, guideline_address(number))
                for number, title in CONDITION_GUIDELINES.get(row.condition, ())
            ),
        )
        for row in rows
    ]


def _treatment(row: Condition) -> str:
    if row.offered:
        return f"Its own treatment was offered on {say_day(row.offered)}"
    return (
        "Its own treatment was not offered"
        if row.offered_not_done
        else "Whether its own treatment was offered is not recorded"
    )


def shown_diagnoses(rows: Iterable[Diagnosis]) -> list[ShownDiagnosis]:
    """Each diagnosis as the page tells it."""
    return [
        ShownDiagnosis(
            row,
            first_up(DIAGNOSIS_CODES.words[row.code]),
            _CRITERIA[row.criteria_met],
            "This is recorded as a diagnosis though the manual’s criteria are not met. Attachment difficulties alone are not this "
            "disorder: ask who made it, or put it right." if row.criteria_met is False else "",
        )
        for row in rows
    ]  # fmt: skip
