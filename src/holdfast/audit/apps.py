"""The room as Django knows it."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Audit: append-only entries."""

    name = "holdfast.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
