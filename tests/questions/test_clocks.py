"""Clocks: from which event each runs, until which act, and what moves or restarts it.

March 2026 has no holidays; the 2nd, 9th, 16th and 23rd are Mondays.
"""

import pytest
from rexian.facts import kind
from rexian.instants import parse_instant
from rexian.rules.rule import before, given, limit, same_as
from rexian.worktime.calendar import Calendar
from rexian.worktime.period import IMMEDIATELY, hours, minutes, natural_days, working_days

ART = ("art1",)
TWO_HOURS = hours(2)
RECEIVED = {"received_at": "2026-03-02T08:00"}
URGENT = {**RECEIVED, "urgency": "emergency"}
PROMPT = {"urgency": "prompt"}
HARD = {"difficult": True}


def at(text):
    """A time in March 2026: `02 10:00`."""
    return f"2026-03-{text.replace(' ', 'T')}"


def e(kind, when, **fields):
    return {"type": kind, "at": at(when), **fields}


def shown(text):
    return None if text is None else f"{at(text)}:00+08:00"


SENT = e("dispatched", "02 09:00")
AGAIN = e("dispatched", "04 09:00", unit="乙局")
FAILED = e("closure_reviewed", "05 10:00", passed=False)

#: Each line of CONTRACT's table of clocks: ticket, events, from, done.
TABLE = [
    ("emergency_transfer", URGENT, [], "02 08:00", None),
    ("emergency_transfer", URGENT, [e("handed_over", "02 08:10"), SENT], "02 08:00", "02 08:10"),
    ("emergency_transfer", URGENT, [SENT], "02 08:00", "02 09:00"),
    ("emergency_transfer", {"urgency": "emergency"}, [e("received", "02 08:05")], "02 08:05", None),
    ("preassign_answer", {}, [e("preassigned", "02 08:00")], "02 08:00", None),
    (
        "preassign_answer", {},
        [e("preassigned", "02 08:00"), e("preassign_answered", "02 08:30")],
        "02 08:00", "02 08:30",
    ),
    (
        "preassign_answer", {},
        [e("preassigned", "02 08:00"), e("preassign_answered", "02 08:30"),
         e("preassigned", "02 09:30")],
        "02 09:30", None,
    ),
    ("sign", {}, [SENT], "02 09:00", None),
    ("sign", {}, [SENT, e("signed", "02 10:00")], "02 09:00", "02 10:00"),
    ("sign", {}, [SENT, e("signed", "02 10:00"), AGAIN], "04 09:00", None),
    ("sign", {}, [SENT, AGAIN, e("signed", "04 10:00")], "04 09:00", "04 10:00"),
    ("object", {}, [SENT, e("assigned", "02 11:00")], "02 11:00", None),
    (
        "object", {},
        [SENT, e("assigned", "02 11:00"), e("objected", "02 12:00")], "02 11:00", "02 12:00",
    ),
    (
        "object", {},
        [e("assigned", "02 11:00"), e("objected", "02 12:00"), e("assigned", "03 11:00")],
        "03 11:00", None,
    ),
    ("return", {}, [SENT, e("return_requested", "02 12:00")], "02 09:00", "02 12:00"),
    ("return", {}, [SENT, e("return_requested", "02 12:00"), AGAIN], "04 09:00", None),
    ("feedback", PROMPT, [SENT, e("feedback", "02 09:30")], "02 09:00", "02 09:30"),
    ("feedback", PROMPT, [SENT, e("feedback", "02 09:30"), AGAIN], "04 09:00", None),
    ("close", {}, [SENT], "02 09:00", None),
    ("close", {}, [SENT, e("closed", "03 09:00")], "02 09:00", "03 09:00"),
    ("close", {}, [SENT, e("closed", "03 09:00"), AGAIN], "04 09:00", None),
    (
        "close", {},
        [SENT, e("closure_requested", "03 09:00"), e("closure_reviewed", "03 11:00", passed=True),
         e("closed", "03 12:00")],
        "02 09:00", "03 09:00",
    ),
    (
        "close", {},
        [SENT, e("closure_requested", "03 09:00"), e("closure_reviewed", "03 11:00", passed=False),
         e("closure_requested", "04 09:00"), e("closure_reviewed", "04 11:00", passed=True)],
        "02 09:00", "04 09:00",
    ),
    (
        "close", {},
        [SENT, e("closure_requested", "03 09:00"), e("closure_reviewed", "03 11:00", passed=False)],
        "02 09:00", None,
    ),
    ("redo", {}, [e("closed", "03 09:00"), e("redo_sent", "05 09:00")], "05 09:00", None),
    (
        "redo", {},
        [e("closed", "03 09:00"), e("redo_sent", "05 09:00"), e("closed", "06 09:00")],
        "05 09:00", "06 09:00",
    ),
    (
        "redo", {},
        [e("redo_sent", "05 09:00"), e("closed", "06 09:00"), e("redo_sent", "09 09:00")],
        "09 09:00", None,
    ),
    ("send_back", {}, [FAILED], "05 10:00", None),
    ("send_back", {}, [FAILED, e("closure_requested", "05 11:00")], "05 10:00", "05 11:00"),
    ("hard_case_opinion", HARD, [SENT, e("supervised", "03 09:00")], "03 09:00", None),
    (
        "hard_case_opinion", HARD,
        [SENT, e("feedback", "02 10:00"), e("supervised", "03 09:00"), e("feedback", "03 10:00")],
        "03 09:00", "03 10:00",
    ),
    ("escalation_check", HARD, [SENT], "02 09:00", None),
    ("escalation_check", HARD, [SENT, e("closed", "03 09:00")], "02 09:00", "03 09:00"),
    (
        "escalation_check", HARD,
        [SENT, e("transferred_to_petition", "03 09:00")], "02 09:00", "03 09:00",
    ),
    ("escalation_check", HARD, [SENT, AGAIN], "04 09:00", None),
    ("followup", {}, [SENT, e("closed", "03 09:00")], "03 09:00", None),
    (
        "followup", {},
        [e("closed", "03 09:00"), e("followed_up", "03 10:00"), e("closed", "05 09:00")],
        "05 09:00", None,
    ),
]  # fmt: skip


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line[0])
def test_when_a_clock_runs(enact, rule, line):
    clock, ticket, events, start, done = line
    town = enact(limit(f"{clock}.all", TWO_HOURS, per=ART))
    told = rule(clock, town, ticket, events, now="2026-03-31T10:00")["outcome"]
    assert (told["from"], told["done_at"]) == (shown(start), shown(done))
    assert told["waiting_for"] is None
    assert told["due_at"] == shown(f"{start[:3]}{int(start[3:5]) + 2:02}{start[5:]}")


@pytest.mark.parametrize(
    ("clock", "ticket", "awaited"),
    [
        ("emergency_transfer", {"urgency": "emergency"}, "received"),
        ("preassign_answer", {}, "preassigned"),
        ("sign", {}, "dispatched"),
        ("object", {}, "assigned"),
        ("return", {}, "dispatched"),
        ("feedback", PROMPT, "dispatched"),
        ("close", {}, "dispatched"),
        ("redo", {}, "redo_sent"),
        ("send_back", {}, "closure_reviewed"),
        ("hard_case_opinion", HARD, "supervised"),
        ("escalation_check", HARD, "dispatched"),
        ("followup", {}, "closed"),
    ],
)
def test_a_clock_not_yet_running_says_what_it_waits_for(enact, rule, clock, ticket, awaited):
    ruling = rule(clock, enact(limit(f"{clock}.all", TWO_HOURS, per=ART)), ticket)
    told = ruling["outcome"]
    assert ruling["status"] == "decided"
    assert told["limit"] == {"n": 2, "unit": "hour"}
    assert (told["from"], told["due_at"], told["late"]) == (None, None, None)
    assert told["waiting_for"] == awaited


@pytest.mark.parametrize(
    ("clock", "ticket"),
    [
        ("emergency_transfer", {"urgency": "threat"}),
        ("feedback", {}),
        ("hard_case_opinion", {"difficult": False}),
        ("escalation_check", {"difficult": False, "findings": ["unsolvable_soon"]}),
    ],
)
def test_a_question_that_does_not_arise(enact, rule, clock, ticket):
    town = enact(limit(f"{clock}.all", TWO_HOURS, per=ART))
    assert rule(clock, town, ticket, [SENT])["status"] == "not_applicable"


def test_whether_a_question_arises_may_hang_on_a_fact(enact, rule):
    told = rule("escalation_check", enact(limit("escalation_check.all", TWO_HOURS, per=ART)))
    assert (told["status"], told["facts"]) == ("missing_fact", ["difficult"])


def test_a_case_hard_to_solve_soon_needs_an_opinion_whether_or_not_it_is_difficult(enact, rule):
    town = enact(limit("hard_case_opinion.all", TWO_HOURS, per=ART))
    ticket = {"findings": ["unsolvable_soon"]}
    assert rule("hard_case_opinion", town, ticket)["status"] == "decided"


@pytest.mark.parametrize(
    "line",
    [
        (
            "object", "form_signed",
            [e("assigned", "02 09:00"), e("form_signed", "02 10:00"), e("objected", "02 11:00")],
            "02 10:00", "02 11:00",
        ),
        (
            "return", "signed",
            [SENT, e("signed", "02 10:00"), e("return_requested", "02 11:00")],
            "02 10:00", "02 11:00",
        ),
        (
            "hard_case_opinion", "dispatched",
            [SENT, e("feedback", "02 10:00"), e("supervised", "02 11:00")],
            "02 09:00", "02 10:00",
        ),
    ],
)  # fmt: skip
def test_a_document_may_start_a_clock_elsewhere(enact, rule, line):
    clock, start, events, begins, done = line
    town = enact(limit(f"{clock}.all", TWO_HOURS, start=start, per=ART))
    told = rule(clock, town, HARD, events)["outcome"]
    assert (told["from"], told["done_at"]) == (shown(begins), shown(done))


def test_a_start_that_has_not_happened_is_waited_for(enact, rule):
    town = enact(limit("return.all", TWO_HOURS, start="signed", per=ART))
    assert rule("return", town, {}, [SENT])["outcome"]["waiting_for"] == "signed"


@pytest.mark.parametrize(
    ("now", "events", "late"),
    [
        ("2026-03-04T23:59:59", [SENT], False),
        ("2026-03-05T00:00", [SENT], True),
        ("2026-03-31T10:00", [SENT, e("closed", "04 23:59")], False),
        ("2026-03-31T10:00", [SENT, e("closed", "05 00:00")], True),
    ],
)
def test_late_is_after_the_end_of_the_last_day(enact, rule, now, events, late):
    town = enact(limit("close.all", working_days(2), per=ART))
    told = rule("close", town, {}, events, now=now)["outcome"]
    assert told["due_at"] == "2026-03-04T23:59:59+08:00"
    assert told["late"] is late


def test_at_once_is_due_when_it_starts_and_never_late(enact, rule):
    town = enact(limit("emergency_transfer.at_once", IMMEDIATELY, per=ART))
    told = rule("emergency_transfer", town, URGENT, now="2026-03-09T10:00")["outcome"]
    assert told["limit"] == {"n": 0, "unit": "immediate"}
    assert (told["due_at"], told["late"]) == (shown("02 08:00"), None)


def test_the_same_day(enact, rule):
    town = enact(limit("close.same_day", natural_days(0), per=ART))
    told = rule("close", town, {}, [SENT])["outcome"]
    assert told["limit"] == {"n": 0, "unit": "natural_day"}
    assert told["due_at"] == "2026-03-02T23:59:59+08:00"


@pytest.mark.parametrize(("year", "calendar"), [(2026, "published"), (2030, "provisional")])
def test_days_not_announced_yet_are_provisional(enact, rule, year, calendar):
    events = [{"type": "dispatched", "at": f"{year}-03-04T10:00"}]
    told = rule("close", enact(limit("close.all", working_days(2), per=ART)), {}, events)
    assert told["outcome"]["calendar"] == calendar


CLOSE = limit("close.all", working_days(5), per=ART)  # sent on the 2nd, due on Monday the 9th


def granted(when, length=None):
    return e("extension_decided", when, granted=True, **({"length": length} if length else {}))


@pytest.mark.parametrize(
    ("events", "due"),
    [
        ([e("extension_requested", "05 09:00", length="2wd")], "09"),
        ([e("extension_requested", "05 09:00", length="2wd"), granted("05 10:00")], "11"),
        ([e("extension_requested", "05 09:00", length="2wd"), granted("05 10:00", "1wd")], "10"),
        ([granted("05 10:00", "1wd"), granted("06 10:00", "2wd")], "12"),
        ([e("extension_decided", "05 10:00", granted=False, length="2wd")], "09"),
        ([granted("05 10:00")], "09"),
    ],
)
def test_a_granted_extension_moves_the_end_and_not_the_base(enact, rule, events, due):
    told = rule("close", enact(CLOSE), {}, [SENT, *events])["outcome"]
    assert told["base_due_at"][:10] == "2026-03-09"
    assert told["due_at"][:10] == f"2026-03-{due}"


def test_an_extension_is_counted_from_the_old_end_and_makes_a_late_act_timely(enact, rule):
    events = [SENT, granted("06 10:00", "2wd"), e("closed", "11 09:00")]
    assert rule("close", enact(CLOSE), {}, events)["outcome"]["late"] is False


def test_an_extension_of_the_former_unit_is_not_the_next_ones(enact, rule):
    events = [SENT, granted("03 10:00", "9wd"), AGAIN]
    told = rule("close", enact(CLOSE), {}, events)["outcome"]
    assert (told["base_due_at"], told["due_at"]) == ("2026-03-11T23:59:59+08:00",) * 2


@pytest.mark.parametrize(
    ("reading", "due"), [("restarts", "2026-03-11"), ("runs_on", "2026-03-09")]
)
def test_whether_a_new_dispatch_restarts_the_time_for_closing_is_a_reading(
    enact, rule, reading, due
):
    told = rule("close", enact(CLOSE), {}, [SENT, AGAIN], readings={"redispatch": reading})
    assert told["outcome"]["due_at"][:10] == due
    assert told["readings"][0]["id"] == "redispatch"


SUBMIT = before("submit_reply.before", "close", working_days(1), per=ART)


def test_a_clock_before_another(enact, rule):
    told = rule("submit_reply", enact(CLOSE, SUBMIT), {}, [SENT])["outcome"]
    assert told["limit"] == {"n": 1, "unit": "working_day", "before": "close"}
    assert (told["from"], told["due_at"]) == (shown("02 09:00"), "2026-03-06T23:59:59+08:00")


def test_a_clock_before_another_moves_with_it(enact, rule):
    events = [SENT, granted("05 10:00", "2wd"), e("reply_submitted", "10 10:00")]
    told = rule("submit_reply", enact(CLOSE, SUBMIT), {}, events)["outcome"]
    assert (told["due_at"][:10], told["late"]) == ("2026-03-10", False)


def test_a_clock_with_another(enact, rule):
    town = enact(CLOSE, same_as("submit_reply.with", "close", per=ART))
    told = rule("submit_reply", town, {}, [SENT])["outcome"]
    assert told["limit"]["before"] == "close"
    assert told["due_at"] == "2026-03-09T23:59:59+08:00"


def test_a_clock_that_hangs_on_another_waits_with_it(enact, rule):
    told = rule("submit_reply", enact(CLOSE, SUBMIT))["outcome"]
    assert (told["due_at"], told["waiting_for"]) == (None, "dispatched")


def test_a_clock_that_hangs_on_silence_waits_for_the_other(enact, rule):
    told = rule("submit_reply", enact(SUBMIT), {}, [SENT])["outcome"]
    assert (told["due_at"], told["waiting_for"]) == (None, "close")


def test_a_clock_that_hangs_on_an_open_one_is_as_open(enact, rule):
    two = limit("close.inquiry", working_days(2), when=kind.is_("inquiry"), per=ART)
    told = rule("submit_reply", enact(two, SUBMIT), {}, [SENT])
    assert (told["status"], told["facts"]) == ("missing_fact", ["kind"])


@pytest.mark.parametrize(("on_working_day", "due"), [(False, "08"), (True, "06")])
def test_a_day_before_may_fall_on_a_day_off(enact, rule, on_working_day, due):
    """Closing is due on Monday the 9th; the day before is a Sunday, the last workday the 6th."""
    town = enact(
        CLOSE,
        before("remind.day", "close", natural_days(1), on_working_day=on_working_day, per=ART),
    )
    told = rule("remind", town, {}, [SENT])["outcome"]
    assert told["due_at"] == f"2026-03-{due}T23:59:59+08:00"


def test_reminders_are_told_soonest_first(enact, rule):
    town = enact(
        CLOSE,
        limit("sign.all", working_days(1), per=ART),
        before("remind.reply", "close", working_days(1), per=ART, says={"about": "reply"}),
        before("remind.sign", "sign", minutes(30), per=("art2",), says={"about": "sign"}),
    )
    ruling = rule("remind", town, {}, [SENT, e("signed", "02 10:00")])
    told = ruling["outcome"]
    assert (told["about"], told["due_at"]) == ("sign", "2026-03-03T23:29:59+08:00")
    assert told["done_at"] == shown("02 10:00")
    assert [(also["about"], also["due_at"][:10]) for also in told["also"]] == [
        ("reply", "2026-03-06")
    ]
    assert [c["clause"] for c in ruling["citations"]] == ["art2", "art1"]


def test_no_reminder_is_silence(enact, rule):
    assert rule("remind", enact(CLOSE), {}, [SENT])["status"] == "silent"


def test_a_limit_given_outside_runs_to_its_own_end(enact, rule):
    town = enact(given("close.given", "close", per=ART))
    ticket = {"given": {"close": {"at": "2026-03-20T17:00", "source": "form"}}}
    told = rule("close", town, ticket, [SENT])["outcome"]
    assert told["limit"] == {"n": None, "unit": "given"}
    assert told["base_due_at"] == told["due_at"] == shown("20 17:00")


def test_what_a_rule_says_besides_stands_in_the_outcome(enact, rule):
    town = enact(limit("sign.all", TWO_HOURS, strength="may", says={"to": "handler"}, per=ART))
    told = rule("sign", town, {}, [SENT])["outcome"]
    assert (told["strength"], told["to"]) == ("may", "handler")


@pytest.fixture
def shortened(chinese_days):
    """The calendar, and from the noon of 6 March the notice that Saturday the 7th is worked."""
    known = chinese_days.current
    working = bytearray(known.working)
    working[parse_instant("2026-03-07") // 86_400 - known.first] = 1
    announced = parse_instant("2026-03-06T12:00")
    version = Calendar("noticed", known.first, bytes(working), known.published, announced)
    return chinese_days.with_version(version)


FIVE = CLOSE  # due on Monday the 9th, after the notice on Saturday the 7th


def test_an_open_clock_follows_a_notice(enact, rule, shortened):
    sooner = rule("close", enact(FIVE), {}, [SENT], now="2026-03-06T11:59", calendars=shortened)
    later = rule("close", enact(FIVE), {}, [SENT], now="2026-03-06T12:00", calendars=shortened)
    assert sooner["outcome"]["due_at"][:10] == "2026-03-09"
    assert later["outcome"]["due_at"][:10] == "2026-03-07"


def test_an_act_done_before_a_notice_is_judged_without_it(enact, rule, shortened):
    events = [SENT, e("closed", "06 11:00")]
    told = rule("close", enact(FIVE), {}, events, now="2026-03-31T10:00", calendars=shortened)
    assert (told["outcome"]["due_at"][:10], told["outcome"]["late"]) == ("2026-03-09", False)


def test_an_act_done_after_a_notice_is_judged_with_it(enact, rule, shortened):
    events = [SENT, e("closed", "09 11:00")]
    told = rule("close", enact(FIVE), {}, events, now="2026-03-31T10:00", calendars=shortened)
    assert told["outcome"]["late"] is True


def test_a_reply_in_time_stays_in_time_though_a_notice_shortens_the_closing(enact, rule, shortened):
    """Two days before the 9th is the 7th. The notice of the 6th at noon moves closing to the 7th,
    and two days before that is the 5th: too late a date for a reply of the morning of the 6th."""
    two_before = before("submit_reply.before", "close", natural_days(2), per=ART)
    events = [SENT, e("reply_submitted", "06 11:00")]
    told = rule(
        "submit_reply", enact(FIVE, two_before), {}, events, now="2026-03-31T10:00",
        calendars=shortened,
    )  # fmt: skip
    assert (told["outcome"]["due_at"][:10], told["outcome"]["late"]) == ("2026-03-07", False)


def test_a_co_handling_unit_has_the_same_clocks_from_its_own_dispatch(enact, tell):
    town = enact(limit("sign.all", working_days(1), per=ART), CLOSE)
    events = [
        e("dispatched", "02 09:00", unit="甲局"),
        e("dispatched", "04 09:00", unit="乙局", part="co"),
        e("signed", "05 09:00", unit="乙局"),
        e("signed", "02 10:00", unit="甲局"),
    ]
    host, co = tell(town, {}, events)["assignments"]
    sign = [unit["rulings"]["sign"]["outcome"] for unit in (host, co)]
    assert [(s["from"], s["done_at"]) for s in sign] == [
        (shown("02 09:00"), shown("02 10:00")),
        (shown("04 09:00"), shown("05 09:00")),
    ]
    assert co["rulings"]["close"]["outcome"]["due_at"][:10] == "2026-03-11"
