"""How many open tickets are with each unit, and who learns of it."""

import pytest
from rexian.people.workload import open_tickets

pytestmark = pytest.mark.documents


@pytest.fixture
def load(desk):
    desk.dispatched("住建局")
    desk.signed()
    desk.dispatched("城管局")

    def of(who):
        with desk.deployment.store.reading() as connection:
            return open_tickets(connection, desk.actor(who))

    return of


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("clerk", {"住建局": 2, "城管局": 1}),
        ("admin", {"住建局": 2, "城管局": 1}),
        ("handler", {"住建局": 2}),
        ("other", {"城管局": 1}),
        ("section", {}),
    ],
)
def test_whoever_lists_tickets_learns_how_many_there_are(load, who, told):
    assert load(who) == told


def test_what_was_sent_back_is_with_nobody(desk):
    number = desk.signed()
    desk.act("handler", "return", number, {"basis": "权责清单", "suggested_unit": "城管局"})
    desk.act("leader", "decide_return", number, {"granted": True}, override="紧急")
    with desk.deployment.store.reading() as connection:
        assert open_tickets(connection, desk.actor("clerk")) == {}
