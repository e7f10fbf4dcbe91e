"""Whether a step may be taken: what the ticket's stage and the rules have against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rexian.desk.permitting import acting_as
from rexian.desk.rules import Rules
from rexian.desk.ticket import Opened
from rexian.lifecycle.commands import Command
from rexian.lifecycle.history import happened
from rexian.lifecycle.moment import Moment, Objection, Step, outcome_of
from rexian.lifecycle.stages import STEPS, UNDER_WAY
from rexian.lifecycle.standing import Standing, standing_at
from rexian.people.actor import Actor

#: Which question tells whose turn it is.
_ASKED: Mapping[str, str] = {"reply_approved": "reply_approval", "signoff": "signoff"}
#: What a unit that helps, or one inside a body, does once, before it begins.
_SIGNING = frozenset({"signed", "form_signed"})


def moment_of(opened: Opened, step: Step, rules: Rules) -> Moment:
    """Return the moment at which a step is to be taken on a ticket."""
    return Moment(opened.number, opened.records, opened.standing, step, rules.ruler)


def against(command: Command, moment: Moment) -> tuple[Objection, ...]:
    """Return everything that stands against a step, or that is to be told with it.

    Where the stage stands against it the rules are not asked.
    """
    staged = tuple(_by_stage(moment.standing, moment.step)) or tuple(_too_early(moment))
    if staged:
        return staged
    return tuple(objection for guard in command.guards for objection in guard(moment))


def in_role(step: Step, actor: Actor, opened: Opened, rules: Rules) -> Step:
    """Return a step with its role: the one that is said, else the one whose turn it is.

    Raises:
        InputError: they do not act in that role, or it is not clear in which they do.
    """
    question = _ASKED.get(step.type)
    missing: Sequence[str] = ()
    if question is not None:
        missing = outcome_of(moment_of(opened, step, rules).before(question)).get("missing") or ()
    role = acting_as(actor, step.fields.get("role"), missing)
    return replace(step, fields={**step.fields, "role": role})


def _by_stage(standing: Standing, taken: Step) -> Iterator[Objection]:
    step, stage = STEPS[taken.type], standing.stage or ""
    pending = _pending(standing, taken.unit)
    if stage not in _stages(standing, taken.type, taken.unit):
        yield Objection("stage", about=(stage,))
    elif step.unless is not None and step.unless in pending:
        yield Objection("undecided", about=(step.unless,))
    elif step.settles is not None and step.settles not in pending:
        yield Objection("waiting", about=(step.settles,))
    elif step.opens is not None and step.opens in pending:
        yield Objection("already", about=(step.opens,))
    elif _helps_itself(standing, taken):
        yield Objection("has_it")


def _too_early(moment: Moment) -> Iterator[Objection]:
    """Yield what stood against a step at its time, where it is recorded after later ones."""
    at = moment.step.at
    if any(record.occurred > at for record in happened(moment.records)):
        then = standing_at(moment.records, at)
        if any(_by_stage(then, moment.step)):
            yield Objection("too_early", about=(then.stage,) if then.stage else ())


def _pending(standing: Standing, unit: str | None) -> frozenset[str]:
    """Return what is pending of the part of the ticket that a unit has."""
    holder = standing.holder(unit) if unit else None
    return holder.pending if holder is not None and holder.part == "co" else standing.pending


def _helps_itself(standing: Standing, taken: Step) -> bool:
    """Whether the host would be given the ticket as one that helps."""
    host, fields = standing.host, taken.fields
    is_given = taken.type in {"dispatched", "assigned"} and fields.get("part") == "co"
    return is_given and host is not None and host.unit == fields.get("unit")


def _stages(standing: Standing, kind: str, unit: str | None) -> frozenset[str]:
    """Return the stages of the ticket at which a unit may take a step of this type."""
    holder = standing.holder(unit) if unit else None
    if holder is None or (holder.part, holder.tier) == ("host", "host"):
        return STEPS[kind].at
    if kind in _SIGNING:
        return UNDER_WAY if holder.stage == "dispatched" else frozenset()
    return UNDER_WAY if holder.part == "co" else STEPS[kind].at
