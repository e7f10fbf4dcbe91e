"""How clocks stand, as later rules ask it."""

import pytest
from rexian.facts import kind
from rexian.questions.states import close_state, overdue, sign_state
from rexian.rules.rule import given, limit, value
from rexian.worktime.period import IMMEDIATELY, working_days

ART = ("art1",)
CLOSE = limit("close.all", working_days(2), per=ART)


def e(kind, when, **fields):
    return {"type": kind, "at": f"2026-03-{when.replace(' ', 'T')}", **fields}


SENT = e("dispatched", "02 09:00")


@pytest.fixture
def state(enact, rule):
    """The state of a clock: the one value for which a rule that asks for it is met."""

    def ask(fact, rules, *events, now=None, **ticket):
        grounds = [
            value(f"supervision.{option}", {}, when=fact.is_(option), per=ART)
            for option in fact.terms.ids
        ]
        more = {"now": now} if now else {}
        told = rule("supervision", enact(*rules, *grounds), ticket, events, **more)["outcome"]
        if told["undetermined"]:
            assert not told["grounds"]
            return None
        (ground,) = told["grounds"]
        return ground["id"]

    return ask


@pytest.mark.parametrize(
    ("events", "now", "expected"),
    [
        ([], "2026-03-02T09:00", "unset"),
        ([SENT], "2026-03-04T23:59", "open"),
        ([SENT], "2026-03-05T00:00", "overdue"),
        ([SENT, e("closed", "04 12:00")], "2026-03-20T09:00", "done"),
        ([SENT, e("closed", "05 12:00")], "2026-03-20T09:00", "done_late"),
    ],
)
def test_a_clock_goes_from_open_to_done(state, events, now, expected):
    assert state(close_state, [CLOSE], *events, now=now) == expected


def test_a_clock_without_a_rule_is_unset(state):
    assert state(sign_state, [CLOSE], SENT, now="2026-03-20T09:00") == "unset"


def test_a_clock_that_waits_for_a_given_time_is_unset(state):
    rules = [given("close.given", "close", per=ART)]
    assert state(close_state, rules, SENT, now="2026-03-20T09:00") == "unset"


def test_a_clock_whose_limit_hangs_on_an_unknown_fact_is_unknown(state):
    rules = [limit("close.help", working_days(2), when=kind.is_("help"), per=ART)]
    assert state(close_state, rules, SENT, now="2026-03-20T09:00") is None
    assert state(close_state, rules, SENT, now="2026-03-20T09:00", kind="help") == "overdue"


def test_what_is_due_at_once_is_never_overdue(state):
    rules = [limit("sign.now", IMMEDIATELY, per=ART)]
    assert state(sign_state, rules, SENT, now="2026-03-20T09:00") == "open"
    signed = e("signed", "04 09:00")
    assert state(sign_state, rules, SENT, signed, now="2026-03-20T09:00") == "done"


def test_a_new_host_begins_with_a_clean_record(state):
    events = [SENT, e("dispatched", "09 09:00", unit="乙局")]
    assert state(close_state, [CLOSE], *events, now="2026-03-10T09:00") == "open"


def test_overdue_is_late_done_or_not(enact, rule):
    town = enact(CLOSE, value("supervision.late", {}, when=overdue(close_state), per=ART))
    late = [SENT, e("closed", "05 12:00")]
    assert rule("supervision", town, {}, late)["outcome"]["triggered"] is True
    assert rule("supervision", town, {}, [SENT, e("closed", "04 12:00")])["outcome"] == {
        "triggered": False,
        "grounds": [],
        "undetermined": [],
        "forms": [],
        "attend": None,
        "ledger": False,
    }
