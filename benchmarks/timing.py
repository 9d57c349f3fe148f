"""How time is taken: rounds in this process, and whole commands from outside."""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
HOLDFAST = str(Path(sys.executable).with_name("holdfast"))


def say(words: str) -> None:
    """A line of progress."""
    print(f"· {words}", file=sys.stderr, flush=True)


def rounds(work: Callable[[], object], times: int, warm: int = 1) -> float:
    """The median seconds of some rounds, after `warm` that do not count."""
    taken = []
    for number in range(warm + times):
        before = time.perf_counter()
        work()
        if number >= warm:
            taken.append(time.perf_counter() - before)
    return statistics.median(taken)


@dataclass(frozen=True)
class Ran:
    """A whole command: the medians of its wall times and of its processor's times (of all cores together, so that it says
    more than the clock where others work on the machine), and the most memory that any of its runs held."""

    seconds: float
    processor: float
    megabytes: float


def whole_command(command: Sequence[str], times: int = 1, warm: int = 0) -> Ran:
    """Interpreter start, reading and writing and all. A command that fails ends the run."""
    taken = [_once(command) for _ in range(warm + times)][warm:]
    return Ran(
        statistics.median(t.seconds for t in taken),
        statistics.median(t.processor for t in taken),
        max(t.megabytes for t in taken),
    )


def _once(command: Sequence[str]) -> Ran:
    told = output_of([sys.executable, str(HERE / "watched.py"), *command], cwd=ROOT)
    seen = json.loads(told.splitlines()[-1])
    return Ran(**seen)


def output_of(command: Sequence[str], cwd: Path = ROOT, env: dict[str, str] | None = None) -> str:
    """What a command writes to standard output; ends the run where it fails."""
    done = subprocess.run(list(command), cwd=cwd, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return done.stdout
