"""Who has a ticket open: told to those who may see it, for as long as he says so."""

import pytest
from rexian.desk import presence
from rexian.desk.showing import told
from rexian.errors import InputError
from rexian.store.schema import journal
from sqlalchemy import func, select

pytestmark = pytest.mark.documents


def come(desk, who, number):
    presence.come(desk.deployment, desk.actor(who), number)


def company(desk, who, number):
    return presence.company(desk.deployment, desk.actor(who), number)


def test_others_are_told_by_their_names_and_nobody_of_himself(desk):
    number = desk.signed()
    come(desk, "clerk", number)
    come(desk, "handler", number)
    assert company(desk, "clerk", number) == ["孙二"]
    assert company(desk, "handler", number) == ["钱一"]
    assert company(desk, "leader", number) == ["孙二", "钱一"]
    assert told(desk.deployment, desk.actor("clerk"), number)["present"] == ["孙二"]


def test_whoever_goes_is_gone_and_whoever_falls_silent_has_gone(desk):
    number = desk.new()
    come(desk, "clerk", number)
    come(desk, "leader", number)
    presence.go(desk.deployment, desk.actor("leader"), number)
    assert company(desk, "reviewer", number) == ["钱一"]
    desk.at("2026-03-02T09:00:59")
    assert company(desk, "reviewer", number) == ["钱一"]
    desk.at("2026-03-02T09:01:00")
    assert company(desk, "reviewer", number) == []
    come(desk, "clerk", number)
    assert company(desk, "reviewer", number) == ["钱一"]


def test_who_may_not_see_the_ticket_neither_comes_nor_is_told(desk):
    number = desk.signed()
    for ask in (come, company):
        with pytest.raises(InputError, match=number):
            ask(desk, "other", number)


def test_it_is_kept_in_no_record_and_not_in_the_journal(desk, ledger_of):
    number = desk.new()
    before = ledger_of(desk, number)
    come(desk, "clerk", number)
    assert ledger_of(desk, number) == before


@pytest.fixture
def ledger_of():
    """What is kept for good: a ticket's records, and how long the journal is."""

    def kept(desk, number):
        with desk.deployment.store.reading() as connection:
            entries = connection.scalar(select(func.count()).select_from(journal))
        return desk.records(number), entries

    return kept
