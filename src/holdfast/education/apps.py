"""The room as Django knows it."""

from django.apps import AppConfig


class EducationConfig(AppConfig):
    """School: plan, key person, safe place, the designated teacher."""

    name = "holdfast.education"
    label = "education"
    default_auto_field = "django.db.models.BigAutoField"
