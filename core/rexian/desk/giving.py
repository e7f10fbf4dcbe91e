"""Giving a command: whichever it is, to the part of the desk that carries it out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rexian.desk import joining, receive
from rexian.desk.act import act
from rexian.desk.acts import Act, Done, Prepared
from rexian.desk.allowing import told_objections
from rexian.desk.deployment import Deployment
from rexian.desk.preparing import prepare
from rexian.desk.receive import Received
from rexian.instants import format_instant
from rexian.lifecycle.stages import PENDING
from rexian.people.actor import Actor
from rexian.store.read import ticket_by_number


def give(deployment: Deployment, actor: Actor, wanted: Act) -> Received:
    """Do what is wanted; of a new ticket, the caller's earlier ones are told too.

    Raises:
        InputError, Refused, Conflicting: see `rexian.desk.act.act`.
    """
    if wanted.command == "new":
        return receive.receive(deployment, actor, wanted)
    do = joining.join if wanted.command in joining.JOINING else act
    return Received(do(deployment, actor, wanted))


def foreseen(
    deployment: Deployment, actor: Actor, wanted: Act
) -> tuple[Sequence[Prepared], tuple[str, ...]]:
    """Work out what a command would write, its own ticket's first, and write nothing.

    With it come the numbers of the caller's earlier tickets, where it takes down a new one.

    Raises:
        InputError, Refused, Conflicting: as `give` would.
    """
    if wanted.command == "new":
        prepared, earlier = receive.prepared(deployment, actor, wanted)
        return [prepared], earlier
    if wanted.command in joining.JOINING:
        return joining.prepared(deployment, actor, wanted), ()
    return [prepare(deployment, actor, wanted)], ()


def told_of(deployment: Deployment, received: Received) -> dict[str, Any]:
    """Return what came of a command as JSON holds it, with what is due next."""
    done, earlier = received.done, received.earlier
    with deployment.store.reading() as connection:
        found = ticket_by_number(connection, done.number)
    row = found.ticket if found else None
    due_at, view = (row.due_at, row.view) if row else (None, "")
    return as_told(deployment, done, due_at, view, earlier)


def as_told(
    deployment: Deployment, done: Done, due_at: int | None, view: str, earlier: tuple[str, ...]
) -> dict[str, Any]:
    """Return what comes of a command, and how its ticket then stands, as JSON holds it."""
    teller = deployment.rules.teller
    return {
        "number": done.number,
        "version": done.version,
        "stage": done.stage,
        "pending": [view] if view in PENDING else [],
        "due_at": None if due_at is None else format_instant(due_at),
        "told": told_objections(done.told, teller),
        "overridden": told_objections(done.overridden, teller),
        **({"earlier": list(earlier)} if earlier else {}),
    }
