"""What the terminal is told while Holdfast starts and stops: one line a step, moving while it lasts where somebody watches."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table

Moved = Callable[[int, int], None]
_WORTH_SAYING = 1.0


class Terminal:
    """Where steps are told. `moved(done, of)` within a step says how far it is."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(highlight=False)

    @contextmanager
    def step(self, doing: str) -> Iterator[Moved]:
        """A step that takes a while: what is being done, how far it is, and how long it took."""
        began = time.monotonic()
        with self._moving(doing) as moved:
            yield moved
        took = time.monotonic() - began
        note = f" [dim]{took:.0f} s[/]" if took >= _WORTH_SAYING else ""
        self.console.print(f"[green]✓[/] {doing}{note}")

    def _moving(self, doing: str) -> "Iterator[Moved]":
        return _bar(self.console, doing) if self.console.is_terminal else _lines(self.console, doing)  # type: ignore[return-value]

    def problem(self, message: str) -> None:
        """What went wrong, and what to do about it."""
        print(f"holdfast: {message}", file=sys.stderr)

    def welcome(self, address: str, people: list[dict[str, str]], home: str) -> None:
        """The address, and one person a role to sign in as where this is the demo authority."""
        self._say(f"\n[bold]Holdfast runs at[/] [bold underline]{address}[/]\n")
        if people:
            self._say("Saltmarsh Council is made up. Sign in as anybody:")
            self._say(f"[underline]{address}demo/sign-in[/]\n")
            self.console.print(_people(people))
        self._say(f"\n[dim]Its data is in {home}[/]\n[dim]Ctrl-C stops it and loses nothing.[/]")

    def _say(self, text: str) -> None:
        self.console.print(text, soft_wrap=True)


@contextmanager
def _bar(console: Console, doing: str) -> Iterator[Moved]:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(doing, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def _lines(console: Console, doing: str) -> Iterator[Moved]:
    console.print(f"… {doing}")
    said = [0]

    def moved(done: int, total: int) -> None:
        quarter = 4 * done // max(total, 1)
        if quarter > said[0]:
            said[0] = quarter
            console.print(f"  {done} of {total}")

    yield moved


def _people(people: list[dict[str, str]]) -> Table:
    table = Table(box=None, padding=(0, 3, 0, 2), header_style="dim")
    for column in ("who", "role", "sees today"):
        table.add_column(column)
    for person in people:
        table.add_row(person["name"], person["role"], person["sees"])
    return table


def counted(children: int) -> str:
    """How many children somebody sees, in words."""
    return "no record" if not children else "1 child" if children == 1 else f"{children} children"
