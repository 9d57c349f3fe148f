"""Two people changed the same entry: both versions side by side, a choice for each answer that differs, nothing lost silently."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict

from holdfast.people.models import Child
from holdfast.web.entries import history
from holdfast.web.entries.asking.forms import EntryForm
from holdfast.web.entries.door import names_in
from holdfast.web.entries.parts import said_of
from holdfast.web.entries.saying import differences

UNDER_WAY = "merging"
PICK = "pick_"


@dataclass(frozen=True)
class Differing:
    """One answer that differs: mine and theirs in words. `picked` is what was chosen, or is proposed as only one side changed it."""

    name: str
    label: str
    mine: str
    theirs: str
    picked: str = ""


@dataclass(frozen=True)
class Comparison:
    """Both versions: who wrote the other one and when; `unpicked` where somebody still has to choose."""

    by: str
    at: datetime | None
    version: int
    differing: list[Differing] = field(default_factory=list)
    unpicked: bool = False

    @property
    def errors(self) -> list[dict[str, str]]:
        """What the error summary says: the answers that somebody still has to choose between."""
        waiting = [each for each in self.differing if not each.picked] if self.unpicked else []
        return [
            {"text": f"Choose an answer: {each.label}", "href": f"#{PICK}{each.name}"} for each in waiting
        ]


class RemovalForm(forms.Form):
    """Why an entry is taken out."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(
        max_length=500,
        label="Why is it taken out?",
        help_text="Such as: written down for the wrong child, or twice.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-30"}),
    )


def is_stale(form: EntryForm) -> bool:
    """Whether the entry was changed after the form was opened."""
    typed = form.cleaned_data.get("version")
    return form.row is not None and typed is not None and typed != form.row.version


def comparison(child: Child, form: EntryForm, *, asked: bool = False) -> Comparison:
    """My answers beside what stands there now. `asked`: the choices were sent, and one is lacking."""
    base = history.before(form.part, child, form.rights, form.row, form.cleaned_data.get("version") or 0)
    mine, theirs = form.answers, said_of(form.part, form.row)
    names = names_in(form.part, [form.row]) | {value: key for key, value in form.known.shown.items()}
    found = [
        Differing(
            each["name"],
            each["label"],
            each["before"],
            each["after"],
            _picked(form, each["name"], base, mine, theirs),
        )
        for each in differences(form.part, mine, theirs, names)
    ]
    if "restricted" in form.fields and form.cleaned_data["restricted"] != form.row.restricted:
        said = {True: "restricted", False: "not restricted"}
        mine_, theirs_ = said[form.cleaned_data["restricted"]], said[form.row.restricted]
        found.append(
            Differing("restricted", "Restricted", mine_, theirs_, form.data.get(PICK + "restricted", ""))
        )
    return Comparison(
        getattr(form.row, "recorded_by_name", "") or "somebody else",
        getattr(form.row, "recorded_at", None),
        form.row.version,
        found,
        asked,
    )


def _picked(form: EntryForm, name: str, base: Any, mine: dict[str, Any], theirs: dict[str, Any]) -> str:
    """What was chosen; else the side that alone changed it; else nothing: somebody has to say."""
    sent = form.data.get(PICK + name, "")
    if sent or base is None:
        return str(sent)
    if base[name] == mine[name]:
        return "theirs"
    return "mine" if base[name] == theirs[name] else ""


def merged(child: Child, form: EntryForm) -> QueryDict | Comparison:
    """The form's content with their answer wherever that was chosen; a comparison where a choice is still to be made."""
    compared = comparison(child, form, asked=UNDER_WAY in form.data)
    if is_stale(form) and compared.differing:
        return comparison(child, form)
    if any(form.data.get(PICK + each.name) not in ("mine", "theirs") for each in compared.differing):
        return compared
    theirs = said_of(form.part, form.row) | {"restricted": getattr(form.row, "restricted", False)}
    chosen = {
        each.name: theirs[each.name] for each in compared.differing if form.data[PICK + each.name] == "theirs"
    }
    content = form.data.copy()
    for name, values in {**form.raw(chosen), "version": [str(form.row.version)]}.items():
        content.setlist(name, values)
    return content


def carried(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed, to be carried along hidden while the choices are made."""
    left_out = ("csrfmiddlewaretoken", "version", UNDER_WAY)
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in left_out and not name.startswith((PICK, "_"))
    ]
