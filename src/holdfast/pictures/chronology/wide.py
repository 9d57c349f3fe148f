"""The chronology for a desk and for paper: lanes below one another, one time axis above, from left to right."""

from dataclasses import dataclass, field

from holdfast.pictures import axis as time
from holdfast.pictures import lettering
from holdfast.pictures.chronology import strokes, table
from holdfast.pictures.chronology.events import Bar, Chronology, Gap, Mark, Shown
from holdfast.pictures.chronology.packing import Extent, apart, beside, pack, rooms
from holdfast.pictures.chronology.strokes import Sheet
from holdfast.pictures.legend import legend
from holdfast.pictures.svg import layer, line, rect, thing, write
from holdfast.pictures.words import how_long, say_day

GUTTER, MARGIN = 146, 26
_SIZE, _MARK_SIZE, _RADIUS, _LABEL_ROWS, _MARK_ROWS = 14, 13, 7, 5, 4
# Rows of a lane, as high as their number allows: with labels, low, as a hair.
_HEIGHTS = ((6, 30, 36), (24, 12, 15), (10_000, 5, 6))


@dataclass
class Lanes:
    """Lanes as they are drawn from `y` down; `counted` once several marks became one."""

    sheet: Sheet
    width: float
    y: float
    drawn: list[str] = field(default_factory=list)
    counted: bool = False

    def lane(self, part: Shown) -> None:
        """One lane: a line, its title, its bars, its marks."""
        top = self.y
        title = lettering.wrap(part.lane.title, GUTTER - 18, 2, 15, bold=True)
        self.drawn.append(line(0, top, self.width, top, "grid-line"))
        self.drawn.append(
            layer(
                *(write(said, 0, top + 28 + 18 * i, size=15, font_weight=700) for i, said in enumerate(title))
            )
        )
        self.y = top + 8
        self._bars(part)
        self._marks(part)
        if not (part.bars or part.gaps or part.marks):
            self.drawn.append(layer(write("Nothing recorded", GUTTER, top + 28, look="soft-text")))
        self.y = max(self.y + 4, top + 28 + 18 * len(title))

    def _label(self, item: Bar | Gap) -> str:
        return item.label if isinstance(item, Bar) else f"gap of {how_long(item.start, item.end)}"

    def _inside(self, item: Bar | Gap, left: float, right: float) -> tuple[float, float]:
        """Where a label inside a bar starts, and its room."""
        notch = strokes.NOTCH if item.start < self.sheet.axis.first else 0
        arrow = strokes.ARROW if item.end is None else 0
        return left + 7 + notch, right - left - 14 - notch - arrow / 2

    def _extent(self, item: Bar | Gap) -> Extent:
        left, right = strokes.extent(self.sheet, item)
        label = lettering.width(self._label(item), _SIZE)
        if label <= self._inside(item, left, right)[1]:
            return Extent(left, right, left, right)
        return beside(left, right, 14 + min(label, 170), self.width)

    def _bars(self, part: Shown) -> None:
        items = part.pieces()
        extents = [self._extent(item) for item in items]
        rows = pack(extents, _LABEL_ROWS)
        count = max(rows, default=-1) + 1
        high, pitch = next((high, pitch) for most, high, pitch in _HEIGHTS if count <= most)
        for item, place, row, room in zip(
            items, extents, rows, rooms(extents, rows, self.width), strict=True
        ):
            y = self.y + row * pitch
            label = self._bar_label(part, item, place, y, room) if high > 20 else ""
            self.drawn.append(self._bar(part, item, (y, high), label))
        self.y += count * pitch

    def _bar(self, part: Shown, item: Bar | Gap, row: tuple[float, float], label: str) -> str:
        y, high = row
        if isinstance(item, Gap):
            drawn = strokes.gap(self.sheet, item, y, min(high, 23))
            return thing(table.gap_in_words(part.lane.title, item), drawn, label)
        said = table.bar_in_words(part.lane.title, item, self.sheet.until)
        return thing(said, strokes.bar(self.sheet, part, item, y, high), label, href=item.href)

    def _bar_label(
        self, part: Shown, item: Bar | Gap, place: Extent, y: float, room: tuple[float, float]
    ) -> str:
        """Inside the bar if it fits there, else beside it, cut to the room there is."""
        label, bar = self._label(item), isinstance(item, Bar)
        start, inside = self._inside(item, place.left, place.right)
        if lettering.width(label, _SIZE) <= inside:
            return write(label, start, y + 16, look=f"{part.tone}-text" if bar else "soft-text", size=_SIZE)
        return _beside(label, place, y + 16, room, "text" if bar else "soft-text", _SIZE)

    def _marks(self, part: Shown) -> None:
        groups = apart(
            [(self.sheet.axis.x(mark.day), mark) for mark in part.marks], self._mark_extent, _MARK_ROWS
        )
        places = [self._mark_extent(group) for group in groups]
        rows = pack(places, _MARK_ROWS)
        for group, place, row, room in zip(
            groups, places, rows, rooms(places, rows, self.width), strict=True
        ):
            self.drawn.append(
                self._mark(part, [mark for _, mark in group], place, self.y + 14 + row * 26, room)
            )
        self.counted |= any(len(group) > 1 for group in groups)
        self.y += (max(rows, default=-1) + 1) * 26 + (4 if rows else 0)

    def _mark_extent(self, group: list[tuple[float, Mark]]) -> Extent:
        middle = (group[0][0] + group[-1][0]) / 2
        half = _RADIUS + 2 if len(group) == 1 else strokes.pill(len(group)) + 1
        label = lettering.width(_mark_label([mark for _, mark in group]), _MARK_SIZE)
        return beside(middle - half, middle + half, 10 + min(label, 180), self.width)

    def _mark(
        self, part: Shown, marks: list[Mark], place: Extent, y: float, room: tuple[float, float]
    ) -> str:
        drawn = strokes.mark(part, marks, (place.left + place.right) / 2, y, _RADIUS)
        words = _beside(_mark_label(marks), place, y + 4.5, room, "text", _MARK_SIZE)
        href = marks[0].href if len(marks) == 1 else None
        return thing(table.marks_in_words(part.lane.title, marks), drawn, words, href=href)


def _beside(label: str, place: Extent, y: float, room: tuple[float, float], look: str, size: float) -> str:
    """To the right, or to the left if it was given its place there; nothing where less than a few letters would show."""
    if not label:
        return ""
    if place.lead < place.left:
        said = lettering.cut(label, place.left - room[0] - 12, size)
        return (
            write(said, place.left - 5, y, look=look, size=size, text_anchor="end")
            if said == label or len(said) > 3
            else ""
        )
    said = lettering.cut(label, room[1] - place.right - 10, size)
    return write(said, place.right + 5, y, look=look, size=size) if said == label or len(said) > 3 else ""


def _mark_label(marks: list[Mark]) -> str:
    """What all of them say, or the few different things they say."""
    labels = list(dict.fromkeys(mark.label for mark in marks))
    if len(labels) <= 3:
        return " + ".join(labels)
    kinds = {mark.kind for mark in marks}
    return kinds.pop() if len(kinds) == 1 else ""


def _head(sheet: Sheet, chronology: Chronology, bottom: float) -> tuple[str, str]:
    """What lies under the lanes, and the names of years and ages above them."""
    months = time.has_months(sheet.axis)
    below = 42 if months else 24
    under = time.age_bands(sheet.axis, chronology.born, below, bottom) + time.year_lines(
        sheet.axis, 6, bottom
    )
    names = (
        time.year_names(sheet.axis, 18)
        + (time.month_names(sheet.axis, 36) if months else "")
        + time.age_names(sheet.axis, chronology.born, below + 17)
        + layer(
            write("Year", 0, 18, look="soft-text", size=13),
            write("Age", 0, below + 17, size=13, font_weight=600),
        )
    )
    return under, names


def _today(sheet: Sheet, top: float, bottom: float) -> str:
    if not sheet.axis.first <= sheet.until <= sheet.axis.last:
        return ""
    x = sheet.axis.x(sheet.until)
    said = f"up to {say_day(sheet.until)}"
    anchor = "end" if x > sheet.axis.left + lettering.width(said, 13) else "start"
    return layer(
        line(x, top, x, bottom, "today-line"),
        write(said, x, bottom + 16, look="soft-text", size=13, text_anchor=anchor),
    )


def draw(sheet: Sheet, chronology: Chronology, parts: list[Shown], width: float) -> tuple[str, float]:
    """All layers, and how high they are."""
    top = 70 if time.has_months(sheet.axis) else 52
    lanes = Lanes(sheet, width, top)
    for part in parts:
        lanes.lane(part)
    bottom = lanes.y
    under, names = _head(sheet, chronology, bottom)
    signs, end = legend(strokes.meanings(sheet, parts, counted=lanes.counted), bottom + 26, width)
    paper = rect(0, 0, width, end, "plain-ground")
    layers = [
        strokes.definitions(sheet, parts),
        paper,
        under,
        names,
        *lanes.drawn,
        _today(sheet, top, bottom),
        signs,
    ]
    return "".join(layers), end
