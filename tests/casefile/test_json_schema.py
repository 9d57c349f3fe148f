"""The published JSON Schema: a schema by its own rules, and of one mind with `holdfast case check`."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from holdfast.casefile.checking import errors
from holdfast.casefile.json_schema import json_schema
from holdfast.ng26.tables import CASE_FILE
from tests.casefile.anything import ANYTHING, places, replaced
from tests.properties.cases import cases

VIGNETTES = sorted((Path(__file__).parents[1] / "vignettes").glob("*.case.json"))
SCHEMA = json_schema()
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
PLAIN = {"format": "holdfast-case/1", "as_of": "2026-03-01", "child": {"id": "A1"}}
DAY = "2026-01-01"


def wrong_by_schema(case: Any) -> set[str]:
    """Where the schema finds fault, as JSON pointers."""
    return {"".join(f"/{part}" for part in error.absolute_path) for error in VALIDATOR.iter_errors(case)}


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


def test_the_schema_has_every_key_in_the_order_of_the_format() -> None:
    assert list(SCHEMA["properties"]) == ["format", *CASE_FILE.order]
    assert SCHEMA["required"] == ["format", "as_of", "child"]


def test_every_field_is_described() -> None:
    for table in CASE_FILE.tables:
        if not table.inside:
            entry = SCHEMA["properties"][table.name]["items"]["properties"]
            assert [k for k, v in entry.items() if "description" not in v and "properties" not in v] == []


@pytest.mark.parametrize("path", VIGNETTES, ids=lambda p: p.name)
def test_every_vignette_is_valid(path: Path) -> None:
    assert wrong_by_schema(json.loads(path.read_text(encoding="utf-8"))) == set()


def test_there_are_vignettes() -> None:
    assert VIGNETTES


def _assessment(**more: Any) -> dict[str, Any]:
    return {"assessments": [{"date": DAY, "type": "attachment_tool", "tool": "cassidy_marvin", **more}]}


def _course(**more: Any) -> dict[str, Any]:
    return {"programmes": [{"programme": "video_feedback", **more}]}


INVALID = [
    ("another format", {"format": "holdfast-case/2"}),
    ("no day", {"as_of": None}),
    ("a day that is none", {"as_of": "2026-02-30"}),
    ("a day with a line end", {"as_of": "2026-03-01\n"}),
    ("a day in other digits", {"as_of": "٢٠٢٦-٠٣-٠١"}),
    ("no child", {"child": None}),
    ("no id", {"child": {}}),
    ("an unknown key", {"nickname": "x"}),
    ("an unknown key in an object", {"permanence": {"aim": "none"}}),
    ("an unknown key in an entry", {"care": [{"start": DAY, "from": DAY}]}),
    ("an unknown key in a session", _course(sessions=[{"date": DAY, "length": 1}])),
    ("an unknown code", {"child": {"id": "A1", "sex": "f"}}),
    ("an unknown code in a set", _course(adaptations_considered=["x"])),
    ("an entry without its date", {"attachment": [{"status": "suspected"}]}),
    ("an entry whose date is null", {"attachment": [{"date": None, "status": "suspected"}]}),
    ("an entry that does not say what it is", {"attachment": [{"date": DAY}]}),
    ("a tool without its name", _assessment(tool=None)),
    ("a proposal without its programme", {"proposals": [{"date": DAY, "kind": "programme"}]}),
    ("a proposal with a programme of null", {"proposals": [{"date": DAY, "kind": "programme", "programme": None}]}),
    ("a medicine for something else", {"proposals": [{"date": DAY, "kind": "medicine", "for": "other"}]}),
    ("a gene test for a condition", {"proposals": [{"date": DAY, "kind": "genetic_test", "for": "coexisting_condition"}]}),
    ("false where nothing can be known not done", {"permanence": {"plan": False}}),
    ("false as an end", {"care": [{"start": DAY, "end": False}]}),
    ("true as a day", {"life_story": {"information_offered": True}}),
    ("a flag in words", {"trauma_signs": "yes"}),
    ("a flag as a number", {"trauma_signs": 1}),
    ("a truth value as a number", _course(sessions=[{"date": DAY, "minutes": True}])),
    ("a truth value as a count", {"life_story": {"people": True}}),
    ("a number in words", _course(sessions=[{"date": DAY, "minutes": "60"}])),
    ("a negative number", _course(sessions=[{"date": DAY, "minutes": -1}])),
    ("half a person", {"life_story": {"people": 1.5}}),
    ("too high a score", {"sdq": [{"date": DAY, "score": 41}]}),
    ("an object where a list belongs", {"care": {}}),
    ("a list where an object belongs", {"permanence": []}),
    ("false where a list belongs", {"care": False}),
    ("a text in a list", {"care": ["foster"]}),
    ("null in a list", {"care": [None]}),
    ("null in a set of codes", _course(adaptations_considered=[None])),
    ("a code where a set belongs", _assessment(areas="personal")),
    ("a number as a name", {"team": [{"role": "other", "person": 1, "start": DAY}]}),
    ("sessions that are no list", _course(sessions={})),
    ("an improvement that is no object", _course(improvement="clear")),
    ("a teacher who is no object", {"education": {"designated_teacher": "Ms A"}}),
]  # fmt: skip


@pytest.mark.parametrize(("change"), [c for _, c in INVALID], ids=[name for name, _ in INVALID])
def test_schema_and_check_refuse_the_same(change: dict[str, Any]) -> None:
    case = {**PLAIN, **change}
    assert errors(case) != []
    assert wrong_by_schema(case) != set()


@pytest.mark.parametrize("document", [None, [], "x", 1, True, {}])
def test_schema_and_check_refuse_what_is_no_case(document: Any) -> None:
    assert errors(document) != []
    assert wrong_by_schema(document) != set()


# What only the check can say: days in their order, one home at a time, nothing after `as_of`.
ONLY_BY_CHECK = [
    {"attachment": [{"date": "2026-03-02", "status": "suspected"}]},
    {"care": [{"start": "2026-01-02", "end": "2026-01-01"}]},
    {"care": [{"start": "2026-01-01"}, {"start": "2026-01-02"}]},
]


@pytest.mark.parametrize("change", ONLY_BY_CHECK)
def test_what_a_schema_cannot_say_is_said_by_the_check(change: dict[str, Any]) -> None:
    assert wrong_by_schema({**PLAIN, **change}) == set()
    assert errors({**PLAIN, **change}) != []


def test_the_least_case_is_valid_by_both() -> None:
    assert errors(PLAIN) == []
    assert wrong_by_schema(PLAIN) == set()


def test_most_of_what_a_day_is_can_be_seen_without_a_checker_of_formats() -> None:
    without = Draft202012Validator(SCHEMA)
    for day in ("2026-13-01", "2026-00-01", "2026-01-32", "26-01-01", "2026-1-1", "٢٠٢٦-٠٣-٠١"):
        assert not without.is_valid({**PLAIN, "as_of": day})


@given(cases())
def test_the_schema_accepts_every_valid_case(case: dict[str, Any]) -> None:
    assert errors(case) == []
    assert wrong_by_schema(case) == set()


@given(cases(), st.data())
def test_what_the_check_accepts_the_schema_accepts(case: dict[str, Any], data: st.DataObject) -> None:
    """With one value replaced by anything at all, the check finds at least what the schema finds."""
    path = data.draw(st.sampled_from(list(places(case))))
    changed = replaced(case, path, data.draw(ANYTHING))
    if wrong_by_schema(changed):
        assert errors(changed) != []
