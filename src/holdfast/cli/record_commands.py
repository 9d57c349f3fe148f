"""The words of the commands that run the record and work on it; the commands themselves are imported only when called."""

import argparse
from typing import Any

# The module of a command whose name is not the module's.
MODULES = {
    "import": "imports",
    "serve": "serving.serve",
    "stop": "serving.stop",
    "demo": "record.demo",
}


def add_record_commands(commands: Any) -> None:
    """Add them to the parser's commands."""
    _serve(commands.add_parser("serve", help="run the record: database, web server, worker; Ctrl-C stops it"))
    commands.add_parser("stop", help="stop the record that runs from this folder")
    _demo(commands.add_parser("demo", help="the made-up authority"))


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port; expected a whole number from 1 to 65535")
    return int(text)


def _serve(command: argparse.ArgumentParser) -> None:
    command.add_argument("--port", type=_port, default=8000, metavar="N", help="the port, 8000 if not given")
    command.add_argument(
        "--no-demo", dest="demo", action="store_false", help="leave a new record empty: no made-up authority"
    )


def _demo(command: argparse.ArgumentParser) -> None:
    what = command.add_subparsers(dest="what", required=True, metavar="WHAT")
    people = what.add_parser("people", help="who can sign in to the made-up authority, and what they may see")
    people.add_argument("--json", action="store_true", help="as JSON")
