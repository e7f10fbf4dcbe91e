"""Trying a command: what would stand against it, and what would come of it, without doing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rexian.desk.acts import Act
from rexian.desk.allowing import may_override, told_objections
from rexian.desk.deployment import Deployment
from rexian.desk.giving import as_told, foreseen
from rexian.desk.refusing import Forbidden
from rexian.desk.timing import UnexplainedError
from rexian.errors import Conflicting, InputError, Refused
from rexian.people.actor import Actor


@dataclass(frozen=True, slots=True)
class Trial:
    """What would come of a command if it were given now.

    Attributes:
        why: what stands against it, in one line; None where nothing does.
        objections: what stage and rules have against it, as `allowing.allowed` tells them.
        overridable: whether a reason would get past them.
        is_ruled: whether stage and rules were asked at all; what is not filled in, or filled in
            wrongly, keeps them from it.
        is_stale: whether it is that somebody has changed the ticket since it was seen.
        lacks: which reason the desk wants, `late_because`; None where it wants none.
        told: what would come of it, as `giving.told_of` tells it; None where it may not be.
    """

    why: str | None = None
    objections: tuple[Mapping[str, Any], ...] = ()
    overridable: bool = False
    is_ruled: bool = True
    is_stale: bool = False
    lacks: str | None = None
    told: Mapping[str, Any] | None = None


def foretold(deployment: Deployment, actor: Actor, wanted: Act) -> dict[str, Any]:
    """Return what would come of a command, as JSON holds it; nothing is written.

    Raises:
        InputError, Refused, Conflicting: as it would be refused.
    """
    steps, earlier = foreseen(deployment, actor, wanted)
    own = steps[0]
    row = own.change.after.ticket
    return as_told(deployment, own.done(), row.due_at, row.view, earlier)


def tried(deployment: Deployment, actor: Actor, wanted: Act) -> Trial:
    """Return what would stand against a command, or come of it; nothing is written."""
    try:
        return Trial(told=foretold(deployment, actor, wanted))
    except Forbidden as forbidden:
        against = told_objections(forbidden.objections, deployment.rules.teller)
        overridable = may_override(actor, forbidden.objections)
        return Trial(str(forbidden), tuple(against), overridable)
    except Conflicting as conflict:
        return Trial(str(conflict), is_ruled=False, is_stale=True)
    except UnexplainedError as error:
        return Trial(str(error), is_ruled=False, lacks="late_because")
    except (InputError, Refused) as error:
        return Trial(str(error), is_ruled=False)
