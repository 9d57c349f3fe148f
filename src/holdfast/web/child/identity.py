"""Who this page is about: the header and the pages of one child, the same on every page."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from holdfast.accounts.models import Account
from holdfast.forms.words import age_words
from holdfast.people import access
from holdfast.people.models import Child
from holdfast.people.queries import team_of_child
from holdfast.placements import words
from holdfast.placements.queries import home_on, household_names


@dataclass(frozen=True)
class Page:
    """One of a child's pages: its name, its address, the kind of record it shows."""

    text: str
    view: str
    kind: str
    under: str = ""


PAGES = (
    Page("Overview", "child:overview", "core"),
    Page("Story so far", "child:story", "homes", under="story/"),
    Page("Homes", "placements:homes", "homes", under="homes/"),
    Page("Moves", "placements:moves", "moves", under="moves/"),
    Page("Team", "people:team", "team", under="team/"),
    Page("Family", "family:family", "contact", under="family/"),
    Page("School", "education:school", "school", under="school/"),
    Page("Assessments", "assessments:overview", "assessment", under="assessments/"),
    Page("Decisions", "reviews:decisions", "decisions", under="decisions/"),
    Page("Own words", "words:words", "voice", under="words/"),
    Page("Life story", "life_story:life_story", "life_story", under="life-story/"),
    Page("Whole record", "entries:overview", "core", under="record/"),
    Page("Names and numbers", "names:names", "core", under="names/"),
    Page("Log", "logs:child", "audit", under="log/"),
    Page("A copy", "disclosure:copy", "audit", under="copy/"),
)


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the child's header and pages, where the page is about one child (`people.door` says which)."""
    child = getattr(request, "child", None)
    if child is None:
        return {}
    return {
        "child": child,
        "child_header": header(request.user, child),
        "child_navigation": navigation(request, child),
    }


def header(viewer: Account, child: Child) -> dict[str, Any]:
    """Name, age, home and the key person, as the viewer may see them."""
    today = access.today()
    home = home_on(viewer, child.pk)
    names = household_names([home.carer]) if home and home.carer else {}
    key = next((person for person in team_of_child(viewer, child.pk) if person.key_person), None)
    facts = [{"label": "Key person", "text": key.name}] if key else []
    if home and words.order(home):
        facts.append({"label": "Legal status", "text": words.order(home).capitalize()})
    return {
        "name": child.called,
        "age": age_words(child.date_of_birth, today) if child.date_of_birth else "age not known",
        "pronouns": child.pronouns,
        "home": words.living(home, names, today) if home else "",
        "href": reverse("child:overview", args=[child.pk]),
        "facts": facts,
    }


def navigation(request: HttpRequest, child: Child) -> list[dict[str, Any]]:
    """The pages of this child that the viewer may open."""
    kinds = access.kinds_readable(request.user, child.pk)
    base = reverse("child:overview", args=[child.pk])
    items = []
    for each in PAGES:
        if each.kind in kinds:
            href = reverse(each.view, args=[child.pk])
            current = request.path == href or bool(each.under and request.path.startswith(base + each.under))
            items.append({"text": each.text, "href": href, "current": current})
    return items
