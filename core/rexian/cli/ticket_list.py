"""`rexian ticket list`: the tickets before somebody, the next due first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from rexian.cli import options
from rexian.cli.ticket_verb import refusals_told
from rexian.errors import InputError
from rexian.i18n import _

if TYPE_CHECKING:
    from rexian.desk.queue import Wanted
    from rexian.instants import Instant
    from rexian.store.read import Due

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
        str, typer.Option("--text", help=_("Those whose number or title holds this."))
    ] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, help=_("How many at most."))] = 50,
    after: Annotated[
        str | None,
        typer.Option("--after", metavar="NUMBER", help=_("Go on after this one of the list.")),
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
    from rexian.desk import queue
    from rexian.people import permissions

    with refusals_told(as_json=as_json), seated(config) as seat:
        found_view = None if view is None else _view(view)
        wanted = queue.Wanted(found_view, unit, text, limit, after)
        now = seat.deployment.now()
        permissions.check(seat.actor, "list", own=True)
        with seat.deployment.store.reading() as connection:
            listed = [] if counts else queue.queue(connection, seat.actor, wanted, now)
            counted = queue.counts(connection, seat.actor, now, unit)
    if as_json:
        options.print_json(_as_json(wanted, listed, counted, now))
        return
    from rexian.cli.show_queue import show, show_counts

    show_counts(counted)
    if not counts:
        show(listed, now, wanted)


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
    wanted: Wanted, listed: list[Due], counted: dict[str, int], now: Instant
) -> dict[str, Any]:
    from rexian.instants import format_instant

    return {
        "now": format_instant(now),
        "view": wanted.view,
        "counts": counted,
        "tickets": [_ticket(each, now) for each in listed],
    }


def _ticket(listed: Due, now: Instant) -> dict[str, Any]:
    from rexian.instants import format_instant

    told = {key: value for key, value in listed._asdict().items() if key not in _APART}
    due = listed.due_at
    return {
        **told,
        "received_at": format_instant(listed.received_at),
        "due_at": None if due is None else format_instant(due),
        "remaining": None if due is None else due - now,
    }
