"""Case files as event tables and back: nothing lost, nothing added, absent and `[]` and `false` kept apart."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.casefile.checking import errors
from holdfast.casefile.event_schema import column, schemas
from holdfast.casefile.event_tables import to_cases, to_tables
from holdfast.ng26.tables import CASE_FILE
from tests.properties.cases import cases
from tests.simulate import cohorts

Case = dict[str, Any]
VIGNETTES = {
    path.name.partition(".")[0]: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parents[1] / "vignettes").glob("*.case.json"))
}
PLAIN: Case = {"format": "holdfast-case/1", "as_of": "2026-03-01", "child": {"id": "A1"}}


def known(case: Case) -> Case:
    """The case without its spellings of "not known": no `null`, no object in which nothing is known; sets in order, each code once."""
    found: Case = {"format": case["format"], **_object(CASE_FILE.fields, case)}
    return found | {
        t.name: _list(t, case) for t in CASE_FILE.tables if not t.inside and _list(t, case) is not None
    }


def _list(table: Any, holder: Case) -> list[Case] | None:
    entries, inner = holder.get(table.name), [t for t in CASE_FILE.tables if t.inside == table.name]
    if entries is None:
        return None
    return [
        _object(table.fields, entry) | {t.name: _list(t, entry) for t in inner if _list(t, entry) is not None}
        for entry in entries
    ]


def _object(fields: Any, source: Case) -> Case:
    found: Case = {}
    for spec in fields:
        *path, last = spec.key.split("/")
        value: Any = source
        for step in (*path, last):
            value = (value or {}).get(step)
        if value is not None:
            into = found
            for step in path:
                into = into.setdefault(step, {})
            into[last] = [code for code in spec.codes if code in value] if spec.kind == "codes" else value
    return found


def again(*given_cases: Case) -> list[Case]:
    """To tables and back."""
    return list(to_cases(to_tables(given_cases)))


# --- round the way and back -----------------------------------------------------------------------------------


def test_the_vignettes_are_here() -> None:
    assert len(VIGNETTES) >= 30


@pytest.mark.parametrize("name", VIGNETTES)
def test_a_vignette_comes_back(name: str) -> None:
    assert again(VIGNETTES[name]) == [known(VIGNETTES[name])]


def test_all_vignettes_come_back_from_one_set_of_tables() -> None:
    assert again(*VIGNETTES.values()) == [known(case) for case in VIGNETTES.values()]


@given(st.lists(cases(), max_size=4))
def test_any_case_files_come_back(many: list[Case]) -> None:
    tables = to_tables(many)
    assert {name: dict(table.schema) for name, table in tables.items()} == schemas()
    back = list(to_cases(tables))
    assert back == [known(case) for case in many]
    assert [problem for case in back for problem in errors(case)] == []


def test_a_simulated_cohort_says_the_same_read_row_by_row() -> None:
    """A second block: its children are not numbered from 0."""
    tables = cohorts.cohort(40_000)[1]
    some = {name: table.filter(pl.col("child").is_between(20_000, 23_000)) for name, table in tables.items()}
    found = list(to_cases(some))
    assert len(found) == 3001
    assert found == list(cohorts.cases(some))


def test_more_children_than_are_made_at_once() -> None:
    many = [
        {
            **PLAIN,
            "child": {"id": f"A{i}"},
            "attachment": [{"date": "2026-01-01", "status": "suspected"}] * (i % 3),
            "programmes": [
                {"programme": "carer_group", "sessions": [{"date": "2026-01-02", "minutes": i}] * (i % 2)}
            ],
        }
        for i in range(4_100)
    ]
    assert again(*many) == many


def test_no_children() -> None:
    assert {name: dict(table.schema) for name, table in to_tables([]).items()} == schemas()
    assert again() == []


# --- what stands where ----------------------------------------------------------------------------------------


def test_rows_say_whose_they_are_and_where_they_stood() -> None:
    session = {"date": "2026-01-02"}
    course, other = {"programme": "carer_group"}, {"programme": "video_feedback"}
    tables = to_tables(
        [
            {**PLAIN, "programmes": [course, {**other, "sessions": [session, session]}]},
            PLAIN,
            {**PLAIN, "programmes": [{**course, "sessions": [session]}, {**other, "sessions": []}]},
        ]
    )
    assert tables["child"]["child"].to_list() == [0, 1, 2]
    assert tables["programmes"].select("child", "position", "sessions__known").rows() == [
        (0, 0, False), (0, 1, True), (2, 0, True), (2, 1, True),
    ]  # fmt: skip
    assert tables["sessions"].select("child", "position", "session").rows() == [
        (0, 1, 0),
        (0, 1, 1),
        (2, 0, 0),
    ]
    assert tables["child"]["programmes__known"].to_list() == [True, False, True]


def test_the_field_entry_and_the_place_in_the_list_are_two_columns() -> None:
    home = {"start": "2025-01-01", "entry": "emergency"}
    care = to_tables([{**PLAIN, "care": [home, home]}])["care"]
    assert care.select("position", "entry").rows() == [(0, "emergency"), (1, "emergency")]


def test_absent_and_none_and_false_are_three_things_in_the_tables() -> None:
    adoption = [{}, {"wishes_recorded": None}, {"wishes_recorded": False}, {"wishes_recorded": "2026-01-01"}]
    support: list[Any] = [None, [], ["after"], ["before", "during", "after"]]
    child = to_tables(
        {**PLAIN, "adoption": {**one, "support_offered": two}}
        for one, two in zip(adoption, support, strict=True)
    )["child"]
    day, name = column("adoption/wishes_recorded"), column("adoption/support_offered")
    assert child[day].dt.to_string("iso").to_list() == [None, None, None, "2026-01-01"]
    assert child[f"{day}__not"].to_list() == [None, None, True, None]
    assert [child[f"{name}__{code}"].to_list() for code in ("before", "during", "after")] == [
        [None, False, False, True], [None, False, False, True], [None, False, True, True],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given_case", "back"),
    [
        ({"care": None, "moves": []}, {"moves": []}),
        ({"permanence": {}, "adoption": {"wishes_recorded": None}, "education": None}, {}),
        ({"education": {"designated_teacher": {"named": None}, "key_person": ""}}, {"education": {"key_person": ""}}),
        ({"education": {"designated_teacher": {"named": False}}}, {"education": {"designated_teacher": {"named": False}}}),
        ({"carer_work": {"key_attachment_figure": False}}, {"carer_work": {"key_attachment_figure": False}}),
        ({"life_story": {"people": 0}}, {"life_story": {"people": 0}}),
        ({"adoption": {"support_offered": ["after", "before", "after"]}}, {"adoption": {"support_offered": ["before", "after"]}}),
        ({"adoption": {"support_offered": []}}, {"adoption": {"support_offered": []}}),
        ({"siblings": [{"id": "S1", "in_care": None}]}, {"siblings": [{"id": "S1"}]}),
        ({"programmes": [{"programme": "carer_group", "sessions": None}]}, {"programmes": [{"programme": "carer_group"}]}),
        ({"child": {"id": "A1", "date_of_birth": "0987-06-05"}}, {"child": {"id": "A1", "date_of_birth": "0987-06-05"}}),
    ],
)  # fmt: skip
def test_each_spelling_comes_back_as_the_plain_one(given_case: Case, back: Case) -> None:
    assert again({**PLAIN, **given_case}) == [{**PLAIN, **back}]


def test_keys_come_in_the_order_of_the_format() -> None:
    (case,) = again(VIGNETTES["V01"])
    places = [CASE_FILE.order.index(key) for key in case if key != "format"]
    assert next(iter(case)) == "format"
    assert places == sorted(places)
    fields = [f.key for f in CASE_FILE.by_table["care"].fields]
    assert [list(home) for home in case["care"]] == [
        [k for k in fields if k in home] for home in case["care"]
    ]


def test_a_whole_number_has_no_point() -> None:
    sessions = [{"date": "2026-01-01", "minutes": minutes} for minutes in (60.0, 59.5, 1e300)]
    (case,) = again({**PLAIN, "programmes": [{"programme": "carer_group", "sessions": sessions}]})
    assert json.dumps([s["minutes"] for s in case["programmes"][0]["sessions"]]) == "[60, 59.5, 1e+300]"


def test_no_two_cases_share_a_list() -> None:
    moves = [{"date": "2026-01-01", "kind": "return_home", "prepared": ["reasons_explained"]}]
    first, second = again({**PLAIN, "moves": moves}, {**PLAIN, "moves": moves})
    first["moves"][0]["prepared"].clear()
    assert second["moves"] == moves


def test_a_set_of_which_one_code_is_not_known_is_left_out() -> None:
    tables = to_tables([{**PLAIN, "adoption": {"support_offered": ["before"], "wishes_recorded": False}}])
    nothing = pl.lit(None, dtype=pl.Boolean).alias(f"{column('adoption/support_offered')}__during")
    tables["child"] = tables["child"].with_columns(nothing)
    assert list(to_cases(tables)) == [{**PLAIN, "adoption": {"wishes_recorded": False}}]


@pytest.mark.parametrize("number", [2**31, 2**70, 10**400])
def test_a_number_that_no_column_can_hold_is_named(number: int) -> None:
    with pytest.raises(ValueError, match="child: a value of life_story/people"):
        to_tables([{**PLAIN, "life_story": {"people": number}}])
