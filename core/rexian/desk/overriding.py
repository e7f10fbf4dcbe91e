"""Against the rules: who may take a step that they forbid, and how that is held."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection

from rexian.desk.refusing import Forbidden, say_objection
from rexian.desk.ticket import Opened
from rexian.errors import Refused
from rexian.lifecycle.moment import Objection
from rexian.people import permissions
from rexian.people.actor import Actor
from rexian.people.sight import is_kept_from
from rexian.people.tree import read_tree
from rexian.tellers import Teller
from rexian.words import join


def reported(connection: Connection, opened: Opened, unit: str | None) -> list[Objection]:
    """Return what stands against a ticket going to a unit: that it, or one above, is reported."""
    row = opened.row
    if unit is None or not is_kept_from(read_tree(connection), unit, row.about, row.kind):
        return []
    return [Objection("handed_on")]


def overridden(
    forbidden: Callable[[Sequence[Objection]], Forbidden],
    actor: Actor,
    reason: str | None,
    found: Sequence[Objection],
) -> tuple[Objection, ...]:
    """Return what stands against a step and is overridden; nothing where nothing does.

    `forbidden` makes the refusal of a step.

    Raises:
        Forbidden: something does, and no reason is given for going on all the same, or it is the
            ticket's stage, which no reason moves.
        Refused: they may not override the rules.
    """
    binding = tuple(objection for objection in found if objection.binding)
    if not binding:
        return ()
    if reason is None or any(not objection.question for objection in binding):
        raise forbidden(binding)
    if not permissions.allowed(actor, "override", own=False):
        raise Refused(join([str(forbidden(binding)), permissions.why_not(actor, "override")]))
    return binding


def noted(against: Sequence[Objection], reason: str | None, teller: Teller) -> dict[str, Any]:
    """Return how an override is held in a record's notes; nothing where nothing was overridden."""
    if not against or reason is None:
        return {}
    told = [
        {"id": each.id, "question": each.question, "said": say_objection(each, teller)}
        for each in against
    ]
    return {"override": {"reason": reason, "against": told}}
