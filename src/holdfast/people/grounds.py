"""On what ground somebody may see a child, and what each ground opens. Everything starts from "no".

A *ground* is a relationship to one child that holds today. A *kind* is a part of the record. Each room declares its kinds in
its own `access.py`; the application's filters, the database's row security and the documentation all read them from here.
"""

from dataclasses import dataclass, field

from holdfast.engine.tables import code_list

GROUNDS = code_list(
    "ground",
    social_care="in the child's social care team",
    health="in the child's team, for health",
    school="in the child's team, for school",
    other_team="in the child's team, in another role",
    manager="manages the team of somebody who works with the child (or, where nobody does, who was the last to)",
    carer="the child lives with them",
    young_person="it is their own record",
    emergency="opened in an emergency, with a reason",
    opener="opened the record, which nobody with a sign-in works on yet",
)
ROLE_GROUNDS = {  # the role in a child's team (ng26.vocabulary.TEAM_ROLES) and the ground it is
    "social_worker": "social_care",
    "key_worker": "social_care",
    "personal_adviser": "social_care",
    "independent_reviewing_officer": "social_care",
    "therapist": "health",
    "health_visitor": "health",
    "designated_teacher": "school",
    "school_key_person": "school",
    "other": "other_team",
}
SEES_RESTRICTED = frozenset({"social_care", "manager"})


@dataclass(frozen=True)
class Kind:
    """A part of the record: `reads` and `writes` name the grounds that may; who is not named may not."""

    code: str
    says: str
    reads: frozenset[str] = field(default_factory=frozenset)
    writes: frozenset[str] = field(default_factory=frozenset)

    def __str__(self) -> str:
        return self.code


class UnknownGround(Exception):
    """A kind names a ground that people.grounds.GROUNDS does not have."""


KINDS: dict[str, Kind] = {}


def kind(code: str, says: str, *, reads: str = "", writes: str = "") -> Kind:
    """Declare a kind. `reads` and `writes` are grounds parted by blanks; who may write may read.

    Raises UnknownGround on a misspelt ground: a rule that nobody can meet must not pass for one.
    """
    may_write = frozenset(writes.split())
    may_read = frozenset(reads.split()) | may_write
    if unknown := may_read - set(GROUNDS):
        raise UnknownGround(f"{code}: {', '.join(sorted(unknown))}")
    KINDS[code] = Kind(code, says, may_read, may_write)
    return KINDS[code]
