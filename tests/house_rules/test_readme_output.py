"""What the README shows as printed is printed: every line of its `text` blocks, but for those cut with `…`."""

import json

import pytest

from holdfast.cli import main
from tests.house_rules.sources import ROOT, fenced
from tests.house_rules.test_tutorial import CASES

README = ROOT / "README.md"
CHILD = "S31"


def not_printed(shown: list[str], printed: str) -> list[str]:
    """The lines shown that no line printed is, whatever the spaces; a line that is only `…` stands for any."""
    there = {" ".join(line.split()) for line in printed.splitlines()}
    return [line for line in shown if line.strip() not in ("", "…") and " ".join(line.split()) not in there]


def test_a_line_made_up_is_found() -> None:
    assert not_printed(["  1.4.1   act", "…", "1.4.2 met"], "1.4.1 act\n1.4.2 ask\n") == ["1.4.2 met"]


def test_the_readme_shows_what_is_printed(tmp_path, capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    cases, child, proposed = tmp_path / "cases.jsonl", tmp_path / "child.json", tmp_path / "proposed.json"
    main(["import", "ssda903", str(ROOT / "demo" / "ssda903"), "--out", str(cases)])
    lines = cases.read_text(encoding="utf-8").splitlines()
    child.write_text(next(x for x in lines if f'"child":{{"id":"{CHILD}"' in x), encoding="utf-8")
    proposed.write_text(json.dumps(CASES[2]), encoding="utf-8")
    main(["caseload", str(cases), "--out", str(tmp_path / "findings.parquet")])
    main(["assess", str(child)])
    main(["assess", str(proposed)])
    shown = [line for _, line in fenced(README.read_text(encoding="utf-8"), "text")]
    assert len(shown) > 20
    assert not_printed(shown, capsys.readouterr().out) == []
