"""`holdfast demo people`: who can sign in to the made-up authority, what each may see, and how to sign in as them."""

import argparse
import json
import sys
from typing import Any

from holdfast.cli.record.opened import CannotOpen, record


def run(asked: argparse.Namespace) -> int:
    """Print them; 2 where this record is not the made-up authority."""
    try:
        with record():
            return _say(asked.json)
    except CannotOpen as problem:
        print(f"holdfast: {problem}", file=sys.stderr)
        return 2


def _say(as_json: bool) -> int:
    from holdfast.demo.queries import DOOR, authority, people

    made = authority()
    if made is None:
        print("holdfast: this record is not the made-up authority", file=sys.stderr)
        return 2
    if as_json:
        found = {"authority": made.name, "sign_in": DOOR, "people": [_json(person) for person in people()]}
        print(json.dumps(found, indent=1, ensure_ascii=False))
    else:
        for person in people():
            print(
                f"{person.key:<20} {person.name:<22} {person.role_words:<30} {len(person.children):>4} children"
            )
    return 0


def _json(person: Any) -> dict[str, Any]:
    seen = [{"id": c.id, "reference": c.reference, "grounds": list(c.grounds)} for c in person.children]
    return {
        "account": person.key,
        "name": person.name,
        "role": person.role,
        "role_words": person.role_words,
        "agency": person.agency,
        "sees": len(seen),
        "children": seen,
    }
