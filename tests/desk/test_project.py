"""Projecting: the rows of a ticket under Yiyang's document, worked out by hand.

Complaints have 10 working days from dispatch, inquiries 2, and signing one (article 13). Dispatched
on Monday, 2 March 2026 at 9:00 they are due on 16, 4 and 3 March.
"""

import pytest
from rexian.desk.project import project
from rexian.instants import parse_instant

pytestmark = pytest.mark.documents


def rows(desk, number, unit=""):
    return {c.clock: c for c in desk.projection(number).clocks if c.unit == unit}


def test_a_ticket_that_waits_has_no_clock_yet(desk):
    projection = desk.projection(desk.new(title="路灯不亮"))
    row = projection.ticket
    assert (row.stage, row.view, row.is_open, row.host, row.due_at) == (
        "received", "received", True, None, None,
    )  # fmt: skip
    assert (row.title, row.kind, row.round, row.calls) == ("路灯不亮", "complaint", 1, 1)
    assert (projection.assignments, projection.clocks) == ((), ())


def test_dispatch_starts_the_clocks_and_the_next_is_the_tickets(desk):
    number = desk.dispatched()
    clocks = rows(desk, number)
    started = parse_instant("2026-03-02T09:00")
    assert {name: (c.started, c.due_at, c.done_at, c.late) for name, c in clocks.items()} == {
        "sign": (started, parse_instant("2026-03-03"), None, None),
        "close": (started, parse_instant("2026-03-16"), None, None),
    }
    assert desk.row(number).due_at == parse_instant("2026-03-03")
    (held,) = desk.projection(number).assignments
    assert (held.unit, held.tier, held.part, held.unit_type, held.due_at) == (
        "住建局", "host", "host", "county_department", parse_instant("2026-03-03"),
    )  # fmt: skip
    assert (held.since, held.stage, held.is_open) == (started, "dispatched", True)


def test_signing_stops_its_clock_and_opens_the_right_to_return(desk):
    number = desk.signed()
    clocks = rows(desk, number)
    assert (clocks["sign"].done_at, clocks["sign"].late) == (
        parse_instant("2026-03-02T09:00"), False,
    )  # fmt: skip
    assert clocks["return"].due_at == parse_instant("2026-03-03")
    assert desk.row(number).due_at == parse_instant("2026-03-16"), "a right is no task"


def test_a_granted_extension_moves_the_limit_from_where_it_ended(desk):
    number = desk.signed()
    desk.act("handler", "extend", number, {"length": "5wd", "reason": "情况复杂"})
    before = rows(desk, number)["close"]
    desk.act("reviewer", "decide_extension", number, {"granted": True, "length": "5wd"})
    after = rows(desk, number)["close"]
    assert (before.due_at, after.due_at) == (
        parse_instant("2026-03-16"), parse_instant("2026-03-23"),
    )  # fmt: skip
    assert after.base_due_at == before.due_at
    assert desk.row(number).due_at == after.due_at


def test_an_extension_that_is_not_granted_moves_nothing(desk):
    number = desk.signed()
    desk.act("handler", "extend", number, {"length": "5wd", "reason": "情况复杂"})
    desk.act("reviewer", "decide_extension", number, {"granted": False})
    assert rows(desk, number)["close"].due_at == parse_instant("2026-03-16")


def closed(desk, day):
    """A ticket closed on some day."""
    number = desk.signed(solved=True, difficult=False)
    desk.act("clerk", "contact", number, {"mode": "sms"})
    desk.at(f"{day}T10:00")
    desk.act("handler", "reply", number, {"medium": "platform"})
    desk.act("principal", "approve", number)
    desk.act("handler", "close", number)
    return number


def test_closing_in_time_is_in_time_however_the_ticket_is_classified_afterwards(desk):
    """As an inquiry it would have been due on 4 March; nobody knew it for one."""
    number = closed(desk, "2026-03-06")
    assert not rows(desk, number)["close"].late
    desk.act("clerk", "classify", number, {"kind": "inquiry"})
    row = rows(desk, number)["close"]
    assert (row.late, row.due_at, desk.row(number).kind) == (
        False, parse_instant("2026-03-16"), "inquiry",
    )  # fmt: skip


def test_while_it_is_open_a_ticket_is_due_as_it_is_classified(desk):
    number = desk.signed()
    desk.act("clerk", "classify", number, {"kind": "inquiry"})
    assert rows(desk, number)["close"].due_at == parse_instant("2026-03-04")


def test_what_is_late_is_so_by_a_second(desk):
    timely, late = desk.dispatched(), desk.dispatched()
    desk.at("2026-03-03T23:59:59").act("handler", "sign", timely)
    desk.at("2026-03-04T00:00:00").act("handler", "sign", late)
    assert [rows(desk, number)["sign"].late for number in (timely, late)] == [False, True]


def test_a_redo_has_a_clock_of_its_own_and_the_closing_stays_as_it_was(desk):
    number = closed(desk, "2026-03-06")
    desk.act("clerk", "follow_up", number, {"rating": "dissatisfied"})
    desk.act("reviewer", "verify_fault", number, {"unit_at_fault": True})
    desk.act("reviewer", "redo", number)
    clocks = rows(desk, number)
    assert (clocks["redo"].due_at, clocks["redo"].done_at) == (parse_instant("2026-03-20"), None)
    assert (clocks["close"].done_at, clocks["close"].late) == (
        parse_instant("2026-03-06T10:00"), False,
    )  # fmt: skip
    assert (desk.row(number).round, desk.row(number).due_at) == (2, parse_instant("2026-03-20"))


def test_a_new_hosts_clocks_begin_with_its_own_dispatch(desk):
    """The city's office keeps what the former unit did on time apart."""
    number = desk.signed()
    desk.at("2026-03-04T09:00").act("clerk", "dispatch", number, {"unit": "城管局"})
    clocks = rows(desk, number)
    assert (clocks["sign"].due_at, clocks["sign"].done_at) == (parse_instant("2026-03-05"), None)
    assert clocks["close"].due_at == parse_instant("2026-03-18")


def test_without_a_document_on_limits_a_sign_off_sets_one(open_desk):
    """Shicheng has no limit of its own: the principal's sign-off names it (one, first sentence)."""
    desk = open_desk("shicheng")
    number = desk.signed()
    assert rows(desk, number).keys() == {"escalation_check"}
    assert desk.row(number).due_at is None
    told = {"fields": ["lead", "handler", "limit"], "due_at": "2026-03-20"}
    desk.act("principal", "sign_off", number, told)
    assert rows(desk, number)["close"].due_at == parse_instant("2026-03-20")
    assert desk.row(number).due_at == parse_instant("2026-03-20")


def test_rows_are_the_records_and_nothing_else(desk):
    """Whoever projects at another time, or twice, gets the same."""
    number = closed(desk, "2026-03-06")
    stored = desk.projection(number)
    desk.at("2027-01-01T00:00")
    for _twice in range(2):
        again = project(number, desk.records(number), desk.deployment.rules)
        assert again.ticket == stored.ticket
        assert set(again.clocks) == set(stored.clocks)
        assert set(again.assignments) == set(stored.assignments)
