"""A line of a decision table with its example, and cases tried: for `rexian rules`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rexian.analysis.hearing import Heard
from rexian.analysis.trying import Tried, Trier, supposed_of
from rexian.cli import options
from rexian.errors import InputError
from rexian.explain import Ruler
from rexian.i18n import _
from rexian.instants import parse_instant
from rexian.pages.example import Example, Examples
from rexian.pages.sheet import Line, Sheet
from rexian.rules.question import Question
from rexian.saying.rules import Asked, Told
from rexian.witness.casefile import mapping_of
from rexian.worktime.history import CalendarHistory


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a question beyond its table.

    Attributes:
        row: the line, counted from one.
        supposed: what is supposed of facts, as `FACT=VALUE`.
        start: when the case begins.
        save: where its case goes.
    """

    row: int | None
    supposed: list[str]
    start: str | None
    save: Path | None

    def __bool__(self) -> bool:
        """Whether anything is asked."""
        return bool(self.row is not None or self.supposed or self.start)


def run(sheet: Sheet, question: Question, wanted: Wanted, *, as_json: bool) -> None:
    """Show a line of a table, or try a case.

    Raises:
        InputError: there is no such line, no such fact or value, or no such case.
    """
    calendars = options.calendars_of(None)
    trier = Trier(Ruler(sheet.jurisdiction, calendars, sheet.readings))
    if wanted.row is not None:
        told = _line(Asked(sheet, question), wanted.row)
        example = Examples(sheet, calendars).of(told.part, told.line)
        tried = None if example is None else _ruled(example, calendars, question)
    else:
        told, tried = None, _tried(trier, question, wanted)
        example = Example(tried.witness, sheet)
    if wanted.save and example:
        example.save(wanted.save)
    if as_json:
        options.print_json(_told(sheet, question, told, example, tried))
        return
    from rexian.cli.show_tried import show_line, show_tried

    if told is not None:
        show_line(told, question, example, tried)
    elif example and tried:
        show_tried(question, example, tried)


def _ruled(example: Example, calendars: CalendarHistory, question: Question) -> Tried:
    sheet = example.sheet
    trier = Trier(Ruler(sheet.jurisdiction, calendars, sheet.readings))
    return trier.ruled(example.witness, question)


def _line(asked: Asked, row: int) -> Told:
    if not 0 < row <= len(asked.rows):
        told = _("--row {row}: the table has {n} lines")
        raise InputError(told.format(row=row, n=len(asked.rows)))
    return asked.rows[row - 1]


def _tried(trier: Trier, question: Question, wanted: Wanted) -> Tried:
    facts = {fact.id: fact for fact in trier.facts(question)}
    named = dict(_pair(each) for each in wanted.supposed)
    start = None if wanted.start is None else parse_instant(wanted.start)
    return trier.tried(question, supposed_of(facts, named), start)


def _pair(option: str) -> tuple[str, str]:
    name, equals, value = option.partition("=")
    if not (name and equals and value):
        raise InputError(_("--if {option}: write FACT=VALUE").format(option=option))
    return name, value


def _told(
    sheet: Sheet,
    question: Question,
    told: Told | None,
    example: Example | None,
    tried: Tried | None,
) -> dict[str, Any]:
    return {
        "jurisdiction": sheet.jurisdiction.id,
        "question": question.id,
        "readings": dict((example.sheet if example else sheet).readings),
        **({} if told is None else {"line": line(told)}),
        "case": example and mapping_of(example.witness),
        "ruling": tried and tried.ruling,
        "heard": tried and {part: list(map(_heard, all_)) for part, all_ in tried.heard.items()},
    }


def lines(sheet: Sheet, only: str | None) -> list[dict[str, Any]]:
    """Return the tables as they are read, as JSON can hold them."""
    asked = [Asked(sheet, question) for question in sheet.jurisdiction.plan().questions]
    return [
        {"id": each.question.id, "lines": [line(told) for told in each.rows]}
        for each in asked
        if only in (None, each.question.id) and (each.rows or only)
    ]


def line(told: Told) -> dict[str, Any]:
    """Return a line as JSON can hold it."""
    found: Line = told.line
    return {
        "part": told.part.id,
        "kind": found.kind.value,
        "when": told.when,
        "says": told.says,
        "by": told.by,
        "rules": [{"layer": each.layer, "rule": each.rule.id} for each in found.rules],
        "hangs_on": list(found.hangs_on),
    }


def _heard(heard: Heard) -> Mapping[str, Any]:
    return {
        "rule": heard.enacted.rule.id,
        "layer": heard.enacted.layer,
        "standing": heard.standing.value,
        "yields_to": [each.rule.id for each in heard.to],
        "hangs_on": list(heard.hangs_on),
        "against": list(heard.against),
    }
