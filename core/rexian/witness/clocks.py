"""Clocks for examples: in which cells of its table a clock has a limit, what starts and ends it.

Cells are found by bit algebra, the one most like a ticket that states nothing first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import NamedTuple

from rexian.facts import GIVEN_FACTS
from rexian.rules.answers import Answer
from rexian.rules.facts import FactValue
from rexian.rules.grid import Axis
from rexian.rules.outcomes import Given, Limit, Outcome
from rexian.rules.question import Clock
from rexian.rules.readings import READING
from rexian.rules.table import Decision, Table, Verdict
from rexian.rules.timing import Timing
from rexian.witness.settings import Held, Setting
from rexian.worktime.period import IMMEDIATELY


class Need(NamedTuple):
    """A fact that is worked out and is to have one of some values."""

    fact: str
    values: frozenset[FactValue]


class Running(NamedTuple):
    """How a clock comes to run: what must hold, and the nodes of its start and its end."""

    held: Held
    needs: tuple[Need, ...]
    starts: tuple[str, ...] = ()
    ends: str = ""


class Clocks:
    """The clocks of a setting."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self._regions: dict[tuple[str, Callable[[Decision], bool]], int] = {}
        self._slabs: dict[tuple[Table, int, int], int] = {}

    def known(self, clock: str, held: Held) -> Iterator[Running]:
        """Yield ways to know what a table says, be it silence; a limit of its own comes first."""
        for serves in (_sets_limit, _is_known):
            yield from self._among(clock, held, serves)

    def silent(self, clock: str, held: Held) -> Iterator[Running]:
        """Yield ways in which there is no limit."""
        yield from self._among(clock, held, _has_no_limit)

    def running(self, clock: str, held: Held, *, lasts: bool) -> Iterator[Running]:
        """Yield ways in which a clock has a limit; one that `lasts` can be kept or passed.

        A limit that the document itself sets comes before one that is given or hangs on another.
        """
        table, rules = self._table(clock)
        others = _otherwise if lasts else _otherwise_or_at_once
        limits = self._cells(clock, held, _sets_limit)
        for found, decision in chain(limits, self._cells(clock, held, others)):
            outcome = _outcome(decision)
            timing = Timing(Answer(table, decision, outcome), rules)
            if timing.upon is not None:
                for other in self.running(timing.upon, found.held, lasts=lasts):
                    yield other._replace(needs=(*found.needs, *other.needs), ends=timing.done)
            elif isinstance(outcome, Given):
                yield from _given(found, outcome.key, timing)
            else:
                yield found._replace(starts=(timing.start,), ends=timing.done)

    def _among(
        self, clock: str, held: Held, serves: Callable[[Decision], bool]
    ) -> Iterator[Running]:
        for found, _decision in self._cells(clock, held, serves):
            yield found

    def _table(self, clock: str) -> tuple[Table, Clock]:
        asked = self.setting.plan.parts[clock]
        assert asked.part.clock is not None  # noqa: S101 - only clocks have states
        return asked.tables[0], asked.part.clock

    def _cells(
        self, clock: str, held: Held, serves: Callable[[Decision], bool]
    ) -> Iterator[tuple[Running, Decision]]:
        table, _rules = self._table(clock)
        if (clock, serves) not in self._regions:
            self._regions[clock, serves] = self._region(table, serves)
        for bits, found in self._narrowed(table, 0, self._regions[clock, serves], held):
            yield found, table.decisions[table.cells[bits.bit_length() - 1]]

    def _region(self, table: Table, serves: Callable[[Decision], bool]) -> int:
        """Return the cells, under the readings chosen, whose decision serves."""
        bits = 0
        for decision in table.decisions:
            if serves(decision):
                bits |= table.where(decision)
        usual = self.setting.usual
        return bits & table.grid.within({f: usual[f] for f in usual if f.startswith(READING)})

    def _narrowed(
        self, table: Table, position: int, bits: int, held: Held
    ) -> Iterator[tuple[int, Running]]:
        """Yield single cells of a region with what they ask, axis by axis the usual class first."""
        if position == len(table.grid.axes):
            yield bits, Running(held, ())
            return
        fact = table.grid.axes[position].fact.id
        for index, values in self._classes(table.grid.axes[position], held):
            narrowed = bits & self._slab(table, position, index)
            if not narrowed:
                continue
            kept = held if values is None else {**held, self.setting.key(fact): values}
            need = (Need(fact, values),) if values and fact in self.setting.nodes else ()
            for cell, found in self._narrowed(table, position + 1, narrowed, kept):
                yield cell, found._replace(needs=(*need, *found.needs))

    def _slab(self, table: Table, position: int, index: int) -> int:
        name = (table, position, index)
        if name not in self._slabs:
            self._slabs[name] = table.grid.slab(position, (index,))
        return self._slabs[name]

    def _classes(self, axis: Axis, held: Held) -> list[tuple[int, frozenset[FactValue] | None]]:
        """Return the classes that a fact may be in, with the values that are left of each.

        Where it may stay unknown, that comes first and leaves no value to be stated.
        """
        fact = axis.fact.id
        usual, allowed = self.setting.usual[fact], held.get(self.setting.key(fact))
        if fact.startswith(READING):
            return [(index, None) for index in range(len(axis.classes))]
        classes = [frozenset(values) for values in axis.classes]
        if allowed is not None:
            classes = [values & allowed for values in classes]
        found = [(index, values) for index, values in enumerate(classes) if values]
        found.sort(key=lambda entry: usual not in entry[1])
        unknown = [len(axis.classes)] if allowed is None and usual is None else []
        return [*((index, None) for index in unknown), *found]


def _given(found: Running, key: str, timing: Timing) -> Iterator[Running]:
    """Yield how a limit that is given from outside runs, where it can be given."""
    starts = (timing.start,)
    fact = f"given.{key}"
    if fact not in GIVEN_FACTS:
        yield found._replace(starts=(*starts, f"{fact}.at"), ends=timing.done)
        return
    sources = found.held.get(fact, frozenset(GIVEN_FACTS[fact].values)) - {"none"}
    if sources:
        held = {**found.held, fact: sources}
        yield found._replace(held=held, starts=starts, ends=timing.done)


def _outcome(decision: Decision) -> Outcome | None:
    return None if isinstance(decision, Verdict) else decision.outcome


def _is_known(decision: Decision) -> bool:
    return decision is not Verdict.MISSING


def _has_no_limit(decision: Decision) -> bool:
    return _is_known(decision) and _outcome(decision) is None


def _sets_limit(decision: Decision) -> bool:
    outcome = _outcome(decision)
    return isinstance(outcome, Limit) and outcome.period != IMMEDIATELY


def _otherwise(decision: Decision) -> bool:
    return _outcome(decision) is not None and not isinstance(_outcome(decision), Limit)


def _otherwise_or_at_once(decision: Decision) -> bool:
    return _outcome(decision) is not None and not _sets_limit(decision)
