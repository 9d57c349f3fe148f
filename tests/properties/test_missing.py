"""`missing` is exact: a field that is listed can change the state, one that is not listed cannot."""

from itertools import product
from math import prod
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from holdfast.casefile.checking import errors
from holdfast.engine.definitions import Guard
from holdfast.engine.expressions import Field, walk
from holdfast.engine.findings import Finding
from holdfast.engine.one_child import Compiler
from holdfast.engine.record import read
from holdfast.ng26.guideline import NG26, findings
from holdfast.ng26.settings import DEFAULTS
from holdfast.ng26.tables import CASE_FILE
from tests.properties.cases import cases
from tests.properties.unknowns import Choices, Place, filled_in, known_places, unknown_places, with_value

Case = dict[str, Any]
NUMBERS = [r.number for r in NG26.about_a_child]
TRIES = 100  # ways of filling in that are tried for one case


def by_number(case: Case) -> dict[str, Finding]:
    return {f.recommendation: f for f in findings(case).findings}


_COMPILER = Compiler()
_COMPILED = {
    number: tuple(
        _COMPILER(c)
        for c in (NG26.criteria(number).first, NG26.criteria(number).second, NG26.criteria(number).third)
    )
    for number in NUMBERS
}


def state(case: Case, number: str) -> str:
    """The state by the reading's own words, from three criteria of which each is known; "open" where one is not."""
    record = read(CASE_FILE, case, DEFAULTS)
    first, second, third = (run(record, record.child) for run in _COMPILED[number])
    if isinstance(NG26.by_number[number].rule, Guard):
        if first is False or (second is False and third is False):
            return "not_applicable"
        return (
            "open"
            if first is not True
            else "stop"
            if second is True
            else "met"
            if second is False and third is True
            else "open"
        )
    if first is not True:
        return "not_applicable" if first is False else "open"
    if second is not False:
        return "met" if second is True else "open"
    return "wait" if third is True else "act" if third is False else "open"


def _reads(number: str) -> set[tuple[str, str]]:
    """The list and key of every field that the recommendation's criteria read."""
    criteria = NG26.criteria(number)
    nodes = (node for expr in (criteria.first, criteria.second, criteria.third) for node in walk(expr))
    return {(node.owner or "", node.spec.key) for node in nodes if isinstance(node, Field)}


READS = {number: _reads(number) for number in NUMBERS}


def complete(case: Case, data: st.DataObject) -> Case:
    """The case with every unknown field filled in, and every list that is not there known to be empty."""
    lists = [table.name for table in CASE_FILE.tables if not table.inside]
    case = {**case, **{name: [] for name in lists if case.get(name) is None}}
    case["programmes"] = [{**p, "sessions": p.get("sessions") or []} for p in case["programmes"]]
    return data.draw(filled_in(case, unknown_places(case)), label="complete")


# --- every way of filling in, tried out ---------------------------------------------------------------------------


@given(cases(), st.sampled_from(NUMBERS), st.data())
def test_a_field_is_listed_exactly_if_it_can_change_the_state(
    case: Case, number: str, data: st.DataObject
) -> None:
    case = complete(case, data)
    read = [place for place in known_places(case) if (place.table, place.spec.key) in READS[number]]
    assume(read)
    places = data.draw(st.lists(st.sampled_from(read), min_size=1, max_size=3, unique_by=lambda p: p.path))
    for place in places:
        case = with_value(case, place, None)
    choices = Choices(case)
    values = [choices.of(case, place) for place in places]
    while prod(map(len, values)) > TRIES and len(places) > 1:
        place, found = places.pop(), values.pop()
        case = with_value(case, place, found[0])
    finding = by_number(case)[number]
    # Without a present home or an attachment status, an entry is asked for too, which is more than filling in a field.
    assume(not {"/care", "/attachment"} & set(finding.missing))
    can_change = _by_trying(case, places, values, number)
    assert set(finding.missing) == (can_change if finding.state == "ask" else set())


def _by_trying(case: Case, places: list[Place], values: list[list[Any]], number: str) -> set[str]:
    """The paths of which some value changes the state, for some values of the others."""
    states: dict[tuple[int, ...], str] = {}
    for choice in product(*(range(len(v)) for v in values)):
        filled = case
        for place, found, k in zip(places, values, choice, strict=True):
            filled = with_value(filled, place, found[k])
        states[choice] = state(filled, number)
    found_out: set[str] = set()
    for i, place in enumerate(places):
        by_others: dict[tuple[int, ...], set[str]] = {}
        for choice, answer in states.items():
            by_others.setdefault(choice[:i] + choice[i + 1 :], set()).add(answer)
        if any(len(seen) > 1 for seen in by_others.values()):
            found_out.add(place.path)
    return found_out


# --- what is not listed does not matter ---------------------------------------------------------------------------


def _named(place: Place, missing: tuple[str, ...]) -> bool:
    """Named by its own path; or, of a home that is not the present one, by the list in which a present one is lacking."""
    return place.path in missing or (place.table == "care" and "/care" in missing)


@given(cases(), st.data())
def test_what_is_not_listed_never_changes_the_state(case: Case, data: st.DataObject) -> None:
    places = unknown_places(case)
    assume(places)
    place = data.draw(st.sampled_from(places), label="place")
    lists = [table.name for table in CASE_FILE.tables if not table.inside]
    asked = by_number(case)
    emptied = {**case, **{name: [] for name in lists if case.get(name) is None}}
    filled = data.draw(filled_in(emptied, [p for p in places if p.path != place.path]), label="the others")
    one, other = (data.draw(filled_in(filled, [place]), label=which) for which in ("one value", "another"))
    before, after = by_number(one), by_number(other)
    for number in NUMBERS:
        if asked[number].state == "ask" and not _named(place, asked[number].missing):
            assert before[number].state == after[number].state, f"{number} hangs on {place.path}"


# Kleene's logic may leave an answer open though every filling-in gives the same: then there is nothing to ask for.
NOTHING_TO_ASK = {
    "1.1.15": {  # on the edge of care, the home not known: something of both lists is lacking
        "child": {"id": "A1", "date_of_birth": "2020-01-01"}, "care": [{"start": "2026-01-01", "context": "edge_of_care"}],
        "permanence": {"plan": "adoption"},
        "adoption": {"full_assessment_of_need": False, "attachment_assessment_offered": False},
    },
    "1.3.8": {  # whether video feedback was offered, it is called for: 1.5.1 is `ask` between `act` and `met`
        "child": {"id": "A1", "date_of_birth": "2023-01-01"},
        "care": [{"start": "2026-01-01", "context": "in_care", "home": "foster", "carer": "C1"}],
        "attachment": [{"date": "2026-01-01", "status": "identified"}],
        "assessments": [{"date": "2026-01-01", "type": "comprehensive", "declined": True}],
        "programmes": [{"programme": "video_feedback", "carer": "C1", "response": "accepted"}], "referrals": [],
    },
}  # fmt: skip


@pytest.mark.parametrize("number", NOTHING_TO_ASK)
def test_an_answer_may_be_open_with_nothing_to_ask_for(number: str) -> None:
    case = {"format": "holdfast-case/1", "as_of": "2026-03-01", **NOTHING_TO_ASK[number]}
    assert errors(case) == []
    finding = by_number(case)[number]
    assert (finding.state, finding.missing) == ("ask", ())
