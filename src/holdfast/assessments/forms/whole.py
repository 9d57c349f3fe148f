"""What is asked of one area of a comprehensive assessment, at its end, and where it is not wanted."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from holdfast.assessments.facts import Fact
from holdfast.assessments.queries import Written
from holdfast.forms.fields import DayField
from holdfast.forms.widgets import Checkboxes
from holdfast.forms.words import first_up
from holdfast.people.access import today
from holdfast.people.pages.row_form import RowForm, box, line
from holdfast.pictures.words import listed

MOST = 20_000


class AreaForm(RowForm):
    """What one person has to say of one area: the facts on record that they confirm, their own words, whether it is done."""

    say_optional = False
    beside: ClassVar[tuple[str, ...]] = ("confirmed",)
    confirmed = forms.MultipleChoiceField(
        label="Which of this is right? Tick what you confirm", required=False, widget=Checkboxes(small=True),
        help_text="It is brought in as it stands, so that nobody types it again.",
    )  # fmt: skip
    text = forms.CharField(
        label="What you have seen, heard and think",
        required=False,
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    done = forms.BooleanField(label="This area is done, as far as I am concerned", required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        known: Sequence[Fact],
        written: Written | None = None,
        confirmed_by: Mapping[str, Sequence[str]] | None = None,
        **options: Any,
    ) -> None:
        self.known = {fact.key: fact for fact in known}
        super().__init__(data, row=written, **options)
        if not self.known:
            del self.fields["confirmed"]
            return
        ticked = {each["row"]: each["version"] for each in (written.brought_in if written else ())}
        self.fields["confirmed"].choices = [(fact.key, fact.says) for fact in known]
        self.fields["confirmed"].widget.hints = {
            fact.key: _hint(fact, ticked, (confirmed_by or {}).get(str(fact.row), ())) for fact in known
        }
        if not self.is_bound:
            self.initial["confirmed"] = [f.key for f in known if ticked.get(str(f.row)) == f.version]

    @property
    def references(self) -> list[Mapping[str, Any]]:
        """The facts confirmed, as an area keeps them."""
        return [self.known[key].reference for key in self.cleaned_data.get("confirmed", ())]

    def clean_text(self) -> str:
        """The words without the blanks around them."""
        return self.cleaned_data["text"].strip()

    def clean(self) -> dict[str, Any]:
        """Something must be said or confirmed."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("text") and not cleaned.get("confirmed"):
            self.add_error("text", "Write something, or confirm something that is on record")
        return cleaned


def _hint(fact: Fact, ticked: Mapping[str, int], confirmed_by: Sequence[str]) -> str:
    said = (
        ["put right since you confirmed it"]
        if ticked.get(str(fact.row), fact.version) != fact.version
        else []
    )
    said += [f"recorded by {fact.by}"] if fact.by else []
    said += [f"confirmed by {listed(confirmed_by)}"] if confirmed_by else []
    return first_up("; ".join(said))


class FinishForm(RowForm):
    """The child's view and the carers', or why they were not asked, and what it comes to."""

    beside: ClassVar[tuple[str, ...]] = ("note",)
    childs_view = box(
        "What does the child say about all this?", help_text="In the child’s own words where you can."
    )
    child_not_asked_because = line("If the child was not asked: why not?")
    carers_view = box("What do the carers say, and the parents?")
    carers_not_asked_because = line("If the carers were not asked: why not?")
    note = box("What does it come to, in a few sentences?", help_text="Strengths first, then what is needed.")

    def __init__(self, data: Any = None, *, called: str, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["childs_view"].label = f"What does {called} say about all this?"
        self.fields["child_not_asked_because"].label = f"If {called} was not asked: why not?"

    def clean(self) -> dict[str, Any]:
        """Of each side a view, or the reason why there is none."""
        cleaned = super().clean() or self.cleaned_data
        for who, view in (("child", "childs_view"), ("carers", "carers_view")):
            if (
                not cleaned.get(view)
                and not cleaned.get(f"{who}_not_asked_because")
                and view not in self.errors
            ):
                self.add_error(view, f"Write what the {who} said, or below why not")
        return cleaned


class DeclinedForm(RowForm):
    """The assessment was offered and is not wanted."""

    say_optional = False
    date = DayField(label="When was it offered and not wanted?", said="the day of the offer", not_after=today)
    childs_view = box("What did the child say?", help_text="In the child’s own words where you can.")
    carers_view = box("What did the carers or parents say?")
    note = box(
        "What was offered, and what was agreed instead?", help_text="Say also when you will ask again."
    )

    def clean(self) -> dict[str, Any]:
        """Somebody said that they do not want it."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.get(name) for name in ("childs_view", "carers_view", "note")):
            self.add_error("note", "Write what was said, by whom")
        return cleaned


class TakeOutForm(forms.Form):
    """Why what one wrote is taken out."""

    why = forms.CharField(max_length=500)
