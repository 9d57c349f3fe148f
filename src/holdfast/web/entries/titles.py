"""What a form that somebody has begun is for, and of whom or of what: the list of drafts names the forms of every room."""

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.text import Truncator

from holdfast.accounts.models import Account
from holdfast.assessments.instruments import INSTRUMENTS
from holdfast.assessments.models import Assessment, Referral
from holdfast.assessments.saying import instrument_name
from holdfast.education.models import SchoolPeriod
from holdfast.family.models import ContactArrangement, Person, Relationship, Sibling
from holdfast.forms.words import say_day
from holdfast.ng26.guideline import NG26
from holdfast.ng26.vocabulary import AREAS
from holdfast.people import drafts
from holdfast.people.access import visible
from holdfast.people.entries import Entry
from holdfast.people.models import Child, Handover, Identifier, OtherName, TeamMember, Voice
from holdfast.people.names.forms import SCHEMES
from holdfast.people.pages.addressed import addressed
from holdfast.people.pages.saving import TAKE_OUT
from holdfast.placements.models import Move
from holdfast.placements.words import MOVE_WORDS, PART_TITLES
from holdfast.reviews.models import Decision
from holdfast.web.entries import addresses
from holdfast.web.entries.door import names_in
from holdfast.web.entries.parts import parts, rights, rows, said_of
from holdfast.web.entries.saying import sentence

UNNAMED = "A form"
FORMS = {  # by the name of the form's address
    "placements:new_home": "Homes: begin a new home",
    "placements:household": "Homes: the household and who lives there",
    "placements:carers": "Homes: link a carer’s account",
    "placements:plan_move": "Moves: plan a move",
    "placements:change_move": "Moves: change the plan",
    "placements:call_off": "Moves: call a move off",
    "placements:emergency_move": "Moves: an emergency move",
    "placements:ask": "Moves: a question about the move",
    "placements:answer": "Moves: answer a question",
    "placements:part": "Moves: how a move is prepared",
    "people:hand_over": "Team: hand over a role",
    "people:handed_over": "Team: the handover has happened",
    "people:own_account": "Team: the young person’s own account",
    "names:change": "Names: what the child is called",
    "names:called": "Names: what you want to be called",
    "names:add_other": "Names: another name",
    "names:other": "Names: another name",
    "names:add_number": "Names: add a number",
    "names:number": "Names: a number",
    "words:add": "Own words: write down what was said",
    "words:change": "Own words: put it right",
    "family:new_person": "Family: add somebody who matters",
    "family:change_person": "Family: somebody who matters",
    "family:reach": "Family: how somebody is reached",
    "family:new_relationship": "Family: add a relationship",
    "family:relationship": "Family: a relationship",
    "family:new_sibling": "Family: add a brother or sister",
    "family:sibling": "Family: a brother or sister",
    "family:new_contact": "Family: add a contact arrangement",
    "family:contact": "Family: a contact arrangement",
    "education:new_school": "School: add a school",
    "education:school_period": "School: a time at a school",
    "reviews:new_decision": "Decisions: a decision made together",
    "reviews:change_decision": "Decisions: put a decision right",
    "assessments:area": "Assessments: an area of the comprehensive assessment",
    "assessments:finish": "Assessments: finish the comprehensive assessment",
    "assessments:declined": "Assessments: offered, and not wanted",
    "assessments:new_result": "Assessments: a result",
    "assessments:change_result": "Assessments: a result",
    "assessments:answer_referral": "Assessments: the answer to a referral",
    "child:answer": "Findings: an answer",
}
SHORT = {  # the short entries of a room, by what they are called in the address
    "readiness": "Homes: whether the carers are ready",
    "respite": "Homes: a short stay away",
    "visit": "Homes: a visit",
    "referrals": "Assessments: a referral",
    "sdq": "Assessments: strengths and difficulties, the total",
    "health": "Assessments: a statutory health assessment",
}


def _move(row: Move) -> str:
    return f"{MOVE_WORDS[row.kind]}{f' to {row.to}' if row.to else ''} on {say_day(row.date)}"


def _colleague(row: TeamMember) -> str:
    return row.account.name if row.account else row.person


_SAID: tuple[tuple[type[Entry], Callable[[Any], str], tuple[str, ...]], ...] = (
    (Move, _move, ("placements:change_move", "placements:call_off", "placements:ask", "placements:answer", "placements:part")),
    (Person, lambda row: row.name, ("family:change_person", "family:reach", "family:new_relationship")),
    (Relationship, lambda row: row.person.name, ("family:relationship",)),
    (Sibling, lambda row: row.name or row.key, ("family:sibling",)),
    (ContactArrangement, lambda row: row.with_whom, ("family:contact",)),
    (SchoolPeriod, lambda row: row.name, ("education:school_period",)),
    (TeamMember, _colleague, ("people:hand_over",)),
    (Handover, lambda row: _colleague(row.member), ("people:handed_over",)),
    (Voice, lambda row: Truncator(row.words).words(8), ("words:change",)),
    (OtherName, lambda row: f"{row.given_name} {row.family_name}".strip(), ("names:other",)),
    (Identifier, lambda row: SCHEMES.get(row.scheme, row.scheme), ("names:number",)),
    (Decision, lambda row: Truncator(row.question).words(12), ("reviews:change_decision",)),
    (Assessment, instrument_name, ("assessments:change_result",)),
    (Referral, lambda row: row.to or "", ("assessments:answer_referral",)),
)  # fmt: skip
_ROW_OF = {name: (model, say) for model, say, names in _SAID for name in names}


def told(viewer: Account, child: Child, form: str) -> str:
    """'Family: how somebody is reached (Gran)': the draft of a form, and of whom or what it is as far as the viewer may read that."""
    address, which = drafts.parts_of(form)
    try:
        match = resolve(address)
    except Resolver404:
        return UNNAMED
    title = _title(viewer, child, address, match)
    of = _of(viewer, child, match)
    taking = ", taking it out" if which == TAKE_OUT else ""
    return f"{title}{taking}{f' ({of})' if of else ''}"


def _title(viewer: Account, child: Child, address: str, match: ResolverMatch) -> str:
    if match.view_name == "words:add" and addressed(viewer, child).own:
        return "Own words: say it in your own words"
    if "what" in match.kwargs:
        return SHORT.get(match.kwargs["what"], UNNAMED)
    if match.view_name == "entries:remove":
        return f"{parts()[match.kwargs['part']].title}: take out what was written by mistake"
    return FORMS.get(match.view_name) or addresses.title_of(address)


def _of(viewer: Account, child: Child, match: ResolverMatch) -> str:
    said, asked = match.kwargs, match.view_name
    found = [_of_row(viewer, child, asked, said), _of_entry(viewer, child, asked, said)]
    if asked == "placements:part" and said["part"] in PART_TITLES:
        found.insert(0, PART_TITLES[said["part"]].format(who=addressed(viewer, child)))
    if asked == "assessments:area":
        found.append(AREAS.words.get(said["area"], ""))
    if asked == "assessments:new_result" and said["instrument"] in INSTRUMENTS:
        found.append(INSTRUMENTS[said["instrument"]].name)
    if asked == "child:answer" and said["number"] in NG26.by_number:
        found.append(f"{said['number']}, {NG26.by_number[said['number']].summary}")
    return ", ".join(each for each in found if each)


def _of_row(viewer: Account, child: Child, asked: str, said: Mapping[str, Any]) -> str:
    if asked not in _ROW_OF:
        return ""
    model, say = _ROW_OF[asked]
    row = visible(model, viewer).filter(child=child, pk=said.get("row") or said.get("decision")).first()
    return say(row) if row else ""


def _of_entry(viewer: Account, child: Child, asked: str, said: Mapping[str, Any]) -> str:
    part = parts().get(said.get("part", ""))
    if part is None or "entry" not in said or not asked.startswith("entries:"):
        return ""
    row = rows(part, child, rights(viewer, child)).filter(pk=said["entry"]).first()
    return sentence(part, said_of(part, row), names_in(part, [row])) if row else ""
