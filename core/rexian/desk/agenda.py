"""The agenda: what falls due day by day, with what became of it, and what has no day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rexian.desk.seat import Seat
from rexian.desk.tasks import Task, binding, list_tasks, task_of
from rexian.duties.days import Cadence
from rexian.duties.expand import Bound, Entry, Expansion, expand, readings_of
from rexian.instants import to_datetime
from rexian.people.actor import Actor
from rexian.people.permissions import Scope, scope

#: What comes round so often that it is told once where nothing was entered of it.
DAILY = (Cadence.DAY, Cadence.WORKING_DAY)


@dataclass(frozen=True, slots=True)
class Item:
    """Something that falls due on a day.

    Attributes:
        entry: the duty as the calendar has it; None of a task whose duty is no more, or of a day
            that the calendar has otherwise now.
        bound: the duty; None where it is no more.
        task: the task that was entered for it; None where none was.
        days: of a duty of every day with no task, all its days.
    """

    due_on: date
    about: str
    who: str | None
    entry: Entry | None
    bound: Bound | None
    task: Task | None
    days: tuple[date, ...] = ()

    @property
    def state(self) -> str:
        """How it stands: as its task does; `planned` where there is none."""
        return self.task.state if self.task else "planned"


@dataclass(frozen=True, slots=True)
class Agenda:
    """What falls due from one day to another, overdue first, and what has no day."""

    today: date
    items: tuple[Item, ...]
    told: Expansion


def agenda(seat: Seat, first: date, last: date) -> Agenda:
    """Return the agenda of some days; whoever may not see tasks is told the duties alone.

    What is overdue from before is on it.

    Raises:
        InputError: the calendar does not reach these days.
    """
    ruler = seat.deployment.rules.ruler
    duties = binding(ruler.jurisdiction)
    known = readings_of(duties)
    chosen = {name: choice for name, choice in ruler.readings.items() if name in known}
    told = expand(duties, first, last, ruler.calendars.current, chosen)
    tasks = _tasks(seat) if scope(seat.actor, "list") is Scope.ANY else {}
    today = to_datetime(seat.deployment.now()).date()
    listed = [*_due(told.due, tasks), *_left(tasks, told.due, duties, first, last)]
    order = sorted(listed, key=lambda item: (item.state != "overdue", item.due_on))
    return Agenda(today, tuple(order), told)


def is_his(actor: Actor, who: str | None) -> bool:
    """Whether a duty is one that somebody has, by the posts in which he may act."""
    return who in actor.posts


def _tasks(seat: Seat) -> dict[str, Task]:
    with seat.deployment.store.reading() as connection:
        return {task.id: task for task in list_tasks(connection)}


def _due(entries: Sequence[Entry], tasks: Mapping[str, Task]) -> Iterator[Item]:
    """Yield what the calendar has; a daily duty's days without a task as one."""
    told = set()
    for entry in entries:
        task = tasks.get(task_of(entry).id)
        days: tuple[date, ...] = ()
        if task is None and entry.due.every in DAILY:
            if entry.bound in told:
                continue
            told.add(entry.bound)
            days = tuple(
                e.due.on for e in entries if e.bound == entry.bound and task_of(e).id not in tasks
            )
        duty = entry.bound.duty
        who = duty.who.id if duty.who else None
        yield Item(entry.due.on, duty.id, who, entry, entry.bound, task, days)


def _left(
    tasks: Mapping[str, Task],
    entries: Sequence[Entry],
    duties: Sequence[Bound],
    first: date,
    last: date,
) -> Iterator[Item]:
    """Yield the tasks of these days that the calendar does not have, and those overdue before."""
    there = {task_of(entry).id for entry in entries}
    known = {found.duty.id: found for found in duties}
    for task in tasks.values():
        is_late = task.state == "overdue" and task.due_on < first
        if task.id not in there and (is_late or first <= task.due_on <= last):
            yield Item(task.due_on, task.about, task.who, None, known.get(task.about), task)
