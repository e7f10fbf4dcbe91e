"""Acting: a command becomes a record, or is refused with the clause that stands against it.

What is prepared holds only if nobody changed the ticket meanwhile. If somebody did, it is prepared
anew: a step that the ticket's new standing forbids has lost the race, and is told to whom. Whoever
is overtaken again and again has the ticket held for him, so that nobody starves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeAlias

from sqlalchemy import Connection

from rexian.desk.acts import Act, Done, Prepared, asked_of
from rexian.desk.deployment import Deployment
from rexian.desk.preparing import prepare
from rexian.desk.refusing import Forbidden
from rexian.desk.winner import who_came_first
from rexian.errors import Conflicting, Refused
from rexian.lifecycle.commands import COMMANDS
from rexian.people.actor import Actor
from rexian.store import lookups
from rexian.store.refusals import Overtaken, asked_otherwise
from rexian.store.write import apply

#: Works out what a command writes, as often as that takes.
Preparing: TypeAlias = Callable[[], Sequence[Prepared]]
#: How often a step is prepared while others may get in before, until the ticket is held for it.
TRIES = 3


def act(deployment: Deployment, actor: Actor, wanted: Act) -> Done:
    """Do what somebody wants done to a ticket that is there.

    Raises:
        InputError: there is no such command or ticket, or something in it is wrong.
        Refused: they may not do it, or the rules forbid it (`Forbidden` says by which clause).
        Conflicting: somebody else changed the ticket meanwhile; the message says who.
    """
    return carry_out(deployment, actor, wanted, lambda: [prepare(deployment, actor, wanted)])


def carry_out(deployment: Deployment, actor: Actor, wanted: Act, prepared: Preparing) -> Done:
    """Write what a command prepares, all or none, and return what came of its own ticket.

    Raises:
        InputError, Refused, Conflicting: see `act`.
    """
    with logged(deployment, actor, wanted) as told:
        done = done_before(deployment, wanted) or _once(deployment, wanted, prepared)
        told.update(number=done.number, version=done.version)
        return done


@contextmanager
def logged(deployment: Deployment, actor: Actor, wanted: Act) -> Iterator[dict[str, Any]]:
    """Have the log tell how a command ends; what is known only then is added to what is yielded."""
    command = wanted.command if wanted.command in COMMANDS else "unknown"
    told = {"number": wanted.number, "actor": actor.username, "source": wanted.source}
    with deployment.log.timed(f"ticket.{command}", command=command, **told) as more:
        yield more


def _once(deployment: Deployment, wanted: Act, prepared: Preparing) -> Done:
    """Carry it out; if the same request is carried out at this moment, that is what came of it."""
    try:
        return _carried_out(deployment, wanted, prepared)
    except Refused:
        done = done_before(deployment, wanted)
        if done is None:
            raise
        return done


def _carried_out(deployment: Deployment, wanted: Act, prepared: Preparing) -> Done:
    overtaken: Overtaken | None = None
    steps: Sequence[Prepared] = ()
    for attempt in range(TRIES + 1):
        try:
            if attempt == TRIES:
                return _in_turn(deployment, steps, prepared)
            steps = prepared()
            deployment.store.write([step.change for step in steps])
            return steps[0].done()
        except Overtaken as error:
            overtaken = error
        except Forbidden as forbidden:
            if overtaken is None or not forbidden.by_stage:
                raise
            break
        if wanted.expected is not None:
            break
    assert overtaken is not None  # noqa: S101 - nothing else leads here
    raise Conflicting(who_came_first(deployment.store, overtaken)) from None


def _in_turn(
    deployment: Deployment,
    overtaken: Sequence[Prepared],
    prepared: Preparing,
) -> Done:
    """Carry it out while nobody else changes the tickets that it was prepared for."""
    tickets = sorted({step.change.id for step in overtaken if step.change.id is not None})

    def work(connection: Connection) -> Done:
        lookups.hold(connection, tickets)
        steps = prepared()
        apply(connection, [step.change for step in steps])
        return steps[0].done()

    return deployment.store.run(work)


def done_before(deployment: Deployment, wanted: Act) -> Done | None:
    """Return what came of a request that an outside system made before under the same key.

    Raises:
        Refused: it asked for something else then.
    """
    if wanted.key is None:
        return None
    with deployment.store.reading() as connection:
        found = lookups.request(connection, wanted.key)
    if found is None:
        return None
    if not deployment.vault.seal_holds(asked_of(wanted), found.asked):
        raise asked_otherwise(wanted.key, found.number)
    return Done(found.number, found.version, found.stage)
