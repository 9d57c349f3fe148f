"""The counts of a caseload by recommendation and state, as a table on screen."""

from collections import Counter
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from holdfast.ng26.guideline import NG26, SECTIONS
from holdfast.ng26.vocabulary import STATES

_SHORT = {"not_applicable": "n/a"}
_STYLE = {
    "stop": "bold red",
    "act": "bold yellow",
    "wait": "magenta",
    "ask": "cyan",
    "met": "green",
    "not_applicable": "dim",
}


def show(counts: Counter[tuple[str, str]], out: Path) -> None:
    """One line a recommendation, one column a state; what to do first comes first."""
    console = Console()
    children = sum(many for (number, _), many in counts.items() if number == NG26.about_a_child[0].number)
    table = Table(
        box=box.SIMPLE,
        title=f"{children:,} children: findings by recommendation and state",
        title_justify="left",
        expand=True,
        padding=(0, 1, 0, 0),
    )
    table.add_column("", no_wrap=True)
    table.add_column("recommendation", ratio=1, no_wrap=True, overflow="ellipsis")
    for state in STATES:
        table.add_column(_SHORT.get(state, state), justify="right", style=_STYLE[state], no_wrap=True)
    section = ""
    for recommendation in NG26.about_a_child:
        if not recommendation.number.startswith(f"{section}.") or not section:
            section = ".".join(recommendation.number.split(".")[:2])
            table.add_section()
            table.add_row(section, Text(SECTIONS[section], style="bold"))
        cells = (counts[recommendation.number, state] for state in STATES)
        table.add_row(
            recommendation.number, recommendation.summary, *(f"{many:,}" if many else "·" for many in cells)
        )
    console.print(table)
    console.print(f"written: {out} (columns child, as_of, recommendation, state, waits_for)", highlight=False)
