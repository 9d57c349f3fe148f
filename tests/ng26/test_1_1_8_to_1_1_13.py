"""NG26 1.1.8 kinship, 1.1.11 after a breakdown, 1.1.12 preparing a move, 1.1.13 brothers and sisters."""

from typing import Any

import pytest

from tests.ng26.stories import ADOPTED, EDGE, FOSTER, GUARDIAN, ago, finding, home, state, story

KIN = ("in_care", "kinship_foster")
PREPARED = [
    "reasons_explained", "met_new_carers", "support_during_move", "questions_and_choices", "relationships_kept", "developmental_needs",
]  # fmt: skip


def move(
    on: str = "2026-04-01", kind: str = "change_placement", prepared: Any = tuple(PREPARED)
) -> dict[str, Any]:
    return {"date": on, "kind": kind, "prepared": None if prepared is None else list(prepared)}


# --- 1.1.8 --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "expected"),
    [(FOSTER, "act"), (KIN, "met"), (EDGE, "not_applicable"), (GUARDIAN, "not_applicable"), (ADOPTED, "not_applicable"),
     (("edge_of_care", "kinship_foster"), "not_applicable")],
)  # fmt: skip
def test_1_1_8_kinship_is_for_those_in_care(where: Any, expected: str) -> None:
    assert state("1.1.8", story(where)) == expected


@pytest.mark.parametrize(("considered", "expected"), [("2020-01-01", "met"), (False, "act"), (None, "ask")])
def test_1_1_8_kinship_was_considered(considered: Any, expected: str) -> None:
    case = story(permanence={"kinship_considered": considered})
    assert state("1.1.8", case) == expected
    if expected == "ask":
        assert finding("1.1.8", case).missing == ("/permanence/kinship_considered",)


@pytest.mark.parametrize(
    ("on", "kind", "expected"),
    [("2026-03-01", "enter_care", "act"), ("2026-04-01", "enter_care", "act"), ("2026-02-28", "enter_care", "not_applicable"),
     ("2026-04-01", "return_home", "not_applicable")],
)  # fmt: skip
def test_1_1_8_and_for_those_about_to_enter_care(on: str, kind: str, expected: str) -> None:
    assert state("1.1.8", story(EDGE, moves=[move(on, kind)])) == expected


def test_1_1_8_with_no_list_of_moves_on_the_edge_of_care_it_is_asked() -> None:
    found = finding("1.1.8", story(EDGE, moves=None))
    assert (found.state, found.missing) == ("ask", ("/moves",))


# --- 1.1.11 -------------------------------------------------------------------------------------------------------


def broken(
    end: str = "2025-06-01", kind: str = "foster", kept: str | None = "no", why: str | None = "breakdown"
) -> dict[str, Any]:
    return home("in_care", kind, start="2024-01-01", end=end, end_reason=why, relationship_kept=kept)


def after(*homes: dict[str, Any]) -> dict[str, Any]:
    """A child who lives in foster care since the last of these homes."""
    return story(care=[*homes, home(*FOSTER, start=max(h["end"] for h in homes))])


@pytest.mark.parametrize(
    ("end", "expected"),
    [(ago(months=12), "act"), (ago(1, months=12), "not_applicable"), ("2026-03-01", "act")],
)
def test_1_1_11_for_12_months_after_a_breakdown(end: str, expected: str) -> None:
    assert state("1.1.11", after(broken(end))) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("foster", "act"), ("kinship_foster", "act"), ("adoptive", "act"), ("special_guardian", "act"),
     ("residential", "not_applicable"), ("birth_family", "not_applicable"), ("secure", "not_applicable"), (None, "ask")],
)  # fmt: skip
def test_1_1_11_of_a_family_placement(kind: str, expected: str) -> None:
    assert state("1.1.11", after(broken(kind=kind))) == expected


@pytest.mark.parametrize("why", ["planned_move", "carer_request", "returned_home", "turned_18", "other"])
def test_1_1_11_only_a_breakdown_is_one(why: str) -> None:
    assert state("1.1.11", after(broken(why=why))) == "not_applicable"


@pytest.mark.parametrize(
    ("kept", "expected"), [("yes", "met"), ("not_in_best_interests", "met"), ("no", "act"), (None, "ask")]
)
def test_1_1_11_the_relationship_is_kept_or_rightly_not(kept: str | None, expected: str) -> None:
    assert state("1.1.11", after(broken(kept=kept))) == expected


def test_1_1_11_every_breakdown_counts() -> None:
    first = {**broken("2025-06-01", kept="yes")}
    second = {**broken("2026-01-01", kept="no"), "start": "2025-06-01"}
    assert state("1.1.11", after(first, second)) == "act"
    assert state("1.1.11", after(first, {**second, "relationship_kept": "yes"})) == "met"
    assert state("1.1.11", after(first, {**second, "relationship_kept": None})) == "ask"


def test_1_1_11_a_breakdown_counts_whatever_the_context_now() -> None:
    case = after(broken())
    case["care"][-1] |= {"context": "adopted", "home": "adoptive"}
    assert state("1.1.11", case) == "act"


# --- 1.1.12 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "expected"), [("2026-03-01", "act"), ("2026-06-01", "act"), ("2026-02-28", "not_applicable")]
)
def test_1_1_12_a_move_on_or_after_today(on: str, expected: str) -> None:
    assert state("1.1.12", story(moves=[move(on, prepared=[])])) == expected


def test_1_1_12_all_six_are_named_where_they_are_lacking() -> None:
    assert state("1.1.12", story(moves=[move()])) == "met"
    for code in PREPARED:
        found = finding("1.1.12", story(moves=[move(prepared=[c for c in PREPARED if c != code])]))
        assert (found.state, [d.rule for d in found.deviations]) == ("act", [code])
    assert len(finding("1.1.12", story(moves=[move(prepared=[])])).deviations) == 6


def test_1_1_12_a_relationship_rightly_not_kept_stands_for_one_kept() -> None:
    instead = [c for c in PREPARED if c != "relationships_kept"] + ["relationships_not_in_best_interests"]
    assert state("1.1.12", story(moves=[move(prepared=instead)])) == "met"


def test_1_1_12_of_several_moves_all_are_prepared_and_each_is_named() -> None:
    first, second = move("2026-04-01", prepared=PREPARED[1:]), move("2026-05-01", prepared=PREPARED[2:])
    found = finding("1.1.12", story(moves=[first, second, move("2026-01-01", prepared=[])]))
    assert [(d.rule, d.found.split(":")[0]) for d in found.deviations] == [
        ("reasons_explained", "move of 2026-04-01"),
        ("reasons_explained", "move of 2026-05-01"),
        ("met_new_carers", "move of 2026-05-01"),
    ]


def test_1_1_12_where_the_preparation_is_not_known() -> None:
    found = finding("1.1.12", story(moves=[move(prepared=None)]))
    assert (found.state, found.missing) == ("ask", ("/moves/0/prepared",))
    assert state("1.1.12", story(moves=[move(prepared=None), move(prepared=[])])) == "act"
    assert finding("1.1.12", story(moves=None)).missing == ("/moves",)


# --- 1.1.13 -------------------------------------------------------------------------------------------------------


def with_sibling(return_home: bool | None = False, where: Any = FOSTER, **about: Any) -> dict[str, Any]:
    sibling = {
        "id": "S1",
        "in_care": True,
        "together": False,
        "together_possible": True,
        "apart_in_best_interests": False,
        **about,
    }
    return story(where, siblings=[sibling], permanence={"return_home_possible": return_home})


@pytest.mark.parametrize(("possible", "expected"), [(False, "act"), (True, "not_applicable"), (None, "ask")])
def test_1_1_13_where_a_return_home_is_not_possible(possible: bool | None, expected: str) -> None:
    assert state("1.1.13", with_sibling(possible)) == expected


@pytest.mark.parametrize(
    ("where", "expected"), [(FOSTER, "act"), (EDGE, "not_applicable"), (GUARDIAN, "not_applicable")]
)
def test_1_1_13_for_those_in_care(where: Any, expected: str) -> None:
    assert state("1.1.13", with_sibling(where=where)) == expected


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ({}, "act"),
        ({"in_care": False}, "not_applicable"),
        ({"in_care": None}, "ask"),
        ({"together": True}, "met"),
        ({"apart_in_best_interests": True}, "met"),
        ({"together_possible": False}, "met"),
        ({"together": None}, "ask"),
        ({"together_possible": None}, "ask"),
        ({"together": None, "apart_in_best_interests": True}, "met"),
    ],
)
def test_1_1_13_together_or_rightly_or_unavoidably_apart(about: dict[str, Any], expected: str) -> None:
    assert state("1.1.13", with_sibling(**about)) == expected


def test_1_1_13_every_sibling_in_care_counts() -> None:
    case = with_sibling(together=True)
    apart = {
        "id": "S2",
        "in_care": True,
        "together": False,
        "together_possible": True,
        "apart_in_best_interests": False,
    }
    assert state("1.1.13", {**case, "siblings": [*case["siblings"], apart]}) == "act"
    assert state("1.1.13", {**case, "siblings": [*case["siblings"], {**apart, "in_care": False}]}) == "met"
    assert state("1.1.13", {**case, "siblings": []}) == "not_applicable"
