"""Making and closing accounts, agencies, teams, postings and skills. Each is audited."""

import hashlib
import secrets
from datetime import date

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from holdfast.accounts.models import Account, Agency, CalendarAddress, Posting, Skill, Team
from holdfast.accounts.vocabulary import ACCOUNT_ROLES, AGENCIES
from holdfast.audit import actions as audit
from holdfast.audit.actions import Actor


class AddressTaken(Exception):
    """Another account has this e-mail address or key: close it first, or give another."""


class UnknownCode(Exception):
    """A role or kind of agency that accounts.vocabulary does not have."""


@transaction.atomic
def make_agency(*, key: str, name: str, kind: str, by: Actor, telephone: str = "", email: str = "") -> Agency:
    """An agency, or the one that has this key already. Raises UnknownCode."""
    if kind not in AGENCIES:
        raise UnknownCode(f"agency {kind!r}; expected one of {', '.join(AGENCIES)}")
    agency, new = Agency.objects.get_or_create(
        key=key, defaults={"name": name, "kind": kind, "telephone": telephone, "email": email}
    )
    if new:
        audit.record(
            by=by, did="settings changed", about=f"accounts.agency:{agency.pk}", detail={"made": name}
        )
    return agency


@transaction.atomic
def make_team(*, agency: Agency, name: str, by: Actor) -> Team:
    """A team of an agency, or the one of this name."""
    team, new = Team.objects.get_or_create(agency=agency, name=name)
    if new:
        audit.record(by=by, did="settings changed", about=f"accounts.team:{team.pk}", detail={"made": name})
    return team


@transaction.atomic
def open_account(
    *,
    key: str,
    name: str,
    email: str,
    role: str,
    by: Actor,
    agency: Agency | None = None,
    telephone: str = "",
    password: str | None = None,
) -> Account:
    """An account for one person; without a password they sign in by passkey or through their agency. Raises UnknownCode, AddressTaken."""
    if role not in ACCOUNT_ROLES:
        raise UnknownCode(f"role {role!r}; expected one of {', '.join(ACCOUNT_ROLES)}")
    if Account.objects.filter(Q(email__iexact=email) | Q(key=key)).exists():
        raise AddressTaken(f"there is an account with the address {email!r} or the key {key!r} already")
    account = Account(key=key, name=name, email=email.lower(), role=role, agency=agency, telephone=telephone)
    if password is None:
        account.set_unusable_password()
    else:
        account.set_password(password)
    account.save(force_insert=True)
    audit.record(
        by=by, did="settings changed", about=f"accounts.account:{account.pk}", detail={"opened": role}
    )
    return account


@transaction.atomic
def begin_again(*, account: Account, by: Actor) -> None:
    """Forget the password, passkeys, app and recovery codes of somebody who lost them; every session of theirs ends with the password."""
    account.set_unusable_password()
    account.save(update_fields=["password"])
    forgotten, _ = Authenticator.objects.filter(user=account).delete()
    audit.record(
        by=by, did="settings changed", about=f"accounts.account:{account.pk}",
        detail={"begins again": account.role, "second factors forgotten": forgotten},
    )  # fmt: skip


@transaction.atomic
def close_account(*, account: Account, by: Actor) -> None:
    """From now on this account opens nothing and cannot sign in."""
    Account.objects.filter(pk=account.pk).update(is_active=False)
    account.is_active = False
    audit.record(
        by=by, did="settings changed", about=f"accounts.account:{account.pk}", detail={"closed": account.name}
    )


@transaction.atomic
def welcomed(*, account: Account) -> None:
    """The person has read the welcome: it is shown no more. Their own setting, so nothing is written into the log."""
    Account.objects.filter(pk=account.pk).update(welcomed=timezone.now())


@transaction.atomic
def post(
    *, account: Account, team: Team, since: date, by: Actor, manages: bool = False, until: date | None = None
) -> Posting:
    """Somebody works in, or manages, a team from a day on (`until` is the first day no longer)."""
    posting = Posting.objects.create(account=account, team=team, since=since, until=until, manages=manages)
    audit.record(
        by=by,
        did="settings changed",
        about=f"accounts.posting:{posting.pk}",
        detail={"team": team.name, "manages": manages},
    )
    return posting


@transaction.atomic
def note_skill(*, account: Account, code: str, since: date, by: Actor, until: date | None = None) -> Skill:
    """Somebody is trained and skilled to use a tool or to deliver a programme (1.3.5)."""
    skill = Skill.objects.create(account=account, code=code, since=since, until=until)
    audit.record(by=by, did="settings changed", about=f"accounts.skill:{skill.pk}", detail={"skill": code})
    return skill


@transaction.atomic
def make_calendar_address(*, account: Account) -> str:
    """A new secret for the account's calendar; an earlier one stops working. The secret is returned once and not kept."""
    secret = secrets.token_urlsafe(32)
    CalendarAddress.objects.update_or_create(account=account, defaults={"digest": _digest(secret)})
    audit.record(by=account, did="settings changed", about="calendar address", detail={"made": True})
    return secret


@transaction.atomic
def drop_calendar_address(*, account: Account) -> None:
    """The account's calendar address stops working."""
    CalendarAddress.objects.filter(account=account).delete()
    audit.record(by=account, did="settings changed", about="calendar address", detail={"made": False})


def calendar_owner(secret: str) -> Account | None:
    """Whose calendar this secret opens; None for a secret that opens none, or an account that is closed."""
    found = (
        CalendarAddress.objects.select_related("account")
        .filter(digest=_digest(secret), account__is_active=True)
        .first()
    )
    return found.account if found else None


def has_calendar_address(account: Account) -> bool:
    """Whether the account's week can be read by a calendar."""
    return CalendarAddress.objects.filter(account=account).exists()


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
