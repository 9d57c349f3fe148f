"""Whether this is the made-up authority, and who can be tried there."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction

from holdfast.accounts.models import Account
from holdfast.accounts.vocabulary import ACCOUNT_ROLES
from holdfast.demo.models import DemoAuthority

TOLD_BY_HAND = ("MAYA", "KIAN")
DOOR = {"address": "/demo/sign-in", "method": "POST", "field": "account"}


@dataclass(frozen=True)
class Seen:
    """A child that somebody may see, and on which grounds."""

    id: str
    reference: str
    grounds: tuple[str, ...]


@dataclass(frozen=True)
class DemoPerson:
    """Somebody of the made-up authority: `key` is what the demo's door takes."""

    key: str
    name: str
    role: str
    role_words: str
    agency: str
    children: tuple[Seen, ...]


def authority() -> DemoAuthority | None:
    """The made-up authority that this database is, or None where it is a real one."""
    return DemoAuthority.objects.first()


def is_demo() -> bool:
    """Whether this database is the made-up authority."""
    return authority() is not None


def people() -> list[DemoPerson]:
    """Everybody who can be tried, by role and name, with what they may see today. Needs a role that sees all; empty elsewhere."""
    if not is_demo():
        return []
    accounts = Account.objects.filter(is_active=True).select_related("agency")
    order = {role: place for place, role in enumerate(ACCOUNT_ROLES)}
    return [_person(account) for account in sorted(accounts, key=lambda a: (order[a.role], a.name))]


def one_a_role(everybody: Iterable[DemoPerson] | None = None) -> list[DemoPerson]:
    """One person for each role: who sees a child told by hand, else who sees anybody; of those the one whose name comes first.

    `everybody`: those to choose from, `people()` if not said.
    """
    found: dict[str, DemoPerson] = {}
    for person in people() if everybody is None else everybody:
        if person.role not in found or _worth(person) > _worth(found[person.role]):
            found[person.role] = person
    return list(found.values())


def _worth(person: DemoPerson) -> tuple[bool, bool]:
    return any(child.reference in TOLD_BY_HAND for child in person.children), bool(person.children)


@transaction.atomic
def _person(account: Account) -> DemoPerson:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.account_id', %s, true)", [str(account.pk)])
        cursor.execute(
            "SELECT c.id, c.reference, array_agg(g.ground ORDER BY g.ground) FROM app.grounds() g"
            " JOIN people_child c ON c.id = g.child_id GROUP BY c.id ORDER BY c.reference"
        )
        children = tuple(
            Seen(str(child), reference, tuple(grounds)) for child, reference, grounds in cursor.fetchall()
        )
    return DemoPerson(
        key=account.key,
        name=account.name,
        role=account.role,
        role_words=account.audit_role,
        agency=account.agency.name if account.agency else "",
        children=children,
    )
