"""A jurisdiction's rule tables as one page, in both languages beside each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rexian.i18n import LANGUAGES, speaking
from rexian.jurisdictions import Jurisdiction
from rexian.pages.markdown import as_code, cell, plain, table
from rexian.pages.sheet import Kind, Line, Sheet
from rexian.pages.telling import LETTERS, Telling
from rexian.rules.conditions import ALWAYS
from rexian.rules.question import Part, Question
from rexian.rules.table import Enacted
from rexian.ruletable import question_tables
from rexian.words import SILENCE, join, say_part
from rexian.words.common import Said, both
from rexian.words.conditions import Speaker

COLUMNS = ("情形 When", "规定 What follows", "依据 By", "规则 Rule")
PART = "方面 Point"
_ARISES = both("仅涉及：{when}。", "It arises only where: {when}.")
_INTRO = """\
本页由规则表生成，勿直接修改。情形按默认读法写出；标“读法”的随读法而变，*斜体*的只在其他读法下成立；
“上位”是上级文件的规定，只写本级未规定而由它回答的情形。

Written from the rule tables; do not edit. Cases are told as the text is read by default; what
names a reading turns on it, and what stands in *italics* holds under another reading only. A rule
of a document above (上位) is told by the cases that it answers because the nearer ones are silent.
How to read all this: [concepts](../concepts.md)."""


def rules_page(sheet: Sheet, only: str | None = None) -> str:
    """Return the page of every question on which the chain speaks, or of one alone.

    Each table has its rules, silences and conflicts as rows; the readings it turns on follow it,
    and in the end the questions on which the chain is silent.
    """
    found = question_tables(sheet.jurisdiction, only)
    readings = {each["id"]: each["readings"] for each in found}
    questions = sheet.jurisdiction.plan().questions
    sections = [_Section(q, sheet, readings[q.id]) for q in questions if q.id in readings]
    blocks = [
        *_heading(sheet.jurisdiction),
        "\n".join(
            f"- [{_title(section.question)}](#{section.question.id})" for section in sections
        ),
        *(block for section in sections for block in section.blocks()),
        *(() if only else _silent(q for q in questions if q.id not in readings)),
    ]
    return "\n\n".join(blocks) + "\n"


def _heading(jurisdiction: Jurisdiction) -> Iterator[str]:
    document = jurisdiction.document
    yield f"# {' · '.join(document.place)} ({as_code(jurisdiction.id)})"
    number = f"（{document.number}）" if document.number else ""
    above = f"上位文件 under: {as_code(document.upper)}" if document.upper else ""
    yield "  \n".join(
        part for part in (f"《{document.title}》{number}", document.title_en, above) if part
    )
    yield _INTRO


def _silent(questions: Iterable[Question]) -> Iterator[str]:
    named = [f"{_title(question)} ({as_code(question.id)})" for question in questions]
    if named:
        yield f"## {' · '.join(SILENCE.values())}"
        yield "\n".join(f"- {name}" for name in named)


def _title(question: Question) -> str:
    return f"{question.zh} · {question.en}"


@dataclass(frozen=True)
class _Section:
    """One question on the page, and the readings it turns on as `question_tables` tells them."""

    question: Question
    sheet: Sheet
    readings: Sequence[Mapping[str, Any]]

    @property
    def jurisdiction(self) -> Jurisdiction:
        return self.sheet.jurisdiction

    def blocks(self) -> Iterator[str]:
        yield f'<a id="{self.question.id}"></a>\n\n## {_title(self.question)} ({self.question.id})'
        yield from self._arises()
        several = len(self.question.parts) > 1
        rows = [
            [*([_both(self._named(part))] if several else []), *row]
            for part in self.question.parts
            for row in self._rows(part)
        ]
        names = [*([PART] if several else []), *COLUMNS]
        yield table(names, rows) if rows else " · ".join(SILENCE.values())
        if self.readings:
            yield "\n".join(self._reading(number) for number in range(1, len(self.readings) + 1))

    def _arises(self) -> Iterator[str]:
        """Say in which cases the question arises at all, where it does not in every one."""
        applies = next((p.applies for p in self.question.parts if p.applies != ALWAYS), None)
        if applies is not None:
            speaker = Speaker(self.jurisdiction.domains)
            told = _in_each_language(lambda: speaker.say(applies))
            yield from (_ARISES[code].format(when=plain(when)) for code, when in told.items())

    def _rows(self, part: Part) -> Iterator[list[str]]:
        for line in self.sheet.lines(part):
            told = [self._told(line), self._said(line, part)]
            form = "*{}*" if line.kind is Kind.OTHERWISE else "{}"
            rules = cell(_named(enacted) for enacted in line.rules)
            yield [*(_both(each, form) for each in told), self._cited(line), rules]

    def _named(self, part: Part) -> Said:
        return _in_each_language(lambda: say_part(self.question, part))

    def _told(self, line: Line) -> Said:
        return _in_each_language(lambda: self._telling.when(line))

    def _said(self, line: Line, part: Part) -> Said:
        return _in_each_language(lambda: self._telling.says(line, part))

    @property
    def _telling(self) -> Telling:
        return Telling(self.jurisdiction, [reading["id"] for reading in self.readings])

    def _cited(self, line: Line) -> str:
        found = [c["locator"] for enacted in line.rules for c in self.jurisdiction.cite(enacted)]
        above = {enacted.layer for enacted in line.rules if enacted.depth > 0}
        marked = [f"上位 inherited: {as_code(layer)}" for layer in sorted(above)]
        return cell([plain(join(list(dict.fromkeys(found)), "zh")), *marked])

    def _reading(self, number: int) -> str:
        """Tell a reading, its choices, the default in bold, and why it is the default."""
        reading = self.readings[number - 1]
        asked, why = (" · ".join(reading[key].values()) for key in ("question", "why"))
        told = [f"- 读法 reading {number} {as_code(reading['id'])}: {asked}"]
        for letter, (choice, labels) in zip(LETTERS, reading["choices"].items(), strict=False):
            default = f" **默认 default**: {why}" if choice == reading["default"] else ""
            label = " · ".join(labels.values())
            told.append(f"  - {letter}. {as_code(choice)} {label}{default}")
        return "\n".join(told)


def _in_each_language(tell: Callable[[], str]) -> Said:
    told = {}
    for code in LANGUAGES:
        with speaking(code):
            told[code] = tell()
    return told


def _named(enacted: Enacted) -> str:
    """Name a rule, and those that yield to it."""
    over = ", ".join(map(as_code, enacted.rule.over))
    return as_code(enacted.rule.id) + (f"<br>优先于 over {over}" if over else "")


def _both(told: Said, form: str = "{}") -> str:
    """Return a cell that tells something in Chinese and below that in English."""
    return cell(form.format(plain(told[code])) for code in LANGUAGES)
