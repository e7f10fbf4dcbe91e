"""The comparison matrix: every part of every question, what each jurisdiction says beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rexian.i18n import language, speaking
from rexian.jurisdictions import Jurisdiction
from rexian.pages.brief import BriefSpeaker, cite_briefly, say_briefly
from rexian.pages.markdown import as_code, cell, plain, table
from rexian.pages.sheet import Kind, Line, Sheet
from rexian.questions import (
    approvals,
    assessment,
    clocks,
    escalation,
    extension,
    intake,
    returns,
    routing,
)
from rexian.rules.conditions import ALWAYS
from rexian.rules.question import Part, Question
from rexian.words import CONFLICT, SILENCE, say_part
from rexian.words.common import Said, both

FAMILIES: Sequence[tuple[Said, Sequence[Question]]] = (
    (both("受理", "Taking in"), intake.QUESTIONS),
    (both("派单与承办", "Routing"), routing.QUESTIONS),
    (both("时限", "Clocks"), clocks.QUESTIONS),
    (both("延期", "Extension"), extension.QUESTIONS),
    (both("退单", "Return"), returns.QUESTIONS),
    (both("联系、回复、审批、办结", "Contact, reply, approval, closing"), approvals.QUESTIONS),
    (both("督办与升级", "Supervision and escalation"), escalation.QUESTIONS),
    (both("考核", "Assessment"), assessment.QUESTIONS),
)
_TITLE = both("各地规定对照表", "The documents side by side")
_POINT = both("事项", "Point")
_REST = both("其余未规定", "else not laid down")
_OTHER_LANGUAGE = both("[English](matrix.en.md)", "[简体中文](matrix.md)")
_INTRO = both(
    """\
本表由规则表生成，勿直接修改。每格一行一条规则：情形、规定、条款，按默认读法。“未规定”表示文件没有说；
“→”表示文件本身未作规定或只规定了一部分，其余依所指的上位文件。完整的规则、读法和冲突见各地的规则表。
各格怎样逐条比较，见 `rexian diff`。""",
    """\
Written from the rule tables; do not edit. Each line of a cell is a rule: the cases, what follows,
the clause, as the text is read by default. "Not laid down" is silence; an arrow names the document
above that answers where the nearer one is silent. Rules in full, with readings and clashes, stand
in the rule tables of each document; `rexian diff` compares two of them cell by cell.""",
)


def matrix_page(sheets: Sequence[Sheet], code: str) -> str:
    """Return the matrix in one language, a column for each jurisdiction."""
    with speaking(code):
        columns = [_Column(sheet) for sheet in sheets]
        blocks = [f"# {_TITLE[code]}", _OTHER_LANGUAGE[code], _INTRO[code]]
        for name, questions in FAMILIES:
            blocks += [f"## {name[code]}", _family(questions, columns)]
        return "\n\n".join(blocks) + "\n"


def _family(questions: Sequence[Question], columns: Sequence[_Column]) -> str:
    """Return the table of a family, without the parts on which every document is silent."""
    rows = []
    for question in questions:
        for part in question.parts:
            cells = [column.cell(part) for column in columns]
            if any(told != SILENCE[language()] for told in cells):
                rows.append([_point(question, part), *cells])
    return table([_POINT[language()], *(column.heading for column in columns)], rows)


def _point(question: Question, part: Part) -> str:
    code = language()
    named = question.label(code)
    more = [] if len(question.parts) == 1 else [say_part(question, part, code)]
    return cell([f"**{plain(named)}**", *map(plain, more)])


@dataclass(frozen=True)
class _Column:
    """A jurisdiction in the matrix."""

    sheet: Sheet

    @property
    def jurisdiction(self) -> Jurisdiction:
        return self.sheet.jurisdiction

    @property
    def heading(self) -> str:
        zh, en = self.jurisdiction.document.place
        name = zh if language() == "zh" else en
        return f"[{plain(name)}](rules/{self.jurisdiction.id}.md)"

    def cell(self, part: Part) -> str:
        """Return what the jurisdiction says on a part, a line a rule."""
        lines = [line for line in self.sheet.lines(part) if line.kind is not Kind.OTHERWISE]
        own = [line for line in lines if not line.inherited]
        told = [self._line(line, part) for line in own if line.kind is not Kind.SILENCE]
        above = dict.fromkeys(e.layer for line in lines for e in line.rules if e.depth > 0)
        told += [f"→ {as_code(layer)}" for layer in above]
        silent = any(line.kind is Kind.SILENCE for line in own) and not part.answers_no
        if not told:
            return SILENCE[language()]
        return cell([*told, *([_REST[language()]] if silent else [])])

    def _line(self, line: Line, part: Part) -> str:
        places = [c["locator"] for e in line.rules for c in self.jurisdiction.cite(e)]
        says = " / ".join(filter(None, (say_briefly(e.rule.outcome, part.id) for e in line.rules)))
        if line.kind is Kind.CONFLICT:
            says = f"**{CONFLICT[language()]}** {says}"
        if line.when != ALWAYS or not says:
            when = BriefSpeaker(self.jurisdiction.domains).say(line.when)
            says = f"{when} — {says}" if says else when
        return plain(says + cite_briefly(places))
