"""A copy of a record as one ZIP: an accessible PDF to read, JSON and CSV to take elsewhere, and the case file."""

import io
import json
import zipfile
from importlib import resources

import typst

from holdfast.disclosure.gathering import Copy, Table
from holdfast.forms.spreadsheet import as_csv
from holdfast.forms.words import say_day

README = """What is in here

record.pdf        everything, to read
case-file.json    what the guideline's questions are answered from (holdfast-case/1)
record.json       every table, every column, in words
tables/*.csv      the same, one file a table, for a spreadsheet
log.csv           who looked at the record or changed it, when

Made on {day}. {held_back}
"""


def as_zip(copy: Copy) -> bytes:
    """The ZIP's bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("README.txt", README.format(day=say_day(copy.made_on), held_back=_held_back(copy)))
        pack.writestr("record.pdf", as_pdf(copy))
        pack.writestr("case-file.json", json.dumps(copy.case, ensure_ascii=False, indent=1))
        pack.writestr("record.json", json.dumps(_plain(copy), ensure_ascii=False, indent=1))
        pack.writestr("log.csv", as_csv(["when", "who", "what they did"], copy.log))
        for table in copy.tables:
            pack.writestr(f"tables/{table.name}.csv", as_csv(table.headings, table.rows))
    return out.getvalue()


def as_pdf(copy: Copy) -> bytes:
    """A tagged PDF (PDF/UA-1: headings, tables with headers, language, title), from data alone: no mark-up is made of what people wrote."""
    template = resources.files("holdfast.disclosure").joinpath("record.typ").read_bytes()
    data = {
        "title": f"The record of {copy.child.called}",
        "made": say_day(copy.made_on),
        "held_back": _held_back(copy),
        "tables": [_printed(table) for table in copy.tables],
        "log": [list(entry) for entry in copy.log],
    }
    return typst.compile(template, sys_inputs={"data": json.dumps(data)}, pdf_standards=["ua-1"])


def _printed(table: Table) -> dict[str, object]:
    """A table as the document shows it: one entry after another, each with what is known of it."""
    entries = [
        [
            [heading, value]
            for heading, value in zip(table.headings, row, strict=True)
            if value not in ("not known", "")
        ]
        for row in table.rows
    ]
    return {"title": table.title, "entries": entries, "held_back": table.held_back}


def _plain(copy: Copy) -> dict[str, object]:
    return {
        "child": copy.child.reference,
        "made_on": copy.made_on.isoformat(),
        "tables": {
            table.name: [dict(zip(table.columns, row, strict=True)) for row in table.rows]
            for table in copy.tables
        },
        "held_back": {table.name: table.held_back for table in copy.tables if table.held_back},
        "log": [{"when": when, "who": who, "did": did} for when, who, did in copy.log],
    }


def _held_back(copy: Copy) -> str:
    if not copy.held_back:
        return "Nothing was held back."
    return f"{copy.held_back} entries that tell of somebody else were held back; a person decides about them."
