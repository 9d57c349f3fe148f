"""The folder of one running Holdfast and the secrets in it."""

import json
import stat
from contextlib import suppress
from pathlib import Path

import pytest

from holdfast.server.home import NotAHome, home
from holdfast.server.private_file import keep_small, replacing
from holdfast.server.secret_file import SecretsUnreadable, secrets_of


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_home_is_in_the_project_unless_named(tmp_path: Path) -> None:
    assert home({}, tmp_path).root == tmp_path / ".holdfast"
    assert home({"HOLDFAST_HOME": "other"}, tmp_path).root == tmp_path / "other"
    assert home({"HOLDFAST_HOME": str(tmp_path / "far")}, Path("/nowhere")).root == tmp_path / "far"


def test_its_folders_are_for_its_user_alone(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir(mode=0o755)
    made = home({"HOLDFAST_HOME": "open"}, tmp_path)
    assert [mode(folder) for folder in (made.root, made.log, made.run)] == [0o700] * 3
    assert made.pid("web") == made.run / "web.pid"


def test_a_folder_that_holds_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir(mode=0o755)
    (tmp_path / "letters" / "mine.txt").touch()
    with pytest.raises(NotAHome, match="name a new or empty folder"):
        home({"HOLDFAST_HOME": "letters"}, tmp_path)
    assert mode(tmp_path / "letters") == 0o755


@pytest.mark.parametrize(("named", "says"), [("file", "which is a file"), ("a$b", r"without \$")])
def test_what_cannot_be_a_home_is_refused(tmp_path: Path, named: str, says: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotAHome, match=says):
        home({"HOLDFAST_HOME": named}, tmp_path)


def test_secrets_are_made_once_and_private(tmp_path: Path) -> None:
    made = home({}, tmp_path)
    first = secrets_of(made)
    assert mode(made.secrets) == 0o600
    assert secrets_of(made) == first
    values = json.loads(made.secrets.read_text()).values()
    assert len(set(values)) == len(values) == 5 and min(map(len, values)) >= 43
    assert not any(value in repr(first) for value in values)


def test_a_secret_that_is_new_is_added_and_the_others_stay(tmp_path: Path) -> None:
    made = home({}, tmp_path)
    first = secrets_of(made)
    kept = json.loads(made.secrets.read_text())
    del kept["worker_password"]
    made.secrets.write_text(json.dumps(kept))
    second = secrets_of(made)
    assert second.app_password == first.app_password and second.worker_password != first.worker_password


@pytest.mark.parametrize("content", ["", "[]", '{"app_password": 1}', '{"app_password": ""}'])
def test_damaged_secrets_are_not_replaced(tmp_path: Path, content: str) -> None:
    made = home({}, tmp_path)
    made.secrets.write_text(content)
    with pytest.raises(SecretsUnreadable, match="put back a copy"):
        secrets_of(made)
    assert made.secrets.read_text() == content


def test_a_file_half_written_does_not_take_the_name(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("before")

    with suppress(InterruptedError), replacing(tmp_path / "a") as file:
        file.write(b"half")
        raise InterruptedError
    assert (tmp_path / "a").read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_log_that_has_grown_is_put_aside_while_its_process_goes_on_writing(tmp_path: Path) -> None:
    log, aside = tmp_path / "web.log", tmp_path / "web.log.1"
    keep_small(log, at_most=10)
    with log.open("ab", buffering=0) as process:
        for words in (b"the first of it", b"the second of it"):
            process.write(words)
            keep_small(log, at_most=len(words))
            assert log.read_bytes() == words, "not more than it may be"
            keep_small(log, at_most=10)
            assert (log.read_bytes(), aside.read_bytes(), mode(aside)) == (b"", words, 0o600)
        process.write(b"on")
    assert log.read_bytes() == b"on"


def test_a_log_that_is_a_link_to_another_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("not a log")
    (tmp_path / "postgres.log").symlink_to(tmp_path / "mine")
    with pytest.raises(OSError, match="symbolic link"):
        keep_small(tmp_path / "postgres.log", at_most=1)
    assert (tmp_path / "mine").read_text() == "not a log"
