"""Case files out of the record, a batch of children at a time. Work of the command line: it sees every record."""

import json
from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db import transaction

from holdfast.audit import actions as audit
from holdfast.decisions.case_file import case_files
from holdfast.people.keeping import Background
from holdfast.people.models import Child

BATCH = 200
BY = Background("command line: export")


def references(only: Sequence[str] | None = None) -> dict[str, UUID]:
    """The records to take out, by reference and in its order; those put into another record are left out."""
    rows = Child.objects.filter(merged_into=None)
    rows = rows if only is None else rows.filter(reference__in=only)
    return dict(sorted(rows.values_list("reference", "pk")))


def export(records: dict[str, UUID]) -> Iterator[str]:
    """The case file of each record, one line of JSON each, in the order of `records`; every batch is written into the log."""
    children = list(records.values())
    for first in range(0, len(children), BATCH):
        batch = children[first : first + BATCH]
        with transaction.atomic():
            cases = {case["child"]["id"]: case for case in case_files(batch)}
            for child in batch:  # one entry a child, so that it stands in the child's own log
                audit.record(by=BY, did="exported", children=[child], about="case file")
        for reference in list(records)[first : first + BATCH]:
            yield json.dumps(cases[reference], ensure_ascii=False, separators=(",", ":"))
