"""`holdfast account open`: an account for one person, such as the first service manager of a new record."""

import argparse
import sys

from holdfast.cli.record.opened import CannotOpen, record


def run(asked: argparse.Namespace) -> int:
    """0 and the address under which the person sets their first password; 2 with what is wrong."""
    try:
        with record():
            return _open(asked)
    except CannotOpen as problem:
        print(f"holdfast: {problem}", file=sys.stderr)
        return 2


def _open(asked: argparse.Namespace) -> int:
    from django.db import transaction

    from holdfast.accounts.actions import AddressTaken, UnknownCode

    try:
        with transaction.atomic():
            account = _account(asked)
    except (UnknownCode, AddressTaken) as problem:
        print(f"holdfast: {problem}", file=sys.stderr)
        return 2
    print(f"{account.name}, {account.audit_role}, sets a first password at (this address works once):")
    print(f"  {asked.address.rstrip('/')}{_first_password(account)}")
    return 0


def _account(asked: argparse.Namespace) -> "Account":  # noqa: F821
    from holdfast.accounts import actions
    from holdfast.people.access import today
    from holdfast.people.keeping import Background

    by = Background("command line")
    agency = (
        actions.make_agency(key=asked.agency.casefold(), name=asked.agency, kind=asked.kind, by=by)
        if asked.agency
        else None
    )
    account = actions.open_account(
        key=asked.email.casefold(),
        name=asked.name,
        email=asked.email,
        role=asked.role,
        agency=agency,
        by=by,
        password=None,
    )
    for name, manages in ((asked.team, False), (asked.manages, True)):
        if name and agency:
            team = actions.make_team(agency=agency, name=name, by=by)
            actions.post(account=account, team=team, since=today(), manages=manages, by=by)
    return account


def _first_password(account: "Account") -> str:  # noqa: F821
    from allauth.account.forms import default_token_generator
    from allauth.account.utils import user_pk_to_url_str
    from django.urls import reverse

    key = default_token_generator.make_token(account)
    return reverse(
        "account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(account), "key": key}
    )
