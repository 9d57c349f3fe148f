"""`holdfast explain 1.4.3`: a recommendation as a practitioner reads it, on the terminal."""

import argparse
import sys
from typing import TYPE_CHECKING

from holdfast.cli.settings_file import settings_or_errors
from holdfast.explaining.english import amount
from holdfast.explaining.explained import Explained, explained, nearest
from holdfast.explaining.lines import Line
from holdfast.ng26.guideline import EDITION, NG26, URL

if TYPE_CHECKING:
    from rich.console import Console


def run(asked: argparse.Namespace) -> int:
    """Explain one number; 2 where the guideline has no such number or the settings are not valid."""
    number = asked.recommendation.strip()
    recommendation = NG26.by_number.get(number)
    if recommendation is None:
        print(
            f"holdfast: NG26 has no recommendation {number!r}; the nearest: {', '.join(nearest(number))}",
            file=sys.stderr,
        )
        return 2
    settings = settings_or_errors(asked.settings)
    if settings is None:
        return 2
    show(explained(recommendation, settings))
    return 0


def show(said: Explained) -> None:
    """Print it, for a person at a terminal."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    from holdfast.cli.text import page

    number = said.recommendation.number
    title = Table.grid(padding=(0, 2, 0, 0))
    title.add_row(Text(f" {number} ", "bold reverse"), Text(said.recommendation.summary, "bold"))
    about = Table.grid(padding=(0, 2, 0, 0))
    about.add_column(style="dim", no_wrap=True)
    for label, words in said.about:
        about.add_row(label, words)
    with page() as out:
        out.print(title)
        out.print(Padding(about, (1, 0, 0, 1)))
        for chapter in said.chapters:
            out.print(Text(f"\n {chapter.title}", "bold dim" if chapter.aside else "bold cyan"))
            for line in chapter.lines:
                _show_line(out, line, 2, "dim" if chapter.aside else "")
        _show_settings(out, said)
        source = f"Our words, after NICE guideline {NG26.name} ({EDITION}), recommendation {number}: {URL}"
        out.print(Padding(Text(source, "dim"), (1, 0, 0, 1)))


def _show_line(
    out: "Console", line: Line, indent: int, style: str, bullet: str = "•", mark: str = ""
) -> None:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    words = Text(line.text, style)
    meaning = line.below[0] if line.join == "means" else None
    if meaning and meaning.is_short:
        words.append(f"  ({meaning.text})", "dim")
    row = Table.grid(padding=(0, 1, 0, 0))
    row.add_row(Text(mark or bullet, "dim"), words)
    out.print(Padding(row, (0, 0, 0, indent)))
    below, mark = line.below, "or" if line.join == "any" else ""
    if meaning:
        below, style, bullet = (() if meaning.is_short else meaning.all_below), "dim", "–"
    for each in below:
        _show_line(out, each, indent + 2, style, bullet, mark)


def _show_settings(out: "Console", said: Explained) -> None:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    if not said.settings:
        return
    out.print(
        Text("\n Settings used: NG26 does not give these numbers; a service may change them", "bold cyan")
    )
    table = Table.grid(padding=(0, 2, 0, 0))
    for setting, value in said.settings:
        ours = amount(setting, setting.value)
        changed = "" if value == setting.value else f"changed from {ours} by your file; "
        table.add_row(setting.key, amount(setting, value), Text(f"{changed}{setting.reason}", "dim"))
    out.print(Padding(table, (0, 0, 0, 2)))
