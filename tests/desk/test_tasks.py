"""Tasks: what falls due by the calendar is entered once, however many enter it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from rexian.desk.tasks import AHEAD, fall_due, list_tasks, mark_done
from rexian.duties.declare import every_month, every_working_day
from rexian.duties.duty import duty
from rexian.errors import InputError, Refused
from rexian.explain import Ruler
from rexian.instants import parse_instant
from rexian.jurisdictions import Jurisdiction
from rexian.people.actor import Actor

MONTHLY = duty(
    "report", every_month(by=5), zh="报表", en="report", who="hotline_centre", per=("art1",)
)
DAILY = duty("look", every_working_day(), zh="查看", en="look", who="inspector", per=("art2",))
CLERK = Actor("clerk", "受理员", None, frozenset({"clerk"}), frozenset())
HANDLER = Actor("handler", "经办人", "甲局", frozenset({"handler"}), frozenset())


@pytest.fixture
def place(enact, chinese_days):
    """A place with a duty due by the fifth of every month, and one of every working day."""

    def make(*duties):
        [layer] = enact().layers
        found = Jurisdiction((replace(layer, duties=duties),))
        return SimpleNamespace(rules=SimpleNamespace(ruler=Ruler(found, chinese_days)))

    return make


@pytest.fixture
def tick(database, place):
    """Enter tasks as at a time; how many were entered, and how many fell due."""

    def run(time, *duties):
        town, at = place(*duties or (MONTHLY,)), parse_instant(time)
        return database.run(lambda connection: fall_due(connection, town, at))

    return run


@pytest.fixture
def tasks(database):
    def told(*states):
        with database.reading() as connection:
            return list_tasks(connection, *([states] if states else []))

    return told


def test_a_task_is_entered_when_its_day_is_near(tick, tasks):
    assert tick("2026-03-28T08:00") == (0, 0)
    assert tick("2026-03-29T08:00") == (1, 0)
    [task] = tasks()
    assert (task.clause, task.about, task.who, task.due_on, task.state) == (
        "art1", "report", "hotline_centre", date(2026, 4, 5), "open",
    )  # fmt: skip


def test_days_are_worked_through_once(tick, tasks):
    # From Monday 2 March to Monday 9 March there are six working days; the tenth adds one a day.
    assert tick("2026-03-02T08:00", DAILY) == (6, 0)
    assert tick("2026-03-02T18:00", DAILY) == (0, 0)
    assert tick("2026-03-03T08:00", DAILY) == (1, 1)
    days = [task.due_on.day for task in tasks()]
    assert days == [2, 3, 4, 5, 6, 9, 10]


def test_what_was_missed_while_nobody_ticked_is_entered_and_overdue(tick, tasks):
    assert tick("2026-03-29T08:00") == (1, 0)
    assert tick("2026-06-10T08:00") == (2, 3)
    assert [(task.due_on.month, task.state) for task in tasks()] == [
        (4, "overdue"), (5, "overdue"), (6, "overdue"),
    ]  # fmt: skip
    assert all(task.fell_due == parse_instant("2026-06-10T08:00") for task in tasks())


def test_a_clock_that_goes_back_enters_nothing_twice(tick, tasks):
    tick("2026-03-29T08:00")
    assert tick("2026-03-20T08:00") == (0, 0)
    assert tick("2026-03-29T09:00") == (0, 0)
    assert len(tasks()) == 1


def test_of_many_that_enter_at_once_each_task_is_there_once(database, place, tasks):
    town, at = place(DAILY, MONTHLY), parse_instant("2026-03-30T08:00")

    def enter(_worker):
        return database.run(lambda connection: fall_due(connection, town, at))

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(enter, range(8)))
    # 30 March to 6 April 2026: the sixth is Qingming's day off, so five working days, and the 5th.
    assert sum(entered for entered, _overdue in found) == len(tasks()) == 6


def test_done_is_done(database, tick, tasks):
    tick("2026-03-29T08:00")
    [task] = tasks()
    at = parse_instant("2026-04-01T09:30")
    done = database.run(lambda connection: mark_done(connection, CLERK, task.id, at))
    assert (done.state, done.done_at, done.done_by) == ("done", at, "clerk")
    assert tasks("done") == [done]
    assert tick("2026-04-07T08:00") == (0, 0)
    assert tasks("open", "overdue") == []
    with pytest.raises(InputError, match="was marked as done by clerk"):
        database.run(lambda connection: mark_done(connection, CLERK, task.id, at))


def test_an_overdue_task_may_still_be_done(database, tick, tasks):
    tick("2026-03-29T08:00")
    tick("2026-04-06T08:00")
    [task] = tasks("overdue")
    at = parse_instant("2026-04-06T09:30")
    database.run(lambda connection: mark_done(connection, CLERK, task.id, at))
    assert [found.state for found in tasks()] == ["done"]


def test_tasks_are_the_offices(database, tick, tasks):
    tick("2026-03-29T08:00")
    [task] = tasks()
    with pytest.raises(Refused, match="tasks are for the office"):
        database.run(lambda connection: mark_done(connection, HANDLER, task.id, 0))
    with pytest.raises(InputError, match="there is no task nought"):
        database.run(lambda connection: mark_done(connection, CLERK, "nought", 0))


def test_a_task_has_the_same_id_everywhere(tick, tasks):
    tick("2026-03-29T08:00")
    # SHA-256 of ["art1","2026-04-05","report"].
    assert [task.id for task in tasks()] == ["e99b90fe5129"]
    assert AHEAD.days == 7
