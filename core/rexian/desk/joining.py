"""Joining: a matter raised again, linked with the earlier ticket or merged into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rexian.desk.act import carry_out
from rexian.desk.acts import Act, Done, Prepared
from rexian.desk.deployment import Deployment
from rexian.desk.preparing import prepare
from rexian.desk.ticket import open_ticket
from rexian.errors import InputError, Refused
from rexian.i18n import _
from rexian.lifecycle.history import holding
from rexian.lifecycle.stages import ALIVE, STAGES
from rexian.people.actor import Actor
from rexian.store import read


def join(deployment: Deployment, actor: Actor, wanted: Act) -> Done:
    """Link a ticket with an earlier one of the same matter, or merge it into that.

    Either way the earlier one has been raised once more; `calls` counts it. A linked ticket goes
    its own way and counts as often, a merged one ends here; one that was linked before has been
    counted.

    Raises:
        InputError: there is no such ticket, it is the same one, or they are linked already.
        Refused: the earlier one is at its end, and nothing can be merged into it.
        Conflicting: see `rexian.desk.act.act`.
    """
    return carry_out(deployment, actor, wanted, lambda: _prepared(deployment, actor, wanted))


def _prepared(deployment: Deployment, actor: Actor, wanted: Act) -> Sequence[Prepared]:
    other = str(wanted.fields.get("ticket") or "")
    if other == wanted.number:
        raise InputError(_("{ticket}: a ticket is not joined with itself").format(ticket=other))
    with deployment.store.reading() as connection:
        earlier = read.ticket_by_number(connection, other) if other else None
    own = wanted
    calls = earlier.ticket.calls + 1 if earlier else 1
    if wanted.command == "link":
        own = replace(wanted, fields={**wanted.fields, "calls": calls})
    prepared = [prepare(deployment, actor, own)]
    counted = _linked(deployment, wanted.number, other)
    if counted and wanted.command == "link":
        told = _("{ticket}: it is linked with {other} already")
        raise InputError(told.format(ticket=wanted.number, other=other))
    is_alive = earlier is not None and earlier.ticket.stage in ALIVE
    if earlier is not None and wanted.command == "merge" and not is_alive:
        told = _("{ticket}: it is at the stage {stage}; link with it instead")
        stage = STAGES.label(earlier.ticket.stage)
        raise Refused(told.format(ticket=other, stage=stage))
    if is_alive and not counted:
        back = Act(
            "link",
            other,
            {"ticket": wanted.number, "calls": calls},
            at=wanted.at,
            late_because=wanted.late_because,
            source=wanted.source,
        )
        raised = prepare(deployment, actor, back)
        # What the earlier ticket calls for now is told with one's own.
        prepared[0] = replace(prepared[0], told=(*prepared[0].told, *raised.told))
        prepared.append(raised)
    elif earlier is None and other:
        raise InputError(_("there is no ticket {number}").format(number=other))
    return prepared


def _linked(deployment: Deployment, number: str, other: str) -> bool:
    """Whether a ticket has been linked with another one before."""
    with deployment.store.reading() as connection:
        records = open_ticket(connection, number).records
    links = [record for record in holding(records) if record.type == "linked"]
    return any(record.fields["ticket"] == other for record in links)
