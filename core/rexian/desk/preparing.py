"""Preparing: a command on a ticket that is there, up to what it writes.

Permission → stage → ruling → record. The ticket is read and ruled without holding anybody up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from rexian.desk.acts import Act, Prepared, request_of
from rexian.desk.deployment import Deployment
from rexian.desk.entering import Entry, entered
from rexian.desk.following import to_be_told
from rexian.desk.hiding import hidden
from rexian.desk.keyfit import check_key
from rexian.desk.locking import digests, known_texts, locked
from rexian.desk.overriding import noted, overridden, reported
from rexian.desk.permitting import permit, role_in
from rexian.desk.refusing import Forbidden
from rexian.desk.steps import against, in_role, moment_of
from rexian.desk.ticket import Opened, open_ticket
from rexian.desk.timing import occurred_at, present
from rexian.desk.winner import as_they_saw
from rexian.desk.writing import change_of, recomputed
from rexian.errors import InputError, nearest
from rexian.i18n import _
from rexian.instants import Instant
from rexian.lifecycle.commands import COMMANDS, TO_A_UNIT, Command, Whose
from rexian.lifecycle.moment import Objection, Step
from rexian.lifecycle.record import Record
from rexian.people.actor import Actor
from rexian.people.permissions import allowed
from rexian.privacy.known import names_of
from rexian.store.change import Change, Secret


def command_named(name: str) -> Command:
    """Return a command by its id.

    Raises:
        InputError: there is none of this name.
    """
    found = COMMANDS.get(name.replace("-", "_"))
    if found is None:
        told = _("there is no command {name}").format(name=name)
        raise InputError(told + nearest(name, COMMANDS))
    return found


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is found in the store when a command is given.

    Attributes:
        now: the present moment, never before the ticket's last record.
        fields: the command's particulars as its record holds them.
        kept: what keeps the ticket from the unit that it is to go to.
        names: the citizen's, which no record shows.
    """

    opened: Opened
    now: Instant
    fields: Mapping[str, Any]
    kept: Sequence[Objection]
    secrets: tuple[Secret, ...]
    names: Sequence[str]


def prepare(deployment: Deployment, actor: Actor, wanted: Act) -> Prepared:
    """Work out what a step on a ticket that is there writes; nothing is written yet.

    Raises:
        InputError, Refused, Conflicting: see `rexian.desk.act.act`.
    """
    command, rules = command_named(wanted.command), deployment.rules
    known_texts(command, wanted)
    seen = _seen(deployment, actor, wanted, command)
    step, is_late = _step(deployment, actor, wanted, command, seen)
    found = (*seen.kept, *against(command, moment_of(seen.opened, step, rules)))
    forbidden = partial(Forbidden, seen.opened.number, command, teller=rules.teller)
    against_rules = overridden(forbidden, actor, wanted.override, found)
    notes = noted(against_rules, wanted.override, rules.teller) | _lateness(wanted, is_late=is_late)
    record = Record(
        seq=0,
        type=command.type,
        occurred=step.at,
        recorded=seen.now,
        actor=actor.username,
        role=role_in(actor, command.id),
        source=hidden(wanted.source, seen.names),
        fields={**hidden(step.fields, seen.names), **digests(seen.secrets)},
        notes=hidden(notes, seen.names),
    )
    change = _change(deployment, wanted, seen, record)
    noticed = [each for each in found if not each.binding]
    following = to_be_told(seen.opened, change.records, rules)
    return Prepared(change, (*noticed, *following), against_rules)


def _seen(deployment: Deployment, actor: Actor, wanted: Act, command: Command) -> _Seen:
    """Read what the command is about, as far as whoever gives it may see it and act on it."""
    place, vault = deployment.rules.ruler.jurisdiction, deployment.vault
    with deployment.store.reading() as connection:
        check_key(connection, vault)
        opened = open_ticket(connection, wanted.number)
        permit(connection, actor, command, opened)
        as_they_saw(opened, wanted.expected)
        now = present(opened, deployment.now())
        fields = entered(command, wanted.fields, Entry(actor, opened, connection, place, now))
        kept = reported(connection, opened, fields.get("unit"))
        secrets = locked(connection, vault, opened, wanted)
        names = names_of(connection, vault, opened.id or 0)
    return _Seen(opened, now, fields, kept, secrets, names)


def _step(
    deployment: Deployment, actor: Actor, wanted: Act, command: Command, seen: _Seen
) -> tuple[Step, bool]:
    """Return the step, and whether it is recorded later than anybody may by himself."""
    is_late = seen.now - (wanted.at or seen.now) > deployment.settings.backdating
    at = occurred_at(
        wanted.at,
        seen.now,
        is_late=is_late,
        may_be_late=allowed(actor, "backdate", own=True),
        reason=wanted.late_because,
    )
    step = Step(command.type, at, seen.fields, _unit(command, seen.fields), actor.posts)
    if command.in_role:
        step = in_role(step, actor, seen.opened, deployment.rules)
    return step, is_late


def _change(deployment: Deployment, wanted: Act, seen: _Seen, record: Record) -> Change:
    """Return what the record writes; behind a correction of the rules, where there was one."""
    corrected = recomputed(seen.opened, deployment.rules, seen.now)
    made = [record] if corrected is None else [corrected, record]
    change = change_of(seen.opened, made, deployment.rules)
    request = request_of(wanted, deployment.vault)
    return replace(change, secrets=seen.secrets, request=request)


def _unit(command: Command, fields: Mapping[str, Any]) -> str | None:
    """Return the unit whose part of the ticket a step concerns; None for what is the ticket's."""
    is_of_unit = command.whose is Whose.OWN or command.type in TO_A_UNIT
    return fields.get("unit") if is_of_unit else None


def _lateness(wanted: Act, *, is_late: bool) -> dict[str, str]:
    """Return why something is only recorded now, as a record's notes hold it."""
    if not is_late or wanted.late_because is None:
        return {}
    return {"late_because": wanted.late_because}
