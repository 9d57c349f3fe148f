"""Who may see what the guideline says, and answer it. A finding is seen by who may see everything that it rests on."""

from uuid import UUID

from django.db import connection

from holdfast.accounts.models import Account
from holdfast.people.access import kinds_readable
from holdfast.people.grounds import KINDS, kind

FINDINGS = kind("findings", "what the guideline says", reads="other_team carer young_person emergency",
                writes="social_care health school manager")  # fmt: skip


def kinds_read(viewer: Account, child: UUID) -> frozenset[str]:
    """The kinds of this child's record that the viewer may read today."""
    return kinds_readable(viewer, child) if viewer.is_active else frozenset()


def kinds_read_of_all(viewer: Account) -> dict[UUID, frozenset[str]]:
    """The same for every child whose findings the viewer may see, in one query."""
    if not viewer.is_active:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT child_id, array_agg(ground) FROM app.grounds() GROUP BY child_id")
        found = {child: _kinds(frozenset(of)) for child, of in cursor.fetchall()}
    return {child: kinds for child, kinds in found.items() if FINDINGS.code in kinds}


def _kinds(on: frozenset[str]) -> frozenset[str]:
    return frozenset(code for code, rule in KINDS.items() if rule.reads & on)
