"""Questions: every one of them with whether it is answered, and the decision table of one."""

from __future__ import annotations

from collections.abc import Iterator

from rexian.i18n import _, language
from rexian.jurisdictions import Jurisdiction
from rexian.pages.matrix import FAMILIES
from rexian.pages.sheet import Kind
from rexian.rules.question import Question
from rexian.saying.rules import Asked, Told, read_otherwise
from rexian.saying.trying import part_heading
from rexian.tui.rules.facts import by_facts
from rexian.tui.rules.library import Library, citation
from rexian.tui.rules.rule import reading_line
from rexian.tui.rules.targets import OnLine, OnReading, OnTable
from rexian.tui.rules.views import Item, Line, ListView, TextView, Tries, Turning
from rexian.tui.widgets.sheet import Column, Row
from rexian.words import say_status

#: How lines look that are no rule which holds as the text is read.
TONES = {Kind.SILENCE: "dim", Kind.OTHERWISE: "dim", Kind.CONFLICT: "soon"}


def questions_view(library: Library, place: Jurisdiction) -> ListView:
    """Return every question by family, with how far it is answered."""
    items, silent = [], 0
    for family, questions in FAMILIES:
        items.append(Item(Row(family["en"], (family[language()], "", "", ""), "strong")))
        for question in questions:
            asked = Asked(library.sheet(place), question)
            silent += not asked.rows
            items.append(_question(place, asked))
    total = sum(len(questions) for _family, questions in FAMILIES)
    return ListView(
        _("by question"),
        (
            Column(_("question"), 22, share=3),
            Column(_("answered"), 20, share=1),
            Column(_("silence"), 10, share=1),
            Column(_("id"), 26),
        ),
        tuple(items),
        note=_("{n} questions, {silent} not laid down").format(n=total, silent=silent),
    )


def _question(place: Jurisdiction, asked: Asked) -> Item:
    question, kinds = asked.question, [row.line.kind for row in asked.rows]
    label, to = f"  {question.label()}", OnTable(place, question)
    about = TextView(question.label(), tuple(_briefly(asked)))
    if not kinds:
        cells = (label, say_status("silent"), "", question.id)
        return Item(Row(question.id, cells, "dim"), to, about)
    own = sum(row.line.kind is Kind.RULE and not row.line.inherited for row in asked.rows)
    above = sum(row.line.kind is Kind.RULE and row.line.inherited for row in asked.rows)
    told = [
        *([_("{n} rules").format(n=own)] if own else []),
        *([_("{n} inherited").format(n=above)] if above else []),
        *([say_status("conflict")] if Kind.CONFLICT in kinds else []),
    ]
    partly = _("partly {silent}").format(silent=say_status("silent"))
    left = partly if Kind.SILENCE in kinds or _has_silent_part(asked) else ""
    cells = (label, ", ".join(told), left, question.id)
    return Item(Row(question.id, cells, tones={2: "dim", 3: "dim"}), to, about)


def _briefly(asked: Asked) -> Iterator[Line]:
    """Yield what follows, each with the cases in which it does."""
    if not asked.rows:
        yield Line(say_status("silent"), tone="dim")
    for row in asked.rows:
        yield Line(row.says, tone=TONES.get(row.line.kind, "strong"))
        yield Line(f"  {row.when}")


def _has_silent_part(asked: Asked) -> bool:
    spoken = {row.part.id for row in asked.rows}
    return any(part.id not in spoken for part in asked.question.parts)


def table_view(library: Library, place: Jurisdiction, question: Question) -> ListView:
    """Return the decision table of a question, in plain words or fact by fact."""
    sheet = library.sheet(place)
    asked = Asked(sheet, question)
    otherwise = read_otherwise(place.readings.values(), sheet.readings)
    columns, cells = by_facts(asked) if library.by_facts else in_words(asked)
    return ListView(
        question.label(),
        columns,
        tuple(_items(library, place, asked, cells)),
        note=otherwise or _note(asked),
        warned=bool(otherwise),
        turning=Turning(place, tuple(asked.readings)) if asked.readings else None,
        by_facts=True,
        fixed=2 if library.by_facts else 0,
        tries=Tries(sheet, question),
    )


def _note(asked: Asked) -> str:
    if not asked.rows:
        return _("the documents say nothing on this: {silent}").format(silent=say_status("silent"))
    if not asked.readings:
        return ""
    return _("readings it turns on: {n}, all read as by default").format(n=len(asked.readings))


def in_words(asked: Asked) -> tuple[tuple[Column, ...], list[tuple[str, ...]]]:
    """Return a table as `rexian rules` prints it: when, what follows, from where."""
    columns = (
        Column(_("no."), 4, right=True),
        Column(_("when"), 24, share=8),
        Column(_("what follows"), 14, share=7),
        Column(_("by"), 10, share=4),
    )
    cells = [(row.when, row.says, row.by) for row in asked.rows]
    return columns, [(str(n), *each) for n, each in enumerate(cells, start=1)]


def _items(
    library: Library, place: Jurisdiction, asked: Asked, cells: list[tuple[str, ...]]
) -> list[Item]:
    """Return the lines part by part, a part on which nothing is said as a line of its own."""
    found: list[Item] = []
    width = len(cells[0]) if cells else 4
    several = len(asked.question.parts) > 1
    for part in asked.question.parts:
        told = [n for n, row in enumerate(asked.rows) if row.part is part]
        heading = part_heading(asked.question, part)
        silent = "" if told else say_status("silent")
        if several or not told:
            blank = ("",) * (width - 3)
            row = ("", heading, silent, *blank) if several else ("", silent, "", *blank)
            found.append(Item(Row(part.id, row, "dim" if silent else "strong")))
        found += [_line(library, place, asked, n, cells[n]) for n in told]
    for n, reading in enumerate(asked.readings, start=1):
        read = reading_line(library, place, reading)
        named = _("reading {n}").format(n=n)
        text = _("{point}: {chosen}").format(point=named, chosen=read.text)
        row = ("", text, *("",) * (width - 2))
        found.append(Item(Row(reading.id, row, read.tone or "told"), OnReading(place, reading)))
    return found


def _line(
    library: Library, place: Jurisdiction, asked: Asked, n: int, cells: tuple[str, ...]
) -> Item:
    row = asked.rows[n]
    cite = next((citation(place, e.layer, e.rule.per) for e in row.line.rules), "")
    key = f"{row.part.id}.{n}"
    about = _about(library, place, row)
    return Item(Row(key, cells, TONES.get(row.line.kind, "")), OnLine(asked, row), about, cite)


def _about(library: Library, place: Jurisdiction, row: Told) -> TextView:
    """Tell a line in full beside the table."""
    lines = [
        Line(row.when, _("when")),
        Line(row.says, _("what follows"), TONES.get(row.line.kind, "")),
        *([Line(row.by, _("by"), "told")] if row.by else []),
        *([Line(row.name, _("rule"))] if row.name else []),
        *(reading_line(library, place, place.readings[name]) for name in row.line.hangs_on),
    ]
    return TextView(row.says, tuple(lines))
