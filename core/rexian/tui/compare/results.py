"""What came of a run, as tables to be looked through and exported, and as a chart."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.bar import Bar
from rich.table import Table
from rich.text import Text

from rexian.i18n import _
from rexian.saying import compare as say
from rexian.saying.width import cut, steady
from rexian.tellers import place
from rexian.tui.widgets.sheet import Column, Row
from rexian.words import say_status, say_time

if TYPE_CHECKING:
    from rexian.lab.partings import Parting
    from rexian.lab.running import Ran

Report = Mapping[str, Any]
#: How many cells a jurisdiction's name and a number beside a bar may take.
_NAME, _NUMBER = 14, 16


@dataclass(frozen=True, slots=True)
class Shown:
    """A table: what is said over it, its columns, and its rows as they are asked for."""

    told: str
    columns: tuple[Column, ...]
    row: Callable[[int], Row]
    count: int

    @property
    def cells(self) -> list[tuple[str, ...]]:
        """Every row's cells."""
        return [self.row(place).cells for place in range(self.count)]


def listed(told: str, columns: Sequence[Column], rows: Sequence[Row]) -> Shown:
    """Return a table of rows that are there already."""
    return Shown(told, tuple(columns), rows.__getitem__, len(rows))


def summary(ran: Ran) -> Shown:
    """Return what was counted under each jurisdiction."""
    report = ran.found.report
    counted = [say.summary(found) for found in report["jurisdictions"].values()]
    names = [Column(place(name), 8, share=1, right=True) for name in report["jurisdictions"]]
    rows = [
        Row(lines[0][0], (lines[0][0], *(value for _label, value in lines)))
        for lines in zip(*counted, strict=True)
    ]
    told = "  ".join(filter(None, (say.rows_read(report), say.taken(report))))
    return listed(told, [Column("", 14, share=1), *names], rows)


def differences(ran: Ran) -> Shown:
    """Return the pairs of clauses by which jurisdictions part, those with most tickets first."""
    columns = [
        Column(_("tickets"), 7, right=True),
        Column(_("jurisdictions"), 16, share=2),
        Column(_("by the one"), 18, share=2),
        Column(_("by the other"), 18, share=2),
    ]
    found = [
        (pair["tickets"], f"{n}:{m}", parting, pair)
        for n, parting in enumerate(ran.found.report["differences"])
        for m, pair in enumerate(parting["pairs"])
    ]
    rows = [
        Row(key, (str(count), _both(parting), say.side(pair["a"]), say.side(pair["b"])))
        for count, key, parting, pair in sorted(found, key=lambda each: -each[0])
    ]
    told = _("{n} pairs of clauses under which tickets are due at different times; Enter: which")
    return listed(told.format(n=len(rows)), columns, rows)


def tickets(ran: Ran, key: str) -> Shown:
    """Return the tickets of one pair of clauses."""
    parting, pair, places = pair_of(ran, key)
    told = ran.found.report["differences"][ran.found.partings.index(parting)]
    columns = (
        Column(_("row"), 7, right=True),
        Column(_("number"), 14, share=1),
        Column(_("from"), 16),
        Column(place(told["a"]), 16, share=1),
        Column(place(told["b"]), 16, share=1),
    )

    def row(n: int) -> Row:
        ticket = parting.ticket(int(places[n]))
        times = [say_time(ticket[name]) for name in ("from", "a_due_at", "b_due_at")]
        earlier = 3 if times[1] and (not times[2] or times[1] < times[2]) else 4
        cells = (str(ticket["row"]), ticket["number"] or "", *(each or "-" for each in times))
        return Row(str(places[n]), cells, tones={earlier: "soon"})

    head = f"{place(told['a'])} {say.side(pair['a'])} | {place(told['b'])} {say.side(pair['b'])}"
    return Shown(head, columns, row, len(places))


def pair_of(ran: Ran, key: str) -> tuple[Parting, Mapping[str, Any], Any]:
    """Return the parting, the pair of clauses and the places of its tickets, by the row's key."""
    first, second = map(int, key.split(":"))
    parting = ran.found.partings[first]
    return parting, ran.found.report["differences"][first]["pairs"][second], parting.tickets(second)


def readings(ran: Ran) -> Shown:
    """Return which reading, taken otherwise, moves how many tickets."""
    columns = [
        Column(_("tickets"), 7, right=True),
        Column(_("jurisdiction"), 12),
        Column(_("read otherwise"), 20, share=1),
    ]
    flipped = ran.found.report.get("readings", {})
    rows = [
        Row(f"{name} {told}", (str(count), place(name), told), tone="" if count else "dim")
        for name, found in flipped.items()
        for count, told in sorted(say.readings(name, found), key=lambda each: -each[0])
    ]
    told = _("tickets due at another time when a point is read otherwise")
    return listed(
        told if flipped else _("every reading is flipped where that is asked for"), columns, rows
    )


def rejected(ran: Ran) -> Shown:
    """Return the rows that could not be read, and why."""
    columns = [
        Column(_("row"), 7, right=True),
        Column(_("column"), 12),
        Column(_("what stands there"), 14),
        Column(_("why it cannot be read"), 20, share=1),
        Column(_("file"), 16, share=1),
    ]
    rows = [
        Row(f"{n}", (str(each.row), each.column, each.value, each.reason, each.file), tone="late")
        for n, each in enumerate(ran.refused)
    ]
    return listed(say.rows_read(ran.found.report), columns, rows)


def assumptions(ran: Ran) -> Shown:
    """Return what was assumed."""
    told = ran.found.report["assumptions"]
    rows = [Row(str(n), (str(n), each)) for n, each in enumerate(told, start=1)]
    columns = [Column("", 3, right=True), Column(_("taken for granted"), 20, share=1)]
    return listed(_("what the tickets do not say, and how it was taken"), columns, rows)


def _both(parting: Mapping[str, Any]) -> str:
    return f"{place(parting['a'])} | {place(parting['b'])}"


def chart(ran: Ran, width: int) -> Table:
    """Return how the tickets fare under each jurisdiction as bars, each with its number."""
    found = ran.found.report["jurisdictions"]
    table = Table.grid(padding=(0, 1, 0, 0))
    room = max(10, width - _NAME - _NUMBER - 3)
    for label, counted in _measures(found):
        table.add_row(Text(steady(label), style="bold"))
        most = max((summary["tickets"] for summary in found.values()), default=0)
        for name, count in counted.items():
            share = f"{count} ({100 * count / most:.1f}%)" if most else str(count)
            bar = Bar(max(1, most), 0, count, width=room)
            table.add_row(Text(cut(steady(place(name)), _NAME)), bar, Text(share))
    return table


def _measures(found: Report) -> list[tuple[str, dict[str, int]]]:
    """Return what is drawn, under each jurisdiction; what the tickets do not tell is left out."""
    measures = (
        (_("on time"), "on_time"),
        (_("late"), "late"),
        (say_status("silent"), "silent"),
        (say_status("missing_fact"), "missing_fact"),
        (_("provisional"), "provisional"),
    )
    told = [(label, {name: each[key] for name, each in found.items()}) for label, key in measures]
    return [(label, counts) for label, counts in told if None not in counts.values()]
