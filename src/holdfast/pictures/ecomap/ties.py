"""What an ecomap is made of, what of it held on a day, and the same in sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from holdfast.pictures.svg import refuse, unsafe
from holdfast.pictures.words import count, say_day

# Where a tie belongs, in the order in which they stand round the child.
GROUPS = ("people", "school", "services", "groups")
QUALITIES = {
    "strong": "a strong tie",
    "ordinary": "an ordinary tie",
    "tenuous": "a thin tie",
    "strained": "a strained tie",
    "broken": "a broken tie",
    "unknown": "how it is, is not recorded",
}
FLOWS = {
    "to_child": "support goes to the child",
    "from_child": "support comes from the child",
    "both": "support goes both ways",
    "": "",
}


@dataclass(frozen=True)
class Tie:
    """Somebody or something in the child's life. `group` is one of `GROUPS`, `quality` a key of `QUALITIES`, neither
    with a default; `flow` a key of `FLOWS`, empty where it is not known."""

    name: str
    group: str
    quality: str
    flow: str = ""
    detail: str = ""
    start: date | None = None
    end: date | None = None
    href: str | None = None


@dataclass(frozen=True)
class Ecomap:
    """The child's name, and ties of any time."""

    child: str
    ties: Sequence[Tie] = ()


def _faults(place: str, tie: Tie) -> list[str]:
    words = (("group", tie.group, GROUPS), ("quality", tie.quality, QUALITIES), ("flow", tie.flow, FLOWS))
    found = [
        f"{place}.{field}: {value!r}; expected one of {', '.join(key for key in known if key)}"
        for field, value, known in words
        if value not in known
    ]
    if unsafe(tie.href):
        found.append(f"{place}.href: {tie.href!r}; expected a path, or an address with https")
    return found


def held(ecomap: Ecomap, on: date) -> list[Tie]:
    """The ties that held on the day, by group; raises `CannotDraw` with everything that is wrong with any of them."""
    refuse([fault for number, tie in enumerate(ecomap.ties) for fault in _faults(f"ties[{number}]", tie)])
    now = [t for t in ecomap.ties if (t.start is None or t.start <= on) and (t.end is None or on < t.end)]
    return sorted(now, key=lambda tie: GROUPS.index(tie.group))


def sentence(tie: Tie) -> str:
    """One tie in words."""
    since = f", since {say_day(tie.start)}" if tie.start else ""
    flow = f"; {FLOWS[tie.flow]}" if tie.flow else ""
    detail = f" {tie.detail.rstrip('.')}." if tie.detail else ""
    return f"{tie.name} ({tie.group}): {QUALITIES[tie.quality]}{since}{flow}.{detail}"


def sentences(ecomap: Ecomap, on: date) -> list[str]:
    """The ecomap of that day in plain English: how many ties, then each of them; the same errors as `draw`."""
    ties = held(ecomap, on)
    return [f"Around {ecomap.child} on {say_day(on)}: {count(len(ties), 'tie')}.", *map(sentence, ties)]
