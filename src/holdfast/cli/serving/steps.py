"""Steps of starting that need Django, each in a process of its own: the server that starts them stays small and quick.

Run as `python -m`, with the name of the step. It says how far it is, a line each: `done of`, and last what it found, as JSON.
"""

import json
import subprocess
import sys
from typing import Any

from holdfast.cli.database import as_role
from holdfast.cli.serving.parts import environment
from holdfast.cli.serving.telling import Moved, counted
from holdfast.server.home import Home

ROLES = {"prepare": "owner", "demo": "worker", "findings": "worker", "people": "worker"}


class StepFailed(Exception):
    """A step of starting went wrong; carries the end of what it said."""


def take(step: str, home: Home, *words: str, moved: Moved = lambda done, total: None) -> Any:
    """Run a step to its end and give what it found. Raises StepFailed."""
    running = subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-P", "-m", "holdfast.cli.serving.steps", step, *words],
        env=environment(home, ROLES[step]),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=(log := (home.log / f"{step}.log").open("w+", encoding="utf-8")),
        text=True,
    )
    found = None
    with running, log:
        try:
            for line in running.stdout or ():
                found = _heard(line, moved, found)
        except BaseException:
            running.terminate()
            raise
        if running.wait() != 0:
            log.seek(0)
            raise StepFailed(f"{step}: {_end_of(log.read())}\n  (log: {log.name})")
    return found


def _heard(line: str, moved: Moved, found: Any) -> Any:
    said = json.loads(line)
    if isinstance(said, dict) and set(said) == {"done", "of"}:
        moved(said["done"], said["of"])
        return found
    return said


def _end_of(text: str) -> str:
    return "\n  ".join(text.strip().splitlines()[-3:])


# --- in the process of the step


def main() -> None:
    """Take one step."""
    step = sys.argv[1]
    as_role(ROLES[step])
    found = {"prepare": _prepare, "demo": _demo, "findings": _findings, "people": _people}[step]()
    print(json.dumps(found), flush=True)


def _say(done: int, total: int) -> None:
    print(json.dumps({"done": done, "of": total}), flush=True)


def _prepare() -> None:
    from holdfast.cli.database import prepare

    prepare()


def _demo() -> bool:
    from holdfast.demo.actions import load_if_empty

    return load_if_empty(say=_say, children=int(sys.argv[2]))


def _findings() -> int:
    from holdfast.decisions.working_out.whole_authority import keep_all
    from holdfast.people.access import today

    return keep_all(day=today(), say=lambda what, done, of: _say(done, of or 0))


def _people() -> list[dict[str, str]]:
    from holdfast.demo.queries import one_a_role

    return [{"name": p.name, "role": p.role_words, "sees": counted(len(p.children))} for p in one_a_role()]


if __name__ == "__main__":
    main()
