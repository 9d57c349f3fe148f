"""Accounts found by a name as heard: colleagues for a child's team, carers for a household."""

from django.db.models import Q, QuerySet

from holdfast.accounts.models import Account
from holdfast.accounts.vocabulary import STAFF_ROLES

MATCHES = 9
Found = list[tuple[str, str, bool]]


def find_colleagues(typed: str) -> Found:
    """Open accounts of staff: key, name with role and agency, and whether the whole name, key or address was typed."""
    return _found(typed, Account.objects.filter(role__in=STAFF_ROLES))


def find_carers(typed: str) -> Found:
    """Open accounts of carers; only by the whole name or address, as a list of carers is nobody's to browse."""
    return _whole(typed, "carer")


def find_young_people(typed: str) -> Found:
    """Open accounts of young people; only by the whole name or address."""
    return _whole(typed, "young_person")


def _whole(typed: str, role: str) -> Found:
    whole = Q(name__iexact=typed) | Q(email__iexact=typed) | Q(key=typed)
    return _found(typed, Account.objects.filter(whole, role=role))


def _found(typed: str, accounts: QuerySet[Account]) -> Found:
    like = Q(name__icontains=typed) | Q(email__iexact=typed) | Q(key=typed)
    rows = accounts.filter(like, is_active=True).select_related("agency").order_by("name", "key")[:MATCHES]
    return [(row.key, _said(row), typed.casefold() in _names(row)) for row in rows]


def _names(row: Account) -> tuple[str, ...]:
    return row.name.casefold(), row.email.casefold(), row.key.casefold()


def _said(row: Account) -> str:
    where = f", {row.agency.name}" if row.agency else ""
    return f"{row.name}, {row.audit_role}{where}"
