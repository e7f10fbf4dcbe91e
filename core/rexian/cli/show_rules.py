"""Decision tables for people: the rules in plain words, what stays silent, and the readings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from rexian.cli.conditions import READING, Speaker, settled
from rexian.cli.wrapping import fitted
from rexian.i18n import _, language
from rexian.jurisdictions import Jurisdiction
from rexian.rules.conditions import Condition
from rexian.rules.plan import Asked
from rexian.rules.question import Mode, Question
from rexian.rules.table import Conflict, Enacted, Table, Verdict
from rexian.ruletable import say
from rexian.words import join, listed, say_silence, say_status

#: From this width on there is room for the ids of rules.
WIDE = 110
#: How the width is shared out: when, what follows, from where, the rule's id.
SHARES = (8, 7, 5, 5)
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def show(jurisdiction: Jurisdiction, only: str | None) -> None:
    """Print the tables of one question, or of every question on which the chain speaks."""
    console = Console(highlight=False, markup=False)
    plan = jurisdiction.plan()
    for question in plan.questions:
        asked = [plan.parts[part.id] for part in question.parts]
        speaks = any(table.rules for part in asked for table in part.tables)
        if only in (None, question.id) and (speaks or only):
            _Sheet(jurisdiction, question, asked, console.width >= WIDE).show(console)
            console.print()


def _widths(width: int, shares: Sequence[int]) -> list[int]:
    """Share out what is left of a width beside a column's room on either side."""
    room = width - 2 * len(shares)
    return [share * room // sum(shares) for share in shares]


@dataclass(frozen=True)
class _Sheet:
    """One question's tables, and the readings they turn on by number."""

    jurisdiction: Jurisdiction
    question: Question
    asked: Sequence[Asked]
    wide: bool

    def show(self, console: Console) -> None:
        console.print(Text(f"{self.question.label()} ({self.question.id})", style="bold"))
        rows = [row for asked in self.asked for row in self._rows(asked)]
        if not rows:
            console.print(Text(f" {say_status('silent')}", style="dim"))
            return
        names = [_("when"), _("what follows"), _("by"), *([_("rule")] if self.wide else [])]
        table = Grid(box=None, header_style="dim", padding=(0, 1))
        widths = _widths(console.width, SHARES[: len(names)])
        for name, width in zip(names, widths, strict=True):
            table.add_column(name, overflow="fold", max_width=width)
        for style, *row in rows:
            cells = [fitted(text, width) for text, width in zip(row, widths, strict=False)]
            table.add_row(*cells, style=style)
        console.print(table)
        if self._numbers:
            console.print(self._readings(), style="cyan")

    def _rows(self, asked: Asked) -> Iterator[tuple[str, ...]]:
        for table in asked.tables:
            for enacted in table.rules:
                says = say(enacted.rule.outcome, language(), asked.id)
                style, when = self._when(enacted.rule.when)
                yield style, when, says, self._cited([enacted]), enacted.rule.id
            if table.rules and len(asked.tables) == 1 and asked.part.mode is not Mode.GROUNDS:
                yield from self._remainders(asked, table)

    def _when(self, condition: Condition) -> tuple[str, str]:
        """Say when a rule holds as the text is read by default, naming the readings it hangs on.

        One that holds under other readings only is dim, and says which.
        """
        asked = {atom.fact.id.removeprefix(READING) for atom in condition.atoms()}
        numbers = sorted(self._numbers[name] for name in asked & self._numbers.keys())
        left = settled(condition, {r.id: r.default for r in self.jurisdiction.readings.values()})
        if left is None:
            return "dim", self._speaker.say(condition)
        hangs = [_("reading {n}").format(n=number) for number in numbers]
        return "", self._speaker.say(left) + (f" ({listed(hangs)})" if hangs else "")

    def _remainders(self, asked: Asked, table: Table) -> Iterator[tuple[str, ...]]:
        """Yield what stays silent or in conflict as the text is read by default."""
        by_default = table.grid.known & self._as_read(table)
        for decision in table.decisions:
            cells = table.where(decision) & by_default
            if cells and decision is Verdict.SILENT:
                yield "dim", self._left(table, cells), say_silence(asked.id), "", ""
            elif cells and isinstance(decision, Conflict):
                clash = [
                    say(found.rule.outcome, language(), asked.id) for found in decision.candidates
                ]
                told = f"{say_status('conflict')}: {' / '.join(clash)}"
                yield (
                    "yellow",
                    self._cases(table, cells),
                    told,
                    self._cited(decision.candidates),
                    "",
                )

    def _as_read(self, table: Table) -> int:
        """Return the cells in which every reading has its default."""
        slabs = [table.grid.all]
        for position, axis in enumerate(table.grid.axes):
            if axis.fact.id.startswith(READING):
                default = self.jurisdiction.readings[axis.fact.id.removeprefix(READING)].default
                among = [i for i, values in enumerate(axis.classes) if default in values]
                slabs.append(table.grid.slab(position, among))
        return reduce(and_, slabs)

    def _left(self, table: Table, cells: int) -> str:
        """Say which cases are left; of those that facts one by one do not single out, that."""
        told = self._cases(table, cells)
        if self._is_box(table, cells):
            return told
        anything = told == _("in every case")
        return _("otherwise") if anything else _("otherwise: {cases}").format(cases=told)

    def _is_box(self, table: Table, cells: int) -> bool:
        """Whether the cases are all that combine the values they have fact by fact."""
        slabs = [table.grid.known, self._as_read(table)]
        for position, axis in enumerate(table.grid.axes):
            every = [(i, table.grid.slab(position, [i])) for i in range(len(axis.classes))]
            slabs.append(table.grid.slab(position, [i for i, slab in every if cells & slab]))
        return reduce(and_, slabs) == cells

    def _cases(self, table: Table, cells: int) -> str:
        """Say which cases some cells are: per fact, the values that occur where not all do."""
        said = []
        for position, axis in enumerate(table.grid.axes):
            met = [i for i in range(len(axis.classes)) if cells & table.grid.slab(position, [i])]
            if len(met) < len(axis.classes) and not axis.fact.id.startswith(READING):
                values = [value for index in met for value in axis.classes[index]]
                others = [v for i, c in enumerate(axis.classes) if i not in met for v in c]
                short = len(others) < len(values)
                listed = others if short else values
                said.append(self._speaker.is_one_of(axis.fact, listed, yes=not short))
        return _(", and ").join(said) or _("in every case")

    def _cited(self, rules: Iterable[Enacted]) -> str:
        found = [c["locator"] for enacted in rules for c in self.jurisdiction.cite(enacted)]
        inherited = any(enacted.depth for enacted in rules)
        return join(list(dict.fromkeys(found))) + (_(" (inherited)") if inherited else "")

    @property
    def _speaker(self) -> Speaker:
        return Speaker(self.jurisdiction.domains, self._reading)

    @property
    def _numbers(self) -> Mapping[str, int]:
        """The readings the question turns on, numbered."""
        tables = [table for asked in self.asked for table in asked.tables]
        asks = {axis.fact.id for table in tables for axis in table.grid.axes}
        found = [r.id for r in self.jurisdiction.readings.values() if r.fact.id in asks]
        return {name: number for number, name in enumerate(found, start=1)}

    def _reading(self, name: str, choices: Iterable[str], *, yes: bool) -> str:
        ids = self.jurisdiction.readings[name].fact.terms.ids
        letters = "/".join(LETTERS[ids.index(choice)] for choice in sorted(choices, key=ids.index))
        form = _("by reading {n}{choice}") if yes else _("not by reading {n}{choice}")
        return form.format(n=self._numbers[name], choice=letters)

    def _readings(self) -> Grid:
        """List the readings with their choices, the default marked."""
        grid = Grid.grid(padding=(0, 1), pad_edge=True)
        for name, number in self._numbers.items():
            reading = self.jurisdiction.readings[name]
            grid.add_row(_("reading {n}").format(n=number), f"{reading.label()} [{name}]")
            for place, term in enumerate(reading.choices):
                default = _(" (default)") if term.id == reading.default else ""
                grid.add_row(Text(LETTERS[place], justify="right"), term.label() + default)
        return grid
