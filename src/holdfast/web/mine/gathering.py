"""What stands on the first page of a young person or a carer, gathered from the rooms; each read starts from the viewer."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from holdfast.accounts.models import Account
from holdfast.education.queries import school_now
from holdfast.family.queries import contacts_of
from holdfast.family.shown import ContactShown, contacts_shown
from holdfast.forms.words import say_day, say_span
from holdfast.ng26.vocabulary import TEAM_ROLES
from holdfast.people.access import today
from holdfast.people.models import Child, Voice
from holdfast.people.queries import Colleague, handovers_of, team_of_child, words_of
from holdfast.placements import words
from holdfast.placements.models import Move
from holdfast.placements.queries import home_on, household_names, moves_ahead
from holdfast.reviews.models import Decision
from holdfast.reviews.queries import decisions_of, overdue

LATEST = 3
_DOES = {  # what somebody in this role is there for, said to the young person
    "social_worker": "Sees that your plan is right for you and that it happens. You can always ask to see them alone.",
    "key_worker": "Is there for you where you live.",
    "personal_adviser": "Helps you get ready to live on your own, and after.",
    "school_key_person": "Somebody in school you can go to.",
    "independent_reviewing_officer": "Runs your reviews and checks that people do what they said. Call them if they do not.",
    "designated_teacher": "Sees that school works for you.",
    "therapist": "Somebody to talk with about how things are and were.",
    "health_visitor": "Looks after your health with you.",
}


@dataclass(frozen=True)
class Person:
    """Somebody to call: who they are, what they do, and how to reach them."""

    name: str
    role: str
    does: str
    key: bool
    since: date
    agency: str
    telephone: str
    email: str


@dataclass(frozen=True)
class Planned:
    """Something that lies ahead: when, what, and where more of it is."""

    on: date
    says: str
    note: str = ""
    page: str = ""
    row: Any = None
    late: bool = False


@dataclass(frozen=True)
class Shown:
    """One child's first page."""

    child: Child
    lives: str
    school: str
    people: list[Person]
    planned: list[Planned]
    decided: list[Decision]
    contacts: list[ContactShown]
    words: list[Voice]


def gathered(viewer: Account, child: Child, *, own: bool) -> Shown:
    """Everything for one child's page; `own`: said to the young person, else to a carer the child lives with."""
    decisions = list(decisions_of(viewer, child.pk)[:20])
    school = school_now(viewer, child.pk)
    return Shown(
        child=child,
        lives=_lives(viewer, child, own),
        school=school.name if school else "",
        people=[_person(each) for each in team_of_child(viewer, child.pk)],
        planned=_planned(viewer, child, decisions),
        decided=decisions[:LATEST],
        contacts=contacts_shown(contacts_of(viewer, child.pk), today()),
        words=words_of(viewer, child.pk, most=1),
    )


def _lives(viewer: Account, child: Child, own: bool) -> str:
    home = home_on(viewer, child.pk)
    if home is None:
        return ""
    if not own:
        return f"With you since {say_day(home.start)}, {say_span(home.start, today())}"
    names = household_names([home.carer]) if home.carer else {}
    return words.living(home, names, today()).replace("Living", "You have lived", 1)


def _person(each: Colleague) -> Person:
    return Person(
        each.name, TEAM_ROLES.words[each.role], _DOES.get(each.role, ""), each.key_person, each.since, each.agency,
        each.telephone, each.email,
    )  # fmt: skip


def _planned(viewer: Account, child: Child, decisions: list[Decision]) -> list[Planned]:
    """Moves, changes of person, and what was decided and is still to be done, the nearest first."""
    found = [_move(each) for each in moves_ahead(viewer, child.pk)]
    found += [_handover(each) for each in handovers_of(viewer, child.pk)]
    found += [_to_do(each) for each in decisions if each.by_when and each.done_on is None]
    return sorted(found, key=lambda each: each.on)


def _move(move: Move) -> Planned:
    says = f"{words.MOVE_WORDS[move.kind]}{f' to {move.to}' if move.to else ''}"
    return Planned(move.date, says, move.why, "placements:move", move.pk)


def _handover(each: Any) -> Planned:
    role = TEAM_ROLES.words[each.member.role]
    new = each.to_account.name if each.to_account else each.to_person
    old = each.member.account.name if each.member.account else each.member.person
    return Planned(
        each.on, f"{new or 'Somebody new'} takes over as {role} from {old}", each.how, "people:team"
    )


def _to_do(each: Decision) -> Planned:
    who = f"{each.who_does_it}: " if each.who_does_it else ""
    return Planned(
        each.by_when or each.on,
        f"{who}{each.decided}",
        page="reviews:decision",
        row=each.pk,
        late=overdue(each),
    )
