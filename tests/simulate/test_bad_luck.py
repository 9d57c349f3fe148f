"""Each kind of bad luck happens to somebody, and hardly anything happens to nobody: what the cohort promises to hold."""

import polars as pl
import pytest

from tests.simulate.cohorts import Tables, cohort

TABLES: Tables = cohort()[0]


def _some(table: str, what: pl.Expr, least: int = 20) -> None:
    assert TABLES[table].filter(what).height >= least


SAME = pl.col("child") == pl.col("child").shift()
BAD_LUCK = {
    "an emergency entry": ("care", pl.col("entry") == "emergency"),
    "a breakdown": ("care", pl.col("end_reason") == "breakdown"),
    "a breakdown and no contact kept": ("care", (pl.col("end_reason") == "breakdown") & (pl.col("relationship_kept") == "no")),
    "back in care after home": ("care", SAME & (pl.col("context") == "in_care") & (pl.col("context").shift() == "edge_of_care")),
    "back in care after adoption": ("care", SAME & (pl.col("context") == "in_care") & (pl.col("context").shift() == "adopted")),
    "an adoption that shakes": ("care", (pl.col("context") == "edge_of_care") & (pl.col("home") == "adoptive")),
    "a home ended with none to follow": ("care", pl.col("end").is_not_null() & (pl.col("child") != pl.col("child").shift(-1))),
    "a serious concern": ("placement_concerns", pl.col("level") == "serious"),
    "a move unprepared": ("moves", ~pl.col("prepared__reasons_explained") & ~pl.col("prepared__met_new_carers")),
    "brothers and sisters apart": ("siblings", pl.col("in_care") & ~pl.col("together") & pl.col("together_possible")),
    "an assessment declined": ("assessments", pl.col("declined")),
    "an assessor without the skill": ("assessments", ~pl.col("assessor_skilled")),
    "a diagnosis without its criteria": ("diagnoses", ~pl.col("criteria_met")),
    "treatment not offered": ("conditions", (pl.col("status") == "diagnosed") & pl.col("offered__not")),
    "an offer declined": ("programmes", pl.col("response") == "declined"),
    "a course given up": ("programmes", pl.col("ended_because") == "withdrew"),
    "a course cut off by a move": ("programmes", pl.col("ended_because") == "moved"),
    "an untrained practitioner": ("programmes", ~pl.col("practitioner_trained")),
    "little improvement": ("programmes", pl.col("improvement__parental_sensitivity") == "little"),
    "a service refused for an unstable placement": ("proposals", pl.col("because") == "placement_unstable"),
    "medicine for attachment": ("proposals", (pl.col("kind") == "medicine") & (pl.col("for") == "attachment_difficulties")),
    "a permanent exclusion": ("proposals", pl.col("exclusion") == "permanent"),
    "a social worker who left": ("team", (pl.col("role") == "social_worker") & pl.col("end").is_not_null()),
    "a time missing that goes on": ("missing_episodes", pl.col("end").is_null()),
    "an SDQ refused": ("sdq", pl.col("not_done_because") == "SDQ2"),
    "no school at school age": ("child", pl.col("education__setting") == "none"),
    "no date of birth": ("child", pl.col("child__date_of_birth").is_null()),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD_LUCK)
def test_it_happens(kind: str) -> None:
    table, what = BAD_LUCK[kind]
    _some(table, what, least=10)


def test_some_files_hold_hardly_anything() -> None:
    known = [pl.col(column) for column in TABLES["child"].columns if column.endswith("__known")]
    few = TABLES["child"].filter(pl.sum_horizontal(known) <= 4)
    assert 0.005 < len(few) / len(TABLES["child"]) < 0.03


@pytest.mark.parametrize(
    "column", ["maltreatment__experienced", "trauma_signs", "child__disability", "education__setting"]
)
def test_a_part_of_each_field_is_not_known(column: str) -> None:
    share = TABLES["child"][column].null_count() / len(TABLES["child"])
    assert 0.03 < share < 0.18


def test_some_are_grown_up_or_out_of_scope() -> None:
    child = TABLES["child"]
    grown = child.filter(pl.col("child__date_of_birth") <= pl.col("as_of").dt.offset_by("-18y"))
    assert 0.01 < len(grown) / len(child) < 0.04
    _some("care", pl.col("end").is_null() & (pl.col("context") == "not_in_scope"), 100)
