"""Figures: how one is said, and how docs/benchmarks.md comes by them (nobody types them)."""

import json
import os
import platform
import re
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.timing import HERE, ROOT

PAGE, KEPT = ROOT / "docs" / "benchmarks.md", HERE / "figures.json"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
PARTS = {  # in the order of the page; the key is what `--only` takes
    "rules": "Rules over facts",
    "events": "From events to findings",
    "scaling": "Growth",
    "million": "Ten million",
    "child": "One child",
    "import": "SSDA903",
    "record": "The shared record",
}


@dataclass(frozen=True)
class Figure:
    """One line of a table: what was measured, the figure, what it stands beside; the goal and whether it was reached."""

    what: str
    figure: str
    beside: str = ""
    goal: str = ""
    reached: bool | None = None

    def __str__(self) -> str:
        return " | ".join(text for text in (self.what, self.figure, self.beside, self.verdict) if text)

    @property
    def verdict(self) -> str:
        """The goal, and whether it was reached."""
        if self.reached is None:
            return self.goal
        return f"{self.goal}: {'reached' if self.reached else '**not reached**'}"


def machine() -> list[tuple[str, str]]:
    """Where and with what the figures were made."""
    here = [
        (
            "machine",
            f"{len(os.sched_getaffinity(0)) if hasattr(os, 'sched_getaffinity') else os.cpu_count()} cores, {_processor()}",
        ),
        ("memory", f"{_memory():.0f} GB"),
        ("system", f"{platform.system()} {platform.release()} {platform.machine()}"),
        ("Holdfast", version("holdfast")),
        ("ours", f"Python {platform.python_version()}, Polars {version('polars')}, NumPy {version('numpy')}"),
    ]
    lock = json.loads((HERE / "cql" / "package.json").read_text("utf-8"))["dependencies"]
    peer = ", ".join(f"{name} {number}" for name, number in lock.items())
    validator = re.search(r'VERSION = "([^"]+)"', (HERE / "validator903.py").read_text("utf-8"))
    return [
        *here,
        ("the peers", f"Node {_said('node', '--version')}, {peer}; {validator[1] if validator else ''}"),
    ]


def _other_work() -> str:
    """That others worked on the machine meanwhile, where more wanted the cores than this measuring does."""
    wanting, cores = os.getloadavg()[1], os.cpu_count() or 1
    if wanting < 1.5 * cores:
        return ""
    return f", **beside other work**: {wanting:.1f} processes wanted the {cores} cores, so times say little, and memory and the processor's time more"


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*:\s*(.+)", told.read_text()) if told.exists() else None
    return found[1] if found else platform.processor()


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def _said(*command: str) -> str:
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError:
        return "unknown"
    return done.stdout.strip() or "unknown"


def _changed() -> str:
    return (
        " with changes"
        if _said("git", "status", "--porcelain", "--", "src", "benchmarks") != "unknown"
        else ""
    )


def keep(part: str, figures: Iterable[Figure], day: str, command: str) -> None:
    """Put the figures of one part in the place of those of before."""
    kept = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {"parts": {}}
    kept["machine"] = machine() if part != "million" else kept.get("machine") or machine()
    kept["parts"][part] = {
        "day": day,
        "command": command,
        "commit": f"{_said('git', 'rev-parse', '--short', 'HEAD')}{_changed()}",
        "beside": _other_work(),
        "figures": [asdict(f) for f in figures],
    }
    if part == "million":
        kept["parts"][part]["machine"] = machine()
    KEPT.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", "utf-8")


def write_page() -> None:
    """The kept figures between the marks of docs/benchmarks.md; what stands around them is left as it is."""
    kept = json.loads(KEPT.read_text("utf-8"))
    page = PAGE.read_text("utf-8")
    head, rest = page.split(BEGIN, 1)
    _, tail = rest.split(END, 1)
    lines = ["", _table(("", ""), kept["machine"]), ""]
    missed = []
    for part, title in PARTS.items():
        if part in kept["parts"]:
            held = kept["parts"][part]
            figures = [Figure(**f) for f in held["figures"]]
            missed += [f"- {title}: {f.what}: {f.figure} ({f.goal})" for f in figures if f.reached is False]
            rows = [(f.what, f.figure, f.beside, f.verdict) for f in figures]
            made = f"`{held['command']}`, {held['day']}, commit {held['commit']}{held.get('beside', '')}"
            lines += [f"### {title}", "", made, ""]
            lines += [_table(("what", "figure", "beside it", "goal"), rows), ""]
    lines += ["### Not reached", "", *(missed or ["Every goal was reached."]), ""]
    PAGE.write_text(f"{head}{BEGIN}\n{chr(10).join(lines)}{END}{tail}", "utf-8")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
