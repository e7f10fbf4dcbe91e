"""Looking at a ticket: who comes before it, and what the documents say of it then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from rexian.desk.deployment import Deployment
from rexian.desk.permitting import seen
from rexian.desk.ticket import Opened, open_ticket
from rexian.explain import ruled
from rexian.lifecycle.history import case_of
from rexian.lifecycle.moment import Ruling
from rexian.model.case import Case
from rexian.people import permissions
from rexian.people.actor import Actor
from rexian.people.sight import visible
from rexian.people.tree import read_tree
from rexian.questions import QUESTIONS
from rexian.store.schema import tickets

#: Every question, by its id.
EVERY = frozenset(question.id for question in QUESTIONS)


@dataclass(frozen=True, slots=True)
class Before:
    """Somebody before a ticket that he may see.

    Attributes:
        own: whether it is his unit's.
        rulings: what the documents say of it now, on every question.
    """

    actor: Actor
    opened: Opened
    case: Case
    own: bool
    rulings: Mapping[str, Ruling]

    @property
    def identity(self) -> Ruling | None:
        """Whether it is to be kept secret who has raised the matter."""
        return self.rulings.get("identity_masking")


def stand_before(deployment: Deployment, actor: Actor, number: str) -> Before:
    """Let somebody before a ticket.

    Raises:
        InputError: there is no such ticket for him.
        Refused: he may see none.
    """
    with deployment.store.reading() as connection:
        opened = open_ticket(connection, number)
        own = seen(connection, actor, opened)
        permissions.check(actor, "show", own=own)
    case = case_of(number, opened.records, now=deployment.now())
    return Before(actor, opened, case, own, ruled(case, deployment.rules.ruler, EVERY))


def version_of(deployment: Deployment, actor: Actor, number: str) -> int | None:
    """Return how many records a ticket has, None where it is none for him, or no longer.

    Nobody is entered in the journal for that.
    """
    with deployment.store.reading() as connection:
        seen_by = visible(actor, read_tree(connection))
        wanted = select(tickets.c.version).where(tickets.c.number == number, seen_by)
        return connection.scalar(wanted)
