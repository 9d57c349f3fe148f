"""The room as Django knows it."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """Programmes offered, their sessions and what they changed."""

    name = "holdfast.programmes"
    label = "programmes"
    default_auto_field = "django.db.models.BigAutoField"
