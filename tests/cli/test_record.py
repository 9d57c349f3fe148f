"""The record from the command line: real processes on a real database, each as a person at a terminal would call it."""

import json
import os
import shutil
import stat
import subprocess

import pytest

from tests.background import working
from tests.cli.commands import HOLDFAST, run
from tests.house_rules.sources import ROOT
from tests.own_database import own_database

GOOD = {
    "format": "holdfast-case/1",
    "as_of": "2026-03-31",
    "child": {"id": "A"},
    "reviews": [{"date": "2026-01-02", "type": "looked_after"}],
}


@pytest.fixture
def cases(tmp_path):
    """`cases(*documents)`: a .jsonl of them."""

    def written(*documents):
        path = tmp_path / "cases.jsonl"
        path.write_text(
            "\n".join(d if isinstance(d, str) else json.dumps(d) for d in documents), encoding="utf-8"
        )
        return path

    return written


def child(reference, **more):
    return {**GOOD, "child": {"id": reference}, **more}


def test_case_files_go_in_and_come_out_in_the_order_of_references(clean, cases, tmp_path):
    path = cases(child("B"), child("A", reviews=[]), child("C", care=None))
    put = run("record", "import", path)
    assert (put.returncode, put.stdout) == (0, "3 new, 0 changed, 0 as they were, 0 not taken in\n"), (
        put.stderr
    )
    out = run("record", "export")
    assert [json.loads(line) for line in out.stdout.splitlines()] == [
        child("A", reviews=[]),
        child("B"),
        child("C", care=None),
    ]
    again = run("record", "import", path)
    assert again.stdout == "0 new, 0 changed, 3 as they were, 0 not taken in\n"
    one = tmp_path / "one.jsonl"
    assert run("record", "export", "--child", "B", "--out", one).returncode == 0
    assert json.loads(one.read_text()) == child("B")


def test_what_is_not_valid_is_named_by_line_and_the_rest_is_taken_in(clean, cases):
    path = cases(
        child("A"), "{not json", child("B", reviews=[{"date": "never", "type": "looked_after"}]), child("A")
    )
    put = run("record", "import", path)
    assert put.returncode == 2
    assert put.stdout == "1 new, 0 changed, 0 as they were, 3 not taken in\n"
    assert [line.split(": ")[0] for line in put.stderr.splitlines()] == [
        f"{path}:2",
        f"{path}:3",
        f"{path}:4",
    ]
    assert "already on line 1" in put.stderr


def test_a_reference_that_no_record_has_is_named(clean):
    out = run("record", "export", "--child", "NOBODY")
    assert (out.returncode, out.stdout) == (2, "") and "NOBODY" in out.stderr


def test_a_return_twice_changes_nothing(clean, tmp_path):
    report = tmp_path / "report.csv"
    first = run("record", "import-ssda903", ROOT / "demo" / "ssda903", "--report", report)
    assert first.returncode == 0 and "93 new, 0 changed" in first.stdout, first.stderr
    again = run("record", "import-ssda903", ROOT / "demo" / "ssda903", "--report", report)
    assert "0 new, 0 changed, 93 as they were, 0 not taken in" in again.stdout
    assert report.read_text().splitlines() == ["file,line,column,value,reason"]


def test_a_folder_that_is_no_return_is_said(clean, tmp_path):
    none = run("record", "import-ssda903", tmp_path)
    assert none.returncode == 2 and "holds no CSV or XML file" in none.stderr


def test_the_log_is_verified_and_what_is_broken_is_named(clean, cases):
    run("record", "import", cases(child("A"), child("B")))
    whole = run("audit", "verify")
    assert whole.returncode == 0 and "is whole" in whole.stdout
    clean.as_superuser("UPDATE audit_auditentry SET detail = '{}' WHERE did = 'imported'")
    broken = run("audit", "verify")
    assert broken.returncode == 1 and broken.stdout == ""
    assert broken.stderr.count("its content is not what was written") == 2
    assert "broken in" in broken.stderr


def test_a_backup_comes_back_as_it_was_and_only_into_an_empty_record(clean, cases, tmp_path):
    from holdfast.server import postgres
    from holdfast.server.home import Home

    run("record", "import", cases(child("A"), child("B", reviews=[])))
    before = run("record", "export").stdout
    file = tmp_path / "record.tar"
    saved = run("backup", file)
    assert saved.returncode == 0 and "not encrypted" in saved.stdout, saved.stderr
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    refused = run("restore", file)
    assert refused.returncode == 2 and "not empty" in refused.stderr
    with own_database() as environ:
        other = os.environ | {"HOLDFAST_HOME": str(tmp_path / "other")} | environ
        back = run("restore", file, env=other)
        assert back.returncode == 0 and "as in the backup" in back.stdout, back.stderr
        assert not postgres.is_running(Home(tmp_path / "other")), "what was started for it is stopped again"
        assert run("record", "export", env=other).stdout == before
        assert run("audit", "verify", env=other).returncode == 0


def test_a_backup_goes_through_pipes_that_encrypt_it(clean, cases, tmp_path, gpg):
    run("record", "import", cases(child("A"), child("B", reviews=[])))
    before = run("record", "export").stdout
    saved = piped(tmp_path, f"'{HOLDFAST}' backup - | {gpg('right')} --symmetric > record.gpg")
    assert saved.returncode == 0, saved.stderr
    assert b"people_child" not in (tmp_path / "record.gpg").read_bytes()
    with own_database() as environ:
        other = os.environ | {"HOLDFAST_HOME": str(tmp_path / "other")} | environ
        back = f"--decrypt record.gpg | '{HOLDFAST}' restore -"
        refused = piped(tmp_path, f"{gpg('wrong')} {back}", env=other)
        assert refused.returncode != 0 and "not a whole backup" in refused.stderr
        assert run("record", "export", env=other).stdout == ""
        taken = piped(tmp_path, f"{gpg('right')} {back}", env=other)
        assert taken.returncode == 0, taken.stderr
        assert run("record", "export", env=other).stdout == before


def test_a_pipe_whose_other_end_is_gone_makes_no_backup(clean, tmp_path):
    cut = piped(tmp_path, f"'{HOLDFAST}' backup - | head -c 1000 > part")
    assert cut.returncode == 2 and "there is no backup" in cut.stderr
    refused = piped(tmp_path, f"'{HOLDFAST}' restore - < part")
    assert refused.returncode == 2 and "The backup is cut off. Nothing was restored" in refused.stderr


def piped(folder, line, env=None):
    """A line for the shell, which fails where any part of the pipe does."""
    words = ["bash", "-o", "pipefail", "-c", line]
    return subprocess.run(words, cwd=folder, env=env, capture_output=True, text=True, check=False)


@pytest.fixture
def gpg(tmp_path):
    """`gpg(file)`: GnuPG as a command line, with the passphrase in this file, and nothing of this user's keys."""
    if not shutil.which("gpg"):
        pytest.skip("needs GnuPG")
    (tmp_path / "right").write_text("a long passphrase")
    (tmp_path / "wrong").write_text("another")
    tmp_path.chmod(0o700)
    options = f"--homedir '{tmp_path}' --batch --quiet --pinentry-mode loopback"
    yield lambda file: f"gpg {options} --passphrase-file {file}"
    subprocess.run(["gpgconf", "--homedir", tmp_path, "--kill", "gpg-agent"], check=False)


@pytest.mark.parametrize("damage", [b"", b"not a backup"])
def test_a_file_that_is_no_backup_is_refused(clean, tmp_path, damage):
    file = tmp_path / "x.tar"
    file.write_bytes(damage)
    assert run("restore", file).returncode == 2


def test_only_the_made_up_authority_has_people_to_try(clean):
    none = run("demo", "people", "--json")
    assert (none.returncode, none.stdout) == (2, "") and "not the made-up authority" in none.stderr
    from holdfast.demo import actions

    with working():
        actions.load(children=2)
    found = json.loads(run("demo", "people", "--json").stdout)
    assert found["sign_in"] == {"address": "/demo/sign-in", "method": "POST", "field": "account"}
    kian = next(person for person in found["people"] if person["account"] == "kian_doyle")
    assert kian["role"] == "young_person" and kian["sees"] == 1
    assert kian["children"][0]["reference"] == "KIAN" and kian["children"][0]["grounds"] == ["young_person"]


def test_a_home_that_is_none_is_said(tmp_path):
    (tmp_path / "mine.txt").write_text("x")
    tmp_path.chmod(0o755)
    for words in (("audit", "verify"), ("serve",), ("stop",)):
        said = run(*words, env=os.environ | {"HOLDFAST_HOME": str(tmp_path)})
        assert said.returncode == 2 and "holds other things" in said.stderr
