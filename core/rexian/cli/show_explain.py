"""A case's rulings for people: the clocks, what each comes from, and what is 未规定."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from rexian.discovery import load
from rexian.i18n import _
from rexian.model.case import Case
from rexian.questions import QUESTIONS
from rexian.saying import rulings
from rexian.saying.places import Several
from rexian.saying.width import fitted
from rexian.tellers import Teller
from rexian.words import listed, say_status, say_time

Ruling = Mapping[str, Any]

#: The room that a column needs for a jurisdiction beside others; with less they stand below
#: one another.
BESIDE = 30
#: How the width is shared out where they do: the question, the places, the answer.
SHARES = (4, 5, 12)
#: The width from which on the facts behind a clock are shown beside it.
WIDE = 120
#: The columns that hold a time and are never broken.
TIMES = (2, 3)
#: The room on either side of a column.
GAP = 2


def show(case: Case, told: Sequence[Mapping[str, Any]]) -> None:
    """Print a case under one jurisdiction in full, under several side by side."""
    console = Console(highlight=False, markup=False)
    console.print(Text(_heading(case, told), style="bold"))
    if len(told) == 1:
        _show_one(console, told[0])
    else:
        show_several(console, Several(told))
    console.print()


def show_several(console: Console, several: Several) -> None:
    """Print a case's rulings under several jurisdictions, beside one another where that fits."""
    is_wide = console.width >= BESIDE * (len(several.told) + 1)
    console.print((_beside if is_wide else _below)(several, console.width))


def _heading(case: Case, told: Sequence[Mapping[str, Any]]) -> str:
    now = told[0]["now"]
    as_at = _("as at {now}").format(now=say_time(now)) if now else ""
    parts = [case.id or "", case.title or "", as_at]
    return "  ".join(part for part in parts if part)


def _show_one(console: Console, told: Mapping[str, Any]) -> None:
    show_rulings(console, Teller(load(told["jurisdiction"])), told)


def show_rulings(console: Console, teller: Teller, told: Mapping[str, Any]) -> None:
    """Print a case's rulings under one jurisdiction in full."""
    console.print(teller.jurisdiction.heading())
    clocks = _clocks(teller, told["rulings"], wide=console.width >= WIDE)
    if clocks.row_count:
        console.print(clocks)
    console.print(_paired(list(_lines(teller, told)), console.width))


def _paired(lines: Sequence[tuple[str, str, str]], width: int) -> Table:
    """Set what is said beside what it is about."""
    labels = min(width // 4, max(cell_len(label) for _style, label, _text in lines))
    table = Table.grid(padding=(0, GAP), pad_edge=True)
    for style, label, text in lines:
        left = fitted(label, labels)
        table.add_row(left, fitted(text, width - labels - 3 * GAP), style=style)
    return table


def _clocks(teller: Teller, found: Mapping[str, Ruling], *, wide: bool) -> Table:
    """Return the clocks that run or have run, each with what it comes from."""
    table = Table(box=None, header_style="dim", padding=(0, 1))
    names = [_("clock"), _("limit"), _("from"), _("due"), _("state"), _("by")]
    for number, name in enumerate([*names, _("why")] if wide else names):
        table.add_column(name, overflow="fold", no_wrap=number in TIMES)
    for question in QUESTIONS:
        ruling, label = found[question.id], question.label()
        by = [teller.by(ruling), listed(teller.reasons(ruling))][: 1 + wide]
        for outcome in rulings.outcomes(ruling):
            if not outcome["waiting_for"]:
                table.add_row(label, *_clock(outcome), *by)
                label, by = "", []
    return table


def _clock(outcome: Ruling) -> list[str]:
    due = say_time(outcome["due_at"])
    start = say_time(outcome["from"])
    if start[:4] == due[:4]:
        start = start[5:]
    if outcome["calendar"] == "provisional":
        due += "\n" + _("provisional")
    if outcome["base_due_at"] != outcome["due_at"]:
        due += "\n" + _("was {base}").format(base=say_time(outcome["base_due_at"]))
    return ["\n".join(rulings.limits(outcome)), start, due, rulings.say_clock(outcome)]


def _lines(teller: Teller, told: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield everything that is no clock: its style, what it is about, and what is said of it."""
    found = told["rulings"]
    yield from rulings.answers(teller, found)
    yield from (("", unit, dues) for unit, dues in rulings.units(told["assignments"]))
    for line in teller.readings(found):
        yield "cyan", _("reading"), line
    for label, near in teller.near_misses(found):
        yield "dim", label, near
    yield from (("dim", label, named) for label, named in rulings.quiet(found))


def _beside(several: Several, width: int) -> Table:
    """Set the jurisdictions beside one another, a column each."""
    asked = several.asked()
    labels = min(BESIDE // 2, max((cell_len(question.label()) for question in asked), default=0))
    room = (width - labels - 2) // len(several.told) - 2
    table = Table(box=None, header_style="bold", padding=(0, 1))
    table.add_column("", width=labels)
    for ruled in several.told:
        table.add_column(fitted(several.place(ruled), room), width=room)
    for question in asked:
        cells = [fitted(answer, room) for _place, answer in several.answers(question, "\n")]
        table.add_row(fitted(question.label(), labels), *cells)
    return table


def _below(several: Several, width: int) -> Table:
    """Set the jurisdictions below one another; those that answer alike stand together."""
    table = Table(box=None, show_header=False, padding=(0, 1))
    widths = [share * (width - 2 * len(SHARES)) // sum(SHARES) for share in SHARES]
    for room in widths:
        table.add_column(width=room)
    quiet = {say_status(status) for status in rulings.QUIET}
    for question in several.asked():
        alike: dict[str, list[str]] = {}
        for where, answer in several.answers(question, "  "):
            alike.setdefault(answer, []).append(where)
        rows = [(listed(alike[answer]), answer, "") for answer in alike if answer not in quiet]
        rest = [(_("the others"), answer, "dim") for answer in sorted(quiet & alike.keys())]
        label = question.label()
        for who, answer, style in [*rows, *rest]:
            first, *others = map(fitted, (label, who, answer), widths)
            table.add_row(Text(first, style="bold"), *others, style=style)
            label = ""
    return table
