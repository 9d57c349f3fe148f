"""The reference pages say what the definitions say, and are up to date in the repository."""

import re
from pathlib import Path

import pytest

from holdfast.cli.reference import main, pages
from holdfast.ng26 import vocabulary
from holdfast.ng26.guideline import NG26
from holdfast.ng26.programmes import PROGRAMMES
from holdfast.ng26.settings import SETTINGS
from holdfast.ng26.tables import CASE_FILE
from holdfast.ng26.tools import TOOLS

ROOT = Path(__file__).resolve().parents[2]
PAGES = pages()


def test_the_pages_in_the_repository_are_what_the_definitions_say(capsys):
    assert main([str(ROOT / "docs/reference"), "--check"]) == 0, capsys.readouterr().err


def test_the_pages_are_the_same_every_time():
    assert pages() == PAGES


def test_a_page_that_was_changed_is_found_and_written_again(tmp_path, capsys):
    assert main([str(tmp_path), "--check"]) == 1
    assert main([str(tmp_path)]) == 0
    assert main([str(tmp_path), "--check"]) == 0
    (tmp_path / "tools.md").write_text("ours\n", encoding="utf-8")
    (tmp_path / "gone.md").write_text("of a page that is no more\n", encoding="utf-8")
    assert main([str(tmp_path), "--check"]) == 1
    said = capsys.readouterr().err
    assert "tools.md" in said
    assert "gone.md" in said
    assert main([str(tmp_path)]) == 0
    assert main([str(tmp_path), "--check"]) == 0


def test_all_62_recommendations_are_there_in_order():
    assert re.findall(r"^### (\S+)$", PAGES["recommendations.md"], re.MULTILINE) == [r.number for r in NG26]
    assert all(f"**{r.summary}**" in PAGES["recommendations.md"] for r in NG26)


def test_every_programme_tool_and_setting_is_there():
    assert all(f"| {vocabulary.PROGRAMMES.words[p.code]} |" in PAGES["programmes.md"] for p in PROGRAMMES)
    assert all(f"| {tool.name} | `{tool.code}` | {tool.ages} |" in PAGES["tools.md"] for tool in TOOLS)
    assert all(f"| `{key}` |" in PAGES["settings.md"] for key in SETTINGS)
    assert all(setting.reason in PAGES["settings.md"] for setting in SETTINGS.values())


def test_every_field_of_the_case_file_is_there():
    page = PAGES["case-file.md"]
    assert all(f"| `{field.key.replace('/', '.')}` | {field.says} |" in page for field in CASE_FILE.fields)
    for table in CASE_FILE.tables:
        assert f"{table.name}`: {table.says}" in page
        assert all(f"| `{field.key.replace('/', '.')}` | {field.says} |" in page for field in table.fields)


def test_what_no_rule_reads_is_shown_so():
    for key in (
        "child.sex",
        "child.ethnicity",
        "child.disability",
        "child.from_overseas",
        "legal_status",
        "entry",
    ):
        (row,) = re.findall(rf"^\| `{key}` .*$", PAGES["case-file.md"], re.MULTILINE)
        assert row.endswith("|  |")


def test_every_link_to_a_heading_leads_to_one():
    for name, text in PAGES.items():
        for page, anchor in re.findall(r"\]\(([a-z-]+\.md)#([^)]+)\)", text):
            heads = {
                re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-")
                for head in re.findall(r"^#+ (.+)$", PAGES[page], re.MULTILINE)
            }
            assert anchor in heads, f"{name}: {page}#{anchor}"


@pytest.mark.parametrize("name", ["recommendations.md", "phrases.md", "programmes.md"])
def test_the_pages_are_plain_english(name):
    prose = re.sub(r"`[^`]*`|<!--.*?-->", "", PAGES[name])
    assert re.findall(r"\b[a-z]+_[a-z_]+\b", prose) == []
    assert "{" not in prose
