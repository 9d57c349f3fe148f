"""The caseload on a real Spark gives the findings that it gives here."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from holdfast import simulate
from holdfast.casefile import event_writer
from holdfast.casefile.event_tables import to_cases
from holdfast.casefile.event_writer import EventWriter
from holdfast.cli import main

pytestmark = [pytest.mark.spark, pytest.mark.slow, pytest.mark.xdist_group("spark")]
CHILDREN = 24_000


@pytest.fixture(autouse=True)
def workers_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody says which interpreter the workers run: the command sees to it."""
    monkeypatch.delenv("PYSPARK_PYTHON", raising=False)
    monkeypatch.delenv("PYSPARK_DRIVER_PYTHON", raising=False)
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")


def findings(path: Path) -> pl.DataFrame:
    """A file, or Spark's folder of parts, in one order."""
    found = pl.read_parquet(path / "*.parquet" if path.is_dir() else path)
    plain = found.with_columns(pl.col("recommendation", "state").cast(pl.String))
    return plain.sort("child", "recommendation")


def test_event_tables_on_spark(
    spark_master: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tables in two parts, and a worker's piece of the children that reaches over both."""
    monkeypatch.setattr(event_writer, "PART", 15_000)
    with EventWriter(tmp_path / "events") as writer:
        for number, upto in enumerate((15_000, CHILDREN - 15_000)):
            writer.write(simulate.block(number, 17, date(2026, 3, 31), upto))
    assert (tmp_path / "events" / "child.0002.parquet").exists()
    here, there = tmp_path / "here.parquet", tmp_path / "there.parquet"
    asked = ["caseload", str(tmp_path / "events"), "--as-of", "2026-02-01", "--out"]
    assert main([*asked, str(here)]) == 0
    said_here = capsys.readouterr().out
    assert main([*asked, str(there), "--engine", "spark", "--master", spark_master]) == 0
    said_there = capsys.readouterr().out
    assert findings(there).height == CHILDREN * 55
    assert findings(here).equals(findings(there))
    assert said_here.split("written:")[0] == said_there.split("written:")[0]


def test_case_files_on_spark(spark_master: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import json

    tables = next(iter(simulate.blocks(300, 4, date(2026, 3, 31))))
    lines = [json.dumps(case) for case in to_cases(tables)]
    lines[7] = '{"format": "holdfast-case/1", "as_of": "yesterday", "child": {"id": "X"}}'
    (tmp_path / "cases.jsonl").write_text("\n".join(lines) + "\n")
    here, there = tmp_path / "here.parquet", tmp_path / "there.parquet"
    asked = ["caseload", str(tmp_path / "cases.jsonl"), "--out"]
    assert main([*asked, str(here)]) == 2
    wrong_here = capsys.readouterr().err
    assert main([*asked, str(there), "--engine", "spark", "--master", spark_master]) == 2
    wrong_there = [line for line in capsys.readouterr().err.splitlines() if "cases.jsonl" in line]
    assert wrong_there == [line for line in wrong_here.splitlines() if "cases.jsonl" in line]
    assert "cases.jsonl:8: /as_of: 'yesterday'" in wrong_there[0]
    assert findings(there).height == 299 * 55
    assert findings(here).equals(findings(there))


def test_spark_needs_a_master(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "cases.jsonl").write_text("")
    out = str(tmp_path / "x.parquet")
    assert main(["caseload", str(tmp_path / "cases.jsonl"), "--engine", "spark", "--out", out]) == 2
    assert "--master" in capsys.readouterr().err
