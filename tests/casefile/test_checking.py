"""Every kind of error that the case file's page names: where it stands, what was found, what was expected."""

from typing import Any

import pytest

from holdfast.casefile.checking import CaseError, errors
from holdfast.ng26.tables import CASE_FILE

PLAIN = {"format": "holdfast-case/1", "as_of": "2026-03-01", "child": {"id": "A1"}}
DAY = "a day as YYYY-MM-DD"


def found(**changes: Any) -> list[tuple[str, Any, str]]:
    """Path, value and expectation of every error of a plain case with these changes."""
    return [(e.path, e.value, e.expected) for e in errors({**PLAIN, **changes})]


def only(**changes: Any) -> tuple[str, Any]:
    """Path and value of the one error."""
    ((path, value, _),) = found(**changes)
    return path, value


def test_the_least_case_is_valid() -> None:
    assert found() == []


def test_everything_null_is_valid() -> None:
    everything = dict.fromkeys([k for k in CASE_FILE.order if k not in ("as_of", "child")])
    assert found(**everything) == []


@pytest.mark.parametrize("document", [None, [], "case", 1, True, 1.5])
def test_a_document_is_an_object(document: Any) -> None:
    assert errors(document) == [CaseError("", document, "an object: one case file")]


def test_nothing_compulsory_may_be_lacking() -> None:
    assert [(e.path, e.value, e.expected) for e in errors({})] == [
        ("/format", None, "'holdfast-case/1'"),
        ("/as_of", None, "the day the question is asked (compulsory)"),
        ("/child/id", None, "the child's reference (compulsory)"),
    ]


@pytest.mark.parametrize("child", [None, {}, {"id": None}])
def test_a_child_has_a_reference(child: Any) -> None:
    assert only(child=child) == ("/child/id", None)


@pytest.mark.parametrize("value", ["holdfast-case/2", "", 1, None, False])
def test_the_format_is_named(value: Any) -> None:
    assert found(format=value) == [("/format", value, "'holdfast-case/1'")]


COMPULSORY = [
    ("care", {"start": "2026-01-01"}, ("start",)),
    ("placement_concerns", {"date": "2026-01-01", "level": "some"}, ("date", "level")),
    ("carer_support", {"date": "2026-01-01", "kind": "telephone"}, ("date", "kind")),
    ("extra_support", {"date": "2026-01-01", "kind": "other"}, ("date", "kind")),
    ("moves", {"date": "2026-01-01", "kind": "return_home"}, ("date", "kind")),
    ("siblings", {"id": "S1"}, ("id",)),
    ("attachment", {"date": "2026-01-01", "status": "at_risk"}, ("date", "status")),
    ("conditions", {"condition": "adhd", "status": "diagnosed"}, ("condition", "status")),
    ("assessments", {"date": "2026-01-01", "type": "sensitivity"}, ("date", "type")),
    ("assessments", {"date": "2026-01-01", "type": "attachment_tool", "tool": "cassidy_marvin"}, ("date", "type", "tool")),
    ("diagnoses", {"date": "2026-01-01", "code": "RAD"}, ("date", "code")),
    ("referrals", {"date": "2026-01-01"}, ("date",)),
    ("programmes", {"programme": "carer_group"}, ("programme",)),
    ("reviews", {"date": "2026-01-01", "type": "looked_after"}, ("date", "type")),
    ("proposals", {"date": "2026-01-01", "kind": "medicine"}, ("date", "kind")),
    ("proposals", {"date": "2026-01-01", "kind": "programme", "programme": "carer_group"}, ("programme",)),
    ("team", {"role": "other", "person": "P1", "start": "2026-01-01"}, ("role", "person", "start")),
    ("sdq", {"date": "2026-01-01"}, ("date",)),
    ("missing_episodes", {"start": "2026-01-01"}, ("start",)),
    ("unaccompanied_periods", {"start": "2026-01-01"}, ("start",)),
]  # fmt: skip


def test_every_list_is_in_the_table_of_what_is_compulsory() -> None:
    assert {name for name, _, _ in COMPULSORY} == {t.name for t in CASE_FILE.tables if not t.inside}


@pytest.mark.parametrize(("name", "entry", "keys"), COMPULSORY)
def test_what_an_entry_must_say(name: str, entry: dict[str, Any], keys: tuple[str, ...]) -> None:
    assert found(**{name: [entry]}) == []
    for key in keys:
        without = {k: v for k, v in entry.items() if k != key}
        for lacking in (without, {**entry, key: None}):
            assert (f"/{name}/1/{key}", None) in [(p, v) for p, v, _ in found(**{name: [entry, lacking]})]


def test_a_session_has_a_date() -> None:
    course = {"programme": "carer_group", "sessions": [{"date": "2026-01-01"}, {"minutes": 60}]}
    assert only(programmes=[course]) == ("/programmes/0/sessions/1/date", None)


MAY_BE_FALSE = {
    "kinship_considered", "wishes_recorded", "contact_information_given", "full_assessment_of_need",
    "attachment_assessment_offered", "information_offered", "offered", "started", "plan_updated", "key_person", "safe_place",
    "trained_attachment", "trained_data_protection", "preferred_setting", "key_attachment_figure", "group_work_with_staff",
}  # fmt: skip


def _wrapped(key: str, value: Any) -> dict[str, Any]:
    """A case's fields with the value at this path of the document."""
    for part in reversed(key.split("/")):
        value = {part: value}
    return dict(value)


def _merged(case: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    inner = {
        k: _merged(case[k], v)
        for k, v in more.items()
        if isinstance(v, dict) and isinstance(case.get(k), dict)
    }
    return {**case, **more, **inner}


OWN = [f for f in CASE_FILE.fields if f.kind != "flag"]
IN_ENTRIES = [(t.name, f.key) for t in CASE_FILE.tables if not t.inside for f in t.fields if f.kind != "flag"]


@pytest.mark.parametrize("key", [f.key for f in OWN])
def test_false_only_where_something_can_be_known_not_done(key: str) -> None:
    case = _merged(PLAIN, _wrapped(key, False))
    wrong = [e.path for e in errors(case)]
    assert wrong == ([] if key.rsplit("/", 1)[-1] in MAY_BE_FALSE else [f"/{key}"])


@pytest.mark.parametrize(("name", "key"), IN_ENTRIES)
def test_false_in_an_entry_only_where_something_can_be_known_not_done(name: str, key: str) -> None:
    full = next(entry for n, entry, _ in reversed(COMPULSORY) if n == name)
    wrong = [e.path for e in errors({**PLAIN, name: [_merged(full, _wrapped(key, False))]})]
    assert (f"/{name}/0/{key}" in wrong) == (key not in MAY_BE_FALSE)
    assert all(path.startswith(f"/{name}/0/") for path in wrong)


@pytest.mark.parametrize(
    "key", ["minutes", "place", "with", "filmed_minutes", "highlighted", "covered", "date"]
)
def test_false_says_nothing_of_a_session(key: str) -> None:
    course = {"programme": "carer_group", "sessions": [{"date": "2026-01-01", key: False}]}
    assert only(programmes=[course]) == (f"/programmes/0/sessions/0/{key}", False)


@pytest.mark.parametrize(
    "value",
    ["2026-3-1", "01/03/2026", "20260301", "2026-W09-7", "2026-02-30", "2025-02-29", "2026-13-01", "0000-01-01", "2026-01-01\n",
     "2026-01-01T00:00", "", "today", "٢٠٢٦-٠١-٠١", 20260101, 2026.0, True, [], {}, ["2026-01-01"]],
)  # fmt: skip
def test_a_day_is_a_day(value: Any) -> None:
    ((path, what, expected),) = found(attachment=[{"date": value, "status": "suspected"}])
    assert (path, what, expected) == ("/attachment/0/date", value, DAY)


@pytest.mark.parametrize("value", ["2024-02-29", "2000-02-29", "2026-03-01", "1999-12-31"])
def test_a_leap_day_is_a_day(value: str) -> None:
    assert found(attachment=[{"date": value, "status": "suspected"}]) == []


def test_a_day_that_may_be_false_says_so() -> None:
    assert found(life_story={"information_offered": True}) == [
        ("/life_story/information_offered", True, f"{DAY}, or false")
    ]


def test_there_is_no_place_for_a_film() -> None:
    about_films = {f"{t.name}/{f.key}": f.kind for t in CASE_FILE.tables for f in t.fields if "film" in f.key}
    assert about_films == {"sessions/filmed_minutes": "number", "sessions/film_watched_with_carer": "flag"}
    assert not [f.key for f in CASE_FILE.fields if "film" in f.key or "photo" in f.key]
