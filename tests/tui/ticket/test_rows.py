"""The rows of a ticket's panes, and which command a key stands for; no terminal is needed."""

from rexian.instants import parse_instant
from rexian.lifecycle.commands import COMMANDS
from rexian.tui.ticket import clocks, timeline
from rexian.tui.ticket.attached import Attached, attached
from rexian.tui.ticket.keys import KEYS, command_for, is_possible
from rexian.tui.ticket.panes import tabs

NOW = parse_instant("2026-03-16T09:00")
[F4] = [key for key in KEYS if key.key == "f4"]


def clock(**more):
    return {
        "clock": "close",
        "question": "close",
        "unit": None,
        "from": "2026-03-02T09:00:00+08:00",
        "base_due_at": "2026-03-16T23:59:59+08:00",
        "due_at": "2026-03-16T23:59:59+08:00",
        "done_at": None,
        "remaining": 1263599,
        "late": False,
        "calendar": "published",
        "citations": [{"document": "x", "locator": "第十三条", "clause": "a"}],
        **more,
    }


def row(**more):
    [found] = clocks.rows({"clocks": [clock(**more)]}, NOW)
    return found


def test_a_clock_says_what_is_left_now_not_when_it_was_read():
    found = row()
    assert found.cells == ("closing", "14h 59min left", "03-16 24:00", "", "第十三条")
    assert found.tones == {1: "soon"}


def test_a_clock_that_has_run_out_meanwhile_is_late_and_a_right_has_lapsed():
    passed = "2026-03-16T07:00:00+08:00"
    assert row(due_at=passed).cells[1] == "2h 0min over"
    assert row(due_at=passed).tones == {1: "late"}
    window = row(due_at=passed, late=None)
    assert (window.cells[1], window.tones) == ("lapsed", {1: "dim"})


def test_what_was_due_before_an_extension_has_a_column_only_where_there_is_one():
    extended = row(due_at="2026-03-30T23:59:59+08:00", calendar="provisional")
    assert extended.cells[2:4] == ("03-30 24:00 (provisional)", "03-16 24:00")
    assert clocks.columns([extended])[3].width >= 11
    assert clocks.columns([row()])[3].width == 0


def test_what_was_done_is_told_with_its_lateness():
    done = "2026-03-17T08:00:00+08:00"
    assert row(done_at=done, late=True, remaining=None).tones == {1: "late"}
    assert row(done_at=done, late=False, remaining=None).cells[1] == "in time 03-17 08:00"


def entry(seq, **more):
    return {
        "seq": seq,
        "type": "contacted",
        "at": "2026-03-02T09:00:00+08:00",
        "recorded": "2026-03-02T09:00:00+08:00",
        "actor": "handler",
        "role": "handler",
        "unit": "住建局",
        "fields": {},
        "secrets": [],
        "notes": {},
        "void": False,
        "corrected_by": None,
        **more,
    }


def test_void_and_corrected_records_are_marked_in_words():
    told = {"timeline": [entry(1, void=True), entry(2, corrected_by=3)], "secrets": []}
    void, corrected = timeline.rows(told)
    assert void.cells[2].endswith("(void)")
    assert void.tone == "dim"
    assert corrected.cells[2].endswith("(corrected)")
    assert "corrected by record 3" in corrected.cells[4]


def test_a_record_in_full_says_when_it_was_taken_down_only_if_later():
    late = entry(2, recorded="2026-03-03T09:00:00+08:00", notes={"late_because": "停电"})
    told = {"timeline": [entry(1), late], "secrets": []}
    assert "recorded" not in dict(timeline.in_full(told, 1))
    found = dict(timeline.in_full(told, 2))
    assert found["recorded"] == "2026-03-03 09:00"
    assert found["particulars"] == "entered late, because: 停电"


def test_attachments_are_what_is_locked_as_a_file():
    told = {
        "secrets": [
            {"seq": 2, "name": "text", "text": "见附件"},
            {"seq": 2, "name": "file.1", "text": "a.txt"},
            {"seq": 3, "name": "file.1", "text": None},
        ]
    }
    assert attached(told) == [Attached(2, "file.1", "a.txt"), Attached(3, "file.1", "")]


def told_of(allowed=False, permitted=False):
    return {"allowed": allowed, "permitted": permitted}


def test_a_key_stands_for_what_is_allowed_before_what_is_permitted():
    by_reviewer = {"return": told_of(), "decide_return": told_of(permitted=True)}
    assert command_for(F4, by_reviewer) == "decide_return"
    assert not is_possible(F4, by_reviewer)
    by_unit = {"return": told_of(permitted=True), "object": told_of(allowed=True, permitted=True)}
    assert command_for(F4, by_unit) == "object"
    assert is_possible(F4, by_unit)
    assert command_for(F4, {}) == "return"


def test_every_key_stands_for_commands_that_there_are():
    assert all(name in COMMANDS for key in KEYS for name in key.commands)


def test_the_tab_in_use_is_marked():
    told = tabs(("facts", "clocks"), "clocks", ("clocks",))
    marked = {told.plain[s.start : s.end].strip() for s in told.spans if s.style == "reverse bold"}
    assert marked == {"clocks"}
