"""Tables that leave as CSV: safe to open in a spreadsheet, equal to the list they were made from."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

# A spreadsheet takes a cell that begins with one of these for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """The table as text, UTF-8 with a byte-order mark for Excel; what could be read as a formula is made plain text."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow([safe(column) for column in columns])
    writer.writerows([safe(value) for value in row] for row in rows)
    return out.getvalue()


def safe(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: text that looks like one begins with an apostrophe. Numbers stay."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and value.lstrip().startswith(_FORMULA):
        return "'" + value
    return value
