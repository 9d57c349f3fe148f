"""`holdfast account`: `open` one for one person; `reset` that of somebody who lost what they sign in with."""

import argparse
import sys

from holdfast.cli.record.opened import CannotOpen, record


class NobodyThere(Exception):
    """No account that is open has this e-mail address."""


def run(asked: argparse.Namespace) -> int:
    """0 and the address under which the person sets a password; 2 with what is wrong."""
    try:
        with record():
            return _done(asked)
    except CannotOpen as problem:
        print(f"holdfast: {problem}", file=sys.stderr)
        return 2


def _done(asked: argparse.Namespace) -> int:
    from django.db import transaction

    from holdfast.accounts.actions import AddressTaken, UnknownCode

    try:
        with transaction.atomic():
            account = _account(asked) if asked.what == "open" else _again(asked)
    except (UnknownCode, AddressTaken, NobodyThere) as problem:
        print(f"holdfast: {problem}", file=sys.stderr)
        return 2
    sets = "a first password" if asked.what == "open" else "a new password, and then a second factor,"
    print(f"{account.name}, {account.audit_role}, sets {sets} at (this address works once):")
    print(f"  {asked.address.rstrip('/')}{_password(account)}")
    return 0


def _again(asked: argparse.Namespace) -> "Account":  # noqa: F821
    from holdfast.accounts import actions
    from holdfast.accounts.models import Account
    from holdfast.people.keeping import Background

    account = Account.objects.filter(email__iexact=asked.email, is_active=True).first()
    if account is None:
        raise NobodyThere(f"no open account has the address {asked.email!r}")
    actions.begin_again(account=account, by=Background("command line"))
    return account


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


def _password(account: "Account") -> str:  # noqa: F821
    from allauth.account.forms import default_token_generator
    from allauth.account.utils import user_pk_to_url_str
    from django.urls import reverse

    key = default_token_generator.make_token(account)
    return reverse(
        "account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(account), "key": key}
    )
