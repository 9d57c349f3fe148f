"""The style sheet knows every class, and every colour of writing can be read."""

import re

import pytest

from holdfast.pictures.looks import LOOKS, TONES, stylesheet

ENDINGS = ("-ground", "-solid", "-line", "-text", "text")


def contrast(a: str, b: str) -> float:
    """WCAG 2.2's contrast ratio of two colours."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    one, other = sorted((light(a), light(b)), reverse=True)
    return (one + 0.05) / (other + 0.05)


def test_contrast_is_counted_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("tone", TONES)
def test_tones_can_be_read_and_seen(tone: str) -> None:
    ground, writing, edge = TONES[tone]
    assert contrast(writing, ground) >= 4.5
    assert contrast(writing, "#ffffff") >= 4.5
    assert contrast(edge, "#ffffff") >= 3


def test_soft_writing_can_be_read_on_every_paper() -> None:
    for paper in ("plain-ground", "age-ground", "soft-ground"):
        assert contrast(LOOKS["soft-text"]["fill"], LOOKS[paper]["fill"]) >= 4.5


def test_every_look_ends_as_the_style_sheet_expects() -> None:
    assert [name for name in LOOKS if not name.endswith(ENDINGS)] == []


def test_the_style_sheet_has_print_and_forced_colours_and_only_our_classes() -> None:
    text = re.sub(r"/\*.*?\*/", "", stylesheet(), flags=re.DOTALL)
    assert "@media print" in text and "@media (forced-colors: active)" in text
    assert all(
        name.startswith("hf-pic-") for name in re.findall(r"\.([a-z][\w-]*)", re.sub(r"\d+\.\d+", "", text))
    )
    assert "url(" not in text and "@import" not in text
    for ending in ENDINGS[:4]:
        assert f'[class$="{ending}"]' in text.split("forced-colors")[1]
