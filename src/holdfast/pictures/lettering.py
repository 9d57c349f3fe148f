"""How wide writing is, so that labels can be cut or broken before they meet. Widths are those of Atkinson Hyperlegible
Next at weights 400 and 700, measured in Chromium, with a little to spare for the reader's other letters."""

from unicodedata import combining, east_asian_width, normalize

# A character's width in thousandths of the size, from the space (32) to the tilde (126).
_REGULAR = (
    280, 286, 301, 651, 592, 919, 731, 160, 299, 299, 485, 606, 210, 362, 210, 387, 648, 407, 548, 576, 614, 588, 598,
    510, 615, 595, 210, 210, 553, 628, 553, 480, 778, 626, 613, 645, 669, 569, 552, 694, 694, 392, 512, 631, 541, 824,
    693, 714, 592, 724, 614, 592, 558, 690, 593, 856, 623, 575, 607, 317, 387, 344, 552, 372, 243, 525, 566, 485, 564,
    538, 314, 558, 550, 252, 245, 492, 262, 845, 550, 548, 566, 574, 349, 471, 326, 540, 461, 684, 481, 449, 460, 344,
    237, 344, 555,
)  # fmt: skip
_BOLD = 1.06
_TO_SPARE = 1.04
_OTHERS = {"–": 504, "—": 830, "…": 700, "·": 280, "’": 250, "‘": 250, "“": 430, "”": 430, "→": 838, "−": 606}


def _character(letter: str) -> int:
    if 32 <= ord(letter) < 127:
        return _REGULAR[ord(letter) - 32]
    if combining(letter):
        return 0
    return _OTHERS.get(letter, 1000 if east_asian_width(letter) in "WF" else 650)


def width(words: str, size: float = 14, *, bold: bool = False) -> float:
    """In pixels, rather too wide than too narrow."""
    units = sum(_character(letter) for letter in normalize("NFD", words))
    return units * size / 1000 * _TO_SPARE * (_BOLD if bold else 1)


def cut(words: str, room: float, size: float = 14, *, bold: bool = False) -> str:
    """As much of the words as there is room for, with … where some is left off; nothing where not even two letters fit."""
    if width(words, size, bold=bold) <= room:
        return words
    kept = len(words)
    while kept > 1 and width(words[:kept].rstrip() + "…", size, bold=bold) > room:
        kept -= 1
    return words[:kept].rstrip() + "…" if kept > 1 else ""


def _fill(words: list[str], room: float, size: float, bold: bool) -> list[str]:
    lines = [""]
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width(longer, size, bold=bold) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def wrap(words: str, room: float, lines: int, size: float = 14, *, bold: bool = False) -> list[str]:
    """Broken at spaces into at most so many lines; what does not fit is cut with …; never an empty list."""
    broken = _fill(words.split(), room, size, bold)
    if len(broken) > lines:
        broken = [*broken[: lines - 1], " ".join(broken[lines - 1 :])]
    return [cut(part, room, size, bold=bold) for part in broken]
