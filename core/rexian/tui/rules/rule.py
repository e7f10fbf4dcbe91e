"""Rules, and the lines of tables: what holds when, by which clause, and an example of it."""

from __future__ import annotations

from collections.abc import Iterator

from rexian.analysis.hearing import SPEAKING, Heard
from rexian.analysis.trying import Tried
from rexian.i18n import _, language
from rexian.jurisdictions import Jurisdiction
from rexian.pages.example import Example
from rexian.pages.sheet import Kind
from rexian.rules.conditions import Condition
from rexian.rules.plan import part_of
from rexian.rules.question import Part, Question
from rexian.rules.readings import READING, Reading
from rexian.rules.table import Enacted
from rexian.ruletable import say
from rexian.saying.rules import Asked, Told, cited, read_otherwise
from rexian.saying.trying import part_heading, say_answer, say_case, say_heard
from rexian.tellers import Teller, whence
from rexian.tui.rules.clauses import cites
from rexian.tui.rules.library import Library, citation
from rexian.tui.rules.targets import OnReading, OnRule, OnTable
from rexian.tui.rules.views import Line, TextView, Tries, told
from rexian.words.conditions import Speaker


def rule_view(library: Library, place: Jurisdiction, enacted: Enacted) -> TextView:
    """Return a rule: when it holds, what follows, from where, and how it stands to others."""
    rule, question, part = enacted.rule, *asked_by(place, enacted)
    cite = citation(place, enacted.layer, rule.per)
    lines = [
        Line(f"{rule.id}{whence(enacted.depth)}", _("rule"), "strong", cite=cite),
        Line(
            part_heading(question, part),
            _("question"),
            to=OnTable(place, question),
        ),
        Line(Speaker(place.domains).say(rule.when), _("when"), cite=cite),
        Line(say(rule.outcome, language(), part.id), _("what follows"), cite=cite),
        *cites(place, rule.per, enacted.layer),
        *_relations(place, enacted),
        *_readings(library, place, rule.when),
    ]
    if rule.editions:
        lines.append(Line(", ".join(rule.editions), _("editions")))
    if not rule.inherited:
        lines.append(Line(_("not handed down to documents below"), _("reach")))
    return TextView(rule.id, tuple(lines), cite)


def asked_by(place: Jurisdiction, enacted: Enacted) -> tuple[Question, Part]:
    """Return the question that a rule answers, and which part of it."""
    plan = place.plan()
    name = part_of(enacted.rule.id, plan.parts)
    return next((q, part) for q in plan.questions for part in q.parts if part.id == name)


def _relations(place: Jurisdiction, enacted: Enacted) -> Iterator[Line]:
    """Yield the rules over which it goes, those that go over it, and why it is followed."""
    rules = {rule.id: rule for rule in place.layer(enacted.layer).rules}
    over = [rules[name] for name in enacted.rule.over if name in rules]
    under = [rule for rule in rules.values() if enacted.rule.id in rule.over]
    for label, found in ((_("goes over"), over), (_("yields to"), under)):
        for rule in found:
            other = Enacted(rule, enacted.layer, enacted.depth)
            yield Line(rule.id, label, to=OnRule(place, other))
    if enacted.rule.followed:
        zh, bar, en = enacted.rule.followed.partition(" / ")
        why = en if bar and language() == "en" else zh
        yield Line(why, _("followed in a clash"), "soon")


def _readings(library: Library, place: Jurisdiction, when: Condition) -> Iterator[Line]:
    asked = {atom.fact.id for atom in when.atoms() if atom.fact.id.startswith(READING)}
    for reading in place.readings.values():
        if reading.fact.id in asked:
            yield reading_line(library, place, reading)


def reading_line(library: Library, place: Jurisdiction, reading: Reading) -> Line:
    """Return a reading with how it is chosen now, leading on to it."""
    chosen = library.readings(place).get(reading.id, reading.default)
    label = reading.fact.terms.label(chosen)
    text = _("{point}: {chosen}").format(point=reading.label(), chosen=label)
    tone = "" if chosen == reading.default else "soon"
    return Line(text, _("reading"), tone, OnReading(place, reading))


def cell_view(library: Library, asked: Asked, row: Told) -> TextView:
    """Return a line of a table: its cases, an example, and how every rule stands to that."""
    place, question = asked.sheet.jurisdiction, asked.question
    example = library.example(asked.sheet, row)
    tried = None if example is None else library.ruled(example, question)
    cite = next((citation(place, e.layer, e.rule.per) for e in row.line.rules), "")
    silent = row.line.kind is Kind.SILENCE
    otherwise = read_otherwise(place.readings.values(), (example or asked).sheet.readings)
    lines = [
        Line(part_heading(question, row.part), _("question"), "strong"),
        *([Line(otherwise, tone="soon")] if otherwise else []),
        Line(row.when, _("when"), cite=cite),
        Line(row.says, _("what follows"), "dim" if silent else "", cite=cite),
        *_rules(place, row),
        *_example(question, row.part, example, tried),
    ]
    return TextView(
        row.says,
        tuple(lines),
        cite,
        tries=None if example is None else Tries(example.sheet, question, example),
    )


def _rules(place: Jurisdiction, row: Told) -> Iterator[Line]:
    for enacted in row.line.rules:
        text = f"{enacted.rule.id} {cited(place, enacted)}"
        yield Line(text, _("rule"), "told", OnRule(place, enacted))


def _example(
    question: Question, part: Part, example: Example | None, tried: Tried | None
) -> Iterator[Line]:
    if example is None or tried is None:
        yield Line(_("no case was found that lands here"), tone="dim")
        return
    teller = Teller(example.sheet.jurisdiction)
    yield Line("")
    yield from told(say_case(teller, example))
    yield from told(say_answer(teller, question, tried))
    yield Line("")
    yield from heard_lines(teller, part, tried.heard[part.id])


def heard_lines(teller: Teller, part: Part, heard: list[Heard]) -> Iterator[Line]:
    """Yield how every rule on a part stands to a case, those that speak first."""
    place = teller.jurisdiction
    speak, others = _("rules that speak"), _("the other rules")
    before = ""
    for each in heard:
        label = speak if each.standing in SPEAKING else others
        text = f"{say_heard(teller, part, each)} [{cited(place, each.enacted)}]"
        tone = "" if each.standing in SPEAKING else "dim"
        yield Line(text, "" if label == before else label, tone, OnRule(place, each.enacted))
        before = label
