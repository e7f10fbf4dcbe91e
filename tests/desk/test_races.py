"""Racing: many want the same tickets at the same moment; each act is done once, nobody starves."""

from functools import partial

import pytest
from fixture_races import at_once, operator, programs, race, settle
from rexian.desk.act import act
from rexian.desk.acts import Act
from rexian.desk.receive import receive
from rexian.desk.verify import verify
from rexian.errors import RexianError

pytestmark = pytest.mark.documents
MANY, PROGRAMS, TICKETS = 32, 8, 12
#: Nobody waits so many seconds for one act, even where many share two processors with the tests.
PATIENCE = 30


def signers(desk, numbers):
    """Who signed for each ticket, once."""
    found = {}
    for number in numbers:
        (signed,) = [record for record in desk.records(number) if record.type == "signed"]
        found[number] = signed.actor
    return found


def clean(desk):
    found = verify(desk.deployment)
    assert found.is_clean, found.found.kept


def test_many_operators_race_for_the_same_tickets(open_desk, database_url):
    desk = open_desk(url=database_url)
    numbers = [desk.dispatched() for _n in range(TICKETS)]
    names = [f"operator{n}" for n in range(MANY)]
    told = at_once(
        [
            partial(race, desk.deployment, name, numbers, place % TICKETS)
            for place, name in enumerate(names)
        ]
    )
    assert not [each for each in told if isinstance(each, Exception)]
    settle(told, numbers, signers(desk, numbers))
    assert max(each["worst"] for each in told) < PATIENCE
    assert desk.counts("住建局") == {"handling": TICKETS}
    clean(desk)


def test_programs_race_for_the_same_tickets_in_one_file(open_desk):
    desk = open_desk()
    numbers = [desk.dispatched() for _n in range(TICKETS)]
    names = [f"program{n}" for n in range(PROGRAMS)]
    told = programs(desk.config, desk.clock.now, names, numbers)
    settle(told, numbers, signers(desk, numbers))
    assert max(each["worst"] for each in told) < PATIENCE
    clean(desk)


def test_acts_that_do_not_exclude_one_another_are_all_done(open_desk, database_url):
    """All write on one ticket; nothing forbids any of them, so each finds its turn."""
    desk = open_desk(url=database_url)
    number = desk.signed()
    names = [f"operator{n}" for n in range(MANY)]
    told = at_once(
        [partial(act, desk.deployment, operator(name), Act("feedback", number)) for name in names]
    )
    assert not [each for each in told if isinstance(each, Exception)]
    fed_back = [record for record in desk.records(number) if record.type == "feedback"]
    assert sorted(record.actor for record in fed_back) == sorted(names)
    assert sorted(each.version for each in told) == list(range(5, 5 + MANY))
    clean(desk)


def test_one_request_asked_by_many_at_once_is_done_once(open_desk, database_url):
    """An outside system that hears nothing asks again, and again."""
    desk = open_desk(url=database_url)
    number = desk.dispatched()
    actor = desk.actor("handler")
    told = at_once([partial(act, desk.deployment, actor, Act("sign", number, key="once"))] * 8)
    assert [(each.number, each.version) for each in told] == [(number, 4)] * 8
    assert len(desk.records(number)) == 4


def test_tickets_taken_down_at_once_have_numbers_of_their_own(open_desk, database_url):
    desk = open_desk(url=database_url)
    actor = desk.actor("clerk")
    fields = {"kind": "complaint"}
    told = at_once([partial(receive, desk.deployment, actor, Act("new", fields=fields))] * MANY)
    assert not [each for each in told if isinstance(each, Exception)]
    assert sorted(each.done.number for each in told) == [
        f"20260302{n:04}" for n in range(1, MANY + 1)
    ]
    assert desk.counts() == {"received": MANY}


def test_a_number_that_many_want_is_had_by_one(open_desk, database_url):
    desk = open_desk(url=database_url)
    actor = desk.actor("clerk")
    wanted = Act("new", "DHXX20260302001", {"kind": "complaint"})
    told = at_once([partial(receive, desk.deployment, actor, wanted)] * 8)
    lost = [each for each in told if isinstance(each, RexianError)]
    assert (len(lost), len(told) - len(lost)) == (7, 1)
    assert all(str(each) == "there is a ticket DHXX20260302001 already" for each in lost)
