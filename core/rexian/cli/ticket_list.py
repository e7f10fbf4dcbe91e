"""`rexian ticket list`: the tickets before somebody, in the order he wants."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rexian.cli import options
from rexian.cli.ticket_verb import refusals_told
from rexian.errors import InputError
from rexian.i18n import _

if TYPE_CHECKING:
    from rexian.desk.queue import Listed, Wanted
    from rexian.desk.seat import Seat
    from rexian.instants import Instant

app = options.new_app()
#: What of a ticket's row is for the desk alone.
_APART = frozenset({"id", "tier", "about"})


@app.command(help=_("The tickets before you, the next due first."))
def tickets(
    view: Annotated[
        str | None,
        typer.Option("--view", metavar="QUEUE", help=_("A queue, by id or label; --counts lists.")),
    ] = None,
    unit: Annotated[
        str | None,
        typer.Option("--unit", metavar="NAME", help=_("Those of a unit and the units below it.")),
    ] = None,
    text: Annotated[
        str, typer.Option("--text", help=_("Those whose number, title or unit holds this."))
    ] = "",
    phone: Annotated[
        str | None,
        typer.Option(
            "--phone",
            metavar="NUMBER",
            help=_("Those of whoever calls from this whole number; the journal keeps it."),
        ),
    ] = None,
    within: Annotated[
        str | None,
        typer.Option(
            "--within",
            metavar="TIME",
            help=_("Those due within so much time, such as 24h, or overdue."),
        ),
    ] = None,
    order: Annotated[
        str,
        typer.Option(
            "--order",
            metavar="WORD",
            help=_("By what: due, received, number, unit, stage or kind; -due the other way."),
        ),
    ] = "due",
    limit: Annotated[int, typer.Option("--limit", min=1, help=_("How many at most."))] = 50,
    after: Annotated[
        str | None,
        typer.Option("--after", metavar="NUMBER", help=_("Go on after this one of the list.")),
    ] = None,
    xlsx: Annotated[
        Path | None,
        typer.Option(
            "--xlsx", metavar="FILE", help=_("Write them all into a new spreadsheet instead.")
        ),
    ] = None,
    config: options.ConfigFile = None,
    *,
    counts: Annotated[
        bool, typer.Option("--counts", help=_("Only how many stand in each queue."))
    ] = False,
    as_json: options.Json = False,
) -> None:
    """Print a page of tickets, and how many stand in each queue."""
    from rexian.cli.session import seated
    from rexian.people import permissions

    with refusals_told(as_json=as_json), seated(config) as seat:
        wanted = _wanted(view, unit, text, within, order, limit, after)
        permissions.check(seat.actor, "list", own=True)
        wanted = _called_from(seat, wanted, phone)
        if xlsx is not None:
            _written(seat, wanted, xlsx, as_json=as_json)
            return
        now, listed, counted = _read(seat, wanted, only_counts=counts)
    if as_json:
        options.print_json(_as_json(wanted, listed, counted, now))
        return
    from rexian.cli.show_queue import show, show_counts

    show_counts(counted)
    if not counts:
        show(listed, now, wanted)


def _wanted(
    view: str | None,
    unit: str | None,
    text: str,
    within: str | None,
    order: str,
    limit: int,
    after: str | None,
) -> Wanted:
    """Return what the options ask for.

    Raises:
        InputError: there is no such queue, order or span of time.
    """
    from rexian.desk.queue import ORDERS, Wanted

    return Wanted(
        view=None if view is None else _view(view),
        unit=unit,
        text=text,
        limit=limit,
        after=after,
        order=ORDERS.resolve(order.removeprefix("-")),
        backward=order.startswith("-"),
        within=None if within is None else _span(within),
    )


def _called_from(seat: Seat, wanted: Wanted, phone: str | None) -> Wanted:
    """Return what is wanted of one caller's tickets alone, if a number is written."""
    if phone is None:
        return wanted
    from dataclasses import replace

    from rexian.desk.queue.searching import callers_of

    return replace(wanted, callers=callers_of(seat.deployment, seat.actor, phone))


def _read(
    seat: Seat, wanted: Wanted, *, only_counts: bool
) -> tuple[Instant, list[Listed], dict[str, int]]:
    from rexian.desk import queue

    now = seat.deployment.now()
    with seat.deployment.store.reading() as connection:
        found = [] if only_counts else queue.queue(connection, seat.actor, wanted, now)
        counted = queue.counts(connection, seat.actor, now, wanted.unit)
        return now, queue.listed(connection, found), counted


def _written(seat: Seat, wanted: Wanted, path: Path, *, as_json: bool) -> None:
    """Write the whole list into a file, and say so."""
    from rexian.documents.tickets import write_list
    from rexian.saying import queue as said

    n = write_list(
        seat,
        wanted,
        path,
        title=said.view_name(wanted.view),
        headings=said.sheet_headings(),
        cells=said.sheet_cells,
    )
    if as_json:
        options.print_json({"file": str(path), "tickets": n})
    else:
        typer.echo(said.written(path, n))


def _span(text: str) -> int:
    """Return the seconds of a span of time.

    Raises:
        InputError: it is none.
    """
    from rexian.settings.spans import read_span

    try:
        return read_span(text)
    except ValueError:
        told = _("--within {text} is no span of time; write 24h, 48h or 3d")
        raise InputError(told.format(text=text)) from None


def _view(text: str) -> str:
    """Return the queue that a word stands for.

    Raises:
        InputError: there is none; the message lists them all.
    """
    from rexian.desk.queue import VIEWS

    found = VIEWS.find(text)
    if found is None:
        known = ", ".join(f"{view.id} {view.label()}" for view in VIEWS)
        raise InputError(_("there is no queue {name}; known: {ids}").format(name=text, ids=known))
    return found


def _as_json(
    wanted: Wanted, listed: Sequence[Listed], counted: dict[str, int], now: Instant
) -> dict[str, Any]:
    from rexian.instants import format_instant

    return {
        "now": format_instant(now),
        "view": wanted.view,
        "order": wanted.order,
        "backward": wanted.backward,
        "within": wanted.within,
        "counts": counted,
        "tickets": [_ticket(each, now) for each in listed],
    }


def _ticket(listed: Listed, now: Instant) -> dict[str, Any]:
    from rexian.instants import format_instant

    row = listed.due
    told = {key: value for key, value in row._asdict().items() if key not in _APART}
    due = row.due_at
    given = {
        key: {"at": format_instant(each.at), "source": each.source}
        for key, each in listed.given.items()
    }
    return {
        **told,
        "received_at": format_instant(row.received_at),
        "due_at": None if due is None else format_instant(due),
        "remaining": None if due is None else due - now,
        "clock": listed.clock,
        "provisional": listed.provisional,
        "given": given,
    }
