"""The form of one entry: asks what the part describes, checks all of it at once, saves nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import BooleanField

from holdfast.forms.widgets import PARTS
from holdfast.people.access import today
from holdfast.record.columns import column
from holdfast.record.shape import NotKept, to_columns
from holdfast.web.entries.asking import checking, choosing, questions
from holdfast.web.entries.parts import Part, Rights, said_of

REASON = "why_changed"  # a table may have a column `why` of its own
WHY = "Why is it changing?"
WHY_HINT = "Needed where something already recorded changes: it says so beside what stood there before."


@dataclass(frozen=True)
class Known:
    """What the form stands on: the entry as it is now, the child's other entries in words, what may be chosen."""

    row: Any = None
    others: tuple[Any, ...] = ()
    others_said: tuple[str, ...] = ()
    others_at: tuple[Any, ...] = ()
    suggested: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    shown: Mapping[str, str] = field(default_factory=dict)


class EntryForm(forms.Form):
    """One entry of a part. `columns` are what to save, once it is valid; `why` goes with it.

    `typed` is what was typed earlier and not saved: it fills the form without checking it yet. `only` leaves out the other
    questions, whose answers then stay as they are.
    """

    say_optional = False
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        part: Part,
        rights: Rights,
        known: Known,
        typed: Any = None,
        prefill: Mapping[str, Any] | None = None,
        only: Iterable[str] = (),
        prefix: str | None = None,
    ) -> None:
        super().__init__(data, prefix=prefix)
        self.part, self.known, self.row, self.rights = part, known, known.row, rights
        self.only = frozenset(only)
        self.clash: int | None = None
        self.account_meant: Any = None
        self._ask()
        self._fill(prefill or {})
        if typed is not None:
            self._fill_typed(typed)

    # --- what is asked --------------------------------------------------------------------------------------
    def _ask(self) -> None:
        for spec in self.part.fields:
            self._add(column(spec.key), questions.question(self.part.name, spec, self.part.spec))
        for extra in self.part.more:
            self._add(extra.name, questions.beside(self.part.name, extra))
        self._ask_to_choose()
        if self.only:
            return
        if self.rights.restrict(self.part) and self.part.name != "team":
            self.fields["restricted"] = forms.BooleanField(
                required=False,
                label="Restricted",
                help_text="Only the child’s social care team and its managers see it: for a hidden address, for example.",
            )
        if self.row is not None:
            box = forms.TextInput(attrs={"class": "govuk-input--width-30"})
            self.fields[REASON] = forms.CharField(
                required=False, max_length=500, label=WHY, help_text=WHY_HINT, widget=box
            )

    def _add(self, name: str, asked: forms.Field) -> None:
        if not self.only or name in self.only:
            self.fields[name] = asked

    def _ask_to_choose(self) -> None:
        for name in self._chosen & self.fields.keys():
            self.fields[name].widget = choosing.Suggested(list(self.known.suggested))
        if self.part.inside and (not self.only or "course" in self.only):
            asked = forms.ChoiceField(label="Which programme", choices=self.known.choices)
            asked.widget = questions.Radios(choices=self.known.choices)
            self.fields = {"version": self.fields["version"], "course": asked, **self.fields}

    @property
    def _chosen(self) -> set[str]:
        """The questions answered by a household or a colleague."""
        return {*(choosing.PEOPLE if self.part.name == "team" else choosing.HOUSEHOLDS)}

    @property
    def needed(self) -> list[Any]:
        """The questions that must be answered."""
        return [bound for bound in self.visible_fields() if bound.field.required]

    @property
    def may_wait(self) -> list[Any]:
        """The questions that may be answered later, but for those about its end and the saving itself."""
        later = {*self._ending, REASON, "restricted"}
        return [b for b in self.visible_fields() if not b.field.required and b.name not in later]

    @property
    def at_its_end(self) -> list[Any]:
        """The questions about how it ended."""
        return [self[name] for name in self._ending if name in self.fields]

    @property
    def shows_its_end(self) -> bool:
        """Whether the questions about its end are unfolded: for what is there already, and where one is answered or wrong."""
        return self.row is not None or any(
            b.errors or b.value() not in (None, "", {}, dict.fromkeys(PARTS, "")) for b in self.at_its_end
        )

    @property
    def _ending(self) -> list[str]:
        spec = self.part.spec
        return [column(k) for k in (spec.ended_by, *spec.undone_with_end) if k] if spec else []

    @property
    def about_saving(self) -> list[Any]:
        """Who may see it, and why it changes."""
        return [self[name] for name in ("restricted", REASON) if name in self.fields]

    # --- what it is filled with -----------------------------------------------------------------------------
    def _fill(self, prefill: Mapping[str, Any]) -> None:
        now = {**prefill, **({} if self.row is None else said_of(self.part, self.row))}
        if self.row is not None:
            self.initial["version"] = self.row.version
            self.initial["restricted"] = getattr(self.row, "restricted", False)
            if self.part.inside:
                now["course"] = str(self.row.course_id)
        for name, value in now.items():
            if name in self.fields and value is not None:
                self.initial[name] = self._shown(name, value)

    def _shown(self, name: str, value: Any) -> Any:
        """A household or colleague by the words in which they are suggested."""
        return self.known.shown.get(value, value) if name in self._chosen and value else value

    def _fill_typed(self, typed: Any) -> None:
        for name, asked in self.fields.items():
            key = self.add_prefix(name)
            if name != "version" or key in typed:
                self.initial[name] = asked.widget.value_from_datadict(typed, {}, key)

    def raw(self, said: Mapping[str, Any]) -> dict[str, list[str]]:
        """These answers (by column) as a browser would send them."""
        found: dict[str, list[str]] = {}
        for name, value in said.items():
            if name in self.fields:
                found |= questions.typed(self.fields[name], self.add_prefix(name), self._shown(name, value))
        return found

    # --- what it says ---------------------------------------------------------------------------------------
    def clean_person(self) -> Any:
        """The key of the colleague meant, or the name as typed."""
        typed = self.cleaned_data["person"]
        if not typed:
            return typed
        meant = choosing.person_meant(typed)
        self.account_meant = meant.account
        return meant.person

    def clean_carer(self) -> Any:
        """The household meant, or the name as typed."""
        return self._household("carer")

    def clean_household(self) -> Any:
        """The same of a move."""
        return self._household("household")

    def _household(self, name: str) -> Any:
        typed = self.cleaned_data[name]
        return choosing.household_meant(typed) if typed else typed

    def clean(self) -> dict[str, Any]:
        """The format's rules over the whole entry, and why where something known changes."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            self._check_entry()
        if not self.errors:
            self._check_anything_said()
        if not self.errors:
            self._check_why()
        return cleaned

    def _check_entry(self) -> None:
        on = today()
        for problem in checking.problems(
            self.part, self.entry, on=on, others=self.known.others, others_said=self.known.others_said
        ):
            self.clash = self.clash if problem.other is None else problem.other
            self.add_error(problem.name if problem.name in self.fields else None, problem.says)
        try:
            to_columns(self.part.fields, self.entry)
        except NotKept as problem:
            self.add_error(None, f"This cannot be kept as it is: please give {problem.expected}")

    def _check_anything_said(self) -> None:
        if self.row is None and not any(self._says(name, value) for name, value in self.answers.items()):
            raise ValidationError("Nothing is filled in yet: answer at least one question", code="nothing")

    def _says(self, name: str, value: Any) -> bool:
        """Whether an answer says something; a box left unticked does not."""
        return value not in (None, "") and not (value is False and name in self._ticks)

    @property
    def _ticks(self) -> set[str]:
        return {extra.name for extra in self.part.more if isinstance(extra, BooleanField) and not extra.null}

    def _check_why(self) -> None:
        given = self.cleaned_data.get(REASON, "").strip()
        if REASON in self.fields and self.changes_what_is_known and not given:
            self.add_error(REASON, "Why is it changing: say so in a few words")

    @property
    def changes_what_is_known(self) -> bool:
        """Whether an answer that was already recorded would be another."""
        if self.row is None:
            return False
        before, after = said_of(self.part, self.row), self.answers
        return any(self._says(name, before[name]) and before[name] != after[name] for name in before)

    @property
    def answers(self) -> dict[str, Any]:
        """Every answer, by column: of what was not asked, what the entry says now."""
        now = said_of(self.part, self.row) if self.row is not None else {}
        found = {}
        for spec in self.part.fields:
            name = column(spec.key)
            found[name] = self.cleaned_data.get(name) if name in self.fields else now.get(name)
            found[name] = None if found[name] == "" else found[name]
        for extra in self.part.more:
            value = self.cleaned_data.get(extra.name) if extra.name in self.fields else now.get(extra.name)
            found[extra.name] = "" if value is None and not extra.null else value
        return found

    @property
    def entry(self) -> dict[str, Any]:
        """The entry as a case file writes it."""
        said, found = self.answers, dict[str, Any]()
        for spec in self.part.fields:
            value = said[column(spec.key)]
            if value is not None:
                _put(
                    found, spec.key, value.isoformat() if spec.kind == "day" and value is not False else value
                )
        return found

    @property
    def columns(self) -> dict[str, Any]:
        """What to save, by column."""
        values = to_columns(self.part.fields, self.entry)
        values["stated"] = self._still_stated(values)
        for extra in self.part.more:
            if extra.name in self.fields:
                values[extra.name] = self.answers[extra.name]
        if "course" in self.fields:
            values["course_id"] = self.cleaned_data["course"]
        return values

    def _still_stated(self, values: Mapping[str, Any]) -> list[str]:
        """What a case file once said without a value stays as it was said, until there is a value."""
        stated = list(self.row.stated) if self.row is not None else []
        if stated == ["="]:
            return stated if not self.entry else []
        by_path = {spec.key: column(spec.key) for spec in self.part.fields}
        return [path for path in stated if path not in by_path or values[by_path[path]] is None]


def _put(found: dict[str, Any], key: str, value: Any) -> None:
    *parents, last = key.split("/")
    for part in parents:
        found = found.setdefault(part, {})
    found[last] = value
