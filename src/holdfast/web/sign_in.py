"""The doorkeepers: who is let in, on what proof, and what is written down about it.

Accounts are made by the agency, never by a visitor. What a session has proved stands in the session itself (`door.sessions`).
"""

import base64
import hashlib
import logging
import secrets
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.context import request_context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from holdfast.accounts.models import Account
from holdfast.audit import actions as audit
from holdfast.web.door import sessions

_log = logging.getLogger(__name__)
# What an identity provider says of a sign-in that used more than one proof (RFC 8176, "amr").
MORE_THAN_ONE_PROOF = "mfa"


class Doorkeeper(DefaultAccountAdapter):
    """Sign-in with a password, a passkey, or through an agency; sign-out; both written into the log."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "This email address and this password are not correct together",
        "too_many_login_attempts": "Too many tries. To keep the account safe it is locked for a quarter of an hour. Then try again.",
        "incorrect_password": "This password is not correct",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Closed."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Account | None:
        """The account that these credentials open; a closed account is answered like a wrong password."""
        user = super().authenticate(request, **credentials)
        AuthenticationBackend.unstash_authenticated_user()
        return user if user is not None and user.is_active else None

    def reauthenticate(self, user: Account, password: str) -> bool:
        """Whether this is the password of the person signed in; wrong ones count towards the lock-out."""
        return self.authenticate(self.request, email=user.email, password=password) == user

    def is_reauthentication_required(self, app: str = "") -> bool:
        """A second factor may be added without another password just after signing in."""
        return super().is_reauthentication_required(app=app) and not sessions.just_signed_in(self.request)

    def respond_user_inactive(self, request: HttpRequest, user: Account) -> HttpResponse:
        """A passkey or an agency opened a closed account: the same page as for somebody unknown."""
        return render(request, "account/signup_closed.html", status=403)

    def post_login(self, request: HttpRequest, user: Account, **words: Any) -> HttpResponse:
        """Note in the session what was proved, and in the log that somebody signed in."""
        how = proofs(request, user, (words.get("signal_kwargs") or {}).get("sociallogin"))
        sessions.begin(request, second_factor=next((h for h in how if h in sessions.SECOND_FACTORS), ""))
        audit.record(by=user, did="signed in", detail={"with": how})
        return super().post_login(request, user, **words)

    def logout(self, request: HttpRequest) -> None:
        """Sign out, and say so in the log."""
        if request.user.is_authenticated:
            audit.record(by=request.user, did="signed out")
        super().logout(request)

    def send_notification_mail(self, template_prefix: str, user: Account, context: Any = None,
                               email: str | None = None) -> None:  # fmt: skip
        """Tell the account's own address what changed about its sign-in; the library sometimes does so after the commit."""
        with request_context(self.request):
            super().send_notification_mail(template_prefix, user, context, email or user.email)


def proofs(request: HttpRequest, user: Account, through: SocialLogin | None) -> list[str]:
    """What was proved at this sign-in: `password`, `agency`, `agency second factor`, `passkey`, `app`, `recovery code`."""
    names = {"totp": "app", "webauthn": "passkey", "recovery_codes": "recovery code"}
    records = get_authentication_records(request, user)
    found = [names[r["type"]] if r["method"] == "mfa" else r["method"] for r in records]
    found = ["agency" if name == "socialaccount" else name for name in found]
    return [*found, "agency second factor"] if through and _agency_asked_twice(through) else found


def _agency_asked_twice(login: SocialLogin) -> bool:
    """Whether the agency's provider vouches for a second factor: always (its settings say so), or at this sign-in."""
    provider = login.account.get_provider()
    claims = (login.account.extra_data or {}).get("id_token") or {}
    said = claims.get("amr") or []
    return provider.app.settings.get("second_factor") == "always" or MORE_THAN_ONE_PROOF in said


class AgencyDoorkeeper(DefaultSocialAccountAdapter):
    """Somebody known to their agency's identity provider signs in to the account already made for them, and to no other."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Closed."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let in the account this provider may speak for. Raises ImmediateHttpResponse, with a page, where there is none.

        The first time, the account is found by the verified e-mail address among the provider's own agency's staff, and bound to
        the provider's lasting id for the person (`sub`). After that the id alone decides, so that an address given to a
        successor opens nothing.
        """
        provider = sociallogin.account.get_provider()
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            raise ImmediateHttpResponse(_not_known(request))
        if not sociallogin.is_existing:
            found = self._account_for(sociallogin, provider)
            if found is None:
                raise ImmediateHttpResponse(_not_known(request))
            sociallogin.connect(request, found)
        elif not _speaks_for(provider, sociallogin.user):
            raise ImmediateHttpResponse(_not_known(request))

    def _account_for(self, login: SocialLogin, provider: Any) -> Account | None:
        verified = [address.email for address in login.email_addresses if address.verified]
        for email in verified:
            account = Account.objects.select_related("agency").filter(email__iexact=email).first()
            if account and _speaks_for(provider, account) and not _bound(account, login):
                return account
        return None


def _speaks_for(provider: Any, account: Account) -> bool:
    """A provider speaks for the open accounts of its own agency's staff."""
    agency = provider.app.settings.get("agency")
    theirs = account.agency is not None and account.agency.key == agency
    return bool(agency) and theirs and account.is_active and account.is_staff_member


def _bound(account: Account, login: SocialLogin) -> bool:
    return SocialAccount.objects.filter(user=account, provider=login.account.provider).exists()


def _not_known(request: HttpRequest) -> HttpResponse:
    return render(request, "account/signup_closed.html", status=403)


class SecondFactors(DefaultMFAAdapter):
    """What is kept of authenticator apps and recovery codes is encrypted with a key made from this installation's secret."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": "This is the only way left to show who you are: add another before you take it away.",
        "incorrect_code": "This number is not correct: look at the app again, as it changes every half minute",
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last one stays."""
        return not sessions.is_last_factor(authenticator)

    def encrypt(self, text: str) -> str:
        """As Fernet text."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What `encrypt` took; where the installation's secret is another, a secret that nobody knows, so that no code fits it."""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            _log.error(
                "a second factor cannot be read: secrets.json is not the one under which it was set up"
            )
            return base64.b32encode(secrets.token_bytes(20)).decode()


def _cipher() -> Fernet:
    key = hashlib.sha256(b"holdfast second factors" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
