"""What an entry of the log says: to staff by deed and part of the record, to the young person in plain words."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.apps import apps
from django.utils import timezone

from holdfast.audit.queries import Entry
from holdfast.audit.vocabulary import DID
from holdfast.forms.words import counted, say_day

# The first part of a page's name (`about` of "record seen") and what of the record it shows.
PAGES = {
    "child": "overview",
    "entries": "what is recorded",
    "placements": "homes and moves",
    "people": "team",
    "names": "names and numbers",
    "family": "family",
    "family_pictures": "family pictures",
    "reviews": "reviews and decisions",
    "assessments": "assessments",
    "education": "school",
    "programmes": "programmes",
    "life_story": "life story",
    "disclosure": "documents",
    "logs": "log",
}
DEEDS = {
    "record seen": "Looked at",
    "list seen": "Saw in a list",
    "record opened": "Opened the record",
    "entry added": "Wrote down",
    "entry corrected": "Put right",
    "entry removed": "Took out what was written by mistake",
    "nothing to record": "Noted that there is none",
    "team changed": "Changed the team",
    "account linked": "Linked an account",
    "answer given": "Answered a finding",
    "guard passed": "Went on after a warning",
    "emergency access": "Opened in an emergency",
    "emergency access reviewed": "Looked at an emergency opening",
    "search": "Searched",
    "exported": "Took a copy out",
    "imported": "Brought in",
    "records merged": "Put two records together",
    "records told apart": "Looked whether two records are one child's",
    "document made": "Made a document",
    "refused": "Was not allowed",
    "signed in": "Signed in",
    "signed out": "Signed out",
    "log read": "Read the log",
    "settings changed": "Changed a setting",
}
GROUPS = {
    "looks": ("Looks", ("record seen", "list seen", "log read")),
    "changes": (
        "Changes",
        ("record opened", "entry added", "entry corrected", "entry removed", "nothing to record", "team changed",
         "account linked", "answer given", "guard passed", "imported", "records merged",
         "records told apart"),
    ),
    "copies": ("Copies taken out", ("exported", "document made")),
    "emergencies": ("Emergency openings", ("emergency access", "emergency access reviewed")),
}  # fmt: skip


def deed(entry: Entry) -> str:
    """'Looked at: homes and moves', 'Put right: home'."""
    said = DEEDS.get(entry.did, entry.did.capitalize())
    about = _about(entry.about)
    return f"{said}: {about}" if about else said


def _about(about: str) -> str:
    name, _, _rest = about.partition(":")
    if name in PAGES:
        return PAGES[name]
    try:
        return str(apps.get_model(name)._meta.verbose_name) if name.count(".") == 1 else ""
    except LookupError:
        return ""


def whose(entry: Entry, names: Mapping[UUID, str]) -> str:
    """The child an entry is about, or how many children; `names`: those whose record the reader may open today."""
    about = list(entry.children or ())
    if len(about) > 1:
        return counted(len(about), "child", "children")
    return names.get(about[0], "A record that is no longer yours to see") if about else ""


def detail(entry: Entry) -> str:
    """What the entry tells besides: the reason, the fields, what was searched for."""
    told = {
        key: value
        for key, value in (entry.detail or {}).items()
        if key != "version" and value not in (None, "", [])
    }
    return "; ".join(f"{key.replace('_', ' ')}: {_value(value)}" for key, value in told.items())


def _value(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_value, value))
    if isinstance(value, dict):
        return ", ".join(f"{key} {each}" for key, each in value.items())
    try:
        return say_day(date.fromisoformat(str(value)))
    except ValueError:
        return str(value).replace("_", " ")


@dataclass(frozen=True)
class Line:
    """A day's deeds of one kind by one person: the first moment, and how often."""

    who: str
    did: str
    at: datetime
    times: int

    @property
    def says(self) -> str:
        """'Sam Okafor, your social worker, looked at your record on 3 March 2026 at 14:02.'"""
        here = timezone.localtime(self.at)
        more = (
            f", and {counted(self.times - 1, 'more time', 'more times')} that day" if self.times > 1 else ""
        )
        return f"{self.who} {self.did} on {say_day(here.date())} at {here:%H:%M}{more}."


def in_plain_words(entries: Iterable[Entry], *, reader: str, team: Set[str]) -> list[Line]:
    """The log as the young person reads it, the newest first. `reader`, `team`: ids as the log has them."""
    grouped: dict[tuple[str, str, date], list[Entry]] = {}
    for entry in entries:
        grouped.setdefault((entry.actor, entry.did, timezone.localtime(entry.at).date()), []).append(entry)
    return [
        Line(_who(those[0], reader, team), _did(those[0], reader), min(e.at for e in those), len(those))
        for those in grouped.values()
    ]


def _who(entry: Entry, reader: str, team: Set[str]) -> str:
    if entry.actor == reader:
        return "You"
    if entry.actor.startswith("work:"):
        return f"A computer ({entry.actor_name})"
    whose = "your" if entry.actor in team or entry.actor_role == "carer" else "who does not work with you:"
    return f"{entry.actor_name}, {whose} {entry.actor_role}," if entry.actor_role else entry.actor_name


def _did(entry: Entry, reader: str) -> str:
    words = DID.words.get(entry.did, entry.did)
    return words.replace(" was not allowed", " were not allowed") if entry.actor == reader else words
