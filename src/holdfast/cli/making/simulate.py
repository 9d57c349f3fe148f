"""`holdfast simulate`: a synthetic cohort as case files, as event tables, as a return, each on request."""

import argparse
import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from holdfast.casefile.event_tables import to_cases
from holdfast.casefile.event_writer import EventWriter
from holdfast.cli.files import in_place_of
from holdfast.cli.progress import Say, progress
from holdfast.exchange.ssda903 import write_return
from holdfast.simulate import blocks

ALL = ("cases", "events", "ssda903")


def run(asked: argparse.Namespace) -> int:
    """Write what was asked for, streaming: memory does not grow with the cohort."""
    wanted = tuple(dict.fromkeys(asked.write or ALL))
    asked.out.mkdir(parents=True, exist_ok=True)
    with progress() as say:
        for what in wanted:
            _WRITERS[what](asked, say)
    print(
        f"{asked.children:,} children, seed {asked.seed}, as of {asked.as_of}: {', '.join(wanted)} in {asked.out}"
    )
    return 0


def _tables(asked: argparse.Namespace, say: Say, what: str) -> Iterator[dict[str, Any]]:
    """The blocks, counted as they are drawn; none is held here while it is used."""
    done = 0

    def counted(tables: dict[str, Any]) -> dict[str, Any]:
        nonlocal done
        done += tables["child"].height
        say(what, done, asked.children)
        return tables

    return map(counted, blocks(asked.children, asked.seed, asked.as_of))


def _case_files(asked: argparse.Namespace, say: Say, what: str) -> Iterator[dict[str, Any]]:
    return chain.from_iterable(map(to_cases, _tables(asked, say, what)))


def _events(asked: argparse.Namespace, say: Say) -> None:
    with EventWriter(asked.out / "events") as writer:
        writer.write_all(_tables(asked, say, "event tables"))


def _cases(asked: argparse.Namespace, say: Say) -> None:
    with in_place_of(asked.out / "cases.jsonl") as draft, draft.open("w", encoding="utf-8") as lines:
        for case in _case_files(asked, say, "case files"):
            lines.write(json.dumps(case, ensure_ascii=False, separators=(",", ":")) + "\n")


def _return(asked: argparse.Namespace, say: Say) -> None:
    cases = _case_files(asked, say, "SSDA903 return")
    write_return(cases, Path(asked.out / "ssda903"), collection_year(asked))


def collection_year(asked: argparse.Namespace) -> int:
    """The collection that ends on the 31 March on or before the cohort's day."""
    day = asked.as_of
    return int(day.year if (day.month, day.day) >= (3, 31) else day.year - 1)


_WRITERS = {"cases": _cases, "events": _events, "ssda903": _return}
