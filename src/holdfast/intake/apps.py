"""The room as Django knows it."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Intake: case files and returns from outside."""

    name = "holdfast.intake"
    label = "intake"
    default_auto_field = "django.db.models.BigAutoField"
