"""Tasks: the duties of the documents as they fall due by the calendar, each entered once.

A task is known by its clause, its day and what it is about, so that however many enter it, it is
there once. It is entered some days ahead, so that whoever has to do it sees it coming; up to which
day that has been done the database says of itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Table, select, update
from sqlalchemy.dialects import postgresql, sqlite

from rexian.desk.deployment import Deployment
from rexian.duties.expand import Bound, Entry, bound, expand, readings_of
from rexian.errors import InputError, Refused
from rexian.i18n import _
from rexian.instants import Instant, to_datetime
from rexian.jurisdictions import Jurisdiction
from rexian.lifecycle.record import canonical
from rexian.model.terms import Term, Terms
from rexian.people.actor import Actor
from rexian.people.permissions import Scope, scope
from rexian.privacy import journal
from rexian.store import lookups
from rexian.store.schema import about as said
from rexian.store.schema import tasks

#: Under which name the database says up to which day tasks have been entered.
ENTERED = "tasks_until"
#: How long before its day a task is entered.
AHEAD = timedelta(days=7)
#: What a task may be.
STATES = Terms(
    "state of a task",
    (
        Term("open", "待办", "open"),
        Term("overdue", "逾期", "overdue"),
        Term("done", "已办", "done"),
    ),
)
_ID_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be done by a day.

    Attributes:
        about: the duty, by its id.
        fell_due: when `tick` found its day past and it was not done.
    """

    id: str
    clause: str
    about: str
    who: str | None
    due_on: date
    fell_due: Instant | None = None
    done_at: Instant | None = None
    done_by: str | None = None

    @property
    def state(self) -> str:
        """Whether it is done, overdue or open: one of `STATES`."""
        if self.done_at is not None:
            return "done"
        return "open" if self.fell_due is None else "overdue"


def fall_due(connection: Connection, deployment: Deployment, at: Instant) -> tuple[int, int]:
    """Enter the tasks of the coming days, and mark those whose day has passed; `Store.run` it.

    Returns:
        How many were entered, and how many fell due. Of two that run at once one finds it done.
    """
    today = to_datetime(at).date()
    entered = sum(
        connection.execute(_entering(connection, task)).first() is not None
        for task in _coming(connection, deployment, today)
    )
    connection.execute(_reached(connection, today + AHEAD))
    overdue = update(tasks).where(
        tasks.c.due_on < today.isoformat(), tasks.c.fell_due.is_(None), tasks.c.done_at.is_(None)
    )
    return entered, connection.execute(overdue.values(fell_due=at)).rowcount


def list_tasks(connection: Connection, states: Collection[str] = STATES.ids) -> list[Task]:
    """Return the tasks that stand so, by their days."""
    rows = connection.execute(select(tasks).order_by(tasks.c.due_on, tasks.c.clause, tasks.c.id))
    return [task for task in map(_task, rows) if task.state in states]


def mark_done(connection: Connection, actor: Actor, task: str, at: Instant) -> Task:
    """Record that a task is done, in the journal too; within `Store.run`.

    Raises:
        Refused: they belong to a unit alone, and tasks are the office's.
        InputError: there is no such task, or it was done before.
    """
    if scope(actor, "list") is not Scope.ANY:
        raise Refused(_("tasks are for the office to mark as done"))
    found = connection.execute(select(tasks).where(tasks.c.id == task)).first()
    if found is None:
        raise InputError(
            _("there is no task {id}; rexian duties --open lists them").format(id=task)
        )
    if found.done_at is not None:
        raise InputError(
            _("task {id} was marked as done by {who}").format(id=task, who=found.done_by)
        )
    done = replace(_task(found), done_at=at, done_by=actor.username)
    values = {"done_at": done.done_at, "done_by": done.done_by}
    connection.execute(update(tasks).where(tasks.c.id == task).values(**values))
    about = {"task": task, "duty": done.about, "due_on": done.due_on.isoformat()}
    journal.write(connection, at, actor.username, "task_done", detail=about)
    return done


def binding(jurisdiction: Jurisdiction) -> tuple[Bound, ...]:
    """Return the duties that bind a place, its own and inherited."""
    layers = [(layer.id, layer.duties) for _depth, layer in jurisdiction.stack]
    return bound(layers, -len(jurisdiction.overlays))


def _coming(connection: Connection, deployment: Deployment, today: date) -> Iterator[Task]:
    """Yield the tasks of the days up to some ahead that have not been worked through yet."""
    reached = lookups.about(connection, ENTERED)
    first = today if reached is None else date.fromisoformat(reached) + timedelta(days=1)
    last = today + AHEAD
    if first > last:
        return
    ruler = deployment.rules.ruler
    duties = binding(ruler.jurisdiction)
    known = readings_of(duties)
    chosen = {name: choice for name, choice in ruler.readings.items() if name in known}
    for entry in expand(duties, first, last, ruler.calendars.current, chosen).due:
        yield task_of(entry)


def task_of(entry: Entry) -> Task:
    """Return the task of a duty on a day, as it is when it is entered."""
    duty = entry.bound.duty
    return _new(duty.per[0], duty.id, duty.who.id if duty.who else None, entry.due.on)


def _new(clause: str, about: str, who: str | None, due_on: date) -> Task:
    told = canonical([clause, due_on.isoformat(), about])
    digest = hashlib.sha256(told.encode()).hexdigest()[:_ID_LENGTH]
    return Task(digest, clause, about, who, due_on)


def _task(row: Row[Any]) -> Task:
    told = row._asdict()
    return Task(**{**told, "due_on": date.fromisoformat(told["due_on"])})


def _entering(connection: Connection, task: Task) -> Any:
    """Return the statement that enters a task unless it is there, and tells whether it did."""
    told = {"id": task.id, "clause": task.clause, "about": task.about, "who": task.who}
    values = {**told, "due_on": task.due_on.isoformat()}
    return (
        _insert(connection, tasks).values(**values).on_conflict_do_nothing().returning(tasks.c.id)
    )


def _reached(connection: Connection, day: date) -> Any:
    """Return the statement that says up to which day tasks are entered; it never goes back."""
    told = _insert(connection, said).values(name=ENTERED, value=day.isoformat())
    value = told.excluded.value
    return told.on_conflict_do_update(
        index_elements=[said.c.name], set_={"value": value}, where=said.c.value < value
    )


def _insert(connection: Connection, table: Table) -> Any:
    kind = sqlite if connection.dialect.name == "sqlite" else postgresql
    return kind.insert(table)
