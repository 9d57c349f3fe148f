"""An entry in a sentence, a value in words: sentences before codes."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from holdfast.engine.tables import FieldSpec
from holdfast.forms.words import first_up, say_day
from holdfast.record.columns import column
from holdfast.web.entries.asking import wording
from holdfast.web.entries.parts import Part

# `[…]` is left out where something in it is not known, `[…|…]` gives the second then; `[name=yes:…]` stands only where it is so.
SENTENCES = {
    "care": "[{home}|a home, of what kind is not known yet][, {carer}][, {legal_status}], from {start}[ to {end}| until now]",
    "placement_concerns": "[level=some:some concern][level=serious:serious concern] on {date}",
    "carer_support": "support contact {kind} on {date}",
    "extra_support": "extra support: {kind}, {date}",
    "moves": "{kind}[, to {to}], {date}",
    "siblings": "[{name}|{id}][in_care=yes:, in care too][together=yes:, living together][together=no:, living apart]",
    "attachment": "attachment difficulties: {status}, {date}",
    "conditions": "{condition}, {status}[, treatment offered {offered}][offered=no:, its own treatment not offered]",
    "assessments": "{type}[: {tool}][: {scale}][, {score}][, {outcome}][declined=yes:, offered and declined], {date}",
    "diagnoses": "{code}[criteria_met=yes:, criteria met][criteria_met=no:, criteria not met], {date}",
    "referrals": "referred[ to {to}] on {date}[, {answer}]",
    "programmes": "{programme}[, offered {offered}][offered=no:, not offered][, {response}][, begun {started}][, ended {ended}]"
                  "[ ({ended_because})]",
    "sessions": "session on {date}[, {minutes} minutes][, {place}]",
    "reviews": "{type}, {date}[: {conclusion}]",
    "proposals": "{kind}[: {programme}][: {exclusion}][, for {for}][, because of {because}], {date}",
    "team": "{person}, {role}, from {start}[ to {end}]",
    "sdq": "[total difficulties {score}][not done: {not_done_because}], {date}",
    "missing_episodes": "missing from {start}[ to {end}|, and not back yet]",
    "unaccompanied_periods": "unaccompanied from {start}[ to {end}| until now]",
}  # fmt: skip
_NAMED = (
    "carer",
    "household",
    "person",
)  # said by their names, where the key is that of a household or a colleague
_SEGMENT = re.compile(r"\[(?:(\w+)=(\w+):)?([^\[\]|]*)(?:\|([^\[\]]*))?\]")
_FIELD = re.compile(r"\{(\w+)\}")


def say(spec: FieldSpec, value: Any, names: Mapping[str, str] | None = None) -> str:
    """A value of a field in words; `names` are those of households and colleagues by key."""
    if value is None:
        return "not known yet"
    if spec.or_false and value is False:
        return "known not done" if spec.kind == "day" else "known: none"
    match spec.kind:
        case "flag":
            return "yes" if value else "no"
        case "codes":
            return ", ".join(_word(spec, code) for code in value) or "none of these"
        case "code":
            return _word(spec, value)
        case "number":
            return f"{value:g}"
        case _:
            return (names or {}).get(value, plain(value)) if spec.key in _NAMED else plain(value)


def _word(spec: FieldSpec, code: str) -> str:
    return spec.codes.words.get(code, code) if spec.codes else code


def plain(value: Any) -> str:
    """A value of a column beside the case file in words."""
    if value is None or value == "":
        return "not known yet"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        return f"{say_day(local.date())}, {local:%H:%M}"
    return say_day(value) if isinstance(value, date) else str(value)


def words_of(part: Part, said: Mapping[str, Any], names: Mapping[str, str] | None = None) -> dict[str, str]:
    """What an entry says, in words, by column; what it does not say is left out."""
    found = {
        column(spec.key): say(spec, said[column(spec.key)], names)
        for spec in part.fields
        if said[column(spec.key)] is not None
    }
    for field in part.more:
        value = said[field.name]
        if value not in (None, ""):
            codes = wording.CHOICES.get(f"{part.name}.{field.name}")
            words = codes.words if codes else names if field.name in _NAMED and names else {}
            found[field.name] = words.get(value) or plain(value)
    return found


def sentence(part: Part, said: Mapping[str, Any], names: Mapping[str, str] | None = None) -> str:
    """An entry of a list in one sentence; an object as how much of it is known."""
    if part.name not in SENTENCES:
        return _how_much(part, said)
    words = words_of(part, said, names)
    words |= {spec.key: words[column(spec.key)] for spec in part.fields if column(spec.key) in words}
    whole = _SEGMENT.sub(lambda found: _segment(found, words, said), SENTENCES[part.name])
    return first_up(_FIELD.sub(lambda f: words.get(f[1], "not known yet"), whole).strip(" ,"))


def _segment(found: re.Match[str], words: Mapping[str, str], said: Mapping[str, Any]) -> str:
    name, is_, text, otherwise = found.groups()
    if name:
        value = said.get(name)
        truth = {True: "yes", False: "no"}.get(value) if isinstance(value, bool) else value
        return text if truth == is_ else ""
    inside = _FIELD.findall(text)
    known = all(word in words and said.get(column(word)) is not False for word in inside)
    chosen = text if known else otherwise or ""
    return _FIELD.sub(lambda f: words.get(f[1], "not known yet"), chosen)


def _how_much(part: Part, said: Mapping[str, Any]) -> str:
    values = [said[column(spec.key)] for spec in part.fields]
    if len(values) == 1:
        return first_up(say(part.fields[0], values[0]))
    known = sum(value is not None for value in values)
    return "All of it is known" if known == len(values) else f"{known} of {len(values)} answers are known"


def facts(
    part: Part, said: Mapping[str, Any], names: Mapping[str, str] | None = None
) -> list[tuple[str, str]]:
    """What an entry says beside its sentence: question and answer, only what is known."""
    in_sentence = {column(word) for word in re.findall(r"[{\[](\w+)[}=]", SENTENCES.get(part.name, ""))}
    words = words_of(part, said, names)
    return [(_stated(label_of(part, name)), word) for name, word in words.items() if name not in in_sentence]


def label_of(part: Part, name: str) -> str:
    """The question that the column of this name answers."""
    entry = part.spec.entry if part.spec else ""
    spec = next((spec for spec in part.fields if column(spec.key) == name), None)
    return wording.label(part.name, spec, entry) if spec else wording.more_label(part.name, name)


def _stated(label: str) -> str:
    """A question as what is stated: 'Whether in care too' as 'In care too'."""
    return first_up(label.removeprefix("Whether "))


def differences(
    part: Part,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    names: Mapping[str, str] | None = None,
) -> list[dict[str, str]]:
    """What two versions of an entry say differently: `name`, `label`, `before` and `after` in words."""
    one, other = words_of(part, before, names), words_of(part, after, names)
    return [
        {
            "name": name,
            "label": label_of(part, name),
            "before": one.get(name, "not known yet"),
            "after": other.get(name, "not known yet"),
        }
        for name in before
        if before[name] != after[name]
    ]
