"""Queues: who sees which tickets, in which order, and how many are counted."""

import pytest
from rexian.desk.queue import VIEWS, Wanted, counts, queue
from rexian.errors import InputError, Refused
from rexian.instants import parse_instant
from rexian.lifecycle.stages import PENDING, STAGES
from rexian.people.actor import Actor
from rexian.store.schema import tickets
from sqlalchemy import update

pytestmark = pytest.mark.documents

#: Under Yiyang's measures: one working day to sign; a complaint ten to close, an inquiry two.
TUESDAY_NIGHT = "2026-03-03T23:59:59"


def listed(desk, who="clerk", **wanted):
    with desk.deployment.store.reading() as connection:
        return queue(connection, desk.actor(who), Wanted(**wanted), desk.clock.now)


def numbers(desk, who="clerk", **wanted):
    return [each.number for each in listed(desk, who, **wanted)]


def counted(desk, who="clerk", unit=None):
    with desk.deployment.store.reading() as connection:
        return counts(connection, desk.actor(who), desk.clock.now, unit)


def test_every_stage_and_all_that_is_pending_has_a_queue():
    assert set(VIEWS.ids) == {*STAGES.ids, *PENDING.ids, "overdue", "due_today", "supervised"}


def test_the_next_due_comes_first_and_what_is_due_at_no_time_last(desk):
    waiting = desk.new()
    complaint = desk.signed(kind="complaint")
    inquiry = desk.signed(kind="inquiry")
    assert numbers(desk) == [inquiry, complaint, waiting]


def test_a_queue_holds_what_stands_in_it(desk):
    new, dispatched, signed = desk.new(), desk.dispatched(), desk.signed()
    assert numbers(desk, view="received") == [new]
    assert numbers(desk, view="dispatched") == [dispatched]
    assert numbers(desk, view="handling") == [signed]
    assert numbers(desk, view="archived") == []


def test_what_is_pending_goes_before_the_stage(desk):
    number = desk.signed()
    desk.act("handler", "return", number, {"basis": "权责清单", "suggested_unit": "城管局"})
    assert numbers(desk, view="return") == [number]
    assert numbers(desk, view="handling") == []


def test_pages_follow_one_another_without_gap_or_overlap(desk):
    all_of_them = [desk.signed() for _n in range(3)] + [desk.new() for _n in range(3)]
    seen, after = [], None
    while page := numbers(desk, limit=2, after=after):
        seen += page
        after = page[-1]
    assert seen == all_of_them


def test_a_page_goes_on_after_a_ticket_that_somebody_sees(desk):
    number = desk.signed()
    with pytest.raises(InputError, match="there is no ticket"):
        numbers(desk, "other", after=number)


def test_a_unit_sees_its_own_tickets_only(desk):
    own = desk.dispatched("住建局")
    others = desk.dispatched("城管局")
    desk.new()
    assert numbers(desk, "handler") == [own]
    assert numbers(desk, "other") == [others]


def test_a_body_sees_what_its_section_has_and_the_section_not_what_the_body_has(desk):
    of_section = desk.dispatched("物业科")
    of_body = desk.dispatched("住建局")
    assert numbers(desk, "handler") == [of_section, of_body]
    assert numbers(desk, "section") == [of_section]


def test_a_ticket_that_body_and_section_both_have_is_listed_once(desk):
    number = desk.signed()
    desk.act("handler", "assign", number, {"unit": "物业科"})
    assert numbers(desk, "handler") == [number]
    assert numbers(desk, "section") == [number]
    assert counted(desk, "handler") == {"handling": 1}


def test_another_units_queue_shows_a_unit_only_what_both_have(desk):
    desk.dispatched("城管局")
    shared = desk.dispatched("住建局")
    desk.act("clerk", "dispatch", shared, {"unit": "城管局", "part": "co"})
    assert numbers(desk, "handler", unit="城管局") == [shared]
    assert counted(desk, "handler", unit="城管局") == {"dispatched": 1}


def test_who_sees_all_may_look_at_one_units_queue(desk):
    number = desk.dispatched("物业科")
    desk.dispatched("城管局")
    assert numbers(desk, "leader", unit="住建局") == [number]
    assert counted(desk, "leader", unit="住建局") == {"dispatched": 1}
    assert counted(desk, "leader", unit="城管局") == {"dispatched": 1}


def test_a_unit_that_is_not_there_is_told_with_the_nearest(desk):
    with pytest.raises(InputError, match="住建局"):
        numbers(desk, unit="住建")


def test_a_report_is_kept_from_the_unit_that_it_is_about(desk):
    number = desk.dispatched(kind="report", about="城管局")
    desk.act("clerk", "dispatch", number, {"unit": "物业科", "part": "co"})
    desk.act("clerk", "classify", number, {"about": "物业科"})
    assert numbers(desk, "section") == []
    assert counted(desk, "section") == {}
    assert numbers(desk, "handler") == [number]
    assert counted(desk, "handler") == {"dispatched": 1}


def test_what_is_found_may_be_over_long_ago(desk):
    number = desk.new(title="路灯不亮")
    desk.act("clerk", "withdraw", number, {"reason": "诉求人要求"})
    assert numbers(desk) == []
    assert numbers(desk, text="路灯") == [number]
    assert numbers(desk, text=number[-4:]) == [number]
    assert numbers(desk, text="%") == []
    assert numbers(desk, "handler", text="路灯") == []


def test_due_today_and_overdue_part_at_this_moment(desk):
    number = desk.dispatched()
    assert "due_today" not in counted(desk)
    desk.at("2026-03-03T08:00")
    assert numbers(desk, view="due_today") == [number]
    assert counted(desk)["due_today"] == 1
    desk.at(TUESDAY_NIGHT)
    assert numbers(desk, view="overdue") == []
    desk.at("2026-03-04T00:00")
    assert numbers(desk, view="due_today") == []
    assert numbers(desk, view="overdue") == [number]
    assert numbers(desk, "handler", view="overdue") == [number]
    assert counted(desk) == {"overdue": 1, "dispatched": 1}


def test_a_follow_up_falls_due_too_once_nothing_else_is_open(desk):
    open_one, closed = desk.dispatched(), desk.dispatched()
    followed_up_by = parse_instant("2026-03-03T12:00:00")
    row = {"stage": "closed", "view": "closed", "is_open": False, "due_at": followed_up_by}
    changed = update(tickets).where(tickets.c.number == closed).values(**row)
    desk.deployment.store.run(lambda connection: connection.execute(changed))
    desk.at("2026-03-03T11:00")
    assert numbers(desk, view="due_today") == [closed, open_one]
    assert numbers(desk, view="due_today", limit=1) == [closed]
    assert numbers(desk, view="due_today", after=closed) == [open_one]
    assert numbers(desk) == [open_one]
    desk.at("2026-03-03T13:00")
    assert numbers(desk, view="overdue") == [closed]
    assert counted(desk)["overdue"] == 1


def test_what_is_supervised_has_a_queue_across_the_stages(desk):
    number = desk.signed()
    desk.dispatched()
    desk.act("inspector", "supervise", number, {"by": "inspection_office"})
    assert numbers(desk, view="supervised") == [number]
    assert counted(desk)["supervised"] == 1


def test_the_counts_are_those_of_the_queues(desk):
    for make in (desk.new, desk.new, desk.dispatched, desk.signed):
        make()
    assert counted(desk) == {"received": 2, "dispatched": 1, "handling": 1}
    assert counted(desk, "handler") == {"dispatched": 1, "handling": 1}
    assert counted(desk, "other") == {}


def test_a_queue_that_is_not_known_is_an_error(desk):
    with pytest.raises(InputError, match="handling"):
        numbers(desk, view="handlin")


def test_who_has_no_role_lists_nothing(desk):
    nobody = Actor("nobody", "无", None, frozenset(), frozenset())
    with desk.deployment.store.reading() as connection:
        with pytest.raises(Refused):
            queue(connection, nobody, Wanted(), desk.clock.now)
        with pytest.raises(Refused):
            counts(connection, nobody, desk.clock.now)


def test_on_a_server_all_is_the_same(open_desk, postgresql_url):
    desk = open_desk(url=postgresql_url)
    first, second, waiting = desk.signed(), desk.dispatched("物业科"), desk.new(title="路灯")
    assert numbers(desk) == [second, first, waiting]
    assert numbers(desk, limit=2, after=second) == [first, waiting]
    assert numbers(desk, "handler", limit=1, after=second) == [first]
    assert numbers(desk, text="路灯") == [waiting]
    assert counted(desk) == {"received": 1, "dispatched": 1, "handling": 1}
    assert counted(desk, "handler") == {"dispatched": 1, "handling": 1}
