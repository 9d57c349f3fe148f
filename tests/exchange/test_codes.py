"""The DfE's lists: each maps to codes that the case file has, and each year has its own."""

import pytest

from holdfast.engine.tables import CodeList
from holdfast.exchange.ssda903 import codes
from holdfast.exchange.ssda903.tables import TABLES, table_of
from holdfast.ng26 import vocabulary

MAPPED: list[tuple[codes.DfeList, CodeList]] = [
    (codes.SEX, vocabulary.SEXES),
    (codes.ETHNIC, vocabulary.ETHNICITIES),
    (codes.PLACE, vocabulary.HOMES),
    (codes.LS, vocabulary.LEGAL_STATUSES),
    (codes.REC, vocabulary.END_REASONS),
    (codes.REASON_PLACE_CHANGE, vocabulary.END_REASONS),
    (codes.SDQ_REASON, vocabulary.SDQ_REASONS),
]


@pytest.mark.parametrize(("dfe", "ours"), MAPPED, ids=lambda listed: listed.name)
def test_codes_become_codes_of_the_case_file(dfe: codes.DfeList, ours: CodeList) -> None:
    assert {code.becomes for code in dfe.codes.values() if code.becomes} <= set(ours)


@pytest.mark.parametrize(
    ("dfe", "becomes"),
    [
        ("U1 U2 U3", "kinship_foster"), ("U4 U5 U6", "foster"), ("K2 S1", "residential"), ("K1 R5", "secure"),
        ("K3 H5 P2", "semi_independent"), ("P1", "birth_family"), ("A3 A4 A5 A6", "adoptive"),
        ("R1 R2 R3 P3 T0 T1 T2 T3 T4 Z1 Z11 Z12 Z13 Z14", "other"),
    ],
)  # fmt: skip
def test_homes(dfe: str, becomes: str) -> None:
    assert {codes.PLACE.becomes(code) for code in dfe.split()} == {becomes}


def test_every_place_is_mapped() -> None:
    assert all(code.becomes for code in codes.PLACE.codes.values())


def test_only_a_person_can_say_breakdown() -> None:
    listed = [*codes.REC.codes.values(), *codes.REASON_PLACE_CHANGE.codes.values()]
    assert "breakdown" not in {code.becomes for code in listed}
    assert codes.REASON_PLACE_CHANGE.becomes("CREQB") is None
    assert codes.REASON_PLACE_CHANGE.becomes("CHILD") is None


@pytest.mark.parametrize(
    ("listed", "code", "first", "last"),
    [
        (codes.SEX, "1", None, 2024), (codes.SEX, "M", 2025, None), (codes.PLACE, "P2", None, 2024),
        (codes.PLACE, "H5", None, 2024), (codes.PLACE, "K3", 2025, None), (codes.PLACE, "Z1", None, 2025),
        (codes.PLACE, "Z13", 2026, None), (codes.REC, "E43", None, 2018), (codes.REC, "E46", 2019, None),
        (codes.REASON_PLACE_CHANGE, "CUSTOD", 2019, None), (codes.ACTIV, "F3", None, 2021), (codes.ACTIV, "F4", 2022, None),
    ],
)  # fmt: skip
def test_years(listed: codes.DfeList, code: str, first: int | None, last: int | None) -> None:
    assert listed.in_force(code, first or 2000) and listed.in_force(code, last or 2030)
    assert first is None or not listed.in_force(code, first - 1)
    assert last is None or not listed.in_force(code, last + 1)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_known_by_its_header_in_any_order(name: str) -> None:
    table = TABLES[name]
    assert table_of(reversed(table.header)) is table
    assert table_of([*table.header, "TEAM"]) is table
    assert table.known_by <= set(table.header)


def test_columns_of_two_tables_are_neither() -> None:
    assert table_of([*TABLES["Header"].header, *TABLES["Reviews"].header]) is None
    assert table_of(["CHILD", "DOB"]) is None
    assert table_of([]) is None
