"""What we do not know yet: the facts that findings hang on, as short questions, several answered at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from holdfast.decisions.queries import Question, missing_for
from holdfast.ng26.vocabulary import TEAM_ROLES
from holdfast.people import drafts
from holdfast.people.access import CORE
from holdfast.people.door import child_page
from holdfast.people.grounds import ROLE_GROUNDS
from holdfast.people.models import Child
from holdfast.people.queries import Colleague, team_of_child
from holdfast.web.entries import addresses, writing
from holdfast.web.entries.asking.forms import EntryForm
from holdfast.web.entries.door import known_for, names_in, the_one
from holdfast.web.entries.parts import Part, Rights, parts, rights, rows, said_of
from holdfast.web.entries.saying import label_of, sentence
from holdfast.web.entries.views.entry import AFRESH, LATER, as_sent, what_was_typed

AT_ONCE = 12  # questions on a page; the rest one tap away
NAMED = 4  # recommendations named beside a question
NONE = "known_none"


@dataclass
class Group:
    """The questions about one entry (or one whole list): asked in one form, or only shown to who may not write it."""

    part: Part
    row: Any
    questions: list[Question] = field(default_factory=list)
    who: tuple[str, ...] = ()
    may_write: bool = False
    form: EntryForm | None = None
    sentence: str = ""
    new: str = ""
    ticked: bool = False

    @property
    def prefix(self) -> str:
        """What the names of its questions begin with: the part, and which entry."""
        return f"{self.part.name}.{self.row.pk if self.row is not None else 'new'}"

    @property
    def whole_list(self) -> bool:
        """Whether the list itself is asked for: entries, or that there are none."""
        return self.questions[0].place.column is None

    @property
    def may_be_none(self) -> bool:
        """Whether 'there is none' can be said of it: of a child's list, not of one inside an entry."""
        return self.part.inside is None

    @property
    def asked_by(self) -> str:
        """The recommendations that ask, the first few by number."""
        numbers = list(dict.fromkeys(n for each in self.questions for n in each.recommendations))
        more = len(numbers) - NAMED
        return ", ".join(numbers[:NAMED]) + (f" and {more} more" if more > 0 else "")

    @property
    def columns(self) -> list[str]:
        """The columns asked for."""
        return [each.place.column for each in self.questions if each.place.column]


@child_page(CORE)
def unknown(request: HttpRequest, child: Child) -> HttpResponse:
    """Ask what is missing; save what was answered, each answer where it belongs."""
    if AFRESH in request.POST:
        drafts.drop(by=request.user, child=child, form=request.path)
        return redirect(request.path)
    if LATER in request.POST:
        drafts.save(by=request.user, child=child, form=request.path, content=what_was_typed(request))
        messages.info(request, "Kept for you alone, not saved in the record yet.")
        return redirect("entries:overview", child.pk)
    asked = [each for each in missing_for(request.user, child.pk) if not each.place.hidden]
    shown = asked if "all" in request.GET or request.method == "POST" else asked[:AT_ONCE]
    draft = drafts.load(by=request.user, child=child, form=request.path) if request.method == "GET" else None
    groups = list(_groups(request, child, shown, draft))
    if request.method == "POST" and _save(request, child, groups):
        return redirect(request.get_full_path())
    context = {
        "lists": [group for group in groups if group.whole_list],
        "groups": [group for group in groups if not group.whole_list],
        "forms": [group.form for group in groups if group.form is not None],
        "draft": draft,
        "more": len(asked) - len(shown),
        "count": len(asked),
    }
    return render(request, "entries/unknown.html", context)


def _groups(request: HttpRequest, child: Child, asked: Iterable[Question], draft: Any) -> Iterable[Group]:
    """The questions by entry, in the order in which the first of each is pressing."""
    what, team = rights(request.user, child), team_of_child(request.user, child.pk)
    groups: dict[tuple[str, Any, bool], Group] = {}
    for each in asked:
        part = parts()[each.place.of]
        key = (part.name, each.place.entry or each.place.above, each.place.column is None)
        if key not in groups:
            row = _row(part, child, what, each.place.entry)
            if each.place.entry is not None and row is None:
                continue  # taken out a moment ago
            groups[key] = Group(part, row, [], _who(part, team), what.write(part))
        groups[key].questions.append(each)
    sent = as_sent(draft.content) if draft else None
    for group in groups.values():
        yield _with_form(request, child, group, what, sent)


def _row(part: Part, child: Child, what: Rights, entry: UUID | None) -> Any:
    if part.is_list:
        return rows(part, child, what).filter(pk=entry).first() if entry else None
    return the_one(part, child, what)


def _who(part: Part, team: list[Colleague]) -> tuple[str, ...]:
    """Those of the child's team who may write this part: who could answer."""
    return tuple(
        f"{person.name} ({TEAM_ROLES.words[person.role]})"
        for person in team
        if ROLE_GROUNDS[person.role] in part.kind.writes
    )


def _with_form(request: HttpRequest, child: Child, group: Group, what: Rights, sent: Any) -> Group:
    part = group.part
    if part.is_list and group.row is not None:
        group.sentence = sentence(part, said_of(part, group.row), names_in(part, [group.row]))
    if group.whole_list:
        above = group.questions[0].place.above
        if above is not None and part.inside is not None:
            holder = rows(part.inside, child, what).filter(pk=above).first()
            group.sentence = sentence(part.inside, said_of(part.inside, holder)) if holder else ""
        group.new = addresses.new(child.pk, part.name, inside=above)
        group.ticked = f"{group.prefix}-{NONE}" in (sent or request.POST)
    elif group.may_write:
        known = known_for(part, child, group.row, what)
        group.form = EntryForm(
            request.POST if request.method == "POST" else None,
            part=part,
            rights=what,
            known=known,
            only=group.columns,
            prefix=group.prefix,
            typed=sent,
        )
    return group


def _save(request: HttpRequest, child: Child, groups: list[Group]) -> bool:
    """Check everything that was answered, then save all of it; False where something has to be put right."""
    answered = [g.form for g in groups if g.form is not None and _answered(g.form)]
    none = [
        g
        for g in groups
        if g.whole_list and g.may_write and g.may_be_none and f"{g.prefix}-{NONE}" in request.POST
    ]
    _tell_of_answers_given_meanwhile(request, child, groups)
    if [form for form in answered if not form.is_valid()]:
        for group in groups:
            if group.form is not None and group.form not in answered:
                group.form.is_bound = False
        return False
    if not answered and not none:
        messages.info(request, "Nothing was answered, so nothing was saved.")
        return True
    for form in answered:
        form.cleaned_data["version"] = form.row.version if form.row is not None else None
        writing.save(form=form, child=child, by=request.user)
    for group in none:
        writing.say_none(part=group.part, child=child, by=request.user)
    drafts.drop(by=request.user, child=child, form=request.path)
    messages.success(
        request, f"Saved: {_counted(sum(len(_answered(form)) for form in answered) + len(none))}."
    )
    return True


def _answered(form: EntryForm) -> list[str]:
    """The questions of the form that were answered."""
    return [name for name in form.changed_data if name != "version"]


def _counted(number: int) -> str:
    return "1 answer" if number == 1 else f"{number} answers"


def _tell_of_answers_given_meanwhile(request: HttpRequest, child: Child, groups: list[Group]) -> None:
    """What was answered here and is no longer asked, because somebody else answered it first: theirs stands, and is shown."""
    asked = {f"{group.prefix}-{name}" for group in groups for name in group.columns}
    for key, value in request.POST.items():
        prefix, dash, name = key.rpartition("-")
        name = name.removesuffix("_day")
        part_name, dot, entry = prefix.partition(".")
        if not (dash and dot and value) or f"{prefix}-{name}" in asked or part_name not in parts():
            continue
        _tell(request, child, parts()[part_name], entry, name)


def _tell(request: HttpRequest, child: Child, part: Part, entry: str, name: str) -> None:
    try:
        row = _row(part, child, rights(request.user, child), None if entry == "new" else UUID(entry))
    except ValueError:
        return
    if row is None or said_of(part, row).get(name) in (None, ""):
        return
    messages.warning(
        request,
        f"{label_of(part, name)}: answered in the meantime by {_by(row)}. Theirs stands; yours was not saved.",
    )


def _by(row: Any) -> str:
    return getattr(row, "recorded_by_name", "") or "somebody else"
