"""Permission: whose ticket it is, who may see it, who may do what to it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from rexian.desk.ticket import Opened, unknown
from rexian.errors import InputError
from rexian.i18n import _
from rexian.lifecycle.commands import Command, Whose
from rexian.model.vocabulary import ROLES
from rexian.people import permissions
from rexian.people.actor import Actor
from rexian.people.sight import may_see
from rexian.people.tree import owns, read_tree
from rexian.words import listed


def seen(connection: Connection, actor: Actor, opened: Opened) -> bool:
    """Let pass who may see a ticket, and return whether it is his own unit's.

    Raises:
        InputError: he may not; he is told no more than that there is no such ticket for him.
    """
    tree = read_tree(connection)
    holders = [holder.unit for holder in opened.standing.holders]
    if not may_see(actor, tree, holders, opened.row.about, opened.row.kind):
        raise unknown(opened.number)
    return owns(tree, actor.unit, holders)


def permit(connection: Connection, actor: Actor, command: Command, opened: Opened) -> None:
    """Let pass who may see a ticket and do this to it.

    What concerns the ticket as a whole is not for a unit that only helps.

    Raises:
        InputError: there is no such ticket for him.
        Refused: he may not do it; the line says who may.
    """
    own = seen(connection, actor, opened)
    if command.whose is Whose.TICKET and command.type != "noted":
        hosts = [holder.unit for holder in opened.standing.holders if holder.part == "host"]
        own = owns(read_tree(connection), actor.unit, hosts)
    permissions.check(actor, command.id, own=own)


def role_in(actor: Actor, command: str) -> str:
    """Return in which of his roles somebody does this: the first that allows it."""
    row = permissions.PERMISSIONS[command]
    return next((role for role in sorted(actor.roles) if role in row), "")


def acting_as(actor: Actor, given: str | None, wanted: Sequence[str]) -> str:
    """Return as which of the documents' roles somebody acts.

    `wanted` are the roles whose turn it is, in order; the first that he holds is meant where he
    does not say.

    Raises:
        InputError: he does not hold the role he names, or it is not clear which he means.
    """
    held = [role for role in ROLES.ids if role in actor.posts and role not in _NO_PERSON]
    if given is not None:
        if given not in actor.posts:
            told = _("you do not act as {role}; you may act as: {roles}")
            raise InputError(told.format(role=ROLES.label(given), roles=_labels(held)))
        return given
    turn = [role for role in wanted if role in actor.posts]
    own = [role for role in held if role in actor.roles]
    if turn or len(own) == 1 or len(held) == 1:
        return (turn or (own if len(own) == 1 else held))[0]
    raise InputError(
        _("say as whom you act, in the role of one of: {roles}").format(roles=_labels(held))
    )


#: Roles that stand for several people, or for a unit: nobody is asked to act as one of them.
_NO_PERSON = frozenset({"handling_unit", "each_level", "hotline_centre", "hotline_office"})


def _labels(roles: Sequence[str]) -> str:
    return listed([ROLES.label(role) for role in roles])
