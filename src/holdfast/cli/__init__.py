"""The command `holdfast`: a door on the terminal. Each command is a module here, imported only when it is called."""

import argparse
import importlib
import os
import sys
from datetime import date
from pathlib import Path

from holdfast import __version__
from holdfast.cli.record_commands import MODULES, add_record_commands


def parser() -> argparse.ArgumentParser:
    """The whole command line; `command` in the parsed arguments names the module that answers."""
    top = argparse.ArgumentParser(
        prog="holdfast", description="What NICE guideline NG26 says, for one child and for many."
    )
    top.add_argument("--version", action="version", version=f"holdfast {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _assess(
        commands.add_parser(
            "assess", help="what the guideline says for one child, or for each line of a .jsonl"
        )
    )
    _explain(commands.add_parser("explain", help="a recommendation as a practitioner reads it"))
    _case(commands.add_parser("case", help="check a case file, or print its schema"))
    _caseload(commands.add_parser("caseload", help="every finding for a whole caseload"))
    _simulate(commands.add_parser("simulate", help="a synthetic cohort"))
    _import(commands.add_parser("import", help="case files from a statutory return"))
    add_record_commands(commands)
    return top


def _day(text: str) -> date:
    try:
        if len(text) != len("2026-01-31"):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; expected YYYY-MM-DD") from None


def _count(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a number of children; expected a whole number from 1 up"
        )
    return int(text)


def _looking(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--as-of", type=_day, metavar="DATE", help="the day to ask about, instead of the file's own"
    )
    command.add_argument("--settings", type=Path, metavar="FILE.toml", help="a service's own settings")


def _assess(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "case", type=Path, metavar="CASE", help="a case file (.json), or one a line (.jsonl)"
    )
    _looking(command)
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.add_argument(
        "--all", action="store_true", help="in text: also what is fine and what does not apply, in full"
    )


def _explain(command: argparse.ArgumentParser) -> None:
    command.add_argument("recommendation", metavar="NUMBER", help="such as 1.4.3")
    command.add_argument("--settings", type=Path, metavar="FILE.toml", help="a service's own settings")


def _case(command: argparse.ArgumentParser) -> None:
    what = command.add_subparsers(dest="what", required=True, metavar="WHAT")
    check = what.add_parser("check", help="every error of a case file: path, value, what was expected")
    check.add_argument("case", type=Path, metavar="CASE")
    what.add_parser("schema", help="the JSON Schema of the case file")


def _caseload(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "cases", type=Path, metavar="IN", help="a .jsonl of case files, or a folder of event tables"
    )
    command.add_argument("--out", type=Path, required=True, metavar="FINDINGS.parquet")
    _looking(command)
    command.add_argument("--engine", choices=("local", "spark"), default="local")
    command.add_argument(
        "--master", metavar="URL", help="with --engine spark: the cluster, such as spark://host:7077"
    )


def _simulate(command: argparse.ArgumentParser) -> None:
    command.add_argument("--children", type=_count, required=True, metavar="N")
    command.add_argument("--seed", type=int, required=True, metavar="S")
    command.add_argument("--out", type=Path, required=True, metavar="DIR")
    command.add_argument("--as-of", type=_day, default=date(2026, 3, 31), metavar="DATE")
    command.add_argument(
        "--write",
        action="append",
        choices=("cases", "events", "ssda903"),
        help="what to write (may be repeated); all if not given",
    )


def _import(command: argparse.ArgumentParser) -> None:
    kinds = command.add_subparsers(dest="what", required=True, metavar="WHAT")
    ssda903 = kinds.add_parser("ssda903", help="a local authority's SSDA903 return, one year or several")
    ssda903.add_argument("folder", type=Path, metavar="FOLDER")
    ssda903.add_argument("--out", type=Path, required=True, metavar="CASES.jsonl")
    ssda903.add_argument("--as-of", type=_day, metavar="DATE", help="instead of 31 March of the newest year")


def _give_memory_back() -> None:
    """Have Polars give back at once what it frees: what it would keep of a block, for half a second, lies beside the next.

    Its allocator reads this when Polars is imported, which is after this.
    """
    os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:0,muzzy_decay_ms:0")


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status: 0 answered, 2 not valid (every error on standard error)."""
    asked = parser().parse_args(arguments)
    if asked.command == "simulate":
        _give_memory_back()
    name, _, verb = MODULES.get(asked.command, f"{asked.command}:run").partition(":")
    module = importlib.import_module(f"holdfast.cli.{name}")
    try:
        return int(getattr(module, verb)(asked))
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except OSError as problem:
        print(f"holdfast: {problem.filename or ''}: {problem.strerror or problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("holdfast: stopped", file=sys.stderr)
        return 130
