"""Joining: a matter raised again, linked with the earlier ticket or merged into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rexian.desk.act import carry_out
from rexian.desk.acts import Act, Done, Prepared
from rexian.desk.deployment import Deployment
from rexian.desk.preparing import prepare
from rexian.desk.ticket import open_ticket, unknown
from rexian.errors import InputError, Refused
from rexian.i18n import _
from rexian.lifecycle.history import holding
from rexian.lifecycle.stages import ALIVE, STAGES
from rexian.people.actor import Actor
from rexian.store import read

#: Commands that concern two tickets.
JOINING = frozenset({"link", "merge"})


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
    return carry_out(deployment, actor, wanted, lambda: prepared(deployment, actor, wanted))


def prepared(deployment: Deployment, actor: Actor, wanted: Act) -> Sequence[Prepared]:
    """Work out what joining two tickets writes to each; nothing is written yet.

    Raises:
        InputError, Refused, Conflicting: see `join`.
    """
    other, is_link = str(wanted.fields.get("ticket") or ""), wanted.command == "link"
    if other == wanted.number:
        raise InputError(_("{ticket}: a ticket is not joined with itself").format(ticket=other))
    with deployment.store.reading() as connection:
        earlier = read.ticket_by_number(connection, other)
    calls = earlier.ticket.calls + 1 if earlier else 1
    own = replace(wanted, fields={**wanted.fields, "calls": calls}) if is_link else wanted
    first = prepare(deployment, actor, own)
    if earlier is None:
        raise unknown(other)
    counted, is_alive = _linked(deployment, wanted.number, other), earlier.ticket.stage in ALIVE
    if is_link and counted:
        told = _("{ticket}: it is linked with {other} already")
        raise InputError(told.format(ticket=wanted.number, other=other))
    if not is_link and not is_alive:
        told = _("{ticket}: it is at the stage {stage}; link with it instead")
        stage = STAGES.label(earlier.ticket.stage)
        raise Refused(told.format(ticket=other, stage=stage))
    if counted or not is_alive:
        return [first]
    raised = prepare(deployment, actor, _back(wanted, other, calls))
    # What the earlier ticket calls for now is told with one's own.
    return [replace(first, told=(*first.told, *raised.told)), raised]


def _back(wanted: Act, other: str, calls: int) -> Act:
    """Return the link by which the earlier ticket is counted once more."""
    return Act(
        "link",
        other,
        {"ticket": wanted.number, "calls": calls},
        at=wanted.at,
        late_because=wanted.late_because,
        source=wanted.source,
    )


def _linked(deployment: Deployment, number: str, other: str) -> bool:
    """Whether a ticket has been linked with another one before."""
    with deployment.store.reading() as connection:
        records = open_ticket(connection, number).records
    links = [record for record in holding(records) if record.type == "linked"]
    return any(record.fields["ticket"] == other for record in links)
