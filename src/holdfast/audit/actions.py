"""Writing the log: one function, called in the transaction of what it tells of."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Protocol
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from holdfast.audit.vocabulary import DID


class Actor(Protocol):
    """Who acts: an account, or a named piece of background work."""

    @property
    def audit_id(self) -> str:
        """What the log calls it."""

    @property
    def audit_name(self) -> str:
        """The name a person reads."""

    @property
    def audit_role(self) -> str:
        """The role it acted in."""


class NotAudited(Exception):
    """Somebody or something unknown tried to act: name the actor, and a code of audit.vocabulary.DID."""


def record(
    *,
    by: Actor,
    did: str,
    children: Iterable[UUID] = (),
    about: str = "",
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Add one entry. Must stand in the transaction of the change it tells of, so that neither is ever without the other.

    Raises NotAudited where the actor or the deed has no name, or where no transaction is open.
    """
    if did not in DID or not by.audit_id:
        raise NotAudited(f"{did!r} by {by!r}")
    if not transaction.get_connection().in_atomic_block:
        raise NotAudited(f"{did!r} outside a transaction")
    about_children = list(dict.fromkeys(children))
    chain = f"child:{about_children[0]}" if len(about_children) == 1 else f"actor:{by.audit_id}"
    with connection.cursor() as cursor:  # plain, as who writes an entry may not read it back
        cursor.execute(
            _INSERT,
            [
                chain,
                timezone.now(),
                by.audit_id,
                by.audit_name,
                by.audit_role,
                did,
                about_children,
                about,
                json.dumps(dict(detail or {})),
            ],
        )


_INSERT = """
INSERT INTO audit_auditentry (chain, number, at, actor, actor_name, actor_role, did, children, about, detail)
VALUES (%s, 0, %s, %s, %s, %s, %s, %s::uuid[], %s, %s::jsonb)
"""


def broken_chains() -> list[str]:
    """What does not hold in the log, one sentence each; empty when every chain is whole. Needs a role that sees all."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT problem FROM audit_problems() ORDER BY 1")
        return [problem for (problem,) in cursor.fetchall()]
