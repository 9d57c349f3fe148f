"""What each class of the pictures looks like on light paper, as SVG attributes, so that a picture is whole without a style sheet.

The endings are read by `pictures.css`: `-ground` is an area, `-solid` a strong area, `-line` a stroke, `-text`
writing. Colours are those of the design system (tools/design/scss/_palette.scss); red is kept for *stop*, so it is not here.
"""

from importlib import resources

INK, SOFT, WHITE, PAPER, LINE, DEEP = "#14211f", "#4a5855", "#ffffff", "#faf7f1", "#d6ccba", "#0a4a50"

# Ground, writing and edge of each tone; a lane without a tone takes the next in this order.
TONES: dict[str, tuple[str, str, str]] = {
    "home": ("#cfe6e4", "#06353a", "#0d6469"),
    "legal": ("#ece8e0", "#46514e", "#7d766a"),
    "school": ("#e3e1f4", "#38307a", "#6a61ad"),
    "person": ("#fbe9c4", "#5a3d00", "#a87a1c"),
    "programme": ("#dcefe1", "#17502f", "#3f8a5d"),
    "event": ("#f8eef5", "#5a1649", "#7d2266"),
}


def _tone_looks(tone: str) -> dict[str, dict[str, str]]:
    ground, writing, edge = TONES[tone]
    return {
        f"{tone}-ground": {"fill": ground, "stroke": edge, "stroke-width": "1"},
        f"{tone}-solid": {"fill": edge},
        f"{tone}-line": {"fill": "none", "stroke": edge, "stroke-width": "2"},
        f"{tone}-text": {"fill": writing},
    }


def _line(colour: str, width: str, **more: str) -> dict[str, str]:
    named = {name.replace("_", "-"): value for name, value in more.items()}
    return {"fill": "none", "stroke": colour, "stroke-width": width, **named}


LOOKS: dict[str, dict[str, str]] = {
    "text": {"fill": INK},
    "soft-text": {"fill": SOFT},
    "halo-text": {
        "fill": INK,
        "stroke": WHITE,
        "stroke-width": "4",
        "stroke-linejoin": "round",
        "paint-order": "stroke",
    },
    "grid-line": _line(LINE, "1"),
    "age-ground": {"fill": PAPER},
    "plain-ground": {"fill": WHITE},
    "soft-ground": {"fill": "#e4f0ef"},
    "shape-ground": {"fill": WHITE, "stroke": INK, "stroke-width": "2"},
    "card-ground": {"fill": WHITE, "stroke": LINE, "stroke-width": "1"},
    "count-ground": {"fill": WHITE, "stroke": INK, "stroke-width": "1.5"},
    "gap-ground": {"fill": WHITE, "stroke": SOFT, "stroke-width": "1.5", "stroke-dasharray": "5 4"},
    "ink-solid": {"fill": INK},
    "soft-solid": {"fill": SOFT},
    "deep-solid": {"fill": DEEP},
    "ink-line": _line(INK, "2"),
    "thin-line": _line(SOFT, "1.5"),
    "today-line": _line(DEEP, "1.5", stroke_dasharray="2 3"),
    "cross-line": _line(INK, "1.5"),
    "together-line": _line(INK, "2", stroke_dasharray="9 5"),
    "adoptive-line": _line(INK, "2", stroke_dasharray="7 4"),
    "foster-line": _line(INK, "3", stroke_dasharray="0.1 6", stroke_linecap="round"),
    "step-line": _line(INK, "2", stroke_dasharray="12 4 2 4"),
    "kinship-line": _line(INK, "2", stroke_dasharray="16 4 2 4 2 4"),
    "unknown-line": _line(SOFT, "1.5", stroke_dasharray="3 4"),
    "strong-line": _line(INK, "6"),
    "tenuous-line": _line(INK, "1.5", stroke_dasharray="5 5"),
    "household-line": _line(DEEP, "2", stroke_dasharray="7 5"),
    "household-ground": {"fill": "#e4f0ef", "fill-opacity": "0.55"},
}
for _tone in TONES:
    LOOKS |= _tone_looks(_tone)


def stylesheet() -> str:
    """The text of `pictures.css`: how the pictures sit in a page, on paper and in high contrast. The web room includes it."""
    return resources.files("holdfast.pictures").joinpath("pictures.css").read_text(encoding="utf-8")
