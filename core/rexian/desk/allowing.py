"""Allowing: of every command, whether it may be given now by somebody, and if not, why not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rexian.desk.refusing import say_about, say_objection
from rexian.desk.rules import Rules
from rexian.desk.steps import against, in_role, moment_of
from rexian.desk.ticket import Opened
from rexian.errors import InputError
from rexian.instants import Instant
from rexian.lifecycle.commands import COMMANDS, Command, Whose
from rexian.lifecycle.moment import Moment, Objection, Step, outcome_of
from rexian.people import permissions
from rexian.people.actor import Actor
from rexian.tellers import Teller
from rexian.words import join

#: What stands against a step only as long as its particulars are not filled in.
_UNFILLED = frozenset({"unstated", "unapproved", "no_ground"})
#: Which question asks for the very particulars that a command fills in.
_ASKS: Mapping[str, str] = {"reply": "reply_form"}
#: Commands by which something is asked for that the rules permit or not.
_REQUESTS = frozenset({"extend", "return", "object"})


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody before a ticket.

    Attributes:
        own: whether it is his unit's.
    """

    actor: Actor
    opened: Opened
    rules: Rules
    now: Instant
    own: bool


def allowed(asking: Asking) -> dict[str, dict[str, Any]]:
    """Return, for every command on a ticket that is there, whether it may be given now.

    Each says `allowed`, and `why` not in one line; `permitted` says whether his roles let him do
    it at all, `objections` hold what stage and rules have against it, `overridable` whether a
    reason would get past them, `fill_in` what the rules want filled in with it, `told` what is to
    be known though nothing forbids it.
    """
    return {name: about(asking, command) for name, command in COMMANDS.items() if name != "new"}


def about(asking: Asking, command: Command) -> dict[str, Any]:
    """Return the same of one command."""
    if not permissions.allowed(asking.actor, command.id, own=asking.own):
        return _told(why=permissions.why_not(asking.actor, command.id), permitted=False)
    opened, rules = asking.opened, asking.rules
    try:
        step = _step(asking, command)
    except InputError as error:
        return _told(why=str(error))
    moment, teller = moment_of(opened, step, rules), rules.teller
    found = against(command, moment)
    fill_in = [each for each in found if each.binding and _is_unfilled(command, each, moment)]
    binding = [each for each in found if each.binding and each not in fill_in]
    return _told(
        why=join([say_objection(each, teller) for each in binding]) or None,
        overridable=may_override(asking.actor, binding),
        objections=told_objections(binding, teller),
        fill_in=told_objections(fill_in, teller),
        told=told_objections([each for each in found if not each.binding], teller),
    )


def may_override(actor: Actor, binding: Sequence[Objection]) -> bool:
    """Whether a reason would get somebody past what stands against a step: rules, not the stage."""
    by_rules = bool(binding) and all(each.question for each in binding)
    return by_rules and permissions.allowed(actor, "override", own=False)


def _told(*, why: str | None, **more: Any) -> dict[str, Any]:
    """Return what is told of a command; a reason why not is what makes it one not allowed."""
    lists: dict[str, Any] = {"objections": [], "fill_in": [], "told": []}
    plain = {"allowed": why is None, "why": why, "permitted": True, "overridable": False}
    return {**plain, **lists, **more}


def _step(asking: Asking, command: Command) -> Step:
    unit = _unit(asking) if command.whose is Whose.OWN else None
    fields = {"unit": unit} if unit is not None else {}
    step = Step(command.type, asking.now, fields, unit, asking.actor.posts)
    if not command.in_role:
        return step
    return in_role(step, asking.actor, asking.opened, asking.rules)


def _unit(asking: Asking) -> str | None:
    """Return the unit in whose name somebody would act."""
    host = asking.opened.standing.host
    return asking.actor.unit or (host.unit if host else None)


def _is_unfilled(command: Command, objection: Objection, moment: Moment) -> bool:
    """Whether an objection is about what the step says, of which nothing has been said yet.

    A ground that stands against a request, and not against asking for it, is about the request.
    """
    if objection.id in _UNFILLED:
        return True
    if objection.ground is not None and command.id in _REQUESTS:
        before = outcome_of(moment.before(objection.question)).get("why_not") or ()
        return objection.id not in {ground["id"] for ground in before}
    return objection.id == "missing" and objection.question == _ASKS.get(command.id)


def told_objections(objections: Iterable[Objection], teller: Teller) -> list[dict[str, Any]]:
    """Return what stands against a step, or is to be told with it, as JSON holds it."""
    return [
        {
            "id": each.id,
            "question": each.question,
            "about": list(each.about),
            "words": say_about(each),
            "citations": [dict(citation) for citation in each.citations],
            "said": say_objection(each, teller),
        }
        for each in objections
    ]
