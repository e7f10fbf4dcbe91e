"""Readings: the points at which a text can be read in several ways, and how each is chosen."""

from __future__ import annotations

from collections.abc import Iterator

from rexian.i18n import _, language
from rexian.jurisdictions import Jurisdiction
from rexian.rules.plan import part_of
from rexian.rules.readings import Reading
from rexian.ruletable import say
from rexian.saying.rules import choices
from rexian.tui.rules.clauses import cites
from rexian.tui.rules.library import Library
from rexian.tui.rules.targets import OnReading, OnRule, OnTable
from rexian.tui.rules.views import Item, Line, ListView, TextView, Turning
from rexian.tui.widgets.sheet import Column, Row


def readings_view(library: Library, place: Jurisdiction) -> ListView:
    """Return every reading of a jurisdiction with the ambiguity that it settles."""
    readings = tuple(place.readings.values())
    return ListView(
        _("readings"),
        (
            Column(_("no."), 4, right=True),
            Column(_("point"), 30, share=3),
            Column(_("read as"), 20, share=2),
        ),
        tuple(_item(library, place, reading) for reading in readings),
        note=_("{n} readings; the numbers are those of the ambiguities they settle").format(
            n=len(readings)
        ),
        turning=Turning(place, readings),
    )


def _item(library: Library, place: Jurisdiction, reading: Reading) -> Item:
    chosen = library.readings(place).get(reading.id, reading.default)
    number = "" if reading.ambiguity is None else str(reading.ambiguity)
    default = _(" (default)") if chosen == reading.default else ""
    cells = (number, reading.label(), reading.fact.terms.label(chosen) + default)
    tones = {} if default else {2: "soon"}
    return Item(Row(reading.id, cells, tones=tones), OnReading(place, reading))


def reading_view(library: Library, place: Jurisdiction, reading: Reading) -> TextView:
    """Return a reading: its choices, why the default is the default, and what turns on it."""
    chosen = library.readings(place).get(reading.id, reading.default)
    layer = next((found.id for _d, found in place.stack if reading in found.readings), place.id)
    lines = [Line(f"{reading.label()} [{reading.id}]", _("reading"), "strong")]
    if reading.ambiguity is not None:
        lines.append(Line(str(reading.ambiguity), _("ambiguity")))
    for term, (letter, text) in zip(reading.choices, choices(reading), strict=False):
        taken = f" <- {_('read so now')}" if term.id == chosen else ""
        lines.append(Line(f"{text}{taken}", letter, "soon" if taken else ""))
    why = reading.why[1] if language() == "en" else reading.why[0]
    lines += [Line(why, _("why the default")), *cites(place, reading.per, layer)]
    lines += _turning(place, reading)
    return TextView(reading.label(), tuple(lines))


def _turning(place: Jurisdiction, reading: Reading) -> Iterator[Line]:
    """Yield the rules that turn on a reading, and the questions."""
    plan = place.plan()
    for enacted in plan.rules:
        if any(atom.fact.id == reading.fact.id for atom in enacted.rule.when.atoms()):
            part = part_of(enacted.rule.id, plan.parts)
            text = f"{say(enacted.rule.outcome, language(), part)} [{enacted.rule.id}]"
            yield Line(text, _("rule"), to=OnRule(place, enacted))
    for question in plan.questions:
        if any(reading.fact.id in plan.parts[part.id].asks for part in question.parts):
            yield Line(question.label(), _("question"), to=OnTable(place, question))
