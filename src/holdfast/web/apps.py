"""The pages, as Django knows them."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates, static files and tags; no tables."""

    name = "holdfast.web"
    label = "web"
