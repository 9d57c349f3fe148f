"""What was typed into the search's one box: names, a date of birth in any of the ways people write it, a number."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from holdfast.people.search import numbers

MOST_WORDS = 5
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})\b",
        r"\b(?P<day>\d{1,2})\s*[./ -]\s*(?P<number>\d{1,2})\s*[./ -]\s*(?P<year>\d{4}|\d{2})\b",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]*{_MONTH}[\s,-]*(?P<year>\d{{4}}|\d{{2}})\b",
        rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s,]+(?P<year>\d{{4}}|\d{{2}})\b",
        r"\b(?P<day>\d{2})(?P<number>\d{2})(?P<year>(?:19|20)\d{2})\b",
    )
)
_NHS = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
_UPN = re.compile(r"\b[a-z]\d{11}[a-z\d]\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_OTHER = re.compile(r"\S*\d\S*")


@dataclass(frozen=True)
class Asked:
    """What to look for. `problems` are sentences about what could not be understood, for the person who typed it."""

    typed: str
    names: tuple[str, ...] = ()
    born: date | None = None
    nhs_number: str = ""
    upn: str = ""
    reference: str = ""
    problems: tuple[str, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether there is something to look for."""
        return bool(self.names or self.born or self.nhs_number or self.upn or self.reference)


def understand(text: str, *, today: date) -> Asked:
    """Take what was typed apart: numbers first, then a date, then names; two figures for a year are never in the future."""
    left = unicodedata.normalize("NFC", text)
    problems: list[str] = []
    nhs, left = _number(_NHS, numbers.nhs_number, left, problems)
    pupil, left = _number(_UPN, numbers.upn, left, problems)
    born, left = _date(left, today, problems)
    reference = next((word.upper() for word in _OTHER.findall(left)), "")
    left = _OTHER.sub(" ", left)
    words = [word for word in _WORD.findall(left) if len(word) > 1]
    if len(words) > MOST_WORDS:
        problems.append(f"Only the first {MOST_WORDS} names were looked for.")
    return Asked(text.strip(), tuple(words[:MOST_WORDS]), born, nhs, pupil, reference, tuple(problems))


def _number(pattern: "re.Pattern[str]", check: object, text: str, problems: list[str]) -> tuple[str, str]:
    found = pattern.search(text)
    if not found:
        return "", text
    left = text[: found.start()] + " " + text[found.end() :]
    try:
        return check(found.group()), left  # type: ignore[operator]
    except numbers.NotANumber as wrong:
        problems.append(str(wrong))
        return "", left


def _date(text: str, today: date, problems: list[str]) -> tuple[date | None, str]:
    for pattern in _DATES:
        if found := pattern.search(text):
            left = text[: found.start()] + " " + text[found.end() :]
            day = _as_date(found.groupdict(), today)
            if day is None:
                problems.append(
                    f"{found.group().strip()} is not a day that a child can be born on. Write it as day, month, year."
                )
            return day, left
    return None, text


def _as_date(parts: dict[str, str | None], today: date) -> date | None:
    name, number = parts.get("month"), parts.get("number")
    month = (
        int(number)
        if number
        else next(n for n, m in enumerate(MONTHS, 1) if m.startswith((name or "")[:3].lower()))
    )
    year = int(parts["year"] or 0)
    if year < 100:
        year += 2000 if 2000 + year <= today.year else 1900
    try:
        day = date(year, month, int(parts["day"] or 0))
    except ValueError:
        return None
    return day if day <= today else None
