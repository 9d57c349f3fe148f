"""SSDA903, the DfE's return on looked-after children: in as case files, and out for one collection year."""

from holdfast.exchange.ssda903.importing import Imported, StillReading, Summary, import_return
from holdfast.exchange.ssda903.ledger import Fate, ReportRow, write_report
from holdfast.exchange.ssda903.reading.returns import NotAReturn
from holdfast.exchange.ssda903.writing.files import write_return

__all__ = [
    "Fate",
    "Imported",
    "NotAReturn",
    "ReportRow",
    "StillReading",
    "Summary",
    "import_return",
    "write_report",
    "write_return",
]
