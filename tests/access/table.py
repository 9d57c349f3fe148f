"""The one table of expectations, read from expectations.txt."""

from pathlib import Path

GROUNDS = (
    "social_care",
    "health",
    "school",
    "other_team",
    "manager",
    "carer",
    "young_person",
    "emergency",
    "opener",
)
SEES_RESTRICTED = {"social_care", "manager"}


def expected() -> dict[str, dict[str, str]]:
    """By kind and ground: "", "r" or "rw"."""
    lines = (Path(__file__).parent / "expectations.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    return {
        kind: dict(zip(GROUNDS, ("" if cell == "-" else cell for cell in cells), strict=True))
        for kind, *cells in rows
    }
