"""The result of one instrument: what its table says it can hold, with its ranges; nothing is worked out from scores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms

from holdfast.assessments import results
from holdfast.assessments.instruments import LOCAL, TOOL, Class, Instrument, reading_hint
from holdfast.assessments.models import Assessment
from holdfast.assessments.shown.tools import fits
from holdfast.forms.fields import DayField, KnownField
from holdfast.forms.widgets import Checkboxes, Radios
from holdfast.forms.words import first_up
from holdfast.ng26.tools import TOOLS
from holdfast.ng26.vocabulary import ASSESSMENT_TYPES, OUTCOMES, SUBJECTS
from holdfast.people.access import today
from holdfast.people.pages.row_form import RowForm, box, code_field, line

FOR_CARERS = frozenset(tool.code for tool in TOOLS if tool.for_carers)
_PLACES = {"class": "given_class"}  # where a place of the results has another name in the form


@dataclass(frozen=True)
class About:
    """Whose result it is: the child's birthday, the carers it may be about (key, name), who is skilled in the instrument, in words."""

    born: date | None
    carers: Sequence[tuple[str, str]]
    skilled: str = ""


class ResultForm(RowForm):
    """One result. Asked is what this instrument has; the rest of its fields are taken out."""

    COLUMNS: ClassVar = (
        "date",
        "type",
        "subject",
        "carer",
        "assessor",
        "assessor_skilled",
        "outcome",
        "note",
    )
    date = DayField(label="When was it used?", said="the day", not_after=today)
    type = code_field(ASSESSMENT_TYPES, label="What does the score stand for?", required=True)
    subject = code_field(SUBJECTS, label="With whom was it used?", required=True)
    carer = forms.ChoiceField(label="Which carer is it about?", required=False, choices=(), widget=Radios())
    other_carer = line("Somebody else: who?", help_text="A parent seen at contact, for example.")
    assessor = line("Who used it?")
    assessor_skilled = KnownField(
        label="Are they trained and skilled in it?", required=False, widget=Radios(inline=True)
    )
    outcome = code_field(OUTCOMES, label="What is it read as?")
    note = box("What else should the others know?")

    def __init__(
        self,
        data: Any = None,
        *,
        instrument: Instrument,
        about: About,
        row: Assessment | None = None,
        **options: Any,
    ) -> None:
        self.instrument, self.about = instrument, about
        super().__init__(data, row=row, **options)
        self._leave_out()
        self._ask_about(row)
        self._ask_results()
        self._fill(
            row.results if row is not None and row.results.get("instrument") == instrument.code else {}, row
        )
        self.order_fields(self._order())

    @property
    def is_tool(self) -> bool:
        """Whether it is a tool of appendix 1, not a scale."""
        return TOOL in self.instrument.measures

    @property
    def columns(self) -> list[str]:
        """The columns asked for."""
        asked = getattr(self, "fields", self.base_fields)
        return [name for name in self.COLUMNS if name in asked]

    # --- what is asked --------------------------------------------------------------------------------------
    def _leave_out(self) -> None:
        one_type = len(self.instrument.measures) == 1
        not_asked = {
            "type": one_type,
            "subject": self.instrument.code not in FOR_CARERS,
            "carer": not self.instrument.about_one,
            "other_carer": not self.instrument.about_one,
            "assessor_skilled": not self.is_tool,
            "outcome": not self.is_tool,
        }
        for name, is_left_out in not_asked.items():
            if is_left_out:
                del self.fields[name]

    def _ask_about(self, row: Assessment | None) -> None:
        if "type" in self.fields:
            self.fields["type"].choices = [
                (code, first_up(ASSESSMENT_TYPES.words[code])) for code in self.instrument.measures
            ]
        if "carer" in self.fields:
            held = row.carer if row is not None and row.carer else ""
            known = dict(self.about.carers)
            more = [(held, held)] if held and held not in known else []
            self.fields["carer"].choices = [
                *self.about.carers,
                *more,
                ("", "Not said" if self.is_tool else "Not said, or somebody else"),
            ]
            self.fields["carer"].widget.apart = ""
        if "assessor_skilled" in self.fields:
            self.fields["assessor_skilled"].help_text = self.about.skilled
        if "outcome" in self.fields:
            self.fields["outcome"].help_text = reading_hint(self.instrument)

    def _ask_results(self) -> None:
        instrument, asked = self.instrument, self.fields
        if instrument.code == LOCAL:
            asked["scale_name"] = line("What is the scale called?", required=True)
            asked["low"] = _number("Its lowest score", required=True)
            asked["high"] = _number("Its highest score", required=True)
        if instrument.classes:
            asked["given_class"] = _choice(
                "Classification, as the coder gave it", instrument.classes, "No classification"
            )
        if instrument.alternative:
            only = f"Only where the classification is {' or '.join(instrument.alternative)}."
            asked["alternative"] = _choice(
                "Best-fitting alternative", instrument.classes, "None given", help_text=only
            )
        if instrument.modifiers:
            choices = [(each.code, first_up(each.name)) for each in instrument.modifiers]
            asked["modifiers"] = forms.MultipleChoiceField(
                label="With", required=False, choices=choices, widget=Checkboxes()
            )
        if instrument.sorted_by:
            choices = [(each.code, first_up(each.name)) for each in instrument.sorted_by]
            asked["sorted_by"] = forms.ChoiceField(
                label="Who sorted the cards?", choices=choices, widget=Radios()
            )
        for score in instrument.scores:
            main = not self.is_tool and score.code == instrument.main
            asked[f"score_{score.code}"] = _number(score.name, required=main, scale=score.scale)
        if self.is_tool:
            asked["because"] = box(
                "If it is not for this age, or the person is not trained in it: why was it used all the same?",
                rows=2,
            )

    def _order(self) -> list[str]:
        first = [
            "scale_name",
            "low",
            "high",
            "date",
            "type",
            "subject",
            "carer",
            "other_carer",
            "assessor",
            "assessor_skilled",
        ]
        return [*first, "given_class", "alternative", "modifiers", "sorted_by", *(n for n in self.fields if n.startswith("score_")),
                "outcome", "because", "note"]  # fmt: skip

    def _fill(self, held: Mapping[str, Any], row: Assessment | None) -> None:
        self.initial |= {
            "given_class": held.get("class", ""),
            **{
                name: held[name]
                for name in ("alternative", "modifiers", "sorted_by", "because", "low", "high")
                if name in held
            },
            **{f"score_{code}": value for code, value in held.get("scores", {}).items()},
        }
        if row is not None:
            self.initial.setdefault("scale_name", row.scale)
            if self.instrument.main and row.score is not None:
                self.initial.setdefault(f"score_{self.instrument.main}", row.score)

    # --- what it says ---------------------------------------------------------------------------------------
    @property
    def results(self) -> dict[str, Any]:
        """The raw results as they are kept."""
        said, named = self.cleaned_data, self.instrument
        scores = {score.code: _short(said[f"score_{score.code}"]) for score in named.scores
                  if said.get(f"score_{score.code}") is not None}  # fmt: skip
        found = {"class": said.get("given_class"), "scores": scores}
        found |= {name: said.get(name) for name in ("alternative", "modifiers", "sorted_by", "because")}
        found |= {name: _short(said[name]) for name in ("low", "high") if said.get(name) is not None}
        return {
            "instrument": named.code,
            **{name: value for name, value in found.items() if value not in (None, "", [], {})},
        }

    def values(self) -> dict[str, Any]:
        """The columns of the assessment, its raw results among them."""
        found, kept = super().values(), self.results
        if self.is_tool:
            subject = found.get("subject") or (self.row.subject if self.row is not None else None) or "child"
            return {**found, "type": TOOL, "tool": self.instrument.code, "subject": subject, "results": kept}
        scale = self.cleaned_data.get("scale_name") or self.instrument.code
        type_ = found.get("type") or self.instrument.measures[0]
        score = kept["scores"].get(self.instrument.main)
        return {**found, "type": type_, "scale": scale, "score": score, "results": kept}

    def clean(self) -> dict[str, Any]:
        """The ranges and classifications of the instrument, all at once; then whether it was for this child, by the right person."""
        cleaned = super().clean() or self.cleaned_data
        self._check_carer(cleaned)
        if not self.errors:
            for place, says in results.problems(self.results):
                name = _PLACES.get(place, place)
                self.add_error(name if name in self.fields else None, says)
        if not self.errors and self.is_tool:
            self._check_used(cleaned)
        return cleaned

    def _check_carer(self, cleaned: dict[str, Any]) -> None:
        if other := cleaned.get("other_carer"):
            if cleaned.get("carer"):
                self.add_error("other_carer", "Choose a carer above, or name somebody else: not both")
            cleaned["carer"] = other
        if "carer" in self.fields and not cleaned.get("carer"):
            cleaned["carer"] = None

    def _check_used(self, cleaned: dict[str, Any]) -> None:
        kept = self.results
        if not (kept.get("class") or kept.get("scores") or cleaned.get("outcome") or cleaned.get("note")):
            self.add_error(None, "Give a classification, a score, or what it is read as")
        if cleaned.get("because"):
            return
        if (
            cleaned.get("subject") != "carer"
            and fits(self.instrument.code, self.about.born, cleaned["date"]) is False
        ):
            self.add_error(
                "because", "This tool is not for a child of that age. Say why it was used all the same"
            )
        elif cleaned.get("assessor_skilled") is False:
            self.add_error(
                "because",
                "Tools are for people trained and skilled in them (1.3.5). Say why it was used all the same",
            )

    def show_conflict(self, there: Any) -> None:
        """As of any row, and the raw results with it."""
        super().show_conflict(there)
        theirs = dict(results.said(there.results)) if there is not None else {}
        mine = dict(results.said(self.results))
        for label in dict.fromkeys([*theirs, *mine]):
            if theirs.get(label) != mine.get(label):
                nothing = "nothing yet"
                self.conflict.append(
                    {"label": label, "theirs": theirs.get(label, nothing), "yours": mine.get(label, nothing)}
                )


def _short(value: float) -> float | int:
    return int(value) if float(value).is_integer() else value


def _number(label: str, *, required: bool = False, scale: str = "") -> forms.FloatField:
    said = f"{label}, {scale}".replace("-", "−") if scale else label
    return forms.FloatField(
        label=said, required=required, widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"})
    )


def _choice(label: str, classes: Sequence[Class], none: str, **options: Any) -> forms.ChoiceField:
    choices = [("", none), *((each.code, _said(each)) for each in classes)]
    return forms.ChoiceField(label=label, required=False, choices=choices, **options)


def _said(each: Class) -> str:
    return first_up(each.name) if each.code == each.name else f"{each.code}: {each.name}"
