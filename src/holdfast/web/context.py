"""What every page needs to know."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from holdfast.accounts.models import Account
from holdfast.accounts.vocabulary import ACCOUNT_ROLES, MAY_IMPORT, STAFF_ROLES
from holdfast.people.queries import open_emergencies
from holdfast.people.search.sql import SEARCHERS
from holdfast.web.door import sessions
from holdfast.web.door.welcome import address

DEMO_NOTICE = "This is a made-up authority to try things in. No child here is real."


@dataclass(frozen=True)
class Place:
    """An item of the menu: what it says, the name of its page's address, and the roles it is for."""

    text: str
    page: str
    roles: tuple[str, ...]


MANAGERS = ("team_manager", "service_manager")
PLACES = (
    Place("My page", "mine:home", ("carer", "young_person")),
    Place("My week", "worklists:week", STAFF_ROLES),
    Place("Children", "worklists:children", STAFF_ROLES),
    Place("Team", "worklists:caseload", MANAGERS),
    Place("Search", "search:search", SEARCHERS),
    Place("Emergency openings", "search:openings", ("team_manager",)),
    Place("One child twice?", "search:alike", ("team_manager",)),
    Place("Import", "imports:start", MAY_IMPORT),
)


def page(request: HttpRequest) -> dict[str, Any]:
    """The navigation, who is signed in, and how long the session lasts."""
    shown: dict[str, Any] = {"home_href": "/"}
    if sessions.in_demo(request):
        shown["demo_notice"] = DEMO_NOTICE
    viewer = getattr(request, "user", None)
    if viewer is None or not viewer.is_authenticated:
        return shown
    left = sessions.time_left(request)
    return shown | {
        "navigation": navigation(viewer, request.path) if sessions.second_factor(request) else [],
        "signed_in_name": viewer.name,
        "signed_in_role": ACCOUNT_ROLES.words[viewer.role],
        "signed_in_href": reverse("my_account"),
        "session_left": left,
        "session_minutes": settings.IDLE_MINUTES,
        "emergencies": open_emergencies(viewer, child.pk)
        if (child := getattr(request, "child", None))
        else [],
    }


def navigation(viewer: Account, path: str) -> list[dict[str, Any]]:
    """The menu of this person's role, the place they are at marked. Pages that are not installed are left out."""
    items = [
        {"text": place.text, "href": href}
        for place in PLACES
        if viewer.role in place.roles and (href := address(place.page))
    ]
    return [
        item | {"current": path.startswith(item["href"]), "within": path != item["href"]} for item in items
    ]
