"""The look: what was built is what is committed, nothing of it belongs to others, and everybody can read it."""

import hashlib
import re
from itertools import pairwise
from pathlib import Path

import pytest

import holdfast.web

ROOM = Path(holdfast.web.__file__).parent
BUILT = ROOM / "static" / "holdfast"
CSS = (BUILT / "holdfast.css").read_text(encoding="utf-8-sig")
TEMPLATES = sorted((ROOM / "templates").rglob("*.html"))

# What belongs to the government's own services, or to another host.
NOT_OURS = (
    "gds transport",
    "transport",
    "crown",
    "crest",
    "govuk-logo",
    "gov.uk",
    "url(http",
    "url(//",
    "@import",
)
COLOURS: dict[str, str] = dict(re.findall(r"--hf-([\w-]+): ?(#[0-9a-f]{6})\b", CSS))
STATES = ("stop", "act", "wait", "ask", "met", "not_applicable")
LANES = ("home", "school", "person", "programme", "legal")

# Writing, and the grounds it stands on.
READ = [
    ("ink", ["white", "paper", "sand", "mist", "focus", "plum-pale"]),
    ("ink", [f"state-{state}-ground" for state in ("wait", "met")]),
    ("ink-soft", ["white", "paper", "mist", "sand"]),
    ("teal", ["white", "paper", "mist", "plum-pale", "state-met-ground", "state-wait-ground"]),
    ("visited", ["white", "paper"]),
    ("plum", ["white", "plum-pale"]),
    ("white", ["deep", "deep-dark", "teal", "plum", "plum-dark", "green"]),
    *((f"state-{state}-writing", [f"state-{state}-ground"]) for state in STATES),
    *((f"lane-{lane}-writing", [f"lane-{lane}-ground"]) for lane in LANES),
]
# What is told by its edge alone needs 3 to 1 against the page (WCAG 2.2, 1.4.11).
SEEN = [("ink", "white"), ("deep", "white"), ("plum", "white"), ("teal", "white"), ("focus", "ink")]


def luminance(colour: str) -> float:
    """Relative luminance of '#rrggbb', WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """1 to 21, WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def not_ours(text: str) -> list[str]:
    return [word for word in NOT_OURS if word in text.lower()]


def test_contrast_is_measured_rightly() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("writing", "ground"), [(w, g) for w, grounds in READ for g in grounds])
def test_writing_can_be_read(writing: str, ground: str) -> None:
    assert contrast(COLOURS[writing], COLOURS[ground]) >= 4.5


@pytest.mark.parametrize(("one", "other"), SEEN)
def test_edges_can_be_seen(one: str, other: str) -> None:
    assert contrast(COLOURS[one], COLOURS[other]) >= 3


def test_red_is_for_stop_alone() -> None:
    def red(colour: str) -> bool:
        r, g, b = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        return r > 140 and g < 90 and b < 90

    reds = {name for name, value in COLOURS.items() if red(value)}
    assert reds == {"state-stop-ground", "state-stop-edge"}


def test_what_is_not_ours_would_be_found() -> None:
    assert not_ours('a{font-family:"GDS Transport"}b{background:url(govuk-crest.svg)}') == [
        "gds transport",
        "transport",
        "crest",
    ]


def test_the_style_sheet_holds_nothing_of_others() -> None:
    assert len(CSS) > 100_000
    assert not_ours(CSS) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.relative_to(ROOM).as_posix())
def test_no_template_names_another_service_or_breaks_the_content_policy(template: Path) -> None:
    text = re.sub(r"http://www\.w3\.org/\S+", "", template.read_text(encoding="utf-8"))
    assert [word for word in not_ours(text) if word != "transport"] == []
    assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", text)
    assert not re.search(r"<script(?![^>]*(\ssrc=|type=\"application/json\"))", text)


def test_every_file_that_the_style_sheet_asks_for_is_there() -> None:
    asked = {url.strip("\"'") for url in re.findall(r"url\(([^)]+)\)", CSS)}
    files = {url for url in asked if not url.startswith("data:")}
    assert len(files) >= 2
    assert [url for url in files if not (BUILT / url).is_file()] == []


def test_what_is_committed_is_what_was_built() -> None:
    lines = (BUILT / "hashes.sha256").read_text(encoding="utf-8").splitlines()
    kept = dict(reversed(line.split("  ")) for line in lines)
    found = {name: hashlib.sha256((BUILT / name).read_bytes()).hexdigest() for name in kept}
    assert found == kept
    own = {"hashes.sha256", "holdfast.js", "mark.svg"}
    folder = {path.relative_to(BUILT).as_posix() for path in BUILT.rglob("*") if path.is_file()}
    assert set(kept) == {
        name for name in folder - own if not name.endswith(".js") or name.startswith("govuk")
    }


def test_every_licence_is_given_with_what_it_covers() -> None:
    licences = (BUILT / "LICENCES.txt").read_text(encoding="utf-8")
    packages = (
        "govuk-frontend",
        "@ministryofjustice/frontend",
        "@fontsource-variable/atkinson-hyperlegible-next",
    )
    places = [licences.index(f"---- {package} ") for package in packages]
    assert places == sorted(places)
    parts = [licences[a:b] for a, b in pairwise([*places, len(licences)])]
    assert all(
        words in part for part, words in zip(parts, ("MIT", "MIT", "SIL OPEN FONT LICENSE"), strict=True)
    )
