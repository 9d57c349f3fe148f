"""docs/reference, written from the definitions: `python -m holdfast.cli.reference docs/reference` (`--check` only compares)."""

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from holdfast.engine.expressions import Expr, Fact, Field, Setting, walk
from holdfast.engine.tables import CodeList, FieldSpec, TableSpec
from holdfast.explaining.english import NUMBER, English, amount
from holdfast.explaining.explained import Explained, explained, expressions
from holdfast.explaining.lines import Line
from holdfast.ng26 import vocabulary
from holdfast.ng26.guideline import EDITION, NAME, NG26, SECTIONS, URL
from holdfast.ng26.programmes import PROGRAMMES
from holdfast.ng26.programmes.dose import Programme, Range
from holdfast.ng26.programmes.fidelity import rules
from holdfast.ng26.settings import SETTINGS
from holdfast.ng26.tables import CASE_FILE
from holdfast.ng26.tools import TOOL_CODES, TOOLS

_BY = "<!-- Written by `make docs` from the definitions in src/holdfast/ng26. Change those, not this page. -->\n"
_SOURCE = f"Our own words, after NICE guideline {NAME} ({EDITION}): <{URL}>."


def main(arguments: list[str] | None = None) -> int:
    """Write every page; with `--check`, write nothing and return 1 if a page on disk is not what would be written."""
    parser = argparse.ArgumentParser(prog="python -m holdfast.cli.reference", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--check", action="store_true", help="only say whether the pages on disk are up to date"
    )
    asked = parser.parse_args(arguments)
    stale = _differing(asked.folder, written := pages())
    if asked.check:
        for name in stale:
            print(
                f"{asked.folder / name} is not what the definitions say; write it with: make docs",
                file=sys.stderr,
            )
        return 1 if stale else 0
    asked.folder.mkdir(parents=True, exist_ok=True)
    for name in stale:
        if name in written:
            (asked.folder / name).write_text(written[name], encoding="utf-8")
        else:
            (asked.folder / name).unlink()
    print(f"{len(written)} pages in {asked.folder}, {len(stale)} changed")
    return 0


def _differing(folder: Path, written: dict[str, str]) -> list[str]:
    on_disk = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}
    return sorted(name for name in {*written, *on_disk} if written.get(name) != on_disk.get(name))


def pages() -> dict[str, str]:
    """Every page by its file name."""
    made = {name: (title, "\n".join(lines())) for name, (title, lines) in _PAGES.items()}
    contents = "\n".join(f"- [{title}]({name})" for name, (title, _) in made.items())
    made["README.md"] = ("Reference", f"{_SOURCE}\n\n{contents}")
    return {name: f"{_BY}\n# {title}\n\n{text.strip()}\n" for name, (title, text) in made.items()}


# --- recommendations and phrases ------------------------------------------------------------------------------


def _recommendations() -> Iterator[str]:
    yield f"All {len(NG26.recommendations)}, as `holdfast explain NUMBER` says them. {_SOURCE}"
    yield "What a phrase means, all the way down, is in [the phrases](phrases.md)."
    section = ""
    for recommendation in NG26:
        if (now := recommendation.number.rpartition(".")[0]) != section:
            section = now
            yield f"\n## {section} {SECTIONS[section]}"
        yield from _recommendation(explained(recommendation))


def _recommendation(said: Explained) -> Iterator[str]:
    yield f"\n### {said.recommendation.number}\n\n**{said.recommendation.summary}**\n"
    for label, words in said.about[1:]:
        yield f"- {label}: {words}"
    for chapter in said.chapters:
        if not chapter.aside:
            yield f"\n{chapter.title}:\n"
            yield from _lines(chapter.lines)
    if said.settings:
        used = ", ".join(
            f"[`{setting.key}`](settings.md) {amount(setting, setting.value)}" for setting, _ in said.settings
        )
        yield f"\nSettings used: {used}"


def _lines(lines: Iterable[Line], depth: int = 0, mark: str = "") -> Iterator[str]:
    for line in lines:
        meaning = line.below[0] if line.join == "means" else None
        short = f" ({meaning.text})" if meaning and meaning.is_short else ""
        yield f"{'  ' * depth}- {mark}{line.text}{short}"
        if meaning:
            yield from _lines(() if meaning.is_short else meaning.all_below, depth + 1)
        else:
            yield from _lines(line.below, depth + 1, "*or* " if line.join == "any" else "")


def _phrases() -> Iterator[str]:
    english, facts = English(), _facts()
    yield "Every phrase that criteria and reasons are made of, once, with what it means. Numbers of days, months and years are"
    yield "[settings](settings.md), shown with their defaults."
    for fact in sorted(facts, key=lambda fact: english.fill(fact.yes).lower()):
        yield f"\n## {english.fill(fact.yes)}\n"
        yield from _lines(english.definition(fact).all_below)
        other = [english.fill(words) for words in (fact.no, fact.ask) if words]
        if other:
            yield f"\nElse: {'; or: '.join(other)}."


def _facts() -> list[Fact]:
    """Every phrase that is said in words, by name; those that only name a recommendation are explained there."""
    found = {
        node.name: node
        for recommendation in NG26
        for expr in expressions(recommendation)
        for node in walk(expr)
        if isinstance(node, Fact) and node.yes and not NUMBER.match(node.yes)
    }
    return [found[name] for name in sorted(found)]


# --- programmes, tools, settings ------------------------------------------------------------------------------


def _programmes() -> Iterator[str]:
    yield f"How each programme is to be delivered. {_SOURCE}"
    yield "A number of days is a [setting](settings.md) where NG26 speaks of weeks, months or a school year.\n"
    yield from _table(
        (
            "programme",
            "described in",
            "sessions",
            "each session",
            "days between",
            "days from first to last",
            "trained",
        ),
        (_dose(programme) for programme in PROGRAMMES),
    )
    for programme in PROGRAMMES:
        yield f"\n## {_name(programme)}\n"
        if not programme.described_in:
            yield "Its dose is in another NICE guideline; NG26 gives none."
        for number in programme.described_in:
            yield f"What [{number}](recommendations.md#{number.replace('.', '')}) asks for, each by the rule that a deviation names:\n"
            for part in rules(programme, number):
                yield f"- `{part.rule}`: {English().fill(part.expected)}"
            if number != programme.described_in[-1]:
                yield ""
        if programme.note:
            yield f"\n{programme.note}"


def _dose(p: Programme) -> Sequence[str]:
    sessions = _range(p.sessions, "")
    if p.carer_session_first:
        sessions = f"1 with the carer alone, then {sessions} with carer and child"
    if p.twice_weekly_weeks:
        sessions = f"2 a week for {p.twice_weekly_weeks} weeks, then weekly to the end of the school year"
    return (
        _name(p), ", ".join(p.described_in), sessions, _range(p.minutes, "minutes"), _range(p.gap, "days"), _range(p.over, "days"),
        "yes" if p.trained else "",
    )  # fmt: skip


def _name(programme: Programme) -> str:
    return vocabulary.PROGRAMMES.words[programme.code]


def _range(wanted: Range | None, unit: str) -> str:
    return English().fill(wanted.says(unit)).strip() if wanted else ""


def _tools() -> Iterator[str]:
    yield f"The assessment tools of 1.3.4 and appendix 1, by name only: no instrument is reproduced. {_SOURCE}\n"
    yield from _table(
        ("tool", "code", "ages", "setting", "format", "can show", "also with carers", "printed in NG26 as"),
        (
            (
                t.name, f"`{t.code}`", t.ages, t.setting, t.format,
                ", ".join(words for words, can in (("insecure", t.shows_insecure), ("disorganised", t.shows_disorganised)) if can),
                "yes" if t.for_carers else "", t.printed_as or "",
            )
            for t in TOOLS
        ),
    )  # fmt: skip


def _settings() -> Iterator[str]:
    yield "Every number that NG26 does not give, with what we take and why. A service may "
    yield "[override any of them](../how-to/override-a-setting.md) in a TOML file.\n"
    used = _numbers_by(lambda node: node.key if isinstance(node, Setting) else None)
    yield from _table(
        ("setting", "default", "why", "used by"),
        (
            (f"`{s.key}`", amount(s, s.value), s.reason, ", ".join(used.get(s.key, ())))
            for s in SETTINGS.values()
        ),
    )


def _numbers_by(key_of: Callable[[Expr], str | None]) -> dict[str, list[str]]:
    """The recommendations that read something, by its key."""
    found: dict[str, list[str]] = {}
    for recommendation in NG26:
        keys = {key_of(node) for expr in expressions(recommendation) for node in walk(expr)} - {None}
        for key in keys:
            found.setdefault(str(key), []).append(recommendation.number)
    return found


# --- the case file --------------------------------------------------------------------------------------------

_KINDS = {
    "text": "text", "day": "day", "flag": "true or false", "whole": "whole number", "number": "number",
    "code": "one of", "codes": "any of",
}  # fmt: skip


def _case_file() -> Iterator[str]:
    yield f"Every field of `{CASE_FILE.format}`. How to read it: [the case file](../explanation/case-file.md). For a program:"
    yield "`holdfast case schema`. Codes are in [the vocabulary](vocabulary.md).\n"
    yield "Each field is *not known* where absent or `null`, unless it says what stands for it. A day is `YYYY-MM-DD`."
    yield "\n## The child's own fields\n"
    read = _numbers_by(lambda n: f"{n.owner or ''}/{n.spec.key}" if isinstance(n, Field) else None)
    heads = ("field", "what", "holds", "recorded in", "read by")
    yield from _table(
        heads,
        ((*_field(f, f.key), CASE_FILE.recorded_in(f.key), _read_by(read, "", f)) for f in CASE_FILE.fields),
    )
    for table in CASE_FILE.tables:
        yield from _list(table, read)


def _list(table: TableSpec, read: dict[str, list[str]]) -> Iterator[str]:
    path = f"{table.inside}[].{table.name}" if table.inside else table.name
    yield f"\n## `{path}`: {table.says}\n"
    yield f"A list; each entry is one {table.entry}. Recorded in: {table.recorded_in}."
    for first, last in table.spans:
        yield f"`{last}` may not come before `{first}`."
    if table.one_at_a_time:
        yield "Two entries may share no more than the day of the move."
    for rule in table.also:
        wants = (
            "compulsory" if rule.required else f"one of {', '.join(f'`{code}`' for code in rule.codes or ())}"
        )
        yield f"Where `{rule.when}` is `{rule.code}`, `{rule.key}` is {wants}."
    yield ""
    yield from _table(
        ("field", "what", "holds", "read by"),
        ((*_field(f, f.key), _read_by(read, table.name, f)) for f in table.fields),
    )


def _read_by(read: dict[str, list[str]], owner: str, spec: FieldSpec) -> str:
    numbers = read.get(f"{owner}/{spec.key}", [])
    every = len(numbers) == len(NG26.about_a_child)
    return "all" if every else ", ".join(numbers)


def _field(spec: FieldSpec, key: str) -> tuple[str, str, str]:
    holds = _KINDS[spec.kind]
    if spec.codes:
        holds += f" [{spec.codes.name.replace('_', ' ')}](vocabulary.md#{_anchor(spec.codes.name)})"
    if spec.or_false:
        holds += "; `false`: known not done"
    if spec.lowest is not None:
        holds += (
            f"; {spec.lowest:g} or more" if spec.highest is None else f"; {spec.lowest:g} to {spec.highest:g}"
        )
    if spec.may_be_future:
        holds += "; may be in the future"
    if spec.required:
        holds += "; compulsory"
    if spec.default:
        holds += f"; absent: {spec.default}"
    return f"`{key.replace('/', '.')}`", spec.says, holds


def _vocabulary() -> Iterator[str]:
    yield "The codes of the case file and of an answer, each list once, with the words that a person reads."
    lists = {c.name: c for c in (*vars(vocabulary).values(), TOOL_CODES) if isinstance(c, CodeList)}
    for codes in lists.values():
        yield f"\n## {codes.name.replace('_', ' ')}\n"
        yield from _table(("code", "words"), ((f"`{code}`", words) for code, words in codes.words.items()))


def _anchor(title: str) -> str:
    return re.sub("[ _]", "-", title.lower())


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"


_PAGES: dict[str, tuple[str, Callable[[], Iterator[str]]]] = {
    "recommendations.md": ("The recommendations", _recommendations),
    "phrases.md": ("The phrases", _phrases),
    "programmes.md": ("The programmes and their doses", _programmes),
    "tools.md": ("The assessment tools", _tools),
    "settings.md": ("The settings", _settings),
    "case-file.md": ("The case file, field by field", _case_file),
    "vocabulary.md": ("The vocabulary", _vocabulary),
}

if __name__ == "__main__":
    sys.exit(main())
