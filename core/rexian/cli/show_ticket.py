"""One ticket for people: how it stands, what is due, what was done, and what may be done now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from rexian.cli.ticket import verb
from rexian.i18n import _, language
from rexian.instants import Instant
from rexian.lifecycle.commands import COMMANDS
from rexian.saying import clocks, doing, ticket, timeline
from rexian.saying.places import Several
from rexian.saying.width import fitted
from rexian.tellers import Teller
from rexian.words import join, listed, say_time

Told = Mapping[str, Any]

#: The room between two columns.
GAP = 2


def show(told: Told, teller: Teller, now: Instant, *, rulings: bool = False) -> None:
    """Print a ticket in as many columns as the terminal has."""
    console = Console(highlight=False, markup=False)
    console.print(Text(fitted(ticket.heading(told), console.width), style="bold"))
    _print_pairs(console, list(ticket.about(told)))
    _print_clocks(console, told["clocks"], now)
    _print_timeline(console, told)
    _print_pairs(console, list(_may(told["allowed"])))
    if rulings:
        from rexian.cli.show_explain import show_rulings

        console.print()
        show_rulings(console, teller, {"rulings": told["rulings"], "assignments": []})
    if "elsewhere" in told:
        from rexian.cli.show_explain import show_several

        console.print()
        own = {teller.jurisdiction.id: teller}
        several = Several(told["elsewhere"]["places"], own)
        show_several(console, several)
        _print_pairs(console, list(several.left_out()))


def _print_pairs(console: Console, pairs: Sequence[tuple[str, str]]) -> None:
    """Print what is told beside what it is about."""
    if not pairs:
        return
    labels = min(console.width // 3, max(cell_len(label) for label, _text in pairs))
    table = Table.grid(padding=(0, GAP, 0, 0))
    for label, text in pairs:
        room = console.width - labels - 2 * GAP
        table.add_row(Text(fitted(label, labels), style="dim"), Text(fitted(text, room)))
    console.print(table)


def _print_clocks(console: Console, found: Sequence[Told], now: Instant) -> None:
    if not found:
        return
    table = Table(box=None, header_style="dim", padding=(0, GAP, 0, 0), pad_edge=False)
    for name in (_("clock"), _("due"), _("state"), _("by")):
        table.add_column(name, overflow="fold", no_wrap=name == _("due"))
    for clock in found:
        is_over = clock["done_at"] is None and clock["late"]
        table.add_row(*_clock(clock, now), style="red" if is_over else "")
    console.print()
    console.print(table)


def _clock(clock: Told, now: Instant) -> list[str]:
    return [
        clocks.clock_name(clock),
        clocks.clock_due(clock),
        clocks.clock_state(clock, now),
        clocks.clock_by(clock),
    ]


def _print_timeline(console: Console, told: Told) -> None:
    """Print what was done, in the order in which it was recorded."""
    table = Table(box=None, header_style="dim", padding=(0, GAP, 0, 0), pad_edge=False)
    table.add_column("#", justify="right")
    table.add_column(_("happened"), no_wrap=True)
    for name in (_("what"), _("by whom"), _("particulars")):
        table.add_column(name, overflow="fold")
    texts = timeline.texts_of(told)
    for entry in told["timeline"]:
        row = [str(entry["seq"]), say_time(entry["at"]), timeline.what(entry), timeline.whom(entry)]
        style = "dim strike" if entry["void"] else ""
        table.add_row(*row, join(list(timeline.particulars(entry, texts))), style=style)
    console.print()
    console.print(table)
    console.print()


def _may(allowed: Mapping[str, Told]) -> Iterator[tuple[str, str]]:
    """Yield what may be done now, and what is forbidden although the stage would allow it."""
    may = [_named(name) for name, found in allowed.items() if found["allowed"]]
    if may:
        yield _("you may now"), listed(may)
    yield from doing.forbidden(allowed)


def _named(command: str) -> str:
    """Say a command by its verb; an English label would only say the same."""
    return verb(command) if language() == "en" else f"{COMMANDS[command].label()} {verb(command)}"
