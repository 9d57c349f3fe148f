"""Writing assessments: one begun, built up area by area by several people, finished or declined; results; referrals answered."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection, transaction

from holdfast.assessments import results
from holdfast.assessments.models import Area, Assessment, Gathering, HealthWords, Referral
from holdfast.assessments.queries import Written
from holdfast.assessments.vocabulary import HEALTH_AREAS
from holdfast.assessments.whole import MONTHS, months_after
from holdfast.ng26.vocabulary import AREAS
from holdfast.people import keeping
from holdfast.people.access import today
from holdfast.people.keeping import By, StaleVersion
from holdfast.people.models import Child


class NotYours(Exception):
    """Somebody else wrote this. It can be read, and you can write beside it; only they can change it."""


class Finished(Exception):
    """This assessment is finished. Begin another to go on: what was covered within twelve months adds up."""


class NothingDone(Exception):
    """No area is marked as done. Mark at least one, or leave the assessment open."""


class NotAnArea(Exception):
    """The comprehensive assessment has no such area: it is one of the eight of 1.3.2."""


class ViewMissing(Exception):
    """Say what the child and the carers said, or why they were not asked."""


@transaction.atomic
def begin(*, child: Child, by: By, on: date | None = None) -> Gathering:
    """Open a comprehensive assessment (1.3.2), or go on with the one under way, which who comes second is given.

    Raises people.access.NotAllowed.
    """
    keeping.require_write(by, child, Gathering.record_kind)
    _one_after_the_other(child)
    there = Gathering.objects.filter(child=child, finished_on=None).order_by("-opened_on").first()
    return there or keeping.add(model=Gathering, child=child, values={"opened_on": on or today()}, by=by)


def _one_after_the_other(child: Child) -> None:
    """Whoever else begins one for this child waits until this transaction is over. Not every writer here may lock the child's row."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s::text, 0))",
            [f"assessments.gathering {child.pk}"],
        )


# --- areas -------------------------------------------------------------------------------------------------------
@transaction.atomic
def write_area(
    *,
    gathering: Gathering,
    area: str,
    text: str,
    brought_in: Sequence[Mapping[str, Any]] = (),
    done: bool = False,
    by: By,
) -> Written:
    """Begin to write in an area, beside what others wrote; `brought_in` are references (`assessments.facts`), `done` says it is finished.

    Raises NotAnArea, Finished, keeping.StaleVersion where the same person has written here already (on another device),
    people.access.NotAllowed.
    """
    _still_open(gathering)
    if area not in AREAS:
        raise NotAnArea(f"{area!r}; expected one of {', '.join(AREAS)}")
    if there := Area.objects.filter(gathering=gathering, area=area, recorded_by=by.audit_id).first():
        raise StaleVersion(_whole(there))  # type: ignore[arg-type]
    apart = area in HEALTH_AREAS
    said = {"text": text, "brought_in": list(brought_in)}
    if apart:
        keeping.require_write(by, gathering.child, HealthWords.record_kind)
    values = {
        "gathering": gathering,
        "area": area,
        "done_on": today() if done else None,
        **({} if apart else said),
    }
    row = keeping.add(model=Area, child=gathering.child, values=values, by=by)
    words = (
        keeping.add(model=HealthWords, child=gathering.child, values={"area": row, **said}, by=by)
        if apart
        else None
    )
    return Written(row, words)


@transaction.atomic
def change_area(
    *, written: Written, version: int, text: str, brought_in: Sequence[Mapping[str, Any]], done: bool, by: By
) -> Written:
    """Go on with what one wrote oneself. `version` is that of `Written`, as it was read.

    Raises NotYours, Finished, keeping.StaleVersion with what stands there now, people.access.NotAllowed.
    """
    _yours(written, by)
    there = _locked(written, version)
    said = {"text": text, "brought_in": list(brought_in)}
    done_on = (there.row.done_on or today()) if done else None
    values = {"done_on": done_on, **({} if there.words else said)}
    row = keeping.correct(row=there.row, version=there.row.version, values=values, by=by)
    words = there.words and keeping.correct(row=there.words, version=there.words.version, values=said, by=by)
    return Written(row, words)


@transaction.atomic
def take_out_area(*, written: Written, version: int, by: By, why: str) -> None:
    """Take out what one wrote oneself by mistake; it stays among the corrections. Raises as `change_area`."""
    _yours(written, by)
    there = _locked(written, version)
    if there.words:
        keeping.remove(row=there.words, version=there.words.version, by=by, why=why)
    keeping.remove(row=there.row, version=there.row.version, by=by, why=why)


def _yours(written: Written, by: By) -> None:
    if written.row.recorded_by != by.audit_id:
        raise NotYours(f"{written.by} wrote this: it can be read, not changed. Write beside it.")
    _still_open(written.row.gathering)


def _still_open(gathering: Gathering) -> None:
    held = Gathering.objects.select_for_update().filter(pk=gathering.pk).first()
    if held is None or held.finished_on is not None:
        raise Finished("This assessment is finished. Begin another to go on.")


def _locked(written: Written, version: int) -> Written:
    row = Area.objects.select_for_update().filter(pk=written.row.pk).first()
    there = _whole(row) if row else None
    if there is None or there.version != version:
        raise StaleVersion(there)  # type: ignore[arg-type]
    return there


def _whole(row: Area) -> Written:
    return Written(row, HealthWords.objects.filter(area=row).first())


# --- the end -------------------------------------------------------------------------------------------------------
@transaction.atomic
def finish(*, gathering: Gathering, version: int, values: Mapping[str, Any], by: By) -> Assessment:
    """Finish it with the areas that were done in the last twelve months, as of today; the others can follow in another one.

    `values`: childs_view or child_not_asked_because, carers_view or carers_not_asked_because, and note.
    Raises Finished, NothingDone, ViewMissing, keeping.StaleVersion, people.access.NotAllowed.
    """
    _still_open(gathering)
    _heard(values)
    done = Area.objects.filter(gathering=gathering, done_on__gte=months_after(today(), -MONTHS))
    covered = set(done.values_list("area", flat=True))
    if not covered:
        raise NothingDone("No area is marked as done yet.")
    made = keeping.add(
        model=Assessment, child=gathering.child, by=by,
        values={
            "date": today(), "type": "comprehensive", "areas": [area for area in AREAS if area in covered],
            "childs_view": values.get("childs_view", ""), "carers_view": values.get("carers_view", ""), "note": values.get("note", ""),
        },
    )  # fmt: skip
    said = {name: text for name, text in values.items() if name != "note"}
    keeping.correct(
        row=gathering,
        version=version,
        by=by,
        why="finished",
        values={**said, "finished_on": today(), "assessment": made},
    )
    return made


def _heard(values: Mapping[str, Any]) -> None:
    for who in ("child", "carers"):
        view = "childs_view" if who == "child" else "carers_view"
        if not values.get(view) and not values.get(f"{who}_not_asked_because"):
            raise ViewMissing(
                f"Say what the {who} said, or why the {who} {'was' if who == 'child' else 'were'} not asked."
            )


@transaction.atomic
def decline(
    *, child: Child, values: Mapping[str, Any], by: By, gathering: Gathering | None = None
) -> Assessment:
    """It was offered and is not wanted: nothing waits for it then. One under way is closed with it, and what was written stays.

    `values`: date, childs_view, carers_view, note. Raises Finished, people.access.NotAllowed.
    """
    made = keeping.add(
        model=Assessment, child=child, values={**values, "type": "comprehensive", "declined": True}, by=by
    )
    if gathering is not None:
        _still_open(gathering)
        closed = {"finished_on": today(), "assessment": made}
        keeping.correct(row=gathering, version=gathering.version, by=by, why="not wanted", values=closed)
    return made


# --- results, referrals ----------------------------------------------------------------------------------------------
@transaction.atomic
def record_result(*, child: Child, values: Mapping[str, Any], by: By) -> Assessment:
    """A tool's result or a score of sensitivity or parenting quality. Raises results.ResultsWrong, people.access.NotAllowed."""
    results.check(values.get("results", {}))
    return keeping.add(model=Assessment, child=child, values=values, by=by)


@transaction.atomic
def correct_result(
    *, row: Assessment, version: int, values: Mapping[str, Any], by: By, why: str = ""
) -> Assessment:
    """Put a result right. Raises results.ResultsWrong, keeping.StaleVersion, people.access.NotAllowed."""
    results.check(values.get("results", {}))
    return keeping.correct(row=row, version=version, values=values, by=by, why=why)


@transaction.atomic
def answer_referral(
    *, referral: Referral, version: int, answer: str, on: date, note: str = "", by: By
) -> Referral:
    """What the service answered. Raises keeping.StaleVersion, people.access.NotAllowed."""
    values = {"answer": answer, "answered_on": on, "answer_note": note}
    return keeping.correct(row=referral, version=version, values=values, by=by, why="answered")
