"""How a row of a child's record is told: the table by name, and other rows of the same child by the name they were given."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any


@dataclass(frozen=True)
class Ref:
    """Stands for the row of the same child that was told as `name`."""

    name: str


@dataclass(frozen=True)
class Row:
    """A row to write: `by` is the key of who wrote it, empty for the child's own social worker."""

    table: str
    values: dict[str, Any]
    name: str = ""
    by: str = ""
    restricted: bool = False


@dataclass(frozen=True)
class Child:
    """What is told of a child beside its case file: how it is called, and the day as of which it is told."""

    reference: str
    given: str
    family: str
    sex: str | None
    ethnicity: str | None
    born: date | None
    today: date
    alone: bool = False
    homes: list[dict[str, Any]] = field(default_factory=list)

    @property
    def years(self) -> int:
        """Whole years, to within a day; 8 where the day of birth is not known."""
        return int((self.today - self.born).days / 365.25) if self.born else 8

    @property
    def home(self) -> dict[str, Any]:
        """The home without an end, as the case file has it; empty where there is none."""
        return next((home for home in self.homes if home.get("end") is None), {})

    def ago(self, days: float = 0, *, years: float = 0) -> date:
        """A day before today, and not before birth."""
        day = self.today - timedelta(days=round(days + years * 365.25))
        return max(day, self.born) if self.born else day
