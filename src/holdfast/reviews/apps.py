"""The room as Django knows it."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Reviews, decisions made together, proposals, safeguarding."""

    name = "holdfast.reviews"
    label = "reviews"
    default_auto_field = "django.db.models.BigAutoField"
