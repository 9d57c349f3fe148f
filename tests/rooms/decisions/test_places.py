"""Whatever is missing has a place in the record, and whatever is found says what it rests on."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given

from holdfast.ng26.guideline import findings
from tests.properties.cases import cases

CHILD = UUID(int=1)


@pytest.fixture(autouse=True)
def django(database: Any) -> None:
    """Tables are asked for their names."""


@pytest.fixture
def course(clean: Any, as_worker: Any) -> Any:
    """A child with two courses, the second with two sessions; the first course was removed, so positions have a gap."""
    from holdfast.decisions.taking_in import take_in
    from holdfast.people import keeping
    from holdfast.people.models import Child
    from holdfast.programmes.models import Programme

    first = {"programme": "therapeutic_play", "offered": "2025-01-01"}
    second = {"programme": "video_feedback", "offered": "2026-01-01", "sessions": [{"date": "2026-02-01"}, {"date": "2026-02-08"}]}  # fmt: skip
    case = {"format": "holdfast-case/1", "as_of": "2026-03-31", "child": {"id": "A"}, "programmes": [first, second], "education": {}}  # fmt: skip
    take_in(case, by=as_worker, why="a test")
    child = Child.objects.get(reference="A")
    row = Programme.objects.get(child=child, programme="therapeutic_play")
    keeping.remove(row=row, version=1, by=as_worker, why="written by mistake")
    return child


def test_a_field_of_a_session(course: Any) -> None:
    from holdfast.decisions.places import from_json, place_of
    from holdfast.programmes.models import Programme, Session

    place = place_of(course.pk, "/programmes/0/sessions/1/minutes")
    second = Session.objects.get(child=course, position=1)
    assert (place.of, place.entry, place.field, place.column) == ("sessions", second.pk, "minutes", "minutes")
    assert place.above == Programme.objects.get(child=course).pk
    assert (place.says, place.about) == ("how long it lasted, in minutes", "session, 8 February 2026")
    assert (place.kind, place.recorded_in) == ("programmes", "Programmes: sessions")
    assert from_json(place.as_json()) == place


@pytest.mark.parametrize(
    ("path", "of", "field", "column"),
    [
        ("/programmes/0/sessions", "sessions", None, None),
        ("/programmes/0/improvement/child_attachment", "programmes", "improvement/child_attachment", "improvement_child_attachment"),
        ("/assessments", "assessments", None, None),
        ("/education/designated_teacher/named", "education", "designated_teacher/named", "designated_teacher_named"),
        ("/trauma_signs", "trauma_signs", "trauma_signs", "trauma_signs"),
        ("/child/date_of_birth", "child", "date_of_birth", "date_of_birth"),
    ],
)  # fmt: skip
def test_lists_and_objects(course: Any, path: str, of: str, field: str | None, column: str | None) -> None:
    from holdfast.decisions.places import place_of

    place = place_of(course.pk, path)
    assert (place.of, place.field, place.column) == (of, field, column)
    assert place.says
    assert (place.entry is None) is (of in ("sessions", "assessments", "trauma_signs"))


@pytest.mark.parametrize(
    "path", ["/programmes/1/carer", "/programmes/x/carer", "/shoes/size", "/care/0/shoes"]
)
def test_what_is_not_there_has_no_place(course: Any, path: str) -> None:
    from holdfast.decisions.places import place_of

    with pytest.raises(KeyError):
        place_of(course.pk, path)


@given(cases())
def test_whatever_is_missing_has_a_place_with_words_and_a_column(case: dict[str, Any]) -> None:
    from holdfast.decisions.places import place_in
    from holdfast.people.registry import lists, objects

    for finding in findings(case).findings:
        for path in finding.missing:
            place = place_in(case, CHILD, path)
            assert place.says
            assert place.kind
            table: Any = lists().get(place.of) or objects().get(place.of)
            if place.column and table:
                assert table._meta.get_field(place.column)


# --- what findings rest on ------------------------------------------------------------------------------------


def test_each_recommendation_needs_the_kinds_of_what_it_reads() -> None:
    from holdfast.decisions.working_out.definitions_read import kinds_by_recommendation
    from holdfast.people.grounds import KINDS

    kinds = kinds_by_recommendation()
    assert kinds["1.4.12"] == ("core", "health", "homes", "programmes")
    assert kinds["1.1.17"] == ("core", "homes", "life_story")
    assert "safeguarding" in kinds["1.4.9"]
    assert "proposals" in kinds["1.3.2"], "what stops it is read too"
    assert {"health", "reviews"} <= set(kinds["1.3.8"]), "and what the programmes it looks at wait for"
    assert len(kinds) == 55
    assert {kind for each in kinds.values() for kind in each} <= set(KINDS)


@given(cases())
def test_nothing_is_asked_for_or_said_beyond_the_kinds_a_finding_names(case: dict[str, Any]) -> None:
    from holdfast.decisions.places import place_in
    from holdfast.decisions.working_out.definitions_read import kinds_by_recommendation

    for finding in findings(case).findings:
        named = kinds_by_recommendation()[finding.recommendation]
        assert {place_in(case, CHILD, path).kind for path in finding.missing} <= set(named)


@given(cases())
def test_what_a_viewer_may_not_read_changes_nothing_that_they_see(case: dict[str, Any]) -> None:
    """Whatever stands in the lists and objects of other kinds, a finding stays the same, word for word."""
    from holdfast.decisions.working_out.definitions_read import kind_of_place, kinds_by_recommendation

    everything = {f.recommendation: f for f in findings(case).findings}
    for kind in ("health", "programmes", "assessment", "safeguarding"):
        held = {
            key: value
            for key, value in case.items()
            if key in ("format", "as_of") or kind_of_place(key) != kind
        }
        without = {f.recommendation: f for f in findings(held).findings}
        for number, kinds in kinds_by_recommendation().items():
            if kind not in kinds:
                assert without[number] == everything[number]


def test_another_definition_setting_or_sentence_is_another_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    from holdfast.decisions.working_out import definitions_read as read
    from holdfast.engine.expressions import Fact
    from holdfast.ng26.facts.child import trauma_signs

    now = read.edition.__wrapped__()
    assert now == read.edition()
    assert isinstance(trauma_signs, Fact)
    with monkeypatch.context() as changed:
        changed.setitem(trauma_signs.__dict__, "yes", "said otherwise")
        assert read.edition.__wrapped__() != now
    with monkeypatch.context() as changed:
        other = {**read.settings_in_force(), "preschool_under": 4}
        changed.setattr(read, "settings_in_force", lambda: other)
        assert read.edition.__wrapped__() != now
    assert read.edition.__wrapped__() == now
