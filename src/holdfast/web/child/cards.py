"""A finding as the card that a page draws."""

from typing import Any

from django.urls import reverse

from holdfast.accounts.models import Account
from holdfast.decisions.access import FINDINGS
from holdfast.decisions.places import Place
from holdfast.decisions.queries import Shown
from holdfast.engine.expressions import Fact, walk
from holdfast.forms.words import first_up
from holdfast.ng26.guideline import NG26
from holdfast.people.access import may_write
from holdfast.people.models import Child
from holdfast.web.child.recording import where_to_record
from holdfast.web.entries.addresses import of_place

AT_MOST = 4  # reasons on a card: its page has all of them
_SCOPE = frozenset(fact.yes for fact in walk(NG26.scope) if isinstance(fact, Fact))


def cards(viewer: Account, child: Child, found: tuple[Shown, ...]) -> list[dict[str, Any]]:
    """The cards of these findings; the first that can be acted on has the page's main button."""
    may_answer = may_write(viewer, child.pk, FINDINGS)
    drawn = [card(viewer, child, shown, may_answer=may_answer, at_most=AT_MOST) for shown in found]
    main = next((each for each in drawn if each["record_href"]), None)
    return [each | {"quiet": each is not main} for each in drawn]


def card(
    viewer: Account, child: Child, shown: Shown, *, may_answer: bool, at_most: int | None = None
) -> dict[str, Any]:
    """What the finding card asks for; the answer of a person stands beside the finding, never in its place.

    `at_most` so many reasons are told, and then how many more there are; all of them where it is not given.
    """
    record = where_to_record(viewer, child, shown)
    return {
        "state": shown.state,
        "sentence": shown.action,
        "because": _sentence(shown, at_most),
        "number": shown.recommendation,
        "explain_href": reverse("explain", args=[shown.recommendation]),
        "record_href": record,
        "record_text": "Answer what is not known" if shown.state == "ask" else "Record it",
        "answer_href": reverse("child:answer", args=[child.pk, shown.recommendation]) if may_answer else "",
        "why_href": reverse("child:why", args=[child.pk, shown.recommendation]),
        "answer": answered(shown),
        "lacking": [f"{each.expected}: {each.found}" for each in shown.deviations],
    }


def answered(shown: Shown) -> dict[str, Any] | None:
    """The newest answer in words; one whose facts have changed since says so."""
    given = shown.answer
    if given is None:
        return None
    said = given.words.removesuffix(", because…")
    if given.by_when:
        said = f"{said}, by {given.by_when.day} {given.by_when:%B %Y}"
    if given.late:
        said = f"{said} (that day has passed)"
    if not given.still_holds:
        said = f"Answered before the facts changed: {said}"
    return {"said": f"{said}.", "because": given.because, "by": given.by, "on": given.at}


def _sentence(shown: Shown, at_most: int | None) -> str:
    """The reasons in a sentence. That the child is within the guideline's scope goes without saying, unless it is all there is."""
    reasons = [reason for reason in shown.because if reason not in _SCOPE] or list(shown.because)
    if shown.waits_for and not any("comes first" in reason for reason in reasons):
        reasons.append(f"{' and '.join(shown.waits_for)} comes first")
    if at_most and len(reasons) > at_most:
        reasons[at_most - 1 :] = [f"and {len(reasons) - at_most + 1} more reasons"]
    text = "; ".join(reasons)
    return f"{text}." if text else ""


def questions(viewer: Account, places: tuple[Place, ...], child: Child) -> list[dict[str, Any]]:
    """Missing facts, each with the address where it is recorded if the viewer may record it."""
    return [
        {
            "text": _question(place),
            "href": of_place(child.pk, place) if may_write(viewer, child.pk, place.kind) else "",
        }
        for place in places
    ]


def _question(place: Place) -> str:
    text = f"{place.says} ({place.about})" if place.about else place.says
    return first_up(text)
