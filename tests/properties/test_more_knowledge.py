"""Knowing more never flips an answer: a criterion that is known stays as it is when a fact that was not known is filled in."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from holdfast.casefile.checking import errors
from holdfast.engine.expressions import Exists, Expr, Field, Known, walk
from holdfast.engine.one_child import Compiler
from holdfast.engine.record import read
from holdfast.engine.unknown import Kleene
from holdfast.ng26.guideline import NG26
from holdfast.ng26.settings import DEFAULTS
from holdfast.ng26.tables import CASE_FILE
from tests.properties.cases import cases
from tests.properties.unknowns import Place, filled_in, unknown_places

Case = dict[str, Any]


def hangs_on_not_knowing(expr: Expr) -> bool:
    """The reading says "known" of something that a field can settle ("only triggers known to be true count", "no treatment
    is known to be missing"): there, and only there, more knowledge may change an answer. `Known` of a list's mere being
    there is another thing: filling in a field never makes a list."""
    return any(
        isinstance(node, Known) and any(isinstance(part, Field) for part in walk(node.of))
        for node in walk(expr)
    )


CRITERIA = {
    f"{number}: {what}": expr
    for number in (r.number for r in NG26.about_a_child)
    for what, expr in zip(
        ("first", "second", "third"),
        (NG26.criteria(number).first, NG26.criteria(number).second, NG26.criteria(number).third),
        strict=True,
    )
}
LEFT_OUT = {name for name, expr in CRITERIA.items() if hangs_on_not_knowing(expr)}
_COMPILER = Compiler()
_COMPILED = {name: _COMPILER(expr) for name, expr in CRITERIA.items() if name not in LEFT_OUT}


def answers(case: Case) -> dict[str, Kleene]:
    """What every criterion that may not flip answers."""
    record = read(CASE_FILE, case, DEFAULTS)
    return {name: run(record, record.child) for name, run in _COMPILED.items()}


def orders_the_offers(case: Case, place: Place) -> bool:
    """The day of an offer, where its programme was offered more than once: the reading has an unknown one come first, so
    filling it in may make another entry the newest."""
    if place.table != "programmes" or place.spec.key != "offered":
        return False
    programmes = case["programmes"]
    return sum(p["programme"] == programmes[place.holder[1]]["programme"] for p in programmes) > 1


def flipped(before: dict[str, Kleene], after: dict[str, Kleene]) -> dict[str, tuple[Kleene, Kleene]]:
    """The criteria that were known and are no longer what they were."""
    return {
        name: (value, after[name])
        for name, value in before.items()
        if isinstance(value, bool) and after[name] is not value
    }


@given(cases(), st.data())
def test_filling_in_a_field_never_flips_a_known_answer(case: Case, data: st.DataObject) -> None:
    places = [place for place in unknown_places(case) if not orders_the_offers(case, place)]
    assume(places)
    place = data.draw(st.sampled_from(places))
    fuller = data.draw(filled_in(case, [place]))
    assert errors(fuller) == []
    assert flipped(answers(case), answers(fuller)) == {}


@given(cases(), st.data())
def test_filling_in_all_that_is_not_known_never_flips_a_known_answer(case: Case, data: st.DataObject) -> None:
    places = [place for place in unknown_places(case) if not orders_the_offers(case, place)]
    some = data.draw(st.lists(st.sampled_from(places), unique=True)) if places else []
    fuller = data.draw(filled_in(case, some))
    assert flipped(answers(case), answers(fuller)) == {}


LISTS = [table.name for table in CASE_FILE.tables if not table.inside]


@given(cases(), st.data())
def test_learning_that_a_list_is_empty_never_flips_a_known_answer(case: Case, data: st.DataObject) -> None:
    absent = [name for name in LISTS if case.get(name) is None]
    some = data.draw(st.lists(st.sampled_from(absent), unique=True)) if absent else []
    assert flipped(answers(case), answers({**case, **{name: [] for name in some}})) == {}


@given(cases())
def test_what_is_not_known_may_be_null_or_left_out(case: Case) -> None:
    everything = {key: case.get(key) for key in CASE_FILE.order} | {"format": case["format"]}
    assert answers(everything) == answers(case)


# --- the property looks at nearly everything --------------------------------------------------------------------


def test_only_what_the_reading_hangs_on_not_knowing_is_left_out() -> None:
    """1.1.3 waits unless treatment "is known to be missing"; for 1.1.14 "only triggers known to be true count"."""
    assert sorted(LEFT_OUT) == ["1.1.14: second", "1.1.3: third"]


def test_known_of_a_list_s_being_there_is_no_reason_to_leave_out() -> None:
    from holdfast.engine.expressions import Truth

    diagnoses = CASE_FILE.by_table["diagnoses"]
    there = Known(Exists(diagnoses, Truth(True)))
    of_a_field = Known(Exists(diagnoses, Field("diagnoses", diagnoses.by_key["criteria_met"]).is_true))
    assert not hangs_on_not_knowing(there)
    assert hangs_on_not_knowing(of_a_field)


@pytest.mark.parametrize("name", sorted(LEFT_OUT))
def test_what_is_left_out_can_flip(name: str) -> None:
    """Else there would be no reason to leave it out."""
    home = {"start": "2026-01-01", "context": "in_care", "carer": "C1", "home": "foster"}
    case: Case = {"as_of": "2026-03-01", "child": {"id": "A1"}, "care": [home]}
    if name == "1.1.3: third":
        case |= {
            "care": [{**home, "stable": False}],
            "conditions": [{"condition": "ptsd", "status": "diagnosed"}],
        }
        fuller = {**case, "conditions": [{**case["conditions"][0], "offered": False}]}
    else:
        case |= {
            "placement_concerns": [{"date": "2026-02-01", "level": "serious"}],
            "extra_support": [{"date": "2026-02-01", "kind": "other"}],
            "care": [{**home, "start": "2025-06-01", "end": "2026-02-02", "carer": None, "home": "foster"}, {**home, "start": "2026-02-02", "carer": None, "home": None}],
        }  # fmt: skip
        case["extra_support"] = [{"date": "2026-01-15", "kind": "other"}]
        fuller = {**case, "care": [case["care"][0], {**case["care"][1], "home": "foster"}]}
    run = Compiler()(CRITERIA[name])
    before, after = ((r := read(CASE_FILE, c, DEFAULTS), run(r, r.child))[1] for c in (case, fuller))
    assert (before, after) in ((True, False), (False, True))
