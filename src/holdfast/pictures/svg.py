"""SVG as text: elements, escaping, and the frame each picture stands in. Nothing here knows what is drawn.

Strict content policies are met by building only attributes and `hf-pic-` classes: no style attribute, no style element.
"""

import re
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from holdfast.pictures.looks import LOOKS

# The page's own letters; `pictures.css` hands over to whatever the page uses.
_LETTERS = "Atkinson Hyperlegible Next Variable, system-ui, Segoe UI, roboto, arial, sans-serif"
# What XML 1.0 cannot hold, escaped or not.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ADDRESS = re.compile(r"(?:/(?!/)|#|\?|https?://)[^\s]*\Z")


@dataclass(frozen=True)
class Picture:
    """An SVG document as text, with its title, its description in sentences, and its size in CSS pixels."""

    svg: str
    title: str
    description: str
    width: float
    height: float


class CannotDraw(ValueError):
    """What is wrong with what was to be drawn: every place, with the value and what was expected."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("This cannot be drawn. Put right:\n" + "\n".join(f"- {fault}" for fault in faults))
        self.faults = faults


def refuse(faults: list[str]) -> None:
    """Raise `CannotDraw` if there are any faults."""
    if faults:
        raise CannotDraw(faults)


def clean(words: str) -> str:
    """Text that XML can hold and no element can start in."""
    return escape(_NOT_XML.sub("", words), {'"': "&quot;"})


def number(value: float) -> str:
    """To a tenth of a pixel, without idle zeros."""
    said = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if said in ("-0", "") else said


def _attribute(name: str, value: object) -> str:
    said = number(value) if isinstance(value, int | float) else clean(str(value))
    return f' {name}="{said}"'


def _named(attributes: dict[str, Any]) -> dict[str, Any]:
    """`stroke_width` as `stroke-width`, `class_` as `class`; so that one given takes the place of the look's."""
    return {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}


def element(tag: str, *inside: str, look: str | None = None, **attributes: Any) -> str:
    """One element around ready-made SVG; `look` adds its class and attributes; an attribute that is None is left out."""
    styled: dict[str, object] = {"class": f"hf-pic-{look}", **LOOKS[look]} if look else {}
    said = "".join(_attribute(n, v) for n, v in {**styled, **_named(attributes)}.items() if v is not None)
    return f"<{tag}{said}>{''.join(inside)}</{tag}>" if inside else f"<{tag}{said}/>"


def write(
    words: str, x: float, y: float, *, look: str = "text", size: float = 14, **attributes: object
) -> str:
    """A line of writing whose baseline starts (or by `text_anchor` ends, or is centred) at x, y."""
    return element("text", clean(words), look=look, x=x, y=y, font_size=size, **attributes)


def line(x1: float, y1: float, x2: float, y2: float, look: str, **attributes: Any) -> str:
    """A straight line."""
    return element("line", look=look, x1=x1, y1=y1, x2=x2, y2=y2, **attributes)


def rect(x: float, y: float, width: float, height: float, look: str | None, **attributes: Any) -> str:
    """A rectangle."""
    return element("rect", look=look, x=x, y=y, width=width, height=height, **attributes)


def path(points: list[tuple[float, float]], look: str, *, close: bool = False, **attributes: Any) -> str:
    """Straight lines through points."""
    d = "M" + " L".join(f"{number(x)} {number(y)}" for x, y in points) + (" Z" if close else "")
    return element("path", look=look, d=d, **attributes)


def unsafe(href: str | None) -> bool:
    """Whether an address is anything but a path of this site, a place on the page or a web address."""
    return href is not None and not _ADDRESS.match(href)


def layer(*inside: str, **attributes: Any) -> str:
    """A group that is there for the eye: read aloud, the title, the description and the links stand for it."""
    return element("g", *inside, aria_hidden="true", **attributes) if inside else ""


def thing(tooltip: str, *inside: str, href: str | None = None, **attributes: Any) -> str:
    """One drawn thing with its full text as a tooltip, and as the name of its link if it has an address."""
    title = element("title", clean(tooltip))
    if href is None:
        return layer(title, *inside, **attributes)
    return element("a", title, *inside, href=href, class_="hf-pic-link", **attributes)


def picture(
    name: str, title: str, description: str, size: tuple[float, float], *layers: str, fits: bool = True
) -> Picture:
    """The frame. `name` makes its ids unique on a page; `fits` says that it may shrink with a narrow page.

    A picture with links is a group, not an image: what stands inside an image is out of reach for a keyboard.
    """
    width, height = size
    drawing = "".join(layers)
    ids = f"hf-pic-{name}-title", f"hf-pic-{name}-desc"
    svg = element(
        "svg",
        element("title", clean(title), id=ids[0]),
        element("desc", clean(description), id=ids[1]),
        drawing,
        xmlns="http://www.w3.org/2000/svg",
        class_="hf-pic-picture" if fits else "hf-pic-picture hf-pic-scrolls",
        role="group" if "<a " in drawing else "img",
        aria_labelledby=ids[0],
        aria_describedby=ids[1],
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        font_family=_LETTERS,
    )
    return Picture(svg, title, description, width, height)
