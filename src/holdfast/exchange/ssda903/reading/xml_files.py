"""An XML return to raw tables. Entities and document types are refused: no return needs one, an attacker does."""

from collections import defaultdict
from pathlib import Path
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import Locator

from defusedxml.common import DefusedXmlException
from defusedxml.sax import parseString

from holdfast.exchange.ssda903.ledger import Ledger
from holdfast.exchange.ssda903.reading.raw import RawTable
from holdfast.exchange.ssda903.reading.text import as_utf8_xml
from holdfast.exchange.ssda903.tables import AD1, HEADER, OC3, SHARED, TABLE_WITH, TABLES, UASC, Table

_RENAMED = {"CHILDID": "CHILD", "PL": "PLACE"}
_ROOT = "EXPSSDA903"
_IN_HEADER = (AD1, OC3)  # tables whose columns stand among the child's own, without an element of their own
_NO = frozenset({"", "0", "N", "NO", "FALSE"})
Leaves = dict[str, str]


class _Child:
    """One CHILD element while it is read: the child's own leaves, and its rows with the line each begins on."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.own: Leaves = {}
        self.rows: list[tuple[int, Leaves]] = []


class _Handler(ContentHandler):
    """Gathers children. Depth: root, CHILD, HEADER or EPISODE, leaf or row, leaf of a row."""

    def __init__(self) -> None:
        super().__init__()
        self.is_return = False
        self.children: list[_Child] = []  # those read to their end
        self._locator: Locator | None = None
        self._child: _Child | None = None
        self._depth = 0
        self._groups: list[
            tuple[int, Leaves]
        ] = []  # the elements open within the child, with what was read of each
        self._text: list[str] = []
        self._is_leaf = False

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802 (the standard library's name)
        self._locator = locator

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802
        name = _local(name)
        line = (self._locator.getLineNumber() or 0) if self._locator else 0
        self._depth += 1
        self._text.clear()
        self._is_leaf = True
        if self._depth == 1:
            self.is_return = name == _ROOT
        elif self._depth == 2:
            self._child = _Child(line) if name == "CHILD" else None
        elif self._child:
            self._groups.append((line, {}))

    def characters(self, content: str) -> None:
        self._text.append(content)

    def endElement(self, name: str) -> None:  # noqa: N802
        self._depth -= 1
        is_leaf, self._is_leaf = self._is_leaf, False
        if self._child is None:
            return
        if self._depth == 1:
            self.children.append(self._child)
            self._child = None
        elif self._groups:
            self._close(_local(name), is_leaf, self._child)

    def _close(self, name: str, is_leaf: bool, child: _Child) -> None:
        line, leaves = self._groups.pop()
        if is_leaf:
            holder = self._groups[-1][1] if self._groups else child.own
            holder.setdefault(_RENAMED.get(name, name), "".join(self._text).strip())
        elif name == "HEADER":
            child.own.update(leaves)
        else:
            child.rows.append((line, leaves))


def _local(name: str) -> str:
    return name.rpartition(":")[2].upper()


def read_xml(path: Path, name: str, ledger: Ledger) -> list[RawTable]:
    """The file's tables; none, with a line in the report, if it is no SSDA903 return or is not safe to read.

    A file that breaks off is read up to the last whole child, and the report says so.
    """
    raw, remark = as_utf8_xml(path.read_bytes())
    if remark:
        ledger.remark(name, 0, "", "", remark)
    handler = _Handler()
    try:
        parseString(raw, handler, forbid_dtd=True)
    except DefusedXmlException:
        ledger.remark(
            name, 0, "", "", "has a document type or entities, which no return needs: file left out"
        )
        return []
    except SAXException as broken:
        line = getattr(broken, "getLineNumber", lambda: 0)() or 0
        ledger.remark(
            name, line, "", "", f"not well-formed from here on ({broken.getMessage()}): the rest is not read"
        )
    if not handler.is_return:
        ledger.remark(name, 0, "", "", f"its root is not {_ROOT}: file left out")
        return []
    return _tables(handler.children, name, ledger)


def _tables(children: list[_Child], name: str, ledger: Ledger) -> list[RawTable]:
    rows: dict[str, list[tuple[int, Leaves]]] = defaultdict(list)
    for child in children:
        rows[HEADER.name].append((child.line, child.own))
        if child.own.get("UASC", "").upper() not in _NO or child.own.get("DUC"):
            rows[UASC.name].append((child.line, child.own))
        for table in _IN_HEADER:
            if any(child.own.get(column) for column in table.header if column not in SHARED):
                rows[table.name].append((child.line, child.own))
        for line, leaves in child.rows:
            table_found = next((TABLE_WITH[leaf] for leaf in leaves if leaf in TABLE_WITH), None)
            if table_found is None:
                ledger.remark(name, line, "", " ".join(leaves), "an element of no SSDA903 table: not read")
            else:
                rows[table_found.name].append((line, child.own | leaves))
    return [_raw(TABLES[table], name, found, ledger) for table, found in rows.items()]


def _raw(table: Table, name: str, rows: list[tuple[int, Leaves]], ledger: Ledger) -> RawTable:
    ledger.read[table.name] += len(rows)
    cells = {column: [leaves.get(column, "") for _, leaves in rows] for column in table.header}
    return RawTable(table, name, cells, [line for line, _ in rows])
