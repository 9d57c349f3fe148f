"""`holdfast assess`: exit status, errors, looking back and ahead, settings, JSON, and how soon it answers."""

import json
import subprocess
import sys

import pytest

from tests.cli.commands import STORIES, case, flat, run, story


@pytest.fixture
def written(tmp_path):
    """Writes a case file, or several as lines, and gives the path."""

    def write(*cases, name="case.json"):
        path = tmp_path / name
        path.write_text(
            "\n".join(c if isinstance(c, str) else json.dumps(c) for c in cases), encoding="utf-8"
        )
        return path

    return write


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.name.split(".")[0])
def test_every_story_is_answered_in_text(holdfast, path):
    status, out, err = holdfast("assess", path)
    assert (status, err) == (0, "")
    assert out.strip()


def test_the_real_command_answers():
    done = run("assess", story("V01"))
    assert done.returncode == 0
    assert "DO NOW (2)" in done.stdout


def test_an_invalid_case_gets_no_answer(holdfast, written):
    bad = {**case("V01"), "as_of": "yesterday", "colour": "red", "format": "holdfast-case/9"}
    status, out, err = holdfast("assess", written(bad))
    assert (status, out) == (2, "")
    assert all(path in err for path in ("/as_of", "/colour", "/format")), "every error, not only the first"
    assert holdfast("assess", written(bad), "--format", "json")[:2] == (2, "")


def test_of_many_cases_the_valid_ones_are_still_answered(holdfast, written):
    many = written(case("V01"), {**case("V03"), "colour": "red"}, "no json", case("V51"), name="many.jsonl")
    status, out, err = holdfast("assess", many, "--format", "json")
    assert status == 2
    assert [json.loads(line)["child"] for line in out.splitlines()] == [
        case("V01")["child"]["id"],
        case("V51")["child"]["id"],
    ]
    lines = err.splitlines()
    assert lines[0].startswith(f"{many}:2: /colour")
    assert any(line.startswith(f"{many}:3: ") for line in lines)


def test_of_many_cases_each_is_shown_in_text(holdfast, written):
    status, out, _ = holdfast("assess", written(case("V01"), case("V51"), name="many.jsonl"))
    assert status == 0
    assert out.index(f"Child {case('V01')['child']['id']}") < out.index(f"Child {case('V51')['child']['id']}")


def test_a_file_that_is_not_there_is_an_error(holdfast, tmp_path):
    status, out, err = holdfast("assess", tmp_path / "nobody.json")
    assert (status, out) == (2, "")
    assert "nobody.json" in err


def test_a_later_day_lets_time_pass(holdfast):
    then = "2036-01-01"
    _, out, _ = holdfast("assess", story("V07"), "--as-of", then, "--format", "json")
    answer = json.loads(out)
    assert (answer["as_of"], answer["notes"]) == (then, [])
    states = {f["recommendation"]: f["state"] for f in answer["findings"]}
    assert states["1.4.11"] != "not_applicable", "at home on the edge of care, and now of school age"
    assert states["1.4.1"] == "not_applicable"


def test_an_earlier_day_looks_back_and_says_so(holdfast):
    _, out, _ = holdfast("assess", story("V03"), "--as-of", "2026-01-01")
    words = flat(out)
    assert "Thursday 1 January 2026" in words
    assert "looked back from" in words
    assert "what carries no date stays as it is" in words


def test_a_day_that_is_none_is_refused(capsys):
    from holdfast.cli import main

    with pytest.raises(SystemExit) as stop:
        main(["assess", "x.json", "--as-of", "1 May"])
    assert stop.value.code == 2
    assert "YYYY-MM-DD" in capsys.readouterr().err


def test_a_changed_setting_is_used_and_shown(holdfast, written, tmp_path):
    settings = tmp_path / "ours.toml"
    settings.write_text("preschool_under = 2\n", encoding="utf-8")
    _, usual, _ = holdfast("assess", story("V01"), "--format", "json")
    _, ours, _ = holdfast("assess", story("V01"), "--settings", settings, "--format", "json")
    usual, ours = ({f["recommendation"]: f for f in json.loads(out)["findings"]} for out in (usual, ours))
    assert (usual["1.4.1"]["state"], ours["1.4.1"]["state"]) == ("wait", "not_applicable")
    assert ours["1.4.1"]["settings"]["preschool_under"] == 2


def test_settings_that_are_not_valid_give_no_answer(holdfast, tmp_path):
    settings = tmp_path / "ours.toml"
    settings.write_text("preschol_under = 4\nassessment_months = 'a year'\n", encoding="utf-8")
    status, out, err = holdfast("assess", story("V01"), "--settings", settings)
    assert (status, out) == (2, "")
    assert "preschol_under" in err
    assert "assessment_months" in err


def _imports(*words):
    code = f"import sys; from holdfast.cli import main; main({list(map(str, words))!r}); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stderr.split()}


def test_an_answer_loads_no_heavy_library():
    heavy = {"polars", "numpy", "pandas", "pyspark", "pyarrow", "django", "psycopg", "granian"}
    assert _imports("assess", story("V01")) & heavy == set()
    assert _imports("assess", story("V01"), "--format", "json") & (heavy | {"rich"}) == set()
    assert _imports("explain", "1.4.3") & heavy == set()
