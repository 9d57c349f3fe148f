"""Answers to findings, and going on after a warning. Neither ever hides or changes what the guideline says."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from holdfast.accounts.models import Account
from holdfast.audit import actions as audit
from holdfast.decisions.access import FINDINGS, kinds_read
from holdfast.decisions.models import Answer, GuardPassed
from holdfast.decisions.queries import Shown, findings_for
from holdfast.decisions.vocabulary import ANSWERS
from holdfast.decisions.working_out.definitions_read import kinds_by_recommendation
from holdfast.people import keeping
from holdfast.people.access import NotAllowed, today
from holdfast.people.models import Child

NEEDS_REASON = frozenset(code for code, words in ANSWERS.words.items() if words.endswith("because…"))


class NotAnAnswer(Exception):
    """The answer lacks something: `problems` says what, by field (says, because, by_when)."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{name}: {problem}" for name, problem in problems.items()))
        self.problems = dict(problems)


class ReasonNeeded(Exception):
    """Going on after a warning needs a reason, which is kept beside the warning."""


def problems_of_answer(says: str, because: str, by_when: date | None) -> dict[str, str]:
    """What an answer lacks, by field; empty where it is whole."""
    if says not in ANSWERS:
        return {"says": f"Choose one of: {', '.join(ANSWERS.words.values())}"}
    problems = {}
    if says in NEEDS_REASON and not because.strip():
        problems["because"] = "Say why: your colleagues and the young person may read it"
    if says == "we_will" and by_when is None:
        problems["by_when"] = "Say by when"
    if by_when is not None and by_when < today():
        problems["by_when"] = "Choose today or a day to come"
    return problems


@transaction.atomic
def answer(
    *,
    child: Child,
    recommendation: str,
    says: str,
    by: Account,
    because: str = "",
    by_when: date | None = None,
) -> Answer:
    """Keep what somebody answers to a finding as it stands now; when its facts change, it is open again.

    Raises NotAnAnswer; people.access.NotAllowed where they may not see the finding or not write answers.
    """
    if problems := problems_of_answer(says, because, by_when):
        raise NotAnAnswer(problems)
    finding = _seen(by, child, recommendation)
    values = {
        "recommendation": recommendation,
        "kinds": list(kinds_by_recommendation()[recommendation]),
        "says": says,
        "because": because.strip(),
        "by_when": by_when if says == "we_will" else None,
        "state": finding.state,
        "facts": finding.facts,
    }
    given = keeping.add(model=Answer, child=child, values=values, by=by)
    audit.record(by=by, did="answer given", children=[child.pk], about=recommendation, detail={"says": says})
    return given


def _seen(by: Account, child: Child, recommendation: str) -> Shown:
    finding = findings_for(by, child.pk).by_number.get(recommendation)
    if finding is None:
        raise NotAllowed(f"{by} may not see {recommendation} of {child.pk}")
    return finding


@transaction.atomic
def pass_guard(
    *, child: Child, recommendations: tuple[str, ...], entering: str, because: str, by: Account
) -> list[GuardPassed]:
    """Somebody was warned while entering something, went on, and says why. `entering` is the list or object being entered.

    Raises ReasonNeeded; people.access.NotAllowed where they may not write answers.
    """
    if not because.strip():
        raise ReasonNeeded("say why you go on: it is kept with the warning")
    readable = kinds_read(by, child.pk)
    passed = []
    for number in recommendations:
        kinds = sorted(readable.intersection(kinds_by_recommendation()[number]))
        values = {"recommendation": number, "kinds": kinds, "entering": entering, "because": because.strip()}
        passed.append(keeping.add(model=GuardPassed, child=child, values=values, by=by))
    audit.record(
        by=by,
        did="guard passed",
        children=[child.pk],
        about=entering,
        detail={"recommendations": list(recommendations), "because": because.strip()},
    )
    return passed


__all__ = ["FINDINGS", "NotAnAnswer", "ReasonNeeded", "answer", "pass_guard", "problems_of_answer"]
