"""The first day: the three things each role does most here."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from holdfast.accounts.models import Account
from holdfast.accounts.vocabulary import ACCOUNT_ROLES
from holdfast.people.queries import own_record


@dataclass(frozen=True)
class Thing:
    """Something one does often: in a few words, what it is for, the name of its page, and whether that is of one's own record."""

    text: str
    note: str
    page: str
    own: bool = False

    def href(self, record: UUID | None) -> str:
        """The page's address; empty where it is of one's own record and there is none."""
        if self.own:
            return address(self.page, record) if record else ""
        return address(self.page)


def address(page: str, *of: UUID) -> str:
    """The address of a page by its name (`of` a child); empty for a page that this installation has not."""
    try:
        return reverse(page, args=of)
    except NoReverseMatch:
        return ""


_WEEK = Thing(
    "See what needs you this week",
    "Child by child: what the guideline asks, and the dates that are set by law.",
    "worklists:week",
)
_CHILDREN = Thing(
    "Open the record of a child you work with",
    "You see the children whose team you are in, for as long as you are in it.",
    "worklists:children",
)
_SEARCH = Thing(
    "Search before you open a new record",
    "By name as you heard it, date of birth, NHS number or UPN.",
    "search:search",
)
_CASELOAD = Thing(
    "See your team’s children and what nobody holds",
    "By worker, with what waits and what is late.",
    "worklists:caseload",
)
_EMERGENCY = Thing(
    "Open a record in an emergency",
    "Search for the child, say why, and the record is yours to read for a day. The child’s team sees that you did.",
    "search:search",
)
_REVIEW = Thing(
    "Check emergency openings",
    "Who opened a record of one of your team’s children, and why.",
    "search:openings",
)
_IMPORT = Thing(
    "Bring in a return or case files",
    "You see what will change before it does.",
    "imports:start",
)
_OWN_ACTIVITY = Thing("See what you have looked at", "The log of your own doings here.", "logs:mine")
_HOME = Thing(
    "See who lives with you and who to call",
    "The child’s page names their team, and what was agreed about contact.",
    "mine:home",
)
_OWN_RECORD = Thing(
    "Read your own record",
    "Where you live, who works with you, what was decided, in plain words.",
    "mine:home",
)
_OWN_WORDS = Thing(
    "Say it in your own words", "What you write stays yours and is shown as yours.", "words:add", own=True
)
_OWN_LOG = Thing("See who has looked at your record", "Each name, and when.", "logs:child", own=True)

THINGS: dict[str, tuple[Thing, ...]] = {
    "team_manager": (_CASELOAD, _REVIEW, _SEARCH),
    "service_manager": (_CASELOAD, _IMPORT, _OWN_ACTIVITY),
    "emergency_duty": (_EMERGENCY, _SEARCH, _OWN_ACTIVITY),
    "data_officer": (_IMPORT, _SEARCH, _OWN_ACTIVITY),
    "researcher": (_OWN_ACTIVITY,),
    "carer": (_HOME, _WEEK, _OWN_ACTIVITY),
    "young_person": (_OWN_RECORD, _OWN_WORDS, _OWN_LOG),
    "therapist": (_WEEK, _CHILDREN, _EMERGENCY),
    "reviewing_officer": (_WEEK, _CHILDREN, _EMERGENCY),
    "designated_teacher": (_CHILDREN, _WEEK, _OWN_ACTIVITY),
    "school_key_person": (_CHILDREN, _WEEK, _OWN_ACTIVITY),
    "virtual_school_head": (_CHILDREN, _WEEK, _OWN_ACTIVITY),
}
USUAL = (_WEEK, _CHILDREN, _SEARCH)


def things_for(account: Account) -> tuple[Thing, ...]:
    """What somebody in this role does most."""
    return THINGS.get(account.role, USUAL)


def words_for(account: Account) -> dict[str, object] | None:
    """The welcome of this person, or None once they have put it away."""
    if account.welcomed:
        return None
    things = things_for(account)
    own = own_record(account) if any(thing.own for thing in things) else None
    shown = [
        {"text": thing.text, "note": thing.note, "href": thing.href(own.pk if own else None)}
        for thing in things
    ]
    return {"name": account.name, "role": ACCOUNT_ROLES.words[account.role], "things": shown}
