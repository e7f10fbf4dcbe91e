"""What is declared in vain: rules, prefixes, readings and duties without which nothing changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from rexian.accounting import tells_apart
from rexian.assess.indicators import with_indicators
from rexian.assess.units import unit_plan
from rexian.duties.duty import Duty
from rexian.duties.expand import bound, expand
from rexian.duties.schedule import ByReading
from rexian.i18n import _
from rexian.jurisdictions import Jurisdiction, Layer
from rexian.rules.plan import Plan, part_of
from rexian.rules.readings import Reading
from rexian.rules.rule import Rule
from rexian.rules.table import Table
from rexian.testing.cases import Worked, published
from rexian.testing.looked import Looked, looked
from rexian.testing.mutations import dropped, same_tables
from rexian.testing.noticing import plans_of

#: Long enough for whatever comes round once a year, and on days already published.
_TWO_YEARS = date(2023, 1, 1), date(2024, 12, 31)


def dead_rules(worked: Worked) -> Looked:
    """Look at every declaration that ought to matter: does anything change without it?"""
    layer, found = worked.layer, worked.jurisdiction
    plans, units, figures = list(plans_of(found).values()), units_of(found), indicators_of(worked)
    tables = [t for plan in (figures, units) for a in plan.parts.values() for t in a.tables]
    return looked(
        [
            *(_rule(layer, rule, plans) for rule in layer.rules),
            *(_rule(layer, rule, [units]) for rule in layer.assessment.units),
            *(_prefix(layer, prefix.text) for prefix in layer.channels.prefixes),
            *(_reading(worked, reading, tables) for reading in layer.readings),
            *(_duty(layer.duties, duty) for duty in layer.duties),
        ]
    )


def units_of(found: Jurisdiction) -> Plan:
    """Return what the layers of a jurisdiction say of units, compiled.

    Raises:
        DefinitionError: it does not compile.
    """
    documents = [(layer.id, layer.assessment) for _depth, layer in found.stack]
    return unit_plan(documents, found.readings, -len(found.overlays))


def indicators_of(worked: Worked) -> Plan:
    """Return today's plan with the document's indicators.

    Raises:
        DefinitionError: they do not compile.
    """
    layer, found = worked.layer, worked.jurisdiction
    return with_indicators(found.plan(), layer.assessment.indicators, layer.id, 0)


def _rule(layer: Layer, rule: Rule, plans: Sequence[Plan]) -> Iterator[str]:
    without = dropped(layer.id, rule)
    if all(
        same_tables(plan.parts[part_of(rule.id, plan.parts)], without, plan.domains)
        for plan in plans
    ):
        yield _("rule {rule}: without it no case is decided otherwise").format(rule=rule.id)


def _prefix(layer: Layer, text: str) -> Iterator[str]:
    if not tells_apart(layer, text):
        yield _("prefix {text}: without it no number shows another channel").format(text=text)


def _reading(worked: Worked, reading: Reading, tables: Sequence[Table]) -> Iterator[str]:
    decides = any(_turns_on(table, reading.fact.id) for table in tables)
    if not (decides or _moves_a_date(worked.layer, reading) or _flipped(worked, reading)):
        yield _("reading {reading}: whatever is chosen, nothing changes").format(reading=reading.id)


def _turns_on(table: Table, fact: str) -> bool:
    """Whether two cells that differ by this fact alone are decided otherwise."""
    if fact not in {axis.fact.id for axis in table.grid.axes}:
        return False
    grid, cells = table.grid, dict[str, int]()
    for decision in table.decisions:
        told = repr(getattr(decision, "outcome", decision))
        cells[told] = cells.get(told, 0) | table.where(decision)
    position = grid.position(fact)
    stride, first = grid.strides[position], grid.slab(position, [0])
    return any(
        (bits & grid.slab(position, [step])) >> (step * stride) != bits & first
        for bits in cells.values()
        for step in range(len(grid.axes[position].classes))
    )


def _moves_a_date(layer: Layer, reading: Reading) -> bool:
    """Whether a duty falls due otherwise, or an indicator looks at another period."""
    schedules = [duty.schedule for duty in layer.duties if isinstance(duty.schedule, ByReading)]
    ways: list[list[Any]] = [
        list(schedule.choices.values())
        for schedule in schedules
        if schedule.reading.id == reading.id
    ]
    months = [indicator.month for indicator in layer.assessment.indicators]
    ways += [list(m.moments) for m in months if m.reading and m.reading.id == reading.id]
    return any(way != some[0] for some in ways for way in some)


def _flipped(worked: Worked, reading: Reading) -> bool:
    """Whether a case under another choice is ruled otherwise than by default."""
    flips = [flip for flips in worked.files.flips.values() for flip in flips]
    return any(worked.check(flip.case) for flip in flips if reading.id in flip.readings)


def _duty(duties: Sequence[Duty], duty: Duty) -> Iterator[str]:
    if _told(duties) == _told([other for other in duties if other is not duty]):
        yield _("duty {duty}: another one says the same").format(duty=duty.id)


def _told(duties: Sequence[Duty]) -> set[object]:
    """Return everything said of duties but their ids, so that a double adds nothing."""
    found = expand(bound([("", duties)]), *_TWO_YEARS, published().current)
    said: set[object] = {(e.due.on, e.due.period, _content(e.bound.duty)) for e in found.due}
    said |= {("continuous", _content(each.duty)) for each in found.continuous}
    said |= {("unset", _content(each.duty)) for each in found.period_unset}
    return said | {(what, _content(each.duty)) for each, what in found.standing}


def _content(duty: Duty) -> object:
    items = tuple((item.zh, item.per) for item in duty.agenda)
    return duty.zh, duty.who, duty.to, duty.strength, items
