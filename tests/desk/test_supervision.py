"""The supervision ledger: what is called for, ordered, near and settled by the documents."""

import pytest
from rexian.assess.periods import read_month
from rexian.desk.supervision import Wanted, ledger
from rexian.errors import InputError, Refused
from rexian.instants import format_instant
from rexian.people.actor import Actor

pytestmark = pytest.mark.documents
ALL = ("called", "open", "nearing", "settled")


def read(desk, who="inspector", states=ALL, **wanted):
    return ledger(desk.deployment, desk.actor(who), Wanted(states=states, **wanted))


def states(desk, who="inspector", **wanted):
    return {entry.number: entry.state for entry in read(desk, who, **wanted).entries}


@pytest.fixture
def late(desk):
    """An inquiry dispatched on Monday, with two working days to close: it is late on Thursday.

    It was handled poorly, so that Yiyang's 12(5) has it supervised once it is late.
    """
    number = desk.signed(kind="inquiry", title="路灯不亮")
    desk.act("clerk", "classify", number, {"faults": ["poor_handling"]})
    return number


def close(desk, number):
    """Have the unit reply and close it, at the time that the desk's clock shows."""
    desk.act("handler", "reply", number, {"medium": "platform"})
    desk.act("principal", "approve", number)
    desk.act("handler", "contact", number, {"mode": "sms"})
    desk.act("handler", "close", number)


def test_a_ticket_nears_the_ledger_and_then_is_called_for(desk, late):
    assert states(desk, ahead=24) == {}
    desk.at("2026-03-03T09:00")
    [entry] = read(desk).entries
    # The fourth is the second working day; its last second is in time.
    assert (entry.state, format_instant(entry.since)) == ("nearing", "2026-03-05T00:00:00+08:00")
    desk.at("2026-03-05T00:00:30")
    # Nothing is recorded yet: the rules call for it all the same.
    assert states(desk) == {late: "called"}
    desk.at("2026-03-05T01:00").tick()
    desk.at("2026-03-06T09:00")
    [entry] = read(desk).entries
    assert (entry.state, format_instant(entry.since)) == ("called", "2026-03-05T01:00:00+08:00")
    [ground] = entry.grounds
    assert (ground.told["id"], ground.told["by"]) == ("overdue", "competent_department")
    assert [c["clause"] for c in ground.told["citations"]] == ["art12.5.trigger"]


def test_what_is_ordered_is_open_until_it_is_closed(desk, late):
    desk.at("2026-03-05T09:00").tick()
    order = {"by": "competent_department", "form": "interview"}
    desk.at("2026-03-05T10:00").act("inspector", "supervise", late, order)
    [entry] = read(desk).entries
    assert (entry.state, format_instant(entry.since)) == ("open", "2026-03-05T10:00:00+08:00")
    assert [(o.by, o.form, o.actor) for o in entry.orders] == [
        ("competent_department", "interview", "inspector")
    ]
    assert entry.awaited[0].what == "close"
    assert entry.received == ()
    desk.at("2026-03-06T09:00").act("handler", "feedback", late)
    assert [each.what for each in read(desk).entries[0].received] == ["feedback"]
    close(desk.at("2026-03-06T11:00"), late)
    [entry] = read(desk).entries
    assert (entry.state, format_instant(entry.settled_at)) == (
        "settled", "2026-03-06T11:00:00+08:00",
    )  # fmt: skip
    assert states(desk, states=("called", "open", "nearing")) == {}


def test_a_ground_that_is_gone_calls_for_nothing(desk, late):
    desk.at("2026-03-05T09:00").tick()
    assert states(desk) == {late: "called"}
    desk.act("clerk", "classify", late, {"faults": []})
    assert states(desk) == {}


def test_what_was_closed_without_supervision_is_over(desk, late):
    desk.at("2026-03-05T09:00").tick()
    close(desk, late)
    assert states(desk) == {}


def test_units_see_what_is_theirs(desk, late):
    desk.at("2026-03-05T09:00").tick()
    assert states(desk, "handler") == {late: "called"}
    assert states(desk, "other") == {}
    assert states(desk, unit="住建局") == {late: "called"}
    assert states(desk, unit="城管局") == {}
    with pytest.raises(InputError, match="城管"):
        read(desk, unit="城管")


def test_a_report_is_kept_from_the_unit_that_it_is_about(desk):
    number = desk.dispatched("城管局", kind="report", about="住建局")
    desk.act("inspector", "supervise", number, {"by": "competent_department"})
    assert states(desk) == {number: "open"}
    assert states(desk, "handler") == {}


def test_months_and_texts(desk, late):
    desk.at("2026-03-05T09:00").tick()
    desk.at("2026-04-02T09:00").act("inspector", "supervise", late, {"by": "competent_department"})
    april, march = read_month("2026-04"), read_month("2026-03")
    assert states(desk, month=april) == {late: "open"}
    assert states(desk, month=march) == {}
    assert states(desk, text="路灯") == {late: "open"}
    assert states(desk, text="水管") == {}


def test_what_was_not_looked_at_is_told(desk):
    numbers = [desk.dispatched() for _n in range(3)]
    for number in numbers:
        desk.act("inspector", "supervise", number, {"by": "competent_department"})
    found = read(desk, most=2)
    assert (len(found.entries), found.more) == (2, True)
    assert not read(desk, most=3).more


def test_an_order_that_is_void_is_none(desk):
    number = desk.signed()
    desk.act("inspector", "supervise", number, {"by": "competent_department"})
    seq = desk.records(number)[-1].seq
    desk.act("admin", "void", number, {"seq": seq, "reason": "记错工单"})
    assert states(desk) == {}


def test_only_who_may_list_tickets_sees_it(desk):
    nobody = Actor("nobody", "某人", None, frozenset(), frozenset())
    with pytest.raises(Refused):
        ledger(desk.deployment, nobody, Wanted())
