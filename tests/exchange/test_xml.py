"""The return as one XML file, and what an attacker or a broken transfer makes of it."""

from pathlib import Path

import pytest

from holdfast.exchange.ssda903 import Fate, NotAReturn, import_return
from tests.exchange.returned import ENDED, EPISODE, HEADER, read, write

CHILD = """<CHILD><HEADER><CHILDID>{id}</CHILDID><UPN>UN5</UPN><SEX>F</SEX><DOB>01/06/2015</DOB><ETHNIC>WBRI</ETHNIC>
<UASC>{uasc}</UASC><DUC>{duc}</DUC><AREVIEW><REVIEW>01/07/2025</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>
<AMISSING><MISSING>A</MISSING><MIS_START>02/07/2025</MIS_START><MIS_END>03/07/2025</MIS_END></AMISSING>
<PERMANENCE><PREV_PERM>Z1</PREV_PERM></PERMANENCE><IN_TOUCH>YES</IN_TOUCH><ACTIV>F2</ACTIV><ACCOM>U1</ACCOM>
<OC2><SDQ_REASON>SDQ4</SDQ_REASON><CONVICTED>0</CONVICTED></OC2></HEADER>
<EPISODE><DECOM>01/05/2025</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U4</PL><DEC>01/09/2025</DEC><REC>E4A</REC>
<REASON_PLACE_CHANGE /></EPISODE></CHILD>
"""


def _xml(
    folder: Path, *children: str, before: str = "", after: str = "</EXPSSDA903>", encoding: str = "utf-8"
) -> Path:
    text = f"{before}<EXPSSDA903>{''.join(children)}{after}"
    (folder / "return.xml").write_bytes(text.encode(encoding))
    return folder


def _child(name: str = "A", uasc: str = "", duc: str = "") -> str:
    return CHILD.format(id=name, uasc=uasc, duc=duc)


def test_every_table_in_it(tmp_path: Path) -> None:
    result = read(_xml(tmp_path, _child("A"), _child("B", uasc="1", duc="01/08/2025")))
    assert dict(result.summary.read) == {
        "Header": 2, "Episodes": 2, "Reviews": 2, "Missing": 2, "PrevPerm": 2, "OC2": 2, "OC3": 2, "UASC": 1,
    }  # fmt: skip
    case = result.cases["B"]
    assert case["care"][0]["home"] == "foster"
    assert case["reviews"] == [{"date": "2025-07-01", "type": "looked_after"}]
    assert case["missing_episodes"][0]["away_without_authorisation"] is True
    assert case["sdq"] == [{"date": "2026-03-31", "not_done_because": "SDQ4"}]
    assert case["unaccompanied_periods"] == [{"start": "2025-05-01", "end": "2025-08-01"}]
    assert "unaccompanied_asylum_seeking" not in result.cases["A"]["child"]


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    folder = _xml(tmp_path, _child("A"), _child("B").replace("<PL>U4", "<PL>Q9"))
    (row,) = read(folder).report
    assert (row.file, row.line, row.column, row.value) == ("return.xml", 13, "PLACE", "Q9")


@pytest.mark.parametrize(
    ("before", "encoding"),
    [
        ("<?xml version='1.0' encoding='us-ascii'?>", "ascii"),
        ("<?xml version='1.0' encoding='utf-16'?>", "utf-16"),
        ("<?xml version='1.0' encoding='utf-8'?>", "utf-8-sig"),
        ("<?xml version='1.0' encoding='iso-8859-1'?>", "latin-1"),
        ("<?xml version='1.0' encoding='utf-8'?>", "latin-1"),
    ],
)
def test_encodings(tmp_path: Path, before: str, encoding: str) -> None:
    name = "A" if encoding == "ascii" else "Zoë"
    assert list(read(_xml(tmp_path, _child(name), before=before, encoding=encoding)).cases) == [name]


def test_a_file_that_breaks_off_is_read_to_the_last_whole_child(tmp_path: Path) -> None:
    result = read(_xml(tmp_path, _child("A"), _child("B")[:400], after=""))
    assert list(result.cases) == ["A"]
    assert result.says("", "not well-formed from here on")


def test_a_file_broken_at_the_start_is_no_return(tmp_path: Path) -> None:
    (tmp_path / "return.xml").write_text("<EXPSSDA903><CHILD", encoding="utf-8")
    with pytest.raises(NotAReturn):
        import_return(tmp_path)


@pytest.mark.parametrize(
    "attack",
    [
        '<!DOCTYPE x [<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://example.invalid/x.dtd">',
        "<!DOCTYPE x>",
    ],
)
def test_entities_and_document_types_are_refused(tmp_path: Path, attack: str) -> None:
    (tmp_path / "return.xml").write_text(f"{attack}<EXPSSDA903>{_child()}</EXPSSDA903>", encoding="utf-8")
    write(tmp_path, {"Header": [HEADER | {"CHILD": "C"}], "Episodes": [EPISODE | ENDED | {"CHILD": "C"}]})
    result = read(tmp_path)
    assert list(result.cases) == ["C"]
    assert result.says("", "document type or entities")


def test_elements_of_no_table_are_reported(tmp_path: Path) -> None:
    odd = _child().replace("</HEADER>", "<PET><NAME>Rex</NAME></PET></HEADER>")
    assert read(_xml(tmp_path, odd)).says("", "an element of no SSDA903 table")


def test_csv_and_xml_of_one_return_count_each_child_once(tmp_path: Path) -> None:
    write(tmp_path, {"Header": [HEADER], "Episodes": [EPISODE | ENDED]})
    result = read(_xml(tmp_path, _child("A")))
    assert len(result.care) == 1
    assert result.summary.rows(Fate.REPEATED) == 2
    assert result.report == []
