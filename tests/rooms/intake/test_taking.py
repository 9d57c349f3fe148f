"""Taking in: the preview is what happens, twice changes nothing, and each child is whole or not at all."""

import json
from typing import Any

from tests.background import working
from tests.house_rules.sources import ROOT

RETURN = ROOT / "demo" / "ssda903"


def returned() -> list[dict[str, Any]]:
    from holdfast.exchange.ssda903 import import_return

    return list(import_return(RETURN))[:36]


def take(by: Any, cases: Any, **how: Any) -> Any:
    from holdfast.intake.taking import take_all

    return take_all(cases, by=by, why="a test", **{"whole": False, **how})


def everything() -> dict[str, Any]:
    from holdfast.intake.exporting import export, references

    return {
        reference: json.loads(line)
        for reference, line in zip(references(), export(references()), strict=True)
    }


def test_the_preview_is_what_the_import_does(clean: Any) -> None:
    with working() as by:
        cases = returned()
        take(by, cases[:12])
        seen = take(by, cases, keep=False)
        assert len(everything()) == 12, "looking changes nothing"
        done = take(by, cases)
        assert seen.as_json() == done.as_json()
        assert (done.new, done.same) == (len(cases) - 12, 12)


def test_the_same_return_twice_changes_nothing(clean: Any) -> None:
    with working() as by:
        cases = returned()
        take(by, cases)
        before = everything()
        again = take(by, cases)
        assert (again.new, again.changed, again.refused) == (0, 0, 0)
        assert again.same == len(cases)
        assert everything() == before


def test_a_return_leaves_what_the_team_wrote(clean: Any) -> None:
    from holdfast.decisions.taking_in import take_in

    with working() as by:
        told = next(case for case in returned() if case.get("care") and case["care"][-1].get("end") is None)
        mine = json.loads(json.dumps(told))
        mine["care"][-1] |= {"stable": True, "entry": "planned"}
        mine["attachment"] = [{"date": told["as_of"], "status": "suspected"}]
        take_in(mine, by=by, why="a test")
        tally = take(by, [told])
        assert tally.same == 1
        assert everything()[told["child"]["id"]]["attachment"] == mine["attachment"]


def test_case_files_make_the_record_say_just_what_they_say(clean: Any) -> None:
    with working() as by:
        cases = returned()[:10]
        take(by, cases, whole=True)
        shorter = {key: value for key, value in cases[3].items() if key != "reviews"}
        tally = take(by, [*cases[:3], shorter], whole=True)
        assert (tally.new, tally.same) == (0, 3 + ("reviews" not in cases[3]))
        assert everything()[shorter["child"]["id"]] == shorter


def test_a_child_that_cannot_be_taken_in_is_named_and_nothing_of_it_is_there(clean: Any) -> None:
    with working() as by:
        good, other = returned()[:2]
        told = []
        bad = {
            **other,
            "reviews": [
                {"date": "2025-01-01", "type": "looked_after"},
                {"date": "never", "type": "looked_after"},
            ],
        }
        tally = take(by, [bad, good, good], heard=told.append)
        assert (tally.new, tally.refused) == (1, 2)
        assert "/reviews/1/date" in told[0].refused[0] and "already in this file" in told[2].refused[0]
        assert set(everything()) == {good["child"]["id"]}
