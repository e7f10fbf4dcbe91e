"""All places of a queue at once, in any order, and the rows that come into view by their ids."""

from itertools import product

import pytest
from rexian.desk.queue import ORDERS, VIEWS, Wanted, places, queue, rows
from rexian.desk.queue.searching import callers_of, is_whole_number
from rexian.errors import InputError, Refused
from rexian.instants import DAY, parse_instant
from rexian.privacy import journal

pytestmark = pytest.mark.documents
CALLER = {"name": "张三", "phone": "13800001234"}


def read(desk, who="clerk", **wanted):
    """The numbers of all places, by way of the rows."""
    wanted = Wanted(**wanted)
    with desk.deployment.store.reading() as connection:
        ids = places(connection, desk.actor(who), wanted, desk.clock.now)
        found = rows(connection, desk.actor(who), wanted, list(ids))
    assert sorted(found) == sorted(ids)
    return [found[each].due.number for each in ids]


def paged(desk, who="clerk", **wanted):
    """The same, two by two."""
    seen, after = [], None
    with desk.deployment.store.reading() as connection:
        while page := queue(
            connection, desk.actor(who), Wanted(**wanted, limit=2, after=after), desk.clock.now
        ):
            seen += [each.number for each in page]
            after = seen[-1]
    return seen


def told(desk, number, who="clerk", unit=None):
    wanted = Wanted(unit=unit)
    with desk.deployment.store.reading() as connection:
        ids = places(connection, desk.actor(who), wanted, desk.clock.now)
        found = rows(connection, desk.actor(who), wanted, list(ids))
    return next(each for each in found.values() if each.due.number == number)


@pytest.fixture
def several(desk):
    """A new praise, a help signed for, an inquiry dispatched, a complaint at the other bureau."""
    praise = desk.new(kind="praise")
    desk.at("2026-03-02T10:00")
    aid = desk.signed(kind="help")
    desk.at("2026-03-02T11:00")
    inquiry = desk.dispatched("物业科", kind="inquiry")
    complaint = desk.dispatched("城管局", kind="complaint")
    return praise, aid, inquiry, complaint


def test_each_order_is_what_it_says(desk, several):
    praise, aid, inquiry, complaint = several
    assert read(desk) == [inquiry, complaint, aid, praise]
    assert read(desk, backward=True) == [aid, inquiry, complaint, praise]
    assert read(desk, order="received") == [praise, aid, inquiry, complaint]
    assert read(desk, order="number", backward=True) == [complaint, inquiry, aid, praise]
    assert read(desk, order="kind") == [inquiry, aid, complaint, praise]
    assert read(desk, order="stage") == [praise, inquiry, complaint, aid]
    by_unit = read(desk, order="unit")
    assert by_unit[-1] == praise
    assert by_unit.index(aid) != by_unit.index(complaint)


def test_pages_follow_one_another_as_the_places_do(desk, several):
    for order, backward in product(ORDERS.ids, (False, True)):
        for who, seen in (("clerk", several), ("handler", several[1:3])):
            found = read(desk, who, order=order, backward=backward)
            assert sorted(found) == sorted(seen)
            assert paged(desk, who, order=order, backward=backward) == found


def test_a_queue_holds_the_same_places_as_its_pages(desk, several):
    desk.at("2026-03-05T09:00")
    desk.act("inspector", "supervise", several[1], {"by": "inspection_office"})
    for view in (None, *VIEWS.ids):
        assert read(desk, view=view) == paged(desk, view=view)
    assert read(desk, view="overdue") != []


def test_a_report_is_in_no_place_of_the_unit_that_it_is_about(desk):
    number = desk.dispatched(kind="report", about="城管局")
    desk.act("clerk", "dispatch", number, {"unit": "物业科", "part": "co"})
    desk.act("clerk", "classify", number, {"about": "物业科"})
    assert read(desk, "section") == []
    assert read(desk, "handler") == [number]


def test_a_row_that_somebody_may_not_see_is_not_given_by_its_id(desk):
    desk.dispatched("城管局")
    with desk.deployment.store.reading() as connection:
        ids = places(connection, desk.actor("clerk"), Wanted(), desk.clock.now)
        assert rows(connection, desk.actor("handler"), Wanted(), list(ids)) == {}


def test_what_is_due_within_a_time_and_what_is_overdue(desk):
    desk.new()
    number = desk.dispatched()  # to be signed for until 3 March, 23:59:59
    assert read(desk, within=38 * 3600) == []
    assert read(desk, within=39 * 3600) == [number]
    desk.at("2026-03-09T09:00")
    assert read(desk, within=0) == [number]
    assert paged(desk, within=DAY) == [number]


def test_a_search_finds_the_unit_too(desk):
    number = desk.dispatched("城管局")
    desk.dispatched("住建局")
    assert read(desk, text="城管") == [number]
    assert paged(desk, text="城管") == [number]


def test_an_order_that_is_not_known_is_an_error(desk):
    with pytest.raises(InputError, match="received"):
        read(desk, order="recieved")


# --- what a row tells besides --------------------------------------------------------------------


def test_a_row_tells_which_clock_it_is_that_runs_out(desk):
    number = desk.dispatched()
    assert told(desk, number).clock == "sign"
    desk.act("handler", "sign", number)
    assert told(desk, number).clock == "close"
    assert told(desk, number, "handler").clock == "close"
    assert told(desk, desk.new()).clock is None


def test_a_row_tells_the_limits_given_from_outside_as_they_hold(desk):
    limits = {
        "close": {"at": "2026-03-09T09:00", "source": "platform"},
        "sign": {"at": "2026-03-02T18:00", "source": "signoff"},
    }
    number = desk.dispatched(given=limits)
    row = told(desk, number)
    assert list(row.given) == ["sign", "close"]
    assert row.above == parse_instant("2026-03-09T09:00")
    later = {"close": {"at": "2026-03-10T09:00", "source": "platform"}}
    desk.act("clerk", "classify", number, {"given": later})
    assert told(desk, number).above == parse_instant("2026-03-10T09:00")
    assert told(desk, desk.new()).above is None


def test_what_a_leader_gave_is_no_limit_from_above(desk):
    number = desk.new(given={"close": {"at": "2026-03-09T09:00", "source": "signoff"}})
    assert told(desk, number).above is None


# --- callers -------------------------------------------------------------------------------------


def test_a_caller_is_found_by_the_whole_number_and_the_journal_keeps_it(desk):
    number = desk.new(secrets=CALLER)
    desk.new(secrets={**CALLER, "phone": "13900001234"})
    callers = callers_of(desk.deployment, desk.actor("clerk"), "+86 138-0000-1234")
    assert read(desk, callers=callers) == [number]
    assert read(desk, callers=()) == []
    with desk.deployment.store.reading() as connection:
        [entry] = journal.entries(connection, journal.Asked(act="searched"))
    assert (entry.actor, entry.number, entry.detail) == ("clerk", None, {"found": 1})


def test_a_unit_may_not_look_for_callers(desk):
    desk.dispatched(secrets=CALLER)
    with pytest.raises(Refused, match="find a caller"):
        callers_of(desk.deployment, desk.actor("handler"), CALLER["phone"])


def test_a_number_without_digits_is_an_error(desk):
    with pytest.raises(InputError, match="digits"):
        callers_of(desk.deployment, desk.actor("clerk"), "电话")


@pytest.mark.parametrize(
    "text",
    [
        "13800001234",
        "138 0000 1234",
        "+8613800001234",
        "１３８００００１２３４",
        "0793-5712345",
        "079112345678",
    ],
)
def test_a_whole_number_is_known(text):
    assert is_whole_number(text)


@pytest.mark.parametrize("text", ["", "1380000123", "202603020001", "12345", "路灯", "3月2日"])
def test_what_is_no_whole_number_is_known(text):
    assert not is_whole_number(text)


def test_on_a_server_all_is_the_same(open_desk, postgresql_url):
    desk = open_desk(url=postgresql_url)
    first, second, waiting = desk.signed(), desk.dispatched("物业科"), desk.new(title="路灯")
    assert read(desk) == [second, first, waiting]
    for order in ORDERS.ids:
        for backward in (False, True):
            wanted = {"order": order, "backward": backward}
            assert read(desk, **wanted) == paged(desk, **wanted)
    assert read(desk, order="kind", view="received") == [waiting]
    assert read(desk, text="物业") == [second]
    assert read(desk, "handler", order="stage") == [second, first]
