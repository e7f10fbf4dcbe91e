"""Preparing: a command on a ticket that is there, up to what it writes.

Permission → stage → ruling → record. The ticket is read and ruled without holding anybody up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from rexian.desk.acts import Act, Prepared, request_of
from rexian.desk.deployment import Deployment
from rexian.desk.entering import Entry, entered
from rexian.desk.following import to_be_told
from rexian.desk.hiding import hidden
from rexian.desk.locking import digests, known_texts, locked
from rexian.desk.overriding import noted, overridden, reported
from rexian.desk.permitting import permit, role_in
from rexian.desk.refusing import Forbidden
from rexian.desk.steps import against, in_role
from rexian.desk.ticket import open_ticket
from rexian.desk.timing import occurred_at, present
from rexian.desk.winner import as_they_saw
from rexian.desk.writing import change_of, recomputed
from rexian.errors import InputError, nearest
from rexian.i18n import _
from rexian.lifecycle.commands import COMMANDS, TO_A_UNIT, Command, Whose
from rexian.lifecycle.moment import Step
from rexian.lifecycle.record import Record
from rexian.people.actor import Actor
from rexian.people.permissions import allowed
from rexian.privacy.known import names_of


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


def prepare(deployment: Deployment, actor: Actor, wanted: Act) -> Prepared:
    """Work out what a step on a ticket that is there writes; nothing is written yet.

    Raises:
        InputError, Refused, Conflicting: see `rexian.desk.act.act`.
    """
    command = command_named(wanted.command)
    known_texts(command, wanted)
    place = deployment.rules.ruler.jurisdiction
    with deployment.store.reading() as connection:
        opened = open_ticket(connection, wanted.number)
        permit(connection, actor, command, opened)
        as_they_saw(opened, wanted.expected)
        now = present(opened, deployment.now())
        fields = entered(command, wanted.fields, Entry(actor, opened, connection, place, now))
        kept = reported(connection, opened, fields.get("unit"))
        secrets = locked(connection, deployment.vault, opened, wanted)
        names = names_of(connection, deployment.vault, opened.id or 0)
    late = now - (wanted.at or now) > deployment.settings.backdating
    at = occurred_at(
        wanted.at,
        now,
        is_late=late,
        may_be_late=allowed(actor, "backdate", own=True),
        reason=wanted.late_because,
    )
    step = Step(command.type, at, fields, _unit(command, fields), actor.posts)
    if command.in_role:
        step = in_role(step, actor, opened, deployment.rules)
    teller = deployment.rules.teller
    forbidden = partial(Forbidden, opened.number, command, teller=teller)
    found = (*kept, *against(opened, command, step, deployment.rules))
    against_rules = overridden(forbidden, actor, wanted.override, found)
    notes = {**noted(against_rules, wanted.override, teller), **_lateness(wanted, is_late=late)}
    record = Record(
        seq=0,
        type=command.type,
        occurred=at,
        recorded=now,
        actor=actor.username,
        role=role_in(actor, command.id),
        source=hidden(wanted.source, names),
        fields={**hidden(step.fields, names), **digests(secrets)},
        notes=hidden(notes, names),
    )
    corrected = recomputed(opened, deployment.rules, now)
    made = [record] if corrected is None else [corrected, record]
    change = change_of(opened, made, deployment.rules)
    request = request_of(wanted, deployment.vault)
    noticed = [each for each in found if not each.binding]
    following = to_be_told(opened, change.records, deployment.rules)
    change = replace(change, secrets=secrets, request=request)
    return Prepared(change, (*noticed, *following), against_rules)


def _unit(command: Command, fields: Mapping[str, Any]) -> str | None:
    """Return the unit whose part of the ticket a step concerns; None for what is the ticket's."""
    is_of_unit = command.whose is Whose.OWN or command.type in TO_A_UNIT
    return fields.get("unit") if is_of_unit else None


def _lateness(wanted: Act, *, is_late: bool) -> dict[str, str]:
    """Return why something is only recorded now, as a record's notes hold it."""
    if not is_late or wanted.late_because is None:
        return {}
    return {"late_because": wanted.late_because}
