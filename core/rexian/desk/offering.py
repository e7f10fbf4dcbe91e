"""Offering: what somebody may do to a ticket now, and all that is needed to fill a command in.

It tells nothing of the citizen, so that the journal need not hold it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from rexian.desk import drafts
from rexian.desk.allowing import Asking, about, allowed
from rexian.desk.deployment import Deployment
from rexian.desk.joining import JOINING
from rexian.desk.permitting import seen
from rexian.desk.project import said_of
from rexian.desk.steps import moment_of
from rexian.desk.ticket import Opened, open_ticket
from rexian.instants import Instant
from rexian.lifecycle.commands import COMMANDS, Command
from rexian.lifecycle.history import case_of
from rexian.lifecycle.moment import Step, outcome_of
from rexian.model.terms import Terms
from rexian.people import permissions
from rexian.people.actor import Actor
from rexian.people.responsibilities import Suggestion, suggest
from rexian.people.sight import visible
from rexian.people.tree import read_tree
from rexian.people.units import Unit, list_units
from rexian.store.schema import keys, tickets

#: Commands by which a ticket goes to a unit.
_ROUTING = frozenset({"pre_assign", "dispatch", "assign"})
#: How many of a caller's other tickets are offered.
_MOST_OTHERS = 20


@dataclass(frozen=True, slots=True)
class Menu:
    """What somebody may do to a ticket.

    Attributes:
        allowed: of every command, see `allowing.allowed`.
        begun: the commands of which he has a draft.
    """

    number: str
    title: str
    version: int
    stage: str
    allowed: Mapping[str, Mapping[str, Any]]
    begun: frozenset[str]


@dataclass(frozen=True, slots=True)
class Offer:
    """What is needed to fill a command in.

    Attributes:
        version: the ticket's, as it stands; None for a new one.
        row: what is told of the command, see `allowing.allowed`.
        units: those in use, each after the one above it.
        suggested: the units that answer for the matter by the responsibility lists.
        holders: the units that have the ticket.
        records: of each record its place, its type and when it happened.
        channels: those that the jurisdiction knows.
        others: the same caller's tickets, where two are to be joined: number, title, when received.
        limit: how many characters a reply may have; None where nothing is laid down.
        posts: the documents' roles as which he may act.
        draft: what he has begun to fill in.
    """

    row: Mapping[str, Any]
    units: tuple[Unit, ...]
    channels: Terms
    posts: frozenset[str]
    number: str = ""
    title: str = ""
    version: int | None = None
    stage: str = ""
    suggested: tuple[Suggestion, ...] = ()
    holders: tuple[str, ...] = ()
    records: tuple[tuple[int, str, Instant], ...] = ()
    others: tuple[tuple[str, str, Instant], ...] = ()
    limit: int | None = None
    draft: drafts.Draft | None = None


def menu(deployment: Deployment, actor: Actor, number: str) -> Menu:
    """Return what somebody may do to a ticket now, and what not and why.

    Raises:
        InputError: there is no such ticket for him.
    """
    with deployment.store.reading() as connection:
        asking = _asking(deployment, connection, actor, number)
        begun = drafts.begun(connection, actor, number)
    row, standing = asking.opened.row, asking.opened.standing
    return Menu(number, row.title, standing.version, row.stage, allowed(asking), begun)


def offer(deployment: Deployment, actor: Actor, command: str, number: str = "") -> Offer:
    """Return what is needed to fill a command in; no number is a new ticket's.

    Raises:
        InputError: there is no such ticket for him.
    """
    found = COMMANDS[command]
    channels = deployment.rules.ruler.jurisdiction.channel_fact.terms
    draft = drafts.draft_of(deployment, actor, command, number)
    with deployment.store.reading() as connection:
        units = tuple(unit for unit in list_units(connection) if unit.active)
        if not number:
            may = permissions.allowed(actor, command, own=False)
            row = _of_new(None if may else permissions.why_not(actor, command))
            return Offer(row, units, channels, actor.posts, draft=draft)
        asking = _asking(deployment, connection, actor, number)
        suggested = _suggested(connection, found, asking.opened)
        others = tuple(_others(connection, found, asking))
    offered = Offer(about(asking, found), units, channels, actor.posts, number, draft=draft)
    limit = _limit(asking, found)
    more = replace(offered, suggested=suggested, others=others, limit=limit)
    return replace(more, **_of(asking.opened))


def _asking(deployment: Deployment, connection: Connection, actor: Actor, number: str) -> Asking:
    opened = open_ticket(connection, number)
    own = seen(connection, actor, opened)
    return Asking(actor, opened, deployment.rules, deployment.now(), own)


def _of_new(why: str | None) -> dict[str, Any]:
    lists: dict[str, Any] = {"objections": [], "fill_in": [], "told": []}
    told = {"allowed": why is None, "why": why, "permitted": why is None, "overridable": False}
    return {**told, **lists}


def _of(opened: Opened) -> dict[str, Any]:
    standing = opened.standing
    return {
        "title": opened.row.title,
        "version": standing.version,
        "stage": opened.row.stage,
        "holders": tuple(holder.unit for holder in standing.holders),
        "records": tuple((each.seq, each.type, each.occurred) for each in opened.records),
    }


def _suggested(connection: Connection, command: Command, opened: Opened) -> tuple[Suggestion, ...]:
    """Return which units answer for the matter, where the ticket may go to one."""
    if command.id not in _ROUTING:
        return ()
    facts = case_of(opened.number, opened.records).ticket
    area = said_of(opened.records).area
    return tuple(suggest(connection, str(facts.get("subject", "other")), area))


def _others(
    connection: Connection, command: Command, asking: Asking
) -> Iterator[tuple[str, str, Instant]]:
    """Yield the same caller's other tickets, the newest first, for whoever may join them."""
    if command.id not in JOINING or not permissions.allowed(asking.actor, command.id, own=False):
        return
    own = asking.opened.id
    caller = select(keys.c.caller).where(keys.c.ticket == own).scalar_subquery()
    same = tickets.c.id.in_(select(keys.c.ticket).where(keys.c.caller == caller))
    wanted = (
        select(tickets.c.number, tickets.c.title, tickets.c.received_at)
        .where(same, tickets.c.id != own, visible(asking.actor, read_tree(connection)))
        .order_by(tickets.c.received_at.desc(), tickets.c.id.desc())
        .limit(_MOST_OTHERS)
    )
    for row in connection.execute(wanted):
        yield row.number, row.title, row.received_at


def _limit(asking: Asking, command: Command) -> int | None:
    """Return how many characters a reply may have, as the document lays down."""
    if command.id != "reply":
        return None
    moment = moment_of(asking.opened, Step(command.type, asking.now), asking.rules)
    found: int | None = outcome_of(moment.before("reply_form")).get("max_chars")
    return found
