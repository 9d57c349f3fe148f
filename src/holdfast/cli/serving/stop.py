"""`holdfast stop`: end what serves this home, and what an earlier run left behind."""

import argparse

from holdfast.cli.serving import one_server, parts
from holdfast.cli.serving.telling import Terminal
from holdfast.server import postgres
from holdfast.server.home import NotAHome, home
from holdfast.server.place import NoPlace


def run(asked: argparse.Namespace) -> int:
    """0 when nothing runs any more; 2 where it cannot be stopped."""
    terminal = Terminal()
    try:
        here = home()
        found = one_server.serving(here)
        if found:
            with terminal.step(f"Stopping Holdfast (process {found.pid})"):
                one_server.end(found, here)
        left = parts.end_leftovers(here)
        runs = postgres.is_running(here)
        if runs:
            with terminal.step("Stopping the database"):
                postgres.stop(here)
    except (NotAHome, NoPlace, one_server.WillNotStop, postgres.DatabaseDidNotStop) as problem:
        terminal.problem(str(problem))
        return 2
    if not (found or left or runs):
        terminal.console.print(f"Nothing runs from {here.root}.")
    return 0
