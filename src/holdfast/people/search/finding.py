"""Looking for a child: the viewer's own, and whom to ask about others. Every search stands in the log."""

import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core import signing
from django.db import connection

from holdfast.accounts.models import Account, Agency
from holdfast.accounts.vocabulary import MAY_OPEN_IN_AN_EMERGENCY
from holdfast.audit import actions as audit
from holdfast.engine.tables import CodeList
from holdfast.people import access
from holdfast.people.models import Child
from holdfast.people.search.name_variants import forms_of
from holdfast.people.search.sql import SEARCHERS
from holdfast.people.search.typed import Asked, understand

WHY = CodeList(
    "why",
    {
        "nhs_number": "the NHS number is the same",
        "upn": "the UPN is the same",
        "reference": "the reference is the same",
        "born": "born on that day",
        "name": "a name is written like that",
        "form": "a name is another form of it",
        "part": "a name holds these letters",
        "sound": "a name sounds like it",
        "likeness": "a name is written much like it",
        "other_name": "another name of theirs is written like that",
        "other_form": "another name of theirs is a form of it",
        "other_part": "another name of theirs holds these letters",
        "other_sound": "another name of theirs sounds like it",
        "other_likeness": "another name of theirs is written much like it",
    },
)
_SALT = "people.search: a child somebody may open in an emergency"
TICKET_SECONDS = 1800


@dataclass(frozen=True)
class Match:
    """One of the viewer's own children, and why they were found, as codes of WHY."""

    child: Child
    why: tuple[str, ...]

    @property
    def because(self) -> str:
        """Why, in words."""
        return "; ".join(WHY.words[code] for code in self.why)


@dataclass(frozen=True)
class ToAsk:
    """An agency that knows a child who may be the one. `ticket` lets the same person open that record in an emergency."""

    agency: Agency | None
    ticket: str


@dataclass(frozen=True)
class Findings:
    """What a search gave: the viewer's own children, and the agencies to ask, one line each however many children they know."""

    asked: Asked
    matches: tuple[Match, ...] = ()
    to_ask: tuple[ToAsk, ...] = ()


def may_search(viewer: Account) -> bool:
    """Whether this person's role has any search."""
    return viewer.is_active and viewer.role in SEARCHERS


def find(viewer: Account, typed: str) -> Findings:
    """Look for what was typed. Raises access.NotAllowed where the role has no search."""
    if not may_search(viewer):
        raise access.NotAllowed(f"{viewer.role} has no search")
    asked = understand(typed, today=access.today())
    return look_for(viewer, asked) if asked.anything else Findings(asked)


def look_for(viewer: Account, asked: Asked) -> Findings:
    """Look for what is known of a child. Written into the log: what was asked, and which of the viewer's own children were shown."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT child_id, why FROM app.find_children(%s::jsonb)", [json.dumps(question(asked))]
        )
        found = {
            child: tuple(sorted(code.replace(" ", "_") for code in why)) for child, why in cursor.fetchall()
        }
    own = {child.pk: child for child in access.children_visible_to(viewer).filter(pk__in=found)}
    if own:
        audit.record(by=viewer, did="list seen", children=list(own), about="search")
    matches = tuple(Match(own[child], why) for child, why in found.items() if child in own)
    return Findings(asked, matches, _to_ask(viewer, [child for child in found if child not in own]))


def question(asked: Asked) -> dict[str, object]:
    """As `app.find_children` takes it."""
    return {
        "typed": asked.typed,
        "names": [{"word": name, "forms": sorted(forms_of(name.casefold()))} for name in asked.names],
        "born": asked.born.isoformat() if asked.born else None,
        "nhs_number": asked.nhs_number or None,
        "upn": asked.upn or None,
        "reference": asked.reference or None,
    }


def _to_ask(viewer: Account, others: list[UUID]) -> tuple[ToAsk, ...]:
    if not others or viewer.role not in MAY_OPEN_IN_AN_EMERGENCY:
        return ()
    with connection.cursor() as cursor:
        cursor.execute("SELECT child_id, agency_id FROM app.agencies_to_ask(%s)", [others])
        agency_of = dict(cursor.fetchall())
    agencies = Agency.objects.in_bulk({agency for agency in agency_of.values() if agency})
    best: dict[int | None, UUID] = {}
    for child in others:  # the likeliest first
        if child in agency_of:
            best.setdefault(agency_of[child], child)
    lines = [ToAsk(agencies.get(agency or 0), ticket(viewer, child)) for agency, child in best.items()]
    audit.record(by=viewer, did="search", about="agencies to ask",
                 detail={"agencies": [line.agency.name if line.agency else "not named" for line in lines]})  # fmt: skip
    return tuple(sorted(lines, key=lambda line: line.agency.name if line.agency else ""))


def ticket(viewer: Account, child: UUID) -> str:
    """A text by which this person alone may go on to open this record in an emergency, for half an hour."""
    return signing.dumps([viewer.pk, str(child)], salt=_SALT)


def child_of_ticket(viewer: Account, text: str) -> UUID:
    """The child a ticket is for. Raises access.NotAllowed for another's, an old or a changed one."""
    try:
        holder, child = signing.loads(text, salt=_SALT, max_age=TICKET_SECONDS)
    except signing.BadSignature:
        raise access.NotAllowed("the ticket is too old, or not one of ours") from None
    if holder != viewer.pk:
        raise access.NotAllowed("somebody else's ticket")
    return UUID(child)


def known_by_this_number(viewer: Account, scheme: str, value: str) -> tuple[Child, ...]:
    """The viewer's own children with this number."""
    found = look_for(viewer, Asked(value, **{scheme: value}))
    return tuple(match.child for match in found.matches)


def age_on(child: Child, day: date) -> int | None:
    """Whole years by the calendar; None where the day of birth is not known."""
    born = child.date_of_birth
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day)) if born else None
