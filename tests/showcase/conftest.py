"""A short month at the desk under each document, lived once for all tests."""

from contextlib import ExitStack
from types import SimpleNamespace

import pytest
from rexian.assess.periods import Month
from rexian.lifecycle.standing import standing_of
from rexian.showcase.founding import staged
from rexian.showcase.month import lived
from rexian.store import read
from rexian.store.schema import tickets
from sqlalchemy import select

SEPTEMBER = Month(2025, 9)
PLACES = ("nanchang_amr", "nanchang_city", "nanchang_nrp", "shicheng", "yiyang")


def _records(store):
    with store.reading() as connection:
        rows = connection.execute(select(tickets.c.number, tickets.c.id).order_by(tickets.c.id))
        return {
            row.number: [record for record, _link in read.records(connection, row.id)]
            for row in rows.all()
        }


@pytest.fixture(scope="session")
def live(tmp_path_factory):
    """Live a month; what was done on its days, and what the ledger holds of it."""
    with ExitStack() as held:

        def month(place, tickets=14, seed=12345):
            folder = tmp_path_factory.mktemp("showcase") / "desk"
            stage = held.enter_context(staged(folder, place, SEPTEMBER, tickets, seed))
            days = list(lived(stage.play))
            records = _records(stage.play.deployment.store)
            return SimpleNamespace(stage=stage, days=days, records=records)

        yield month


@pytest.fixture(scope="session", params=PLACES)
def month(request, live):
    return SimpleNamespace(place=request.param, **vars(live(request.param)))


@pytest.fixture(scope="session")
def visited(month):
    """The stages at which any ticket of the month has stood."""
    return {
        standing_of(records[:n]).stage
        for records in month.records.values()
        for n in range(1, len(records) + 1)
    }
