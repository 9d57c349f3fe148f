"""What others may ask of the log. Row security lets a viewer read their own entries, and those about children whose log they may read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from holdfast.audit.models import AuditEntry, ChainHead
from holdfast.audit.vocabulary import DID

Entry = AuditEntry


@dataclass(frozen=True)
class Asked:
    """Which entries: by whom, what they did (codes of audit.vocabulary.DID), from when to when. Left empty: all."""

    actor: str = ""
    did: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


def about_children(children: Iterable[UUID], asked: Asked | None = None) -> QuerySet[AuditEntry]:
    """What was done with any of these children's records, the newest first."""
    return _asked(AuditEntry.objects.filter(children__overlap=list(children)), asked or Asked())


def of_actor(actor: str, asked: Asked | None = None) -> QuerySet[AuditEntry]:
    """What one account did, the newest first. `actor` as in `Account.audit_id`."""
    return _asked(AuditEntry.objects.filter(actor=actor), asked or Asked())


def actors_about(children: Iterable[UUID]) -> list[tuple[str, str]]:
    """Everybody who did something with these children's records: id and name, by name."""
    found = AuditEntry.objects.filter(children__overlap=list(children)).values_list("actor", "actor_name")
    return sorted(set(found.order_by().distinct()), key=lambda pair: pair[1])


def _asked(entries: QuerySet[AuditEntry], asked: Asked) -> QuerySet[AuditEntry]:
    conditions: dict[str, Any] = {
        "actor": asked.actor, "did__in": asked.did, "at__gte": asked.since, "at__lte": asked.until,
    }  # fmt: skip
    return entries.filter(**{name: value for name, value in conditions.items() if value}).order_by("-id")


def known_deed(code: str) -> bool:
    """Whether this is a deed that the log knows."""
    return code in DID


def size() -> tuple[int, int]:
    """How many entries and chains the log has; needs a role that sees all."""
    return AuditEntry.objects.count(), ChainHead.objects.count()
