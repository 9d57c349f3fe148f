"""The doorkeepers: nobody signs up by themselves."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class Doorkeeper(DefaultAccountAdapter):
    """Accounts are made by the agency, never by a visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Closed."""
        return False


class AgencyDoorkeeper(DefaultSocialAccountAdapter):
    """Somebody known to their agency's identity provider signs in to the account already made for them, and to no other."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        """Closed."""
        return False
