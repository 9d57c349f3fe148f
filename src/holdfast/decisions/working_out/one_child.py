"""One child's findings worked out from the whole record, and kept.

The record is read over the worker's connection, which sees all of it and only what is committed; so a page that follows a save
shows findings made from it. What is kept never holds up a save: where the child's row is locked, the answer is given and not kept.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import OperationalError, connections, transaction

from holdfast.decisions.case_file import case_file
from holdfast.decisions.models import Kept, KeptFinding
from holdfast.decisions.places import place_in
from holdfast.decisions.working_out.changes_on import next_change
from holdfast.decisions.working_out.definitions_read import (
    edition,
    kinds_by_recommendation,
    settings_in_force,
)
from holdfast.decisions.working_out.known_on import known_on
from holdfast.engine.findings import Answer, Finding
from holdfast.ng26.guideline import findings
from holdfast.people.models import Child

WORKER = "worker"
Case = dict[str, Any]


@dataclass(frozen=True)
class WorkedOut:
    """The rows that are to be kept of one child, not yet saved."""

    kept: Kept
    rows: tuple[KeptFinding, ...]


def case_today(child: UUID, day: date) -> Case:
    """The whole record of a child as the guideline reads it on `day`, its rows marked. Raises Child.DoesNotExist."""
    return known_on(case_file(child, using=WORKER, marked=True), day)


def work_out(child: UUID, day: date) -> WorkedOut:
    """The findings of one child on `day`, with reasons and places. Raises Child.DoesNotExist."""
    version = Child.objects.using(WORKER).values_list("record_version", flat=True).get(pk=child)
    whole = case_file(child, using=WORKER, marked=True)
    case = known_on(whole, day)
    answer = findings(case, settings_in_force())
    kept = Kept(
        child_id=child,
        as_of=day,
        changes_on=next_change(whole, day, settings_in_force()),
        record_version=version,
        edition=edition(),
        reasons=True,
    )
    return WorkedOut(kept, tuple(row_of(child, case, finding) for finding in answer.findings))


def row_of(child: UUID, case: Case, finding: Finding) -> KeptFinding:
    """The row of one finding, as it is kept and shown."""
    said = as_kept(child, case, finding)
    return KeptFinding(
        child_id=child,
        recommendation=finding.recommendation,
        state=finding.state,
        waits_for=list(finding.waits_for),
        kinds=list(kinds_by_recommendation()[finding.recommendation]),
        facts=fingerprint(finding.state, said),
        answer=said,
    )


def as_kept(child: UUID, case: Case, finding: Finding) -> dict[str, Any]:
    """What a finding says beside its state: reasons, places of what is missing, what is lacking, settings, notes."""
    return {
        "because": list(finding.because),
        "missing": [place_in(case, child, path).as_json() for path in finding.missing],
        "deviations": [
            {"rule": d.rule, "expected": d.expected, "found": d.found} for d in finding.deviations
        ],
        "settings": dict(finding.settings),
        "notes": list(finding.notes),
    }


def fingerprint(state: str, said: Mapping[str, Any]) -> str:
    """A fingerprint of what a finding rested on: its state, reasons, what is lacking and what is missing, whatever the order
    of entries in the record."""
    missing = sorted(
        f"{place['of']} {place['entry']} {place['above']} {place['field']}" for place in said["missing"]
    )
    rests_on = [state, said["because"], said["deviations"], missing]
    return hashlib.sha256(json.dumps(rests_on, sort_keys=True).encode()).hexdigest()[:24]


def keep(child: UUID, day: date) -> WorkedOut:
    """Work out one child's findings and keep them in one transaction of the worker's. Raises Child.DoesNotExist."""
    found = work_out(child, day)
    try:
        with transaction.atomic(using=WORKER):
            connections[WORKER].cursor().execute("SET LOCAL lock_timeout = '300ms'")
            _save(found)
    except OperationalError:
        # Another transaction, perhaps this very request, holds the child's row: what was worked out is as good unkept.
        return found
    return found


def _save(found: WorkedOut) -> None:
    """The child's own row first: it makes two who work out the same child wait for one another."""
    names = ("as_of", "changes_on", "record_version", "edition", "reasons")
    Kept.objects.using(WORKER).bulk_create(
        [found.kept], update_conflicts=True, unique_fields=["child"], update_fields=names
    )
    KeptFinding.objects.using(WORKER).bulk_create(
        found.rows,
        update_conflicts=True,
        unique_fields=["child", "recommendation"],
        update_fields=["state", "waits_for", "kinds", "facts", "answer"],
    )


def answer_on(case: Case) -> Answer:
    """The guideline's answer to a case file of this room, with the settings in force."""
    return findings(case, settings_in_force())
