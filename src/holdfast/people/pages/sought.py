"""Somebody or something known here, asked for by a name typed as heard: one match is taken, of several one is chosen."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms

from holdfast.forms.widgets import Radios

NEW = "new"
Found = Sequence[tuple[str, str, bool]]  # key, how it is said, whether the name is exactly this


def which_field(label: str) -> forms.ChoiceField:
    """The question that is asked only where a name fits several."""
    return forms.ChoiceField(label=label, required=False, choices=(), widget=Radios())


def ask_which(
    form: forms.Form, name: str, typed: str, find: Callable[[str], Found], *, says_new: str
) -> None:
    """Give the question `name` its choices, `says_new` the last of them; with nothing to choose from, it is not asked."""
    choices = [(key, said) for key, said, _ in find(typed)] if typed and form.is_bound else []
    if choices:
        form.fields[name].choices = [*choices, (NEW, says_new)]
    else:
        del form.fields[name]


def settled(form: forms.Form, name: str, typed: str, find: Callable[[str], Found]) -> str | None:
    """The key of what is meant; NEW where it is none that is known; None where nothing was typed or it must be chosen first."""
    found = find(typed) if typed else ()
    chosen = form.cleaned_data.get(name)
    if not typed or chosen == NEW:
        return NEW if typed else None
    if chosen in {key for key, _, _ in found}:
        return str(chosen)
    exact = [key for key, _, same in found if same]
    if len(exact) == 1 or not found:
        return exact[0] if exact else NEW
    form.add_error(name, "Several are called like this. Choose who is meant.")
    return None


def typed_in(form: forms.Form, name: str) -> str:
    """What was typed under a name, before the form is checked."""
    found: Any = form.data.get(form.add_prefix(name)) if form.is_bound else form.initial.get(name)
    return str(found or "").strip()
