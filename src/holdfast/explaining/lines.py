"""A line of plain English with the lines below it, and how lines of one shape are drawn together."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

ALL_OF, ANY_OF = "all of these:", "any of these:"
ALWAYS, NEVER = "always", "never"


@dataclass(frozen=True)
class Line:
    """One line, and the lines below it: all of them, any of them, or (`means`) the definition of this one."""

    text: str
    below: tuple["Line", ...] = ()
    join: Literal["all", "any", "means"] = "all"

    @property
    def inline(self) -> str:
        """The line and what is below it, in one piece; a definition is left out."""
        if not self.below or self.join == "means":
            return self.text
        parts = [
            f"({b.inline})" if b.join not in (self.join, "means") and b.below else b.inline
            for b in self.below
        ]
        words = (" or " if self.join == "any" else " and ").join(parts)
        return words if self.text in (ALL_OF, ANY_OF) else f"{self.text} {words}"

    @property
    def is_short(self) -> bool:
        """Short enough to stand in brackets."""
        return not self.below and len(self.text) <= 60

    @property
    def all_below(self) -> tuple["Line", ...]:
        """The line as a list of which all must hold."""
        return self.below if self.text == ALL_OF else (self,)

    @property
    def texts(self) -> Iterator[str]:
        """Every text of it, from the top."""
        yield self.text
        for below in self.below:
            yield from below.texts

    def replaced(self, old: str, new: str) -> "Line":
        """The same lines with one text in place of another."""
        below = tuple(line.replaced(old, new) for line in self.below)
        return Line(new if self.text == old else self.text, below, self.join)


def grouped(lines: list[Line], *, every: bool) -> Line:
    """All or any of these lines, as one: what is always or never so is left out, or settles it."""
    text, nothing, settled = (ALL_OF, ALWAYS, NEVER) if every else (ANY_OF, NEVER, ALWAYS)
    if any(line.text == settled for line in lines):
        return Line(settled)
    told = [each for line in lines if line.text != nothing for each in _flat(line, text)]
    told = _drawn_together(told, every)
    if len(told) < 2:
        return told[0] if told else Line(nothing)
    return Line(text, tuple(told), "all" if every else "any")


def _flat(line: Line, text: str) -> tuple[Line, ...]:
    return line.below if line.text == text else (line,)


def _drawn_together(lines: list[Line], every: bool) -> list[Line]:
    """Three lines or more of one shape that differ in one word are said once, for each (or for some) of the words."""
    shapes = [list(line.texts) for line in lines]
    if len(lines) < 3 or len({len(shape) for shape in shapes}) > 1 or len(shapes[0]) < 3:
        return lines
    differing = [i for i, texts in enumerate(zip(*shapes, strict=True)) if len(set(texts)) > 1]
    labels = {shape[i].partition(": ")[0] for i in differing for shape in shapes}
    if len(differing) != 1 or len(labels) != 1:
        return lines
    words = "; ".join(shape[differing[0]].partition(": ")[2] for shape in shapes)
    one = lines[0].replaced(shapes[0][differing[0]], f"{labels.pop()}: this one")
    return [Line(f"for {'each' if every else 'some'} of {words}:", one.all_below)]
