"""What a case file has no word for: where a referral went and what came of it, where a scale ends, who is skilled in what."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from holdfast.accounts import actions as accounts
from holdfast.accounts.models import Account
from holdfast.assessments.models import Assessment, Referral
from holdfast.demo.telling import staff
from holdfast.people.keeping import Background

SCALES = {"local": (0, 20), "quality of 7": (1, 7)}  # Saltmarsh's own, with their ends
ANSWERED_AFTER = 45  # days: what is older has its answer
_ANSWERS = (
    ("accepted", "Work begins with the carers."),
    ("accepted", "First appointment at the family’s home."),
    ("advice", "Advice to the school and the carers; referred again if it does not help."),
    ("declined", "Asks for the placement to be settled first; the team disagrees and says so in writing."),
)


def skills(people: Mapping[str, Account], *, by: Background, since: date) -> None:
    """Who is trained and skilled to use which tool, scale or programme (1.3.5)."""
    for key, codes in staff.SKILLS.items():
        for code in codes:
            accounts.note_skill(account=people[key], code=code, since=since, by=by)


def referrals(*, seed: int, day: date) -> None:
    """A service for every referral, the reason, and an answer to those that are not new."""
    rows = list(Referral.objects.select_related("child").order_by("child__reference", "position"))
    for row in rows:
        dice = Random(f"referral {seed} {row.child.reference} {row.position}")
        expert = row.attachment_expertise is not False
        row.to = dice.choice(staff.REFERRED_TO if expert else staff.REFERRED_ELSEWHERE)
        row.why = dice.choice(staff.REFERRED_BECAUSE)
        if row.date and (day - row.date).days > ANSWERED_AFTER:
            row.answer, row.answer_note = dice.choice(_ANSWERS)
            row.answered_on = row.date + timedelta(days=dice.randint(9, ANSWERED_AFTER))
    Referral.objects.bulk_update(rows, ["to", "why", "answer", "answer_note", "answered_on"], batch_size=500)


def scales() -> None:
    """The ends of the scales that are the service's own, so that scores on them can be drawn."""
    rows = list(Assessment.objects.filter(scale__in=SCALES, results={}).exclude(score=None))
    for row in rows:
        low, high = SCALES[row.scale]
        row.results = {"instrument": "local", "scores": {"score": row.score}, "low": low, "high": high}
    Assessment.objects.bulk_update(rows, ["results"], batch_size=500)
