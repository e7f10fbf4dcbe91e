"""Taking down: a new ticket, its number, its key, and what else the same caller has raised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from rexian.desk.act import done_before, logged
from rexian.desk.acts import Act, Done, Prepared, request_of
from rexian.desk.deployment import Deployment
from rexian.desk.entering import Entry, entered
from rexian.desk.following import to_be_told
from rexian.desk.hiding import hidden
from rexian.desk.keyfit import check_key
from rexian.desk.locking import digests, known_texts, under
from rexian.desk.permitting import role_in
from rexian.desk.ticket import Opened
from rexian.desk.timing import occurred_at
from rexian.desk.writing import change_of
from rexian.errors import InputError
from rexian.i18n import _
from rexian.instants import Instant, format_instant, parse_instant, to_datetime
from rexian.lifecycle.commands import COMMANDS
from rexian.lifecycle.record import Record
from rexian.people import permissions
from rexian.people.actor import Actor
from rexian.store import lookups
from rexian.store.refusals import Overtaken, Repeated

#: How often the next number is tried where others take numbers at the same moment.
TRIES = 256
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Received:
    """What came of taking a ticket down.

    Attributes:
        earlier: the numbers of the caller's other tickets, the newest first.
    """

    done: Done
    earlier: tuple[str, ...] = ()


def receive(deployment: Deployment, actor: Actor, wanted: Act) -> Received:
    """Take down a new ticket; without a number it gets the day's next.

    Raises:
        InputError: something in it is wrong.
        Refused: they may not, or the number is taken.
    """
    _may(actor, wanted)
    with logged(deployment, actor, wanted) as told:
        before = done_before(deployment, wanted)
        received = Received(before) if before else _received(deployment, actor, wanted)
        told.update(number=received.done.number, version=received.done.version)
        return received


def _received(deployment: Deployment, actor: Actor, wanted: Act) -> Received:
    for _attempt in range(TRIES):
        step, earlier = prepared(deployment, actor, wanted)
        try:
            deployment.store.write([step.change])
        except Overtaken:
            if wanted.number:
                raise
            continue
        except Repeated as repeated:
            return Received(Done(repeated.number, repeated.version, step.change.after.ticket.stage))
        return Received(step.done(), earlier)
    raise InputError(_("too many tickets are being taken down at once; try again"))


def _may(actor: Actor, wanted: Act) -> None:
    permissions.check(actor, "new")
    known_texts(COMMANDS["new"], wanted)


def prepared(deployment: Deployment, actor: Actor, wanted: Act) -> tuple[Prepared, tuple[str, ...]]:
    """Work out what taking down a ticket writes, and the numbers of the caller's other tickets.

    Nothing is written yet.

    Raises:
        InputError, Refused: see `receive`.
    """
    _may(actor, wanted)
    command, now = COMMANDS["new"], deployment.now()
    place, phone = deployment.rules.ruler.jurisdiction, wanted.secrets.get("phone", "")
    with deployment.store.reading() as connection:
        check_key(connection, deployment.vault)
        number = wanted.number or next_number(connection, now)
        opened = Opened(number)
        fields = entered(command, wanted.fields, Entry(actor, opened, connection, place, now))
        earlier = lookups.of_caller(connection, deployment.vault.caller_tags(phone))
    at = _received_at(fields, now)
    fields["facts"]["received_at"] = format_instant(at)
    key = deployment.vault.new_key()
    secrets = under(key, wanted)
    names = [name for name in (wanted.secrets.get("name"),) if name]
    record = Record(
        seq=1,
        type=command.type,
        occurred=at,
        recorded=now,
        actor=actor.username,
        role=role_in(actor, command.id),
        source=hidden(wanted.source, names),
        fields={**hidden(fields, names), **digests(secrets)},
    )
    change = change_of(opened, [record], deployment.rules)
    change = replace(
        change,
        secrets=secrets,
        key=(key.wrapped, deployment.vault.caller_tag(phone)),
        request=request_of(wanted, deployment.vault),
    )
    told = tuple(to_be_told(opened, change.records, deployment.rules))
    return Prepared(change, told, ()), tuple(earlier)


def next_number(connection: Connection, now: Instant) -> str:
    """Return the number after the day's last: year, month, day and four digits."""
    day = f"{to_datetime(now):%Y%m%d}"
    last = lookups.last_number(connection, day, _DIGITS)
    n = int(last.removeprefix(day)) + 1 if last else 1
    return f"{day}{n:0{_DIGITS}}"


def _received_at(told: Mapping[str, Any], now: Instant) -> Instant:
    """Return when an appeal reached the hotline: as it says, else now.

    Raises:
        InputError: it is yet to come.
    """
    stated = told["facts"].get("received_at")
    at = parse_instant(stated) if stated else None
    return occurred_at(at, now, is_late=False, may_be_late=True, reason=None)
