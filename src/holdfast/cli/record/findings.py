"""`holdfast findings refresh`: what the guideline says of every child, kept for lists, worked out where it no longer holds."""

import argparse
import sys

from holdfast.cli.progress import progress
from holdfast.cli.record.opened import CannotOpen, record


def run(asked: argparse.Namespace) -> int:
    """0 and for how many children it was worked out; 2 where there is no record to open."""
    try:
        with record():
            return _refresh(everything=asked.all)
    except CannotOpen as problem:
        print(f"holdfast: {problem}", file=sys.stderr)
        return 2


def _refresh(*, everything: bool) -> int:
    from holdfast.decisions.working_out.whole_authority import keep_all
    from holdfast.people.access import today

    with progress() as say:
        many = keep_all(day=today(), say=say, everything=everything)
    print(f"Findings worked out for {many:,} {'child' if many == 1 else 'children'}.")
    return 0
