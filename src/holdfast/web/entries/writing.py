"""Saving what a form says, each part by the action that its room has for it; and what a save may run into."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, connection, transaction

from holdfast.accounts.models import Account
from holdfast.people import actions as team
from holdfast.people import keeping
from holdfast.people.models import Child
from holdfast.placements import actions as homes
from holdfast.web.entries.asking.forms import REASON, EntryForm
from holdfast.web.entries.parts import Part, said_of


class Impossible(Exception):
    """The database holds it impossible, because of something this person may not see."""


def save(*, form: EntryForm, child: Child, by: Account) -> Any:
    """Write a valid form: a new entry or a correction. Raises keeping.StaleVersion, access.NotAllowed, Impossible."""
    try:
        with transaction.atomic():
            saved = _add(form, child, by) if form.row is None else _correct(form, child, by)
            with (
                connection.cursor() as cursor
            ):  # what the database checks at the end is checked now, to be said kindly
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            return saved
    except (IntegrityError, homes.HomesOverlap) as problem:
        raise Impossible(str(problem)) from problem


def remove(*, part: Part, row: Any, version: int, why: str, by: Account) -> None:
    """Take out an entry written by mistake. Raises keeping.StaleVersion, access.NotAllowed."""
    if part.name == "care":
        homes.remove_home(home=row, version=version, by=by, why=why)
    else:
        keeping.remove(row=row, version=version, by=by, why=why)


def say_none(*, part: Part, child: Child, by: Account) -> None:
    """There is nothing of this list to record. Raises access.NotAllowed."""
    keeping.say_none(child=child, name=part.name, by=by, what=part.kind)


def unsay_none(*, part: Part, child: Child, by: Account) -> None:
    """It is not known after all. Raises access.NotAllowed."""
    keeping.unsay_none(child=child, name=part.name, by=by, what=part.kind)


def _add(form: EntryForm, child: Child, by: Account) -> Any:
    values, restricted = form.columns, bool(form.cleaned_data.get("restricted"))
    if form.part.name == "care":
        return homes.begin_home(child=child, values=values, by=by, restricted=restricted)
    if form.part.name == "team":
        return _join(form, child, values, by)
    return keeping.add(model=form.part.model, child=child, values=values, by=by, restricted=restricted)


def _join(form: EntryForm, child: Child, values: Mapping[str, Any], by: Account) -> Any:
    member = team.join_team(
        child=child,
        role=values["role"],
        start=values["start"],
        by=by,
        account=form.account_meant,
        person=values["person"],
        key_person=values["key_person"],
        handover=values["handover"],
    )
    if values["key_person"]:
        member = team.make_key_person(member=member, by=by)
    return team.leave_team(member=member, end=values["end"], by=by) if values["end"] else member


def _correct(form: EntryForm, child: Child, by: Account) -> Any:
    values, why = form.columns, _why(form)
    version = form.cleaned_data.get("version") or form.row.version
    if form.part.is_own:
        return keeping.correct_child(child=child, version=version, values=values, by=by, why=why)
    more = {"restricted": form.cleaned_data["restricted"]} if "restricted" in form.fields else {}
    if form.part.name == "care":
        return homes.correct_home(home=form.row, version=version, values=values, by=by, why=why, **more)
    if form.part.name == "team":
        return _correct_team(form, values, version, why, by)
    return keeping.correct(row=form.row, version=version, values=values, by=by, why=why, **more)


def _correct_team(form: EntryForm, values: dict[str, Any], version: int, why: str, by: Account) -> Any:
    """A role that ends ends by its own action; anything else about it is a correction."""
    before = said_of(form.part, form.row)
    changed = {name for name, value in form.answers.items() if before[name] != value}
    if "end" in changed and values["end"] and changed <= {"end", "handover"}:
        return team.leave_team(
            member=form.row, end=values["end"], by=by, handover=values["handover"], version=version
        )
    if "person" in changed:
        account = form.account_meant
        values |= {"account": account, "team": team.team_of(account, values["start"]) if account else None}
    saved = keeping.correct(row=form.row, version=version, values=values, by=by, why=why)
    return (
        team.make_key_person(member=saved, by=by)
        if "key_person" in changed and values["key_person"]
        else saved
    )


def _why(form: EntryForm) -> str:
    """The reason given, or that what is added was not known before."""
    return form.cleaned_data.get(REASON) or "" if form.changes_what_is_known else "not known before"
