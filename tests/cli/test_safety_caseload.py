"""A caseload is answered whole or says what it left out: nothing is half read in silence."""

import polars as pl

from tests.cli.commands import STORIES, case, story

COLUMNS = ["child", "as_of", "recommendation", "state", "waits_for"]


def _one_a_line(tmp_path, bad_line):
    lines = [" ".join(path.read_text(encoding="utf-8").split()) for path in STORIES[:3]]
    lines.insert(bad_line - 1, '{"format": "holdfast-case/1", "as_of": "yesterday", "child": {"id": "X"}}')
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_an_invalid_line_is_named_and_the_others_are_answered(holdfast, tmp_path):
    out = tmp_path / "findings.parquet"
    status, _, said = holdfast("caseload", _one_a_line(tmp_path, 2), "--out", out)
    assert status == 2
    assert "cases.jsonl:2: /as_of: 'yesterday'; expected a day" in said
    findings = pl.read_parquet(out)
    assert findings.columns == COLUMNS
    assert findings.height == 3 * 55
    assert "X" not in findings["child"].unique()


def test_tables_that_are_not_whole_give_no_findings(holdfast, tmp_path):
    holdfast("simulate", "--children", 30, "--seed", 1, "--write", "events", "--out", tmp_path)
    (tmp_path / "events" / "care.parquet").unlink()
    out = tmp_path / "findings.parquet"
    status, _, said = holdfast("caseload", tmp_path / "events", "--out", out)
    assert status == 2
    assert "no care.parquet" in said
    assert not out.exists()


def test_settings_that_are_not_valid_give_no_findings(holdfast, tmp_path):
    (tmp_path / "ours.toml").write_text("asessment_months = 9\n", encoding="utf-8")
    cases, out = _one_a_line(tmp_path, 1), tmp_path / "findings.parquet"
    status, _, said = holdfast("caseload", cases, "--out", out, "--settings", tmp_path / "ours.toml")
    assert status == 2
    assert "asessment_months" in said
    assert not out.exists()


def test_a_caseload_gives_the_states_that_each_child_is_given(holdfast, tmp_path):
    from holdfast.ng26.guideline import findings

    cases, out = tmp_path / "cases.jsonl", tmp_path / "findings.parquet"
    cases.write_text(" ".join(story("V33").read_text(encoding="utf-8").split()) + "\n", encoding="utf-8")
    assert holdfast("caseload", cases, "--out", out)[0] == 0
    expected = [(f.recommendation, f.state, list(f.waits_for)) for f in findings(case("V33")).findings]
    rows = pl.read_parquet(out).select("recommendation", "state", "waits_for")
    plain = rows.with_columns(pl.col("recommendation", "state").cast(pl.String)).rows()
    assert sorted(plain) == sorted(expected)
