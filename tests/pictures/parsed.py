"""Reading a picture back: its elements, and what every picture must be."""

import re
from xml.etree import ElementTree as ET

from holdfast.pictures import lettering
from holdfast.pictures.looks import LOOKS
from holdfast.pictures.svg import Picture

SVG = "{http://www.w3.org/2000/svg}"
PLAIN = {"hf-pic-picture", "hf-pic-scrolls", "hf-pic-link", "hf-pic-legend"}


def tree(picture: Picture) -> ET.Element:
    """The picture as XML; raises if it is not well-formed, an attribute given twice included."""
    return ET.fromstring(picture.svg)


def all_of(picture: Picture, tag: str) -> list[ET.Element]:
    return list(tree(picture).iter(f"{SVG}{tag}"))


def with_data(picture: Picture, name: str) -> list[ET.Element]:
    return [element for element in tree(picture).iter() if f"data-{name}" in element.attrib]


def points(d: str) -> list[tuple[float, float]]:
    """The corners of a path of straight lines."""
    numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", d)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def texts(picture: Picture) -> list[str]:
    return [element.text or "" for element in all_of(picture, "text")]


def titles(picture: Picture) -> list[str]:
    """The tooltips; the first of all is the picture's own title."""
    return [element.text or "" for element in all_of(picture, "title")][1:]


def legend(picture: Picture) -> list[str]:
    """The words of the legend."""
    return [
        text.text or ""
        for group in tree(picture).iter(f"{SVG}g")
        if group.get("class") == "hf-pic-legend"
        for text in group.iter(f"{SVG}text")
    ]


def assert_sound(picture: Picture) -> None:
    """What holds for each of our pictures: named, described, without styles, and written large enough."""
    root = tree(picture)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert root.get("role") == ("group" if all_of(picture, "a") else "img")
    assert root.find(f"{SVG}title") is not None and root.find(f"{SVG}desc") is not None
    assert root.get("aria-labelledby") in ids and root.get("aria-describedby") in ids
    assert picture.description
    for element in root.iter():
        assert element.tag not in (f"{SVG}style", f"{SVG}script", f"{SVG}foreignObject")
        assert "style" not in element.attrib and not any(name.startswith("on") for name in element.attrib)
        for name in element.get("class", "").split():
            assert name in PLAIN or name.removeprefix("hf-pic-") in LOOKS, name
        if element.tag == f"{SVG}text":
            assert float(element.get("font-size", "0")) >= 12
            assert_inside(element, picture)


def assert_inside(text: ET.Element, picture: Picture) -> None:
    """No writing runs over the picture's edge."""
    bold = float(text.get("font-weight", "400")) >= 600
    wide = lettering.width(text.text or "", float(text.get("font-size", "0")), bold=bold)
    x, share = float(text.get("x", "0")), {"middle": 0.5, "end": 1.0}.get(text.get("text-anchor", ""), 0.0)
    assert x - share * wide >= -2 and x + (1 - share) * wide <= picture.width + 2, text.text
    assert 0 <= float(text.get("y", "0")) <= picture.height + 1, text.text
