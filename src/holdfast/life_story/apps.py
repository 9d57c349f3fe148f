"""The room as Django knows it."""

from django.apps import AppConfig


class LifeStoryConfig(AppConfig):
    """Important people and places, and what the child has been told of their history."""

    name = "holdfast.life_story"
    label = "life_story"
    default_auto_field = "django.db.models.BigAutoField"
