"""What is given to an import."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from holdfast.forms.widgets import Radios
from holdfast.intake.vocabulary import KINDS

_HINTS = {
    "ssda903": "CSV files, one XML file, or a ZIP of either; one folder a year. It fills in and adds, and overwrites nothing.",
    "case_files": "One .json, or a .jsonl with one a line. The record is made to say just what they say.",
}


class SeveralFiles(forms.ClearableFileInput):
    """Takes more than one file."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several, as a list."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """All files; what they are is checked by `intake.uploads`. Raises ValidationError where there is none."""
        given = data if isinstance(data, list | tuple) else [data]
        if not [file for file in given if file]:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return list(given)


class GiveFiles(forms.Form):
    """The files, and what they are."""

    kind = forms.ChoiceField(
        label="What do you bring?",
        choices=[(code, f"{words[:1].upper()}{words[1:]}") for code, words in KINDS.words.items()],
        widget=Radios(hints=_HINTS),
        error_messages={"required": "Choose what you bring"},
    )
    files = FilesField(
        label="The files",
        help_text="Nothing is changed before you have seen what would be.",
        error_messages={"required": "Choose at least one file"},
    )
