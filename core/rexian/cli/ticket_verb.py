"""One verb of `rexian ticket`: what is entered becomes an act, and what came of it is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from inspect import Signature
from typing import TYPE_CHECKING, Any

import typer

from rexian.cli import options
from rexian.cli.ticket_options import act_of, parameters
from rexian.errors import Refused
from rexian.lifecycle.commands import Command

if TYPE_CHECKING:
    from rexian.desk.acts import Act, Done
    from rexian.desk.seat import Seat

#: Commands that concern two tickets.
_JOINING = frozenset({"link", "merge"})


def app_of(command: Command) -> typer.Typer:
    """Return the app of one command; its options are those of the table of commands."""

    def run(**given: Any) -> None:
        """Do it, and say what came of it."""
        _run(command, given)

    run.__signature__ = Signature(parameters(command))  # type: ignore[attr-defined]  # read by typer
    run.__annotations__ = {}
    app = options.new_app()
    app.command(help=command.label())(run)
    return app


def _run(command: Command, given: Mapping[str, Any]) -> None:
    from rexian.cli.session import seated

    with refusals_told(as_json=given["as_json"]):
        wanted = act_of(command, given)
        with seated(given["config"]) as seat:
            done, earlier = _done(seat, wanted)
            told = _told(seat, done, earlier)
    if given["as_json"]:
        options.print_json(told)
        return
    from rexian.cli.show_act import show

    show(command, told)


def _done(seat: Seat, wanted: Act) -> tuple[Done, tuple[str, ...]]:
    """Do what is wanted; of a new ticket, tell the caller's earlier ones too."""
    from rexian.desk.act import act
    from rexian.desk.joining import join
    from rexian.desk.receive import receive

    if wanted.command == "new":
        received = receive(seat.deployment, seat.actor, wanted)
        return received.done, received.earlier
    do = join if wanted.command in _JOINING else act
    return do(seat.deployment, seat.actor, wanted), ()


def _told(seat: Seat, done: Done, earlier: tuple[str, ...]) -> dict[str, Any]:
    """Return what came of an act as JSON holds it, with what is due next."""
    from rexian.desk.allowing import told_objections
    from rexian.instants import format_instant
    from rexian.lifecycle.stages import PENDING
    from rexian.store.read import ticket_by_number

    teller = seat.deployment.rules.teller
    with seat.deployment.store.reading() as connection:
        found = ticket_by_number(connection, done.number)
    due = found.ticket.due_at if found else None
    pending = [found.ticket.view] if found and found.ticket.view in PENDING else []
    return {
        "number": done.number,
        "version": done.version,
        "stage": done.stage,
        "pending": pending,
        "due_at": None if due is None else format_instant(due),
        "told": told_objections(done.told, teller),
        "overridden": told_objections(done.overridden, teller),
        **({"earlier": list(earlier)} if earlier else {}),
    }


@contextmanager
def refusals_told(*, as_json: bool) -> Iterator[None]:
    """Print a refusal as the one JSON document, where one is asked for; it stays a refusal."""
    try:
        yield
    except Refused as refused:
        if as_json:
            options.print_json({"refused": _as_json(refused)})
        raise


def _as_json(refused: Refused) -> dict[str, Any]:
    objections = getattr(refused, "objections", ())
    return {
        "why": str(refused),
        "objections": [
            {
                "id": each.id,
                "question": each.question,
                "about": list(each.about),
                "citations": [dict(citation) for citation in each.citations],
            }
            for each in objections
        ],
    }
