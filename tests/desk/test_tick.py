"""Ticking: what time brings about is recorded once, costs what is due, and follows corrections.

A complaint dispatched under Yiyang's document on Monday, 2 March 2026 at 9:00 is to be signed for
by the end of Tuesday, and closed by the end of Monday, 16 March, the tenth working day
(article 13).
"""

from collections import Counter
from dataclasses import replace

import pytest
from fixture_races import at_once
from rexian.desk import tick as ticking
from rexian.desk.rules import Rules
from rexian.desk.tick import Ticked
from rexian.discovery import load
from rexian.instants import parse_instant
from rexian.reforms.variants import varied
from rexian.settings.ruling import corrected

pytestmark = pytest.mark.documents
SIGN_DUE, CLOSE_DUE = parse_instant("2026-03-03"), parse_instant("2026-03-16")


def clock(desk, number, name, unit="", tier="host"):
    rows = desk.projection(number).clocks
    return next(c for c in rows if (c.unit, c.tier, c.clock) == (unit, tier, name))


def fallen(desk, number):
    return [r.fields["clock"] for r in desk.records(number) if r.type == "fell_due"]


def counts(told):
    return told.fell_due, told.grounds, told.recomputed, len(told.tickets)


# --- once


def test_a_limit_runs_out_a_second_after_its_last(desk):
    number = desk.dispatched()
    assert counts(desk.at("2026-03-03T23:59:59").tick()) == (0, 0, 0, 0)
    told = desk.at("2026-03-04T00:00:00").tick()
    assert (told.fell_due, told.tickets) == (1, {number})
    record = desk.records(number)[-1]
    assert (record.type, record.actor, record.role, record.source) == ("fell_due", *["tick"] * 3)
    assert (record.occurred, record.recorded) == (SIGN_DUE, SIGN_DUE + 1)
    assert record.fields == {"unit": "", "clock": "sign", "due_at": SIGN_DUE}


def test_ticking_twice_does_nothing_the_second_time(desk):
    number = desk.dispatched()
    assert desk.at("2026-03-20T08:00").tick().fell_due == 2
    records = desk.records(number)
    assert counts(desk.tick()) == (0, 0, 0, 0)
    assert counts(desk.at("2026-12-31T08:00").tick()) == (0, 0, 0, 0)
    assert (desk.records(number), fallen(desk, number)) == (records, ["sign", "close"])


def test_what_was_done_in_time_never_falls_due(desk):
    number = desk.signed()
    desk.at("2026-03-17T00:00").tick()
    assert fallen(desk, number) == ["close"]


def test_what_was_done_late_but_before_the_tick_is_late_and_does_not_fall_due(desk):
    number = desk.dispatched()
    desk.at("2026-03-04T10:00").act("handler", "sign", number)
    assert desk.tick().fell_due == 0
    assert clock(desk, number, "sign").late


def test_a_right_that_lapses_is_no_task_undone(desk):
    number = desk.signed()
    assert clock(desk, number, "return").due_at == SIGN_DUE
    assert desk.at("2026-03-10T08:00").tick().fell_due == 0


def test_a_moved_limit_falls_due_anew(desk):
    """The extension is granted after the limit ran out: the new limit is another one."""
    number = desk.signed()
    desk.at("2026-03-16T10:00")
    desk.act("handler", "extend", number, {"length": "5wd", "reason": "情况复杂"})
    assert desk.at("2026-03-17T00:00").tick().fell_due == 1
    desk.act("reviewer", "decide_extension", number, {"granted": True, "length": "5wd"})
    assert clock(desk, number, "close").due_at == parse_instant("2026-03-23")
    assert desk.at("2026-03-24T00:00").tick().fell_due == 1
    assert fallen(desk, number) == ["close", "close"]


def test_a_ticket_that_has_ended_is_left_alone(desk):
    number = desk.dispatched()
    desk.act("clerk", "withdraw", number, {"reason": "诉求人撤回"})
    assert counts(desk.at("2026-12-31T08:00").tick()) == (0, 0, 0, 0)


def test_an_overdue_ticket_becomes_a_ground_for_supervision_once(open_desk):
    """The city supervises what is not closed in time: article 14(5)."""
    desk = open_desk("nanchang_city")
    number = desk.signed(channel="city_12345")
    assert desk.at("2026-03-16T23:59:59").tick().grounds == 0
    assert desk.at("2026-03-17T00:00").tick().grounds == 1
    met = [r.fields for r in desk.records(number) if r.type == "ground_met"]
    assert [(m["question"], m["ground"], m["by"]) for m in met] == [
        ("supervision", "not_closed_in_time", "hotline_centre")
    ]
    assert [c["clause"] for c in met[0]["citations"]] == ["art14.5.trigger"]
    assert desk.at("2026-12-17T00:00").tick().grounds == 0


# --- what it costs


def test_only_what_is_due_is_looked_at(desk, monkeypatch):
    due = desk.dispatched()
    desk.at("2026-03-03T10:00")
    for _n in range(12):
        desk.signed()
    looked, really = [], ticking.open_by_id
    monkeypatch.setattr(
        ticking, "open_by_id", lambda c, ticket: looked.append(ticket) or really(c, ticket)
    )
    assert desk.at("2026-03-04T08:00").tick().tickets == {due}
    assert len(looked) == 1


def test_what_is_due_is_found_by_its_index(desk):
    with desk.deployment.store.reading() as connection:
        for question in (
            "SELECT ticket FROM clocks WHERE tick_at IS NOT NULL AND tick_at <= 1 ORDER BY tick_at",
            "SELECT id FROM tickets WHERE is_open AND ruled_under > 'a' AND ruled_under < 'b'",
        ):
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {question}").fetchall()
            assert [str(row[-1]) for row in plan if "USING" in str(row[-1])], plan
            assert not [row for row in plan if str(row[-1]).startswith("SCAN")], plan


# --- interrupted, and at once


class CutError(Exception):
    pass


def test_a_tick_cut_short_is_finished_by_the_next(open_desk, database_url, monkeypatch):
    desk = open_desk(url=database_url)
    numbers = [desk.dispatched() for _n in range(ticking.BATCH + 3)]
    really, batches = ticking.apply, []

    def cut(connection, changes):
        batches.append(changes)
        really(connection, changes)
        if len(batches) == 2:
            raise CutError

    monkeypatch.setattr(ticking, "apply", cut)
    desk.at("2026-03-04T08:00")
    with pytest.raises(CutError):
        desk.tick()
    assert sum(len(fallen(desk, number)) for number in numbers) == ticking.BATCH
    monkeypatch.setattr(ticking, "apply", really)
    assert desk.tick().fell_due == 3
    assert [fallen(desk, number) for number in numbers] == [["sign"]] * len(numbers)


def test_two_that_tick_at_once_do_it_once(open_desk, database_url):
    desk = open_desk(url=database_url)
    numbers = [desk.dispatched() for _n in range(3 * ticking.BATCH)]
    desk.at("2026-03-04T08:00")
    told = at_once([desk.tick] * 3)
    assert all(isinstance(each, Ticked) for each in told), told
    assert sum(each.fell_due for each in told) == len(numbers)
    assert Counter(n for each in told for n in each.tickets) == Counter(numbers)
    assert [fallen(desk, number) for number in numbers] == [["sign"]] * len(numbers)


def test_a_worker_passes_by_what_another_has_in_hand(open_desk, postgresql_url):
    desk = open_desk(url=postgresql_url)
    held, free = desk.dispatched(), desk.dispatched()
    desk.at("2026-03-04T08:00")
    with desk.deployment.store.engine.begin() as other:
        other.exec_driver_sql("SELECT id FROM tickets WHERE number = %s FOR UPDATE", (held,))
        (told,) = at_once([desk.tick])
        assert told.tickets == {free}
    assert desk.tick().tickets == {held}


# --- corrections


def ruling_by(desk, **changed):
    """The same desk, its rules otherwise."""
    ruler = replace(desk.deployment.rules.ruler, **changed)
    desk.deployment = replace(desk.deployment, rules=Rules(ruler))
    return desk


@pytest.fixture
def holiday(tmp_path):
    """A calendar in which a working day turns out to have been none."""

    def calendars(day, announced=None):
        file = tmp_path / f"{day}.yaml"
        told = f"announced: {announced}\n" if announced else ""
        file.write_text(f"{told}holidays: [{day}]\n", encoding="utf-8")
        return corrected([file])

    return calendars


def test_a_corrected_calendar_moves_open_clocks_and_says_from_where_to_where(desk, holiday):
    number = desk.dispatched()
    assert clock(desk, number, "close").due_at == CLOSE_DUE
    ruling_by(desk, calendars=holiday("2026-03-04"))
    assert counts(desk.tick()) == (0, 0, 1, 1)
    record = desk.records(number)[-1]
    before, after = record.notes["rules"]
    assert (record.type, before != after) == ("recomputed", True)
    moved = parse_instant("2026-03-17")
    assert record.notes["clocks"] == [
        {"unit": "", "tier": "host", "clock": "close", "was": CLOSE_DUE, "is": moved}
    ]
    assert clock(desk, number, "close").due_at == moved
    assert desk.row(number).ruled_under == after
    assert counts(desk.tick()) == (0, 0, 0, 0)


def test_what_was_done_stays_in_time_or_late_whatever_is_corrected_afterwards(desk, holiday):
    timely, late = desk.dispatched(), desk.dispatched()
    desk.act("handler", "sign", timely)
    desk.at("2026-03-04T10:00").act("handler", "sign", late)
    were = [clock(desk, number, "sign") for number in (timely, late)]
    assert [(c.due_at, c.late) for c in were] == [(SIGN_DUE, False), (SIGN_DUE, True)]
    ruling_by(desk, calendars=holiday("2026-03-03"))
    assert desk.tick().recomputed == 2
    assert [clock(desk, number, "sign") for number in (timely, late)] == were
    assert clock(desk, late, "close").due_at == parse_instant("2026-03-17")
    desk.act("handler", "feedback", late)
    assert [clock(desk, number, "sign") for number in (timely, late)] == were


def test_whoever_acts_first_after_a_correction_has_it_logged_before_his_own_act(desk, holiday):
    number = desk.dispatched()
    ruling_by(desk, calendars=holiday("2026-03-04"))
    desk.act("handler", "sign", number)
    assert [r.type for r in desk.records(number)[-2:]] == ["recomputed", "signed"]
    assert counts(desk.tick()) == (0, 0, 0, 0)


def test_what_a_correction_moves_does_not_fall_due_by_the_old_time(desk, holiday):
    """Both are found at one tick: the day off, and that the limit had run out without it."""
    number = desk.dispatched()
    ruling_by(desk, calendars=holiday("2026-03-03"))
    assert counts(desk.at("2026-03-04T08:00").tick()) == (0, 0, 1, 1)
    assert clock(desk, number, "sign").due_at == parse_instant("2026-03-04")
    assert desk.at("2026-03-05T00:00").tick().fell_due == 1
    assert desk.records(number)[-1].fields["due_at"] == parse_instant("2026-03-04")


def test_a_notice_moves_what_it_was_known_before(desk, holiday):
    """A day off that was announced once a limit had run out makes nobody timely."""
    number = desk.dispatched()
    ruling_by(desk, calendars=holiday("2026-03-04", announced="2026-03-05T08:00"))
    desk.at("2026-03-06T08:00").tick()
    assert clock(desk, number, "sign").due_at == SIGN_DUE
    assert "sign" in fallen(desk, number)


def test_a_reformed_rule_moves_open_clocks_as_a_correction_does(desk):
    """Yiyang's example reform gives complaints 7 working days: the seventh is 11 March."""
    number = desk.dispatched()
    ruling_by(desk, jurisdiction=varied(load("yiyang"), "faster"))
    assert counts(desk.tick()) == (0, 0, 1, 1)
    assert clock(desk, number, "close").due_at == parse_instant("2026-03-11")
    assert desk.records(number)[-1].notes["clocks"] == [
        {
            "unit": "",
            "tier": "host",
            "clock": "close",
            "was": CLOSE_DUE,
            "is": parse_instant("2026-03-11"),
        }
    ]
    assert desk.at("2026-03-12T00:00").tick().fell_due == 2
    assert fallen(desk, number) == ["sign", "close"]


def test_ended_tickets_are_not_worked_out_anew(desk, holiday):
    number = desk.dispatched()
    desk.act("clerk", "withdraw", number, {"reason": "诉求人撤回"})
    records = desk.records(number)
    ruling_by(desk, calendars=holiday("2026-03-04"))
    assert counts(desk.tick()) == (0, 0, 0, 0)
    assert desk.records(number) == records
