"""`holdfast audit verify`: whether every entry of the audit log is there and as it was written."""

import argparse
import sys

from holdfast.cli.record.opened import CannotOpen, record


def run(asked: argparse.Namespace) -> int:
    """0 and how much there is, where the log is whole; 1 and each place where it is not."""
    try:
        with record():
            return _verify()
    except CannotOpen as problem:
        print(f"holdfast: {problem}", file=sys.stderr)
        return 2


def _verify() -> int:
    from holdfast.audit.actions import broken_chains
    from holdfast.audit.queries import size

    broken = broken_chains()
    for problem in broken:
        print(problem, file=sys.stderr)
    entries, chains = size()
    if broken:
        print(f"holdfast: the audit log is broken in {len(broken)} places", file=sys.stderr)
        return 1
    print(f"The audit log is whole: {entries:,} entries in {chains:,} chains.")
    return 0
