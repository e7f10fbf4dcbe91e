"""Indexes of some rows of a table only, and with them the whole schema.

They stand apart because each is told in the terms of both databases, and SQLAlchemy loads a whole
dialect for it. A desk at work needs none of it: only migrations and what compares them do.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Index, TextClause, text

from rexian.store.schema import METADATA, assignments, clocks, tickets

#: The schema with every index.
WHOLE = METADATA


def _partial(
    name: str, where: ColumnElement[bool] | TextClause, *columns: ColumnElement[Any]
) -> Index:
    """Index some rows only; both databases know such an index, each by its own option."""
    return Index(name, *columns, sqlite_where=where, postgresql_where=where)


_partial("ix_tickets_open_due_at", tickets.c.is_open, tickets.c.due_at)
_partial("ix_tickets_open_ruled_under", tickets.c.is_open, tickets.c.ruled_under)
_partial("ix_tickets_about", tickets.c.about.is_not(None), tickets.c.about)
_partial("ix_tickets_supervised", text("supervised AND is_open"), tickets.c.due_at)
_partial("ix_tickets_unanchored", ~tickets.c.anchored, tickets.c.id)
_partial(
    "ix_assignments_unit_due_at", assignments.c.is_open, assignments.c.unit, assignments.c.due_at
)
_partial("ix_clocks_tick_at", clocks.c.tick_at.is_not(None), clocks.c.tick_at)
