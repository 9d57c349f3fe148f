"""The words of the commands that run the record and work on it; the commands themselves are imported only when called."""

import argparse
from pathlib import Path
from typing import Any

# Module and function of each command: those of two words by their first.
MODULES = {
    "import": "making.from_return:run",
    "simulate": "making.simulate:run",
    "serve": "serving.serve:run",
    "stop": "serving.stop:run",
    "demo": "record.demo:run",
    "audit": "record.audit:run",
    "backup": "record.backups:save",
    "restore": "record.backups:bring_back",
    "record": "record.case_files:run",
    "findings": "record.findings:run",
    "account": "record.account:run",
}


def add_record_commands(commands: Any) -> None:
    """Add them to the parser's commands."""
    _serve(commands.add_parser("serve", help="run the record: database, web server, worker; Ctrl-C stops it"))
    commands.add_parser("stop", help="stop the record that runs from this folder")
    _demo(commands.add_parser("demo", help="the made-up authority"))
    _audit(commands.add_parser("audit", help="the log of every look and change"))
    _backup(commands.add_parser("backup", help="the whole record to one file, or to a pipe"))
    _restore(commands.add_parser("restore", help="a backup back into an empty record"))
    _record(commands.add_parser("record", help="case files and returns into the record, and case files out"))
    _findings(commands.add_parser("findings", help="what the guideline says of every child of the record"))
    _account(commands.add_parser("account", help="accounts of people who sign in"))


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port; expected a whole number from 1 to 65535")
    return int(text)


def _count(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) <= 20_000:
        raise argparse.ArgumentTypeError(f"{text!r}: expected a number of children from 1 to 20000")
    return int(text)


def _serve(command: argparse.ArgumentParser) -> None:
    command.add_argument("--port", type=_port, default=8000, metavar="N", help="the port, 8000 if not given")
    command.add_argument(
        "--no-demo", dest="demo", action="store_false", help="leave a new record empty: no made-up authority"
    )
    command.add_argument(
        "--children", type=_count, default=300, metavar="N", help="of the made-up authority, 300 if not given"
    )


def _demo(command: argparse.ArgumentParser) -> None:
    what = command.add_subparsers(dest="what", required=True, metavar="WHAT")
    people = what.add_parser("people", help="who can sign in to the made-up authority, and what they may see")
    people.add_argument("--json", action="store_true", help="as JSON")


def _audit(command: argparse.ArgumentParser) -> None:
    what = command.add_subparsers(dest="what", required=True, metavar="WHAT")
    what.add_parser("verify", help="whether every entry is there and as it was written")


def _backup(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "file", type=Path, metavar="FILE", help="- for standard output, to be piped into what encrypts it"
    )


def _restore(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FILE", help="- for standard input")


def _record(command: argparse.ArgumentParser) -> None:
    what = command.add_subparsers(dest="what", required=True, metavar="WHAT")
    put = what.add_parser("import", help="make the record say what case files say")
    put.add_argument("file", type=Path, metavar="FILE", help="a case file (.json), or one a line (.jsonl)")
    take = what.add_parser("export", help="case files of the record, in the order of their references")
    take.add_argument("--child", action="append", metavar="REF", help="this child alone; may be repeated")
    take.add_argument("--out", type=Path, metavar="FILE", help="instead of standard output")
    returned = what.add_parser("import-ssda903", help="take in what an SSDA903 return says")
    returned.add_argument("folder", type=Path, metavar="FOLDER")
    returned.add_argument("--report", type=Path, metavar="FILE.csv", help="where the report goes")


def _findings(command: argparse.ArgumentParser) -> None:
    what = command.add_subparsers(dest="what", required=True, metavar="WHAT")
    refresh = what.add_parser("refresh", help="work out the findings that no longer hold")
    refresh.add_argument("--all", action="store_true", help="of every child, also where they still hold")


def _account(command: argparse.ArgumentParser) -> None:
    what = command.add_subparsers(dest="what", required=True, metavar="WHAT")
    new = what.add_parser(
        "open", help="an account for one person; prints where they set their first password"
    )
    new.add_argument("--name", required=True)
    new.add_argument("--email", required=True)
    new.add_argument(
        "--role", required=True, help="such as social_worker, team_manager, service_manager, data_officer"
    )
    new.add_argument(
        "--agency", metavar="NAME", help="the agency they work for; made where there is none of this name"
    )
    new.add_argument(
        "--kind", default="local_authority", help="of a new agency: local_authority, health, school, …"
    )
    new.add_argument("--team", metavar="NAME", help="the team they work in")
    new.add_argument("--manages", metavar="NAME", help="the team they manage")
    again = what.add_parser(
        "reset",
        help="forget the password and second factors of somebody who lost them; prints where they begin again",
    )
    again.add_argument("--email", required=True)
    for each in (new, again):
        each.add_argument("--address", default="http://localhost:8000", help="where Holdfast is reached")
