"""The signs of a genogram (McGoldrick and others, *Genograms*), each around a point: people, and marks on lines."""

from datetime import date

from holdfast.pictures import lettering
from holdfast.pictures.genogram.family import Person
from holdfast.pictures.svg import element, path, rect, write
from holdfast.pictures.words import age_on

R, OUTER, BRACKET = 25.0, 31.0, 8.0
_NAME, _SMALL, _LINE = 14.0, 13.0, 17.0


def _outline(sex: str | None, x: float, y: float, r: float, look: str) -> str:
    if sex == "male":
        return rect(x - r, y - r, 2 * r, 2 * r, look)
    if sex == "female":
        return element("circle", look=look, cx=x, cy=y, r=r)
    d = r * 1.15
    return path([(x, y - d), (x + d, y), (x, y + d), (x - d, y)], look, close=True)


def _cross(sex: str | None, x: float, y: float, r: float) -> str:
    d = r if sex == "male" else r * 0.71 if sex == "female" else r * 0.57
    return path([(x - d, y - d), (x + d, y + d)], "cross-line") + path(
        [(x - d, y + d), (x + d, y - d)], "cross-line"
    )


def person(
    sex: str | None, x: float, y: float, *, r: float = R, child: bool = False, died: bool = False
) -> str:
    """A square for a man, a circle for a woman, a diamond where the sex is neither or not known; the child's is double."""
    outer = _outline(sex, x, y, r * OUTER / R, "shape-ground") if child else ""
    return outer + _outline(sex, x, y, r, "shape-ground") + (_cross(sex, x, y, r) if died else "")


def brackets(x: float, y: float, r: float, look: str = "adoptive-line") -> str:
    """Round somebody adopted."""
    out, up, hook = r + BRACKET, r + BRACKET - 2, 7
    return "".join(
        path(
            [
                (x + s * (out - hook), y - up),
                (x + s * out, y - up),
                (x + s * out, y + up),
                (x + s * (out - hook), y + up),
            ],
            look,
        )
        for s in (-1, 1)
    )


def slashes(x: float, y: float, number: int) -> str:
    """One for a separation, two for a divorce."""
    starts = (0,) if number == 1 else (-4, 4)
    return "".join(path([(x + d - 5, y + 10), (x + d + 5, y - 10)], "ink-line") for d in starts)


def age_text(someone: Person, on: date) -> str:
    """The age inside the symbol: on the day, or at death; a question mark where it is not known."""
    day = min(someone.died, on) if someone.died else on
    if someone.born is None:
        return "?"
    return str(age_on(someone.born, day)) if someone.born <= day else ""


def life(someone: Person, on: date) -> str:
    """The years of somebody who has died."""
    if not someone.died or someone.died > on:
        return ""
    return f"{someone.born.year if someone.born else '?'} – {someone.died.year}"


def label_lines(someone: Person, relation: str, on: date, room: float) -> list[tuple[str, str, float]]:
    """Name, what they are to the child, and the years of the dead: each line with its look and size."""
    name = (
        lettering.wrap(someone.name, room, 2, _NAME, bold=True)
        if someone.name.strip()
        else ["name not known"]
    )
    what = lettering.wrap(relation, room, 3, _SMALL) if relation else []
    years = [said] if (said := life(someone, on)) else []
    return [*((n, "text", _NAME) for n in name), *((w, "soft-text", _SMALL) for w in [*what, *years])]


def label(lines: list[tuple[str, str, float]], x: float, y: float) -> str:
    """The lines of a label, centred, the first one's baseline at y."""
    return "".join(
        write(
            said, x, y + number * _LINE, look=look, size=size,
            text_anchor="middle", font_weight=600 if look == "text" else None,
        )
        for number, (said, look, size) in enumerate(lines)
    )  # fmt: skip


def label_height(lines: list[tuple[str, str, float]]) -> float:
    """From the first line's top to the last one's foot."""
    return len(lines) * _LINE + 3
