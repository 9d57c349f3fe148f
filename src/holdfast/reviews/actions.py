"""Writing decisions made together, and what came of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from holdfast.people import keeping
from holdfast.people.keeping import By
from holdfast.people.models import Child
from holdfast.reviews.models import Decision


@transaction.atomic
def record_decision(*, child: Child, values: Mapping[str, Any], by: By) -> Decision:
    """A decision made together (1.1.4). Raises people.access.NotAllowed."""
    return keeping.add(model=Decision, child=child, values=values, by=by)


@transaction.atomic
def correct_decision(
    *, decision: Decision, version: int, values: Mapping[str, Any], by: By, why: str
) -> Decision:
    """Put a decision right; what was written before is kept with `why`. Raises keeping.StaleVersion, people.access.NotAllowed."""
    return keeping.correct(row=decision, version=version, values=values, by=by, why=why)


@transaction.atomic
def note_done(*, decision: Decision, on: date, by: By) -> Decision:
    """What was decided has been done. Raises keeping.StaleVersion, people.access.NotAllowed."""
    return keeping.correct(row=decision, version=decision.version, values={"done_on": on}, by=by, why="done")
