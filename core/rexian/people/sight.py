"""Who may see which ticket: whom his role lets, and never the unit that a report is about."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, exists, false, or_, true

from rexian.people.actor import Actor
from rexian.people.permissions import Scope, scope
from rexian.people.tree import Tree, owns
from rexian.store.schema import assignments, tickets

#: An appeal about a unit that the unit must not see.
REPORT = "report"


def is_kept_from(tree: Tree, unit: str, about: str | None, kind: str | None) -> bool:
    """Whether a ticket is a report about a unit or one above it, or may turn out to be one."""
    return kind in {REPORT, None} and about in tree.line(unit)


def may_see(
    actor: Actor, tree: Tree, holders: Iterable[str], about: str | None, kind: str | None
) -> bool:
    """Whether somebody may see a ticket.

    `holders` are the units that have it, pre-assigned ones among them; `about` is the unit that
    it accuses. What has no kind yet may turn out to be a report.
    """
    if actor.unit is not None and is_kept_from(tree, actor.unit, about, kind):
        return False
    whose = scope(actor, "show")
    return whose is Scope.ANY or (whose is Scope.OWN and owns(tree, actor.unit, holders))


def visible(actor: Actor, tree: Tree) -> ColumnElement[bool]:
    """Return the condition on `tickets` under which somebody sees a ticket in a list."""
    whose = scope(actor, "list")
    if whose is Scope.NONE or (whose is Scope.OWN and actor.unit is None):
        return false()
    return and_(_unreported(actor, tree), true() if whose is Scope.ANY else _held(actor, tree))


def _unreported(actor: Actor, tree: Tree) -> ColumnElement[bool]:
    """Return that a ticket is no report about the unit of the account or one above it."""
    if actor.unit is None:
        return true()
    return or_(
        tickets.c.about.is_(None),
        tickets.c.about.not_in(tree.line(actor.unit)),
        and_(tickets.c.kind.is_not(None), tickets.c.kind != REPORT),
    )


def _held(actor: Actor, tree: Tree) -> ColumnElement[bool]:
    """Return that the unit of the account, or one below it, has a ticket."""
    return exists().where(
        assignments.c.ticket == tickets.c.id,
        assignments.c.unit.in_(sorted(tree.within(actor.unit or ""))),
    )
