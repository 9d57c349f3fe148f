"""The room as Django knows it."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """The record as a case file; what the guideline says of it; people's answers."""

    name = "holdfast.decisions"
    label = "decisions"
    default_auto_field = "django.db.models.BigAutoField"
