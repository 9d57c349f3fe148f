"""The chronology for a phone: each entry has its own line of writing, and under it a bar that says when."""

from dataclasses import dataclass, field
from datetime import date

from holdfast.pictures import axis as time
from holdfast.pictures import lettering
from holdfast.pictures.chronology import strokes, table
from holdfast.pictures.chronology.events import Bar, Chronology, Gap, Mark, Shown
from holdfast.pictures.chronology.packing import Extent, apart, pack
from holdfast.pictures.chronology.strokes import Sheet
from holdfast.pictures.legend import legend
from holdfast.pictures.svg import layer, line, rect, thing, write
from holdfast.pictures.words import capital, count, how_long, say_day

_SIZE, _HIGH, _PITCH, _RADIUS = 15, 12, 42, 5
# More bars than this in a lane go into rows without writing; the table names them.
_MOST = 40


@dataclass
class Lanes:
    """Lanes as they are drawn from `y` down."""

    sheet: Sheet
    born: date
    width: float
    y: float
    drawn: list[str] = field(default_factory=list)
    heads: list[tuple[float, float]] = field(default_factory=list)
    counted: bool = False

    def lane(self, part: Shown) -> None:
        """A title with the axis under it, then the entries."""
        self.y += 14
        self.drawn.append(line(0, self.y, self.width, self.y, "today-line", stroke_dasharray="none"))
        title = lettering.cut(part.lane.title, self.width, 17, bold=True)
        self.drawn.append(layer(write(title, 0, self.y + 22, size=17, font_weight=700)))
        self._axis(self.y + 30)
        top = self.y = self.y + 68
        items = part.pieces()
        if len(items) > _MOST:
            self._crowd(part, items)
        else:
            for item in items:
                self._entry(part, item)
        self._marks(part)
        if not (items or part.marks):
            self.drawn.append(layer(write("Nothing recorded", 0, self.y + 16, look="soft-text", size=_SIZE)))
            self.y += 26
        self.heads.append((top - 20, self.y))

    def _axis(self, y: float) -> None:
        self.drawn.append(time.year_names(self.sheet.axis, y + 12, 12))
        self.drawn.append(time.age_names(self.sheet.axis, self.born, y + 29, 12))

    def _line(self, label: str, length: str, look: str) -> str:
        """What it is at the left, how long at the right."""
        right = lettering.width(length, 13)
        said = lettering.cut(label, self.width - right - 14, _SIZE)
        return write(said, 0, self.y + 15, size=_SIZE, look=look) + write(
            length, self.width, self.y + 15, size=13, look="soft-text", text_anchor="end"
        )

    def _entry(self, part: Shown, item: Bar | Gap) -> None:
        title, until = part.lane.title, self.sheet.until
        if isinstance(item, Gap):
            words = self._line("Gap: nothing recorded", how_long(item.start, item.end), "soft-text")
            drawn = strokes.gap(self.sheet, item, self.y + 21, _HIGH)
            self.drawn.append(thing(table.gap_in_words(title, item), words, drawn))
        else:
            words = self._line(item.label, table.lasted(item.start, item.end, until), "text")
            drawn = strokes.bar(self.sheet, part, item, self.y + 21, _HIGH)
            self.drawn.append(thing(table.bar_in_words(title, item, until), words, drawn, href=item.href))
        self.y += _PITCH

    def _crowd(self, part: Shown, items: list[Bar | Gap]) -> None:
        self.drawn.append(
            layer(self._line(f"{count(len(items), 'entry', 'entries')}, close together", "", "soft-text"))
        )
        self.y += 24
        extents = [
            Extent(left, right, left, right) for left, right in (strokes.extent(self.sheet, i) for i in items)
        ]
        rows = pack(extents, 1)
        for item, row in zip(items, rows, strict=True):
            y, title = self.y + row * 10, part.lane.title
            if isinstance(item, Gap):
                self.drawn.append(thing(table.gap_in_words(title, item), strokes.gap(self.sheet, item, y, 8)))
            else:
                said = table.bar_in_words(title, item, self.sheet.until)
                self.drawn.append(thing(said, strokes.bar(self.sheet, part, item, y, 8), href=item.href))
        self.y += (max(rows, default=0) + 1) * 10 + 8

    def _marks(self, part: Shown) -> None:
        for kind in dict.fromkeys(mark.kind for mark in part.marks):
            self._strip(part, kind, [mark for mark in part.marks if mark.kind == kind])

    def _strip(self, part: Shown, kind: str, marks: list[Mark]) -> None:
        """Every mark of a kind on one line."""
        one = len(marks) == 1
        name = marks[0].label if one else kind or "Other events"
        when = say_day(marks[0].day) if one else count(len(marks), "time")
        self.drawn.append(layer(self._line(capital(name), when, "text")))
        middle = self.y + 31
        self.drawn.append(line(self.sheet.axis.left, middle, self.sheet.axis.right, middle, "grid-line"))
        for group in apart([(self.sheet.axis.x(mark.day), mark) for mark in marks], _mark_extent, 1):
            together = [mark for _, mark in group]
            place = _mark_extent(group)
            drawn = strokes.mark(part, together, (place.left + place.right) / 2, middle, _RADIUS)
            said = table.marks_in_words(part.lane.title, together)
            self.drawn.append(thing(said, drawn, href=together[0].href if len(together) == 1 else None))
            self.counted |= len(together) > 1
        self.y += _PITCH + 8


def _mark_extent(group: list[tuple[float, Mark]]) -> Extent:
    middle = (group[0][0] + group[-1][0]) / 2
    half = _RADIUS if len(group) == 1 else strokes.pill(len(group))
    return Extent(middle - half, middle + half, middle - half, middle + half)


def draw(sheet: Sheet, chronology: Chronology, parts: list[Shown], width: float) -> tuple[str, float]:
    """All layers, and how high they are."""
    lanes = Lanes(sheet, chronology.born, width, 22)
    for part in parts:
        lanes.lane(part)
    under = [
        time.age_bands(sheet.axis, chronology.born, top, bottom) + time.year_lines(sheet.axis, top, bottom)
        for top, bottom in lanes.heads
    ]
    head = layer(write("Years, and below them the child’s age.", 0, 15, look="soft-text", size=13))
    signs, end = legend(strokes.meanings(sheet, parts, counted=lanes.counted), lanes.y + 8, width)
    paper = rect(0, 0, width, end, "plain-ground")
    return "".join([strokes.definitions(sheet, parts), paper, *under, head, *lanes.drawn, signs]), end
