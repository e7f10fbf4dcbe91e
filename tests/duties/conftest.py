"""What tests of duties share: the published calendar, and how to expand duties of one place."""

from datetime import date

import pytest
from rexian.duties.duty import duty
from rexian.duties.expand import bound, expand


@pytest.fixture(scope="session")
def calendar(chinese_days):
    return chinese_days.current


@pytest.fixture(scope="session")
def due(calendar):
    """Return what one schedule leads to from one day to another."""

    def ask(schedule, first, last, **chosen):
        declared = duty("it", schedule, zh="做", en="do it", who="handler", per=("art1",))
        span = date.fromisoformat(first), date.fromisoformat(last)
        told = expand(bound([("town", [declared])]), *span, calendar, chosen)
        return [entry.due for entry in told.due]

    return ask


@pytest.fixture(scope="session")
def days(due):
    """Return only the days, as text."""

    def ask(schedule, first, last, **chosen):
        return [str(found.on) for found in due(schedule, first, last, **chosen)]

    return ask
