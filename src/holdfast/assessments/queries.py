"""What others may read of assessments and health."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import F, Prefetch, Q

from holdfast.accounts.models import Account, Skill
from holdfast.assessments.access import HEALTH_AREAS as HEALTH_WORDS
from holdfast.assessments.models import (
    Area,
    Assessment,
    AttachmentStatus,
    Condition,
    Diagnosis,
    Gathering,
    HealthAssessment,
    HealthWords,
    Referral,
    Sdq,
)
from holdfast.assessments.vocabulary import HEALTH_AREAS, STILL_WAITING
from holdfast.people.access import kinds_readable, today, visible
from holdfast.people.entries import Entry
from holdfast.people.models import Correction

Row = TypeVar("Row", bound=Entry)


@dataclass(frozen=True)
class Written:
    """What one person wrote in one area, as far as the viewer may read it: `text` is None where they may not.

    `version` moves with either row that keeps it.
    """

    row: Area
    words: HealthWords | None = None
    readable: bool = True

    @property
    def text(self) -> str | None:
        """The words, or None where they are not this viewer's to read."""
        if not self.readable:
            return None
        return self.words.text if self.words else self.row.text

    @property
    def brought_in(self) -> list[dict[str, Any]]:
        """References to the facts that the writer confirmed."""
        return (self.words.brought_in if self.words else self.row.brought_in) if self.readable else []

    @property
    def version(self) -> int:
        """Goes up with every change of either row."""
        return self.row.version + (self.words.version if self.words else 0)

    @property
    def done(self) -> bool:
        """Whether its writer called it done."""
        return self.row.done_on is not None

    @property
    def by(self) -> str:
        """Who wrote it."""
        return self.row.recorded_by_name

    @property
    def recorded_by_name(self) -> str:
        """Who wrote it, under the name that every row has."""
        return self.row.recorded_by_name

    @property
    def on(self) -> date:
        """When it was done, or last written on."""
        return self.row.done_on or self.row.recorded_at.date()


@dataclass(frozen=True)
class Open:
    """A comprehensive assessment under way, for a worklist: the areas done, begun and not begun, by their codes."""

    gathering: Gathering
    child: UUID
    done: frozenset[str]
    begun: frozenset[str]


# --- attachment status -----------------------------------------------------------------------------------------
def statuses_of(viewer: Account, child: UUID) -> list[AttachmentStatus]:
    """Every attachment status, the newest first."""
    return _newest(AttachmentStatus, viewer, child, "date", "-position")


def status_now(viewer: Account, child: UUID) -> AttachmentStatus | None:
    """The newest attachment status, which is the one that counts; None where none is recorded or theirs to see."""
    return next(iter(statuses_of(viewer, child)), None)


# --- the comprehensive assessment --------------------------------------------------------------------------------
def gatherings_of(viewer: Account, child: UUID) -> list[Gathering]:
    """Every comprehensive assessment that was opened, the newest first."""
    return list(visible(Gathering, viewer).filter(child=child).order_by("-opened_on", "-recorded_at"))


def gathering_open(viewer: Account, child: UUID) -> Gathering | None:
    """The one under way, if any: the newest."""
    return next((each for each in gatherings_of(viewer, child) if each.finished_on is None), None)


def gatherings_open(viewer: Account, children: Iterable[UUID]) -> list[Open]:
    """The comprehensive assessments under way of these children, the longest open first; two queries whatever their number."""
    rows = visible(Gathering, viewer).filter(child__in=list(children), finished_on=None)
    areas = Prefetch("areas", visible(Area, viewer))
    return [_open(row) for row in rows.prefetch_related(areas).order_by("opened_on", "recorded_at")]


def _open(row: Gathering) -> Open:
    done = frozenset(area.area for area in row.areas.all() if area.done_on)
    return Open(row, row.child_id, done, frozenset(area.area for area in row.areas.all()) - done)


def written_in(viewer: Account, gathering: Gathering) -> list[Written]:
    """What everybody wrote in it, in the order in which it was begun; words that are not theirs to read left out."""
    rows = (
        visible(Area, viewer)
        .filter(gathering=gathering)
        .select_related("child", "gathering")
        .order_by("recorded_at")
    )
    words = {each.area_id: each for each in visible(HealthWords, viewer).filter(area__gathering=gathering)}
    of_health = HEALTH_WORDS.code in kinds_readable(viewer, gathering.child_id)
    return [Written(row, words.get(row.pk), of_health or row.area not in HEALTH_AREAS) for row in rows]


def assessments_of(viewer: Account, child: UUID, *types: str) -> list[Assessment]:
    """Finished assessments of these types (all), the newest first."""
    rows = _newest(Assessment, viewer, child, "date", "-position")
    return [row for row in rows if not types or row.type in types]


# --- health, SDQ, referrals ------------------------------------------------------------------------------------------
def diagnoses_of(viewer: Account, child: UUID) -> list[Diagnosis]:
    """Diagnoses of an attachment disorder, the newest first."""
    return _newest(Diagnosis, viewer, child, "date", "-position")


def conditions_of(viewer: Account, child: UUID) -> list[Condition]:
    """Coexisting conditions, the diagnosed first."""
    return list(visible(Condition, viewer).filter(child=child).order_by("status", "position"))


def sdqs_of(viewer: Account, child: UUID) -> list[Sdq]:
    """Strengths and difficulties questionnaires, the newest first."""
    return _newest(Sdq, viewer, child, "date", "-position")


def health_assessments_of(viewer: Account, child: UUID) -> list[HealthAssessment]:
    """Statutory health assessments, the newest first."""
    return _newest(HealthAssessment, viewer, child, "on", "-recorded_at")


def referrals_of(viewer: Account, child: UUID) -> list[Referral]:
    """Referrals: those without an answer first, the longest waiting first; then the others, the newest first."""
    rows = _newest(Referral, viewer, child, "date", "-position")
    waiting = [row for row in rows if row.answer in STILL_WAITING]
    return [*reversed(waiting), *(row for row in rows if row.answer not in STILL_WAITING)]


def referrals_waiting(viewer: Account, children: Iterable[UUID]) -> list[Referral]:
    """Referrals of these children that nobody has answered, or that are on a waiting list, the longest waiting first; one query."""
    rows = visible(Referral, viewer).filter(child__in=list(children), answer__in=STILL_WAITING)
    return list(rows.order_by("date", "recorded_at"))


# --- who is skilled ----------------------------------------------------------------------------------------------------
def skilled_in(code: str) -> list[Account]:
    """Who on the staff is trained and skilled today to use this tool or scale (1.3.5), by name."""
    return skilled_in_each([code])[code]


def skilled_in_each(codes: Iterable[str]) -> dict[str, list[Account]]:
    """The same of several tools, in one query."""
    found: dict[str, list[Account]] = {code: [] for code in codes}
    now = Q(until=None) | Q(until__gt=today())
    rows = Skill.objects.filter(now, code__in=found, since__lte=today(), account__is_active=True)
    for row in rows.select_related("account__agency").order_by("account__name"):
        if row.account not in found[row.code]:
            found[row.code].append(row.account)
    return found


# --- any table of this room --------------------------------------------------------------------------------------------
def one_of(model: type[Row], viewer: Account, child: UUID, row: UUID) -> Row | None:
    """One row of this child, where the viewer may read it."""
    return visible(model, viewer).filter(child=child, pk=row).select_related("child").first()


def believed_before(viewer: Account, row: Entry) -> list[Correction]:
    """What was believed of a row before, the newest first. Only for who may read the row itself."""
    if not visible(type(row), viewer).filter(pk=row.pk).exists():
        return []
    return list(Correction.objects.filter(row=row.pk, child=row.child_id).order_by("-version"))


def _newest(model: type[Row], viewer: Account, child: UUID, by: str, then: str) -> list[Row]:
    return list(visible(model, viewer).filter(child=child).order_by(F(by).desc(), then))
