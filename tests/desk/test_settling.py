"""Settling a reading while the place is open."""

import tomllib

import pytest
from rexian.desk.settling import choose_reading, settled_by
from rexian.desk.tick import tick
from rexian.errors import InputError, Refused

pytestmark = pytest.mark.documents


def stated(desk):
    return tomllib.loads(desk.config.read_text(encoding="utf-8")).get("readings", {})


def test_a_reading_holds_at_once_and_the_default_leaves_the_file(desk):
    place = choose_reading(desk.deployment, desk.actor("admin"), "redispatch", "runs_on")
    assert stated(desk) == {"redispatch": "runs_on"}
    assert place.rules.ruler.readings == {"redispatch": "runs_on"}
    assert place.store is desk.deployment.store
    again = choose_reading(place, desk.actor("admin"), "redispatch", "restarts")
    assert stated(desk) == {}
    assert again.rules.ruler.readings == {}
    assert again.rules.all() == desk.deployment.rules.all() != place.rules.all()


def test_open_tickets_are_ruled_anew_by_tick(desk):
    number = desk.dispatched()
    before = desk.row(number).ruled_under
    place = choose_reading(desk.deployment, desk.actor("admin"), "redispatch", "runs_on")
    assert tick(place, desk.clock.now).recomputed == 1
    assert desk.row(number).ruled_under != before


def test_the_journal_says_who_settled_it_last(desk):
    place = choose_reading(desk.deployment, desk.actor("admin"), "redispatch", "runs_on")
    desk.at("2026-03-03T10:00")
    choose_reading(place, desk.actor("admin"), "redispatch", "restarts")
    with desk.deployment.store.reading() as connection:
        told = settled_by(connection)
    assert [(name, e.actor, e.detail["value"]) for name, e in told.items()] == [
        ("redispatch", "admin", "restarts")
    ]


def test_others_settle_nothing(desk):
    with pytest.raises(Refused, match="this is for administrator"):
        choose_reading(desk.deployment, desk.actor("leader"), "redispatch", "runs_on")
    assert stated(desk) == {}


@pytest.mark.parametrize(
    ("reading", "choice", "told"),
    [
        ("redispach", "runs_on", "did you mean redispatch"),
        ("redispatch", "runs", "has no choice 'runs'"),
    ],
)
def test_what_is_no_reading_is_not_written(desk, reading, choice, told):
    with pytest.raises(InputError, match=told):
        choose_reading(desk.deployment, desk.actor("admin"), reading, choice)
    assert stated(desk) == {}
