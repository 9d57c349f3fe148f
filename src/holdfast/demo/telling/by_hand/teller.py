"""Children told by hand: read from the JSON files beside this page, in which `@1690` is the day 1,690 days ago and `@-40` one to come."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from holdfast.demo.telling.story import Ref, Row

HERE = Path(__file__).parent


@dataclass(frozen=True)
class ByHand:
    """A child told by hand: the columns that say how the child is called, the case file, and the rows beside it.

    `households`: name and kind by key. `shares`: which parents a brother or sister shares, by their key; who they are stands among the
    people under the same first name. `carer`: key and name of an account, and its household; `own`: the young person's own account.
    `ahead`: what the child is told of the move that lies ahead, which a case file does not hold.
    """

    names: dict[str, str]
    case: dict[str, Any]
    rows: tuple[Row, ...]
    households: dict[str, tuple[str, str]]
    shares: dict[str, str]
    carer: tuple[str, str, str] | None
    own: tuple[str, str] | None
    ahead: dict[str, str]


def everybody(today: date) -> dict[str, ByHand]:
    """The children told by hand as on a day, by reference."""
    told = [_read(path, today) for path in sorted(HERE.glob("*.json"))]
    return {each.case["child"]["id"]: each for each in told}


def _read(path: Path, today: date) -> ByHand:
    told = json.loads(path.read_text(encoding="utf-8"))
    rows = [
        Row(row["table"], _days(row["values"], today), row.get("name", ""), row.get("by", ""))
        for row in told["rows"]
    ]
    return ByHand(
        names=told["names"],
        case=json.loads(json.dumps(_days(told["case"], today), default=date.isoformat)),
        rows=tuple(rows),
        households={key: (name, kind) for key, (name, kind) in told["households"].items()},
        shares=told.get("shares", {}),
        carer=tuple(told["carer"]) if "carer" in told else None,
        own=tuple(told["own"]) if "own" in told else None,
        ahead=told.get("ahead", {}),
    )


def _days(value: Any, today: date) -> Any:
    """The value with every `@…` a day and every `{"ref": name}` a reference."""
    if isinstance(value, dict):
        return (
            Ref(value["ref"]) if set(value) == {"ref"} else {key: _days(v, today) for key, v in value.items()}
        )
    if isinstance(value, list):
        return [_days(v, today) for v in value]
    if isinstance(value, str) and value.startswith("@"):
        return today - timedelta(days=int(value[1:]))
    return value
