"""What others may read of accounts."""

from allauth.mfa.models import Authenticator

from holdfast.accounts.models import Account


def account_of_key(key: str) -> Account | None:
    """The open account that case files call by this key."""
    return Account.objects.filter(key=key, is_active=True).first()


def second_factors_of(account: Account) -> set[str]:
    """The kinds of second factor this account has: codes of allauth's Authenticator.Type."""
    return set(Authenticator.objects.filter(user=account).values_list("type", flat=True))
