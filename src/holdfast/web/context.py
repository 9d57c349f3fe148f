"""What every page needs to know."""

from typing import Any

from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """The navigation, and who is signed in."""
    return {"navigation": []}
