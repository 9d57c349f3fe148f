"""The room as Django knows it."""

from django.apps import AppConfig


class FamilyConfig(AppConfig):
    """Parents, brothers and sisters, carers and others who matter; contact; genogram and ecomap."""

    name = "holdfast.family"
    label = "family"
    default_auto_field = "django.db.models.BigAutoField"
