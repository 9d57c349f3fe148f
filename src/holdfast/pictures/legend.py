"""A legend: symbols with their meaning, flowing from left to right in as many lines as they need."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from holdfast.pictures import lettering
from holdfast.pictures.svg import layer, write

_SYMBOL, _HIGH, _SIZE, _APART, _NAMES = 42, 28, 14, 24, 190


@dataclass(frozen=True)
class Entry:
    """`symbol(x, y)` draws within 34 pixels to the right of x, around the height y; `meaning` says it."""

    symbol: Callable[[float, float], str]
    meaning: str


@dataclass(frozen=True)
class Group:
    """Entries that belong together, under a name or none."""

    name: str
    entries: Sequence[Entry]


@dataclass
class _Pen:
    """Where the next symbol goes, between `left` and `right`."""

    left: float
    right: float
    y: float
    x: float = field(init=False)

    def __post_init__(self) -> None:
        self.x = self.left

    def line(self) -> None:
        self.x, self.y = self.left, self.y + _HIGH

    def entry(self, entry: Entry) -> str:
        wide = _SYMBOL + lettering.width(entry.meaning, _SIZE)
        if self.x > self.left and self.x + wide > self.right:
            self.line()
        meaning = lettering.cut(entry.meaning, self.right - self.x - _SYMBOL, _SIZE)
        drawn = entry.symbol(self.x, self.y) + write(meaning, self.x + _SYMBOL, self.y + 5, size=_SIZE)
        self.x += wide + _APART
        return drawn


def legend(groups: Sequence[Group], top: float, width: float) -> tuple[str, float]:
    """The legend from `top` down, and where it ends; nothing at all where there is no entry."""
    filled = [group for group in groups if group.entries]
    if not filled:
        return "", top
    beside = width >= 600 and any(group.name for group in filled)
    drawn = [write("What the signs mean", 0, top + 20, font_weight=700)]
    pen = _Pen(_NAMES if beside else 0, width, top + 46)
    for group in filled:
        if group.name:
            name = lettering.cut(group.name, _NAMES - 12 if beside else width, _SIZE)
            drawn.append(write(name, 0, pen.y + 5, look="soft-text", size=_SIZE))
        if group.name and not beside:
            pen.line()
        drawn += [pen.entry(entry) for entry in group.entries]
        pen.line()
    return layer(*drawn, class_="hf-pic-legend"), pen.y - _HIGH / 2 + 4
