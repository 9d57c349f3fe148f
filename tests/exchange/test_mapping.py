"""Episodes to homes, as standards.md 3.4 maps them: each test is one rule."""

from datetime import date
from pathlib import Path

import pytest

from holdfast.exchange.ssda903 import Fate, codes
from tests.exchange.returned import ENDED, EPISODE, HEADER, Read, episodes, returned

FIRST = {"DEC": "01/07/2025", "REC": "X1"}
SECOND = {"DECOM": "01/07/2025", "RNE": "P", "PLACE": "U6"}


def _field(read: Read, name: str) -> list[str | None]:
    return [home.get(name) for home in read.care]


@pytest.mark.parametrize(
    ("ls", "becomes"),
    [("V2", "section_20"), ("C1", "interim_care_order"), ("C2", "care_order"), ("E1", "placement_order"),
     ("D1", "placement_order"), ("L1", "other"), ("L2", "other"), ("L3", "other"), ("J1", "other"), ("", None), ("Q", None)],
)  # fmt: skip
def test_legal_status(tmp_path: Path, ls: str, becomes: str | None) -> None:
    assert _field(episodes(tmp_path, {"LS": ls}), "legal_status") == [becomes]


@pytest.mark.parametrize(
    ("rne", "ls", "entry"),
    [("S", "L1", "emergency"), ("S", "L2", "emergency"), ("S", "C1", None), ("L", "L2", None)],
)
def test_an_entry_is_known_as_an_emergency_only_from_the_periods_first_episode(
    tmp_path: Path, rne: str, ls: str, entry: str | None
) -> None:
    assert _field(episodes(tmp_path, {"RNE": rne, "LS": ls}), "entry") == [entry]


@pytest.mark.parametrize(
    ("change", "becomes"),
    [("CARPL", "planned_move"), ("CREQO", "carer_request"), ("CREQB", None), ("CHILD", None), ("ALLEG", "other"),
     ("STAND", "other"), ("APPRR", "other"), ("CLOSE", "other"), ("LAREQ", "other"), ("PLACE", "other"),
     ("OTHER", "other"), ("CUSTOD", "other"), ("", None), ("WHAT", None)],
)  # fmt: skip
def test_why_a_child_moved(tmp_path: Path, change: str, becomes: str | None) -> None:
    moved = episodes(tmp_path, FIRST | {"REASON_PLACE_CHANGE": change}, SECOND)
    assert _field(moved, "end_reason") == [becomes, None]


@pytest.mark.parametrize(
    ("rec", "becomes"),
    [("E4A", "returned_home"), ("E4B", "returned_home"), ("E3", "other"), ("E13", "other"), ("E41", "other"),
     ("E8", "other"), ("E17", "turned_18"), ("", None), ("E99", None)],
)  # fmt: skip
def test_why_care_ended_and_nothing_is_said_of_what_followed(
    tmp_path: Path, rec: str, becomes: str | None
) -> None:
    ended = episodes(tmp_path, {"DEC": "01/09/2025", "REC": rec})
    assert _field(ended, "end_reason") == [becomes]


@pytest.mark.parametrize(("day", "becomes"), [("31/05/2025", "other"), ("01/06/2025", "turned_18")])
def test_care_that_ends_on_the_18th_birthday_or_later(tmp_path: Path, day: str, becomes: str) -> None:
    ended = episodes(tmp_path, {"DEC": day, "REC": "E8"}, header=HEADER | {"DOB": "01/06/2007"})
    assert _field(ended, "end_reason") == [becomes]


def test_returned_home_counts_before_the_birthday(tmp_path: Path) -> None:
    ended = episodes(tmp_path, ENDED, header=HEADER | {"DOB": "01/06/2007"})
    assert _field(ended, "end_reason") == ["returned_home"]


@pytest.mark.parametrize(
    ("rne", "keeps"), [("S", False), ("P", False), ("B", False), ("L", True), ("T", True), ("U", True)]
)
def test_who_cares(tmp_path: Path, rne: str, keeps: bool) -> None:
    first, second = _field(episodes(tmp_path, FIRST, SECOND | {"RNE": rne}), "carer")
    assert first == "A:2025-05-01"
    assert second == (first if keeps else "A:2025-07-01")


def test_a_carer_is_not_kept_over_a_gap(tmp_path: Path) -> None:
    apart = episodes(tmp_path, FIRST, SECOND | {"RNE": "L", "DECOM": "03/07/2025"})
    assert _field(apart, "carer") == ["A:2025-05-01", "A:2025-07-03"]
    assert apart.says("REC", "says that another begins, but none does")


def test_a_carer_is_kept_over_one_night(tmp_path: Path) -> None:
    joined = episodes(tmp_path, FIRST, SECOND | {"RNE": "L", "DECOM": "02/07/2025"})
    assert _field(joined, "carer") == ["A:2025-05-01"] * 2


@pytest.mark.parametrize(("place", "carer"), [("U4", "A:2025-05-01"), ("U6", None)])
def test_where_the_change_is_not_told_the_same_place_has_the_same_carer(
    tmp_path: Path, place: str, carer: str | None
) -> None:
    untold = episodes(tmp_path, FIRST, SECOND | {"RNE": "", "PLACE": place})
    assert _field(untold, "carer") == ["A:2025-05-01", carer]


def test_a_breakdown_is_never_written(tmp_path: Path) -> None:
    """Only a person can say that a placement broke down; no code of the return does."""
    for rec in codes.REC.codes:
        for change in codes.REASON_PLACE_CHANGE.codes:
            ended = FIRST | {"REC": rec, "REASON_PLACE_CHANGE": change}
            assert "breakdown" not in _field(episodes(tmp_path, ended, SECOND), "end_reason"), (rec, change)


def test_a_temporary_placement_interrupts_and_the_home_goes_on(tmp_path: Path) -> None:
    there = {"PL_POST": "LS1 3AD", "URN": "SC1"}
    away = episodes(
        tmp_path,
        FIRST | there,
        {"DECOM": "01/07/2025", "DEC": "15/07/2025", "REC": "X1", "RNE": "P", "PLACE": "T3"},
        {"DECOM": "15/07/2025", "RNE": "P", **there},
    )
    assert away.care == [
        {
            "start": "2025-05-01",
            "context": "in_care",
            "home": "foster",
            "legal_status": "care_order",
            "carer": "A:2025-05-01",
        }
    ]
    assert away.summary.fates["Episodes", Fate.USED] == 4


def test_after_a_temporary_placement_another_home_is_a_move(tmp_path: Path) -> None:
    moved = episodes(
        tmp_path,
        FIRST,
        {
            "DECOM": "01/07/2025",
            "DEC": "15/07/2025",
            "REC": "X1",
            "RNE": "P",
            "PLACE": "T1",
            "REASON_PLACE_CHANGE": "CARPL",
        },
        {"DECOM": "15/07/2025", "RNE": "P", "PLACE": "K2"},
    )
    assert _field(moved, "home") == ["foster", "residential"]
    assert _field(moved, "end") == ["2025-07-15", None]
    assert _field(moved, "end_reason") == ["planned_move", None]
    assert _field(moved, "carer") == ["A:2025-05-01", "A:2025-07-15"]


def test_an_order_made_during_a_temporary_placement_is_kept(tmp_path: Path) -> None:
    ordered = episodes(
        tmp_path,
        FIRST | {"LS": "C1"},
        {"DECOM": "01/07/2025", "DEC": "15/07/2025", "REC": "X1", "RNE": "B", "PLACE": "T1"},
        {"DECOM": "15/07/2025", "RNE": "P"},
    )
    assert [(h["start"], h["legal_status"], h["carer"]) for h in ordered.care] == [
        ("2025-05-01", "interim_care_order", "A:2025-05-01"),
        ("2025-07-01", "care_order", "A:2025-05-01"),
    ]


def test_a_temporary_placement_with_no_home_before_it_is_another_place(tmp_path: Path) -> None:
    assert _field(episodes(tmp_path, {"PLACE": "T0"}), "home") == ["other"]


def test_short_breaks_are_out(tmp_path: Path) -> None:
    broken = episodes(tmp_path, FIRST, SECOND | {"RNE": "L", "LS": "V3", "DEC": "09/07/2025", "REC": "X1"},
                      {"DECOM": "09/07/2025", "RNE": "L"})  # fmt: skip
    assert [(h["start"], h.get("end")) for h in broken.care] == [
        ("2025-05-01", "2025-07-01"),
        ("2025-07-09", None),
    ]
    assert _field(broken, "carer") == ["A:2025-05-01"] * 2, "the carers are those of the break"
    assert broken.summary.fates["Episodes", Fate.NO_PLACE] == 1


@pytest.mark.parametrize(
    ("place", "foster_care", "carer"),
    [("A6", "0", "A:2025-05-01"), ("U4", "1", "A:2025-05-01"), ("U4", "0", "A:2025-09-01")],
)
@pytest.mark.parametrize("rec", ["E11", "E12"])
def test_adoption(tmp_path: Path, rec: str, place: str, foster_care: str, carer: str) -> None:
    adopted = returned(
        tmp_path,
        Header=[HEADER],
        Episodes=[EPISODE | ENDED | {"REC": rec, "PLACE": place}],
        AD1=[{"CHILD": "A", "DOB": "01/06/2015", "FOSTER_CARE": foster_care}],
    )
    assert adopted.care[0]["end_reason"] == "adopted"
    assert adopted.care[1] == {
        "start": "2025-09-01", "context": "adopted", "home": "adoptive", "legal_status": "adoption_order", "carer": carer,
    }  # fmt: skip
    assert adopted.summary.fates["AD1", Fate.USED] == 1


@pytest.mark.parametrize(
    ("rec", "keeps"),
    [("E43", True), ("E45", True), ("E46", True), ("E44", False), ("E47", False), ("E48", False)],
)
def test_special_guardianship(tmp_path: Path, rec: str, keeps: bool) -> None:
    guarded = episodes(tmp_path, ENDED | {"REC": rec})
    assert guarded.care[0]["end_reason"] == "special_guardianship"
    assert guarded.care[1] == {
        "start": "2025-09-01", "context": "special_guardianship", "home": "special_guardian",
        "legal_status": "special_guardianship_order", "carer": "A:2025-05-01" if keeps else "A:2025-09-01",
    }  # fmt: skip


def test_a_child_who_comes_back_after_adoption(tmp_path: Path) -> None:
    back = episodes(tmp_path, ENDED | {"REC": "E11"}, {"DECOM": "01/12/2025"})
    assert _field(back, "context") == ["in_care", "adopted", "in_care"]
    assert _field(back, "end") == ["2025-09-01", "2025-12-01", None]


def test_a_child_who_died_is_out_of_scope(tmp_path: Path) -> None:
    died = episodes(tmp_path, ENDED | {"REC": "E2"})
    assert died.care[1] == {"start": "2025-09-01", "context": "not_in_scope"}


def test_why_without_when_is_still_open(tmp_path: Path) -> None:
    told = episodes(tmp_path, {"REC": "E4A"})
    assert _field(told, "end") == [None]
    assert told.says("REC", "DEC does not tell when")


def test_overlapping_episodes_end_where_the_next_begins(tmp_path: Path) -> None:
    late = episodes(tmp_path, {"DEC": "01/12/2025", "REC": "E4A"}, SECOND)
    assert [(h.get("end"), h.get("end_reason")) for h in late.care] == [("2025-07-01", None), (None, None)]
    assert late.says("DEC", "is late: that of Episodes.csv line 3 begins on 01/07/2025: ended there")


def test_an_open_episode_followed_by_another_ends_there(tmp_path: Path) -> None:
    blank = episodes(tmp_path, {}, SECOND)
    assert _field(blank, "end") == ["2025-07-01", None]
    assert blank.says("DEC", "is blank, but that of Episodes.csv line 3 begins")


def test_of_two_that_begin_the_same_day_one_counts(tmp_path: Path) -> None:
    same = episodes(tmp_path, {"PLACE": "K2"}, {"PLACE": "U4"})
    assert _field(same, "home") == ["residential"]
    assert same.summary.rows(Fate.DIRTY) == 1
    assert same.says("", "says otherwise of the same thing than line 2")


def test_one_of_no_length_gives_way_to_one_of_some(tmp_path: Path) -> None:
    same = episodes(tmp_path, {"PLACE": "K2", "DEC": "01/05/2025", "REC": "X1"}, {"PLACE": "U4"})
    assert _field(same, "home") == ["foster"]


def test_the_same_row_twice_counts_once(tmp_path: Path) -> None:
    twice = episodes(tmp_path, {}, {})
    assert len(twice.care) == 1
    assert twice.summary.rows(Fate.REPEATED) == 1
    assert twice.says("", "is the same as line 2: counted once")


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"DECOM": "31/02/2025"}, "DECOM", "is not a date: the row is left out"),
        ({"DECOM": ""}, "DECOM", "is blank: the row is left out"),
        ({"DECOM": "01/05/0225"}, "DECOM", "is not a date: the row is left out"),
        ({"DECOM": "NULL"}, "DECOM", "read as blank"),
        ({"DEC": "soon"}, "DEC", "is not a date: the row is left out"),
        ({"DEC": "30/04/2025"}, "DEC", "is before DECOM 01/05/2025: the row is left out"),
        ({"CHILD": " "}, "CHILD", "is blank: the row is left out"),
    ],
)
def test_a_row_that_cannot_be_dated_is_left_out(
    tmp_path: Path, cells: dict[str, str], column: str, reason: str
) -> None:
    left = episodes(tmp_path, cells)
    assert left.care == []
    assert left.summary.rows(Fate.DIRTY) == 1
    assert left.says(column, reason)


@pytest.mark.parametrize(
    "written",
    ["2025-05-01", "1/5/2025", "01-05-2025", "01.05.2025", "2025-05-01 00:00:00", "01/05/2025 00:00"],
)
def test_other_ways_of_writing_a_day_are_read_and_reported(tmp_path: Path, written: str) -> None:
    odd = episodes(tmp_path, {"DECOM": written}, {"CHILD": "B", "DECOM": written})
    assert {case["care"][0]["start"] for case in odd.cases.values()} == {"2025-05-01"}
    assert odd.says("DECOM", "read as 2025-05-01; the guide's form is DD/MM/YYYY (and on 1 more lines)")


def test_unknown_codes_leave_the_rest_of_the_row(tmp_path: Path) -> None:
    row = {
        "LS": "ZZ",
        "PLACE": "Q9",
        "CIN": "N99",
        "PLACE_PROVIDER": "PR9",
        "REC": "E99",
        "DEC": "01/07/2025",
    }
    odd = episodes(tmp_path, row)
    assert odd.care == [
        {"start": "2025-05-01", "end": "2025-07-01", "context": "in_care", "carer": "A:2025-05-01"}
    ]
    assert {row.column for row in odd.report} >= {"LS", "PLACE", "CIN", "PLACE_PROVIDER", "REC"}


@pytest.mark.parametrize(
    ("place", "home"), [("P2", "semi_independent"), ("H5", "semi_independent"), ("Z1", "other")]
)
def test_another_years_codes_are_read_and_reported(tmp_path: Path, place: str, home: str) -> None:
    old = episodes(tmp_path, {"PLACE": place})
    assert _field(old, "home") == [home]
    assert old.says("PLACE", "is a code of another year's guide")


def test_what_is_dated_after_the_day_is_left_out_and_counted(tmp_path: Path) -> None:
    early = episodes(
        tmp_path, {"DEC": "01/09/2025", "REC": "X1"}, SECOND | {"DECOM": "01/09/2025"}, as_of=date(2025, 7, 1)
    )
    assert [(h["start"], h.get("end"), h.get("end_reason")) for h in early.care] == [
        ("2025-05-01", None, None)
    ]
    assert early.summary.rows(Fate.AFTER_THE_DAY) == 1
