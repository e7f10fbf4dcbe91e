"""Synthetic months: the same for the same seed, in order, and shaped as they say."""

from datetime import date

import polars as pl
import pytest
from rexian.errors import InputError
from rexian.instants import DAY, date_of
from rexian.lab.synthetic import UNITS, synthetic_month
from rexian.model.events import EVENT_TYPES
from rexian.model.ticket import FIELDS
from rexian.worktime.sources import china

EPOCH = date(1970, 1, 1)


@pytest.fixture(scope="module")
def month():
    return synthetic_month()


def times(corpus, kind):
    found = corpus.events.filter(pl.col("type") == kind)
    return dict(zip(found["ticket"], found["at"], strict=True))


def test_the_seed_decides_everything(month):
    again, other = synthetic_month(), synthetic_month(seed=1)
    assert again.tickets.equals(month.tickets)
    assert again.events.equals(month.events)
    assert not other.events.equals(month.events)


def test_the_words_are_those_of_the_contract(month):
    for name in ("kind", "channel", "urgency"):
        assert set(month.tickets[name]) <= set(FIELDS[name].terms.ids)
    assert set(month.events["type"]) <= set(EVENT_TYPES)
    assert set(month.events["unit_type"].drop_nulls()) <= set(
        EVENT_TYPES["dispatched"].fields["unit_type"].terms.ids
    )
    assert set(month.events["unit"]) == set(UNITS)


def test_every_ticket_is_of_the_month_and_its_events_come_in_order(month):
    received = month.tickets["received_at"]
    assert {date_of(at // DAY).month for at in received} == {9}
    assert received.is_sorted()
    assert month.tickets["number"].n_unique() == len(month.tickets) == 2000
    dispatched, signed, closed = (times(month, kind) for kind in ("dispatched", "signed", "closed"))
    assert len(dispatched) == 2000
    assert all(received[ticket] < at for ticket, at in dispatched.items())
    assert all(dispatched[ticket] < at for ticket, at in signed.items())
    assert all(signed[ticket] < at for ticket, at in closed.items())
    keys = month.events.select("ticket", "at")
    assert keys.equals(keys.sort("ticket", "at"))


def test_its_shape(month):
    shares = dict(month.tickets["kind"].value_counts(normalize=True).iter_rows())
    assert 0.30 < shares["inquiry"] < 0.40
    assert 0.25 < shares["complaint"] < 0.35
    assert 0.15 < shares["help"] < 0.25
    hours = month.tickets["received_at"] % DAY // 3600
    assert hours.is_between(8, 20).mean() > 0.8
    assert 0 < 2000 - len(times(month, "closed")) < 100
    assert (month.tickets["calls"] >= 3).sum() > 20


def test_some_are_late_some_not_and_some_run_over_the_holiday(month):
    calendar = china()
    dispatched, closed = times(month, "dispatched"), times(month, "closed")
    days = [calendar.count(dispatched[ticket], at) for ticket, at in closed.items()]
    assert 0.05 < sum(n > 5 for n in days) / len(days) < 0.5
    # The long holiday ran from 1 to 8 October: those still open before it end after it.
    before, after = (date(2025, 10, 1) - EPOCH).days * DAY, (date(2025, 10, 9) - EPOCH).days * DAY
    spanning = [t for t, at in closed.items() if dispatched[t] < before and at >= after]
    assert len(spanning) > 50


def test_any_size_and_month():
    corpus = synthetic_month(seed=3, tickets=1, month=date(2024, 2, 29))
    assert corpus.tickets.height == 1
    assert date_of(corpus.tickets["received_at"][0] // DAY).month == 2


def test_no_tickets_is_a_mistake():
    with pytest.raises(InputError, match="0"):
        synthetic_month(tickets=0)
