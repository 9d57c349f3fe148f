"""Keys, codes, types and numbers: what a field may hold, at every level, and every error at once."""

from typing import Any

import pytest

from holdfast.casefile.checking import CaseError, errors
from holdfast.ng26.tables import CASE_FILE

PLAIN = {"format": "holdfast-case/1", "as_of": "2026-03-01", "child": {"id": "A1"}}
COURSE = {"programme": "video_feedback"}
DAY = "2026-01-01"


def found(**changes: Any) -> list[tuple[str, Any, str]]:
    return [(e.path, e.value, e.expected) for e in errors({**PLAIN, **changes})]


def places(**changes: Any) -> list[str]:
    return [path for path, _, _ in found(**changes)]


# --- keys -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "changes"),
    [
        ("/nickname", {"nickname": "x"}),
        ("/nickname", {"nickname": None}),  # a wrong key says nothing, whatever its value
        ("/child/dob", {"child": {"id": "A1", "dob": DAY}}),
        ("/care/0/from", {"care": [{"start": DAY, "from": DAY}]}),
        ("/permanence/aim", {"permanence": {"aim": "none"}}),
        ("/education/designated_teacher/name", {"education": {"designated_teacher": {"name": "x"}}}),
        ("/programmes/0/improvement/carer", {"programmes": [{**COURSE, "improvement": {"carer": "clear"}}]}),
        ("/programmes/0/sessions/0/length", {"programmes": [{**COURSE, "sessions": [{"date": DAY, "length": 60}]}]}),
        ("/siblings/0/sessions", {"siblings": [{"id": "S1", "sessions": []}]}),
        ("/child/permanence", {"child": {"id": "A1", "permanence": {}}}),
        ("/a~1b~0", {"a/b~": 1}),  # as a JSON pointer writes it
    ],
)  # fmt: skip
def test_a_key_that_the_format_does_not_know(path: str, changes: dict[str, Any]) -> None:
    ((where, _, expected),) = found(**changes)
    assert where == path
    assert expected.startswith("no such field here (known: ")


def test_an_unknown_key_is_told_what_is_known() -> None:
    ((_, _, expected),) = found(safeguarding={"plan": True})
    assert expected == "no such field here (known: addressed_in_plan)"


# --- codes ----------------------------------------------------------------------------------------------------

CODED = [
    (t.name, f.key, f.kind, tuple(f.codes or ()))
    for t in CASE_FILE.tables
    if not t.inside
    for f in t.fields
    if f.codes is not None
]
REST: dict[str, dict[str, Any]] = {
    "care": {"start": DAY}, "placement_concerns": {"date": DAY}, "carer_support": {"date": DAY}, "extra_support": {"date": DAY},
    "moves": {"date": DAY, "kind": "return_home"}, "attachment": {"date": DAY},
    "conditions": {"condition": "other", "status": "suspected"}, "assessments": {"date": DAY, "type": "sensitivity", "tool": "cassidy_marvin"},
    "diagnoses": {"date": DAY}, "programmes": COURSE, "reviews": {"date": DAY, "type": "looked_after"},
    "proposals": {"date": DAY, "kind": "school_change", "programme": "carer_group"}, "team": {"person": "P1", "start": DAY}, "sdq": {"date": DAY},
}  # fmt: skip


def _in_entry(name: str, key: str, value: Any) -> dict[str, Any]:
    head, _, rest = key.partition("/")
    return {name: [{**REST[name], head: {rest: value} if rest else value}]}


@pytest.mark.parametrize(("name", "key", "kind", "codes"), CODED)
def test_every_code_is_known_and_no_other(name: str, key: str, kind: str, codes: tuple[str, ...]) -> None:
    many = kind == "codes"
    for code in codes:
        assert found(**_in_entry(name, key, [code] if many else code)) == []
    here = f"/{name}/0/{key}" + ("/0" if many else "")
    for wrong in ("no such code", codes[0].upper() + "x", "", 1, True, {}):
        ((path, value, expected),) = found(**_in_entry(name, key, [wrong] if many else wrong))
        assert (path, value, expected) == (here, wrong, f"one of {', '.join(codes)}")


def test_a_set_of_codes_is_a_list_with_each_wrong_one_named() -> None:
    move = {"date": DAY, "kind": "return_home"}
    assert places(moves=[{**move, "prepared": ["met_new_carers", "x", "reasons_explained", None]}]) == [
        "/moves/0/prepared/1",
        "/moves/0/prepared/3",
    ]
    for wrong in ("met_new_carers", {}, True, 1):
        assert places(moves=[{**move, "prepared": wrong}]) == ["/moves/0/prepared"]
    assert found(moves=[{**move, "prepared": []}]) == []


def test_what_a_proposal_is_for_depends_on_its_kind() -> None:
    def proposal(kind: str, **more: Any) -> list[str]:
        return places(proposals=[{"date": DAY, "kind": kind, **more}])

    for what in ("attachment_difficulties", None):
        assert proposal("medicine", **{"for": what}) == proposal("genetic_test", **{"for": what}) == []
    assert proposal("medicine", **{"for": "coexisting_condition"}) == []
    assert proposal("medicine", **{"for": "other"}) == ["/proposals/0/for"]
    assert proposal("genetic_test", **{"for": "other"}) == []
    assert proposal("genetic_test", **{"for": "coexisting_condition"}) == ["/proposals/0/for"]
    assert proposal("genetic_test", **{"for": "anything"}) == ["/proposals/0/for"]  # one error, not two


# --- types ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [1, 0, "true", "yes", [], {}])
def test_a_flag_is_true_or_false(value: Any) -> None:
    assert found(trauma_signs=value) == [("/trauma_signs", value, "true or false")]
    assert found(trauma_signs=True) == found(trauma_signs=False) == found(trauma_signs=None) == []


@pytest.mark.parametrize("value", [1, True, ["A1"], {}, 1.5])
def test_a_name_is_text(value: Any) -> None:
    assert found(child={"id": value}) == [("/child/id", value, "text")]
    if value is not False:
        assert found(education={"key_person": value}) == [("/education/key_person", value, "text, or false")]


def test_half_a_character_is_no_text() -> None:
    assert places(child={"id": "\ud800"}) == ["/child/id"]
    assert found(child={"id": "\U0001f9f8 Ünïcode"}) == found(child={"id": ""}) == []


@pytest.mark.parametrize("value", [True, "3", [], {}, 1.5, 2.0, float("nan")])
def test_a_count_is_a_whole_number(value: Any) -> None:
    ((path, _, expected),) = found(life_story={"people": value})
    assert (path, expected) == ("/life_story/people", "a whole number")


@pytest.mark.parametrize(
    ("value", "expected"), [(-1, "a number from 0 up"), (0, None), (1, None), (10**9, None)]
)
def test_a_count_is_not_negative(value: int, expected: str | None) -> None:
    changes = {"children_with_attachment_difficulties_in_home": value}
    assert [e for _, _, e in found(**changes)] == ([expected] if expected else [])


def _minutes(value: Any) -> list[str]:
    return [e for _, _, e in found(programmes=[{**COURSE, "sessions": [{"date": DAY, "minutes": value}]}])]


@pytest.mark.parametrize("value", [0, 60, 59.5, None])
def test_minutes_may_be_any_number_from_none_up(value: Any) -> None:
    assert _minutes(value) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, "a number"), (False, "a number"), ("60", "a number"), ([60], "a number"), (-0.5, "a number from 0 up"),
        (float("nan"), "a finite number"), (float("inf"), "a finite number"), (float("-inf"), "a finite number"),
    ],
)  # fmt: skip
def test_minutes_are_a_finite_number(value: Any, expected: str) -> None:
    assert _minutes(value) == [expected]


@pytest.mark.parametrize(("score", "valid"), [(-1, False), (0, True), (40, True), (41, False)])
def test_total_difficulties_are_from_0_to_40(score: int, *, valid: bool) -> None:
    assert found(sdq=[{"date": DAY, "score": score}]) == (
        [] if valid else [("/sdq/0/score", score, "a number from 0 to 40")]
    )


# --- objects and lists ----------------------------------------------------------------------------------------

OBJECTS = sorted({f.key.split("/")[0] for f in CASE_FILE.fields if "/" in f.key})
LISTS = [t.name for t in CASE_FILE.tables if not t.inside]


@pytest.mark.parametrize("name", OBJECTS)
@pytest.mark.parametrize("value", [[], "x", 1, True, False])
def test_an_object_is_an_object(name: str, value: Any) -> None:
    assert found(**{name: value}) == [(f"/{name}", value, "an object")]


@pytest.mark.parametrize("value", [[], "x", 1, True, False])
def test_an_object_inside_one_is_an_object(value: Any) -> None:
    assert places(education={"designated_teacher": value}) == ["/education/designated_teacher"]
    assert places(programmes=[{**COURSE, "improvement": value}]) == ["/programmes/0/improvement"]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("value", [{}, "x", 1, True, False])
def test_a_list_is_a_list(name: str, value: Any) -> None:
    ((path, what, expected),) = found(**{name: value})
    assert (path, what) == (f"/{name}", value)
    assert expected.startswith("a list of ")


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("value", [None, [], "x", 1, False])
def test_an_entry_is_an_object(name: str, value: Any) -> None:
    ((path, what, expected),) = found(**{name: [value]})
    assert (path, what) == (f"/{name}/0", value)
    assert expected.startswith("an object: one ")


def test_sessions_are_a_list_of_objects() -> None:
    assert places(programmes=[{**COURSE, "sessions": {}}]) == ["/programmes/0/sessions"]
    assert places(programmes=[{**COURSE, "sessions": [None]}]) == ["/programmes/0/sessions/0"]
    assert found(programmes=[{**COURSE, "sessions": None}, {**COURSE, "sessions": []}]) == []


# --- all at once ----------------------------------------------------------------------------------------------


def test_every_error_is_reported_in_the_order_of_the_document() -> None:
    case = {
        "format": "holdfast-case/1",
        "as_of": "2026-03-01",
        "child": {"date_of_birth": "2026-02-30", "sex": "f"},
        "care": [{"start": "2026-01-02", "end": "2026-01-01", "context": "home", "stable": "yes"}, 7],
        "assessments": [{"type": "attachment_tool", "declined": 0}],
        "programmes": [{"programme": "video", "sessions": [{"date": "2026-04-01", "minutes": True}]}],
        "sdq": {},
    }
    assert [e.path for e in errors(case)] == [
        "/child/id", "/child/date_of_birth", "/child/sex", "/care/0/context", "/care/0/stable", "/care/0/end", "/care/1",
        "/assessments/0/date", "/assessments/0/declined", "/assessments/0/tool", "/programmes/0/programme",
        "/programmes/0/sessions/0/date", "/programmes/0/sessions/0/minutes", "/sdq",
    ]  # fmt: skip


def test_an_error_says_where_what_and_what_was_expected() -> None:
    assert str(CaseError("/care/1/start", None, "a day")) == "/care/1/start: nothing; expected a day"
    assert str(CaseError("", [], "an object")) == "/: []; expected an object"
    long = str(CaseError("/x", "y" * 500, "a day"))
    assert len(long) < 100
    assert "…" in long
