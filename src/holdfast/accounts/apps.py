"""The room as Django knows it."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts: people who sign in."""

    name = "holdfast.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
