"""Every address of the product with something to put into it, and what it answers to whom."""

from collections.abc import Iterator
from typing import Any

import django.urls as urls

SECRET = "no-such-secret"
NO_ROW = "00000000-0000-0000-0000-000000000000"
# What stands for each part of an address, by the page's name where one word is not enough.
ROW_OF = {
    "placements:home": "home", "placements:entry": "visit", "placements:move": "move", "placements:change_move": "move",
    "placements:call_off": "move", "placements:ask": "move", "placements:answer": "move", "placements:part": "move",
    "family:person": "person", "family:change_person": "person", "family:reach": "person", "family:new_relationship": "person",
    "family:relationship": "relationship", "family:sibling": "sibling", "family:contact": "contact", "education:school_period": "school_period",
    "words:change": "words", "assessments:result": "result", "assessments:change_result": "result", "assessments:answer_referral": "referral",
    "assessments:small": "referral", "people:hand_over": "member", "people:handed_over": "member", "people:key_person": "member",
}  # fmt: skip
WHAT_OF = {
    "placements:add": "visit",
    "placements:entry": "visit",
    "assessments:add": "referrals",
    "assessments:small": "referrals",
}
OF_ONE_RUN = ("imports:run", "imports:go_on", "imports:drop", "imports:report")


def every_address() -> Iterator[tuple[str, str, set[str]]]:
    """Name, route and the parts it takes, of every address; namespaces before the name."""
    yield from _below(urls.get_resolver().url_patterns, "", "")


def _below(patterns: Any, route: str, space: str) -> Iterator[tuple[str, str, set[str]]]:
    for each in patterns:
        here = route + str(each.pattern)
        if hasattr(each, "url_patterns"):
            yield from _below(
                each.url_patterns, here, f"{space}{each.namespace}:" if each.namespace else space
            )
        else:
            yield f"{space}{each.name}", here, set(each.pattern.converters) | _converters(here)


def _converters(route: str) -> set[str]:
    return {part.split(">")[0].split(":")[-1] for part in route.split("<")[1:]}


def address(name: str, parts: set[str], child: Any, rows: dict[str, Any]) -> str:
    """The page's address for this child, filled in with its rows."""
    values = {part: _value(name, part, child, rows) for part in parts}
    return urls.reverse(name, kwargs=values)


def _value(name: str, part: str, child: Any, rows: dict[str, Any]) -> Any:
    fixed = {
        "child": child.pk, "number": "1.3.2", "secret": SECRET, "key": "set-password", "uidb36": "1", "pk": 1, "opening": 1,
        "ticket": "none", "form": "child/x", "provider_id": "none", "run": NO_ROW,
        "instrument": "attachment_q_sort", "area": "education", "entry": rows["status"].pk, "gathering": rows["gathering"].pk,
        "decision": rows["decision"].pk, "question": rows["question"].pk,
    }  # fmt: skip
    if part == "part":
        return "reasons_explained" if name == "placements:part" else "attachment"
    if part == "what":
        return WHAT_OF[name]
    if part == "row":
        return rows[ROW_OF[name]].pk if name in ROW_OF else NO_ROW
    return fixed.get(part, NO_ROW)
