"""The room as Django knows it."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Attachment status, assessments, tools, diagnoses, conditions, referrals, SDQ, health."""

    name = "holdfast.assessments"
    label = "assessments"
    default_auto_field = "django.db.models.BigAutoField"
