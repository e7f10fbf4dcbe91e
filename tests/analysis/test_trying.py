"""Trying cases: what is supposed, the case made up of it, and from when it is counted."""

import pytest
from rexian.analysis.trying import Trier, read_value, shifted, supposed_of
from rexian.errors import InputError
from rexian.explain import Ruler
from rexian.facts import calls, difficult, given_close, kind
from rexian.instants import parse_instant
from rexian.model.case import read_case, write_case
from rexian.questions.clocks import CLOSE, SIGN, SUBMIT_REPLY
from rexian.questions.record import dissatisfied, dissatisfied_once_redone
from rexian.questions.states import close_state
from rexian.rules.rule import before, given, limit, value
from rexian.worktime.period import hours, working_days

TWO = working_days(2)
START = parse_instant("2025-09-30T10:00")


@pytest.fixture
def trier(enact, chinese_days):
    return lambda *rules, **more: Trier(Ruler(enact(*rules, **more), chinese_days))


def outcome(tried):
    return tried.ruling["outcome"]


def test_the_facts_are_those_that_the_rules_ask_and_those_behind(trier):
    found = trier(
        limit("close.inquiry", TWO, when=kind.is_("inquiry"), per=()),
        before("submit_reply.all", "close", hours(1), when=calls.at_least(2), per=()),
    )
    assert [fact.id for fact in found.facts(SUBMIT_REPLY)] == ["calls", "kind"]


def test_the_clock_starts_when_it_is_to(trier):
    found = trier(limit("close.inquiry", TWO, when=kind.is_("inquiry"), per=()))
    tried = found.tried(CLOSE, {"kind": "inquiry"}, START)
    # The holidays of the National Day are from the first to the eighth of October.
    assert outcome(tried)["from"] == "2025-09-30T10:00:00+08:00"
    assert outcome(tried)["due_at"] == "2025-10-10T23:59:59+08:00"
    assert [event.type for event in tried.witness.case.events] == ["dispatched"]


def test_a_clock_that_hangs_on_another_is_set_going_by_that_one_s_event(trier):
    found = trier(
        limit("close.all", TWO, per=()), before("submit_reply.all", "close", hours(1), per=())
    )
    tried = found.tried(SUBMIT_REPLY, {}, START)
    assert outcome(tried)["due_at"] == "2025-10-10T22:59:59+08:00"


def test_a_case_whose_clock_runs_already_is_moved(trier):
    found = trier(
        limit("close.all", TWO, per=()),
        limit("sign.late", TWO, when=close_state.is_("overdue"), per=()),
    )
    tried = found.tried(SIGN, {"close.state": "overdue"}, START)
    case = tried.witness.case
    assert case.events[0].at == START
    assert tried.otherwise == ()
    assert case.now > parse_instant("2025-10-10")


def test_where_no_clock_is_the_case_is_seen_as_at_then(trier):
    found = trier(value("identity_masking.all", {"mask": True}, per=()))
    [masking] = [q for q in found.plan.questions if q.id == "identity_masking"]
    assert found.tried(masking, {}, START).witness.case.now == START


def test_what_cannot_be_at_once_is_refused(trier):
    found = trier(
        limit("sign.often", TWO, when=dissatisfied.at_least(1), per=()),
        limit("sign.still", TWO, when=dissatisfied_once_redone.at_least(1), per=()),
    )
    with pytest.raises(InputError, match="no case was found in which all of this is so"):
        found.tried(SIGN, {"dissatisfied": 0, "dissatisfied_once_redone": 1})


def test_what_is_so_of_an_example_can_be_supposed_again(trier):
    found = trier(
        limit("close.hard", TWO, when=difficult & calls.at_least(3), per=()),
    )
    tried = found.tried(CLOSE, {"difficult": True, "calls": 4})
    assert found.supposed(CLOSE, tried.witness) == {"difficult": True, "calls": 4}


def test_everything_in_a_case_is_moved():
    case = read_case(
        {
            "now": "2025-09-03",
            "ticket": {"received_at": "2025-09-01T09:00", "given": {"close": "2025-09-10"}},
            "events": [{"type": "signoff", "at": "2025-09-02T10:00", "due_at": "2025-09-04"}],
        }
    )
    told = write_case(shifted(case, 86400))
    assert told["now"] == "2025-09-04T23:59:59+08:00"
    assert told["ticket"]["received_at"] == "2025-09-02T09:00:00+08:00"
    assert told["ticket"]["given"]["close"]["at"] == "2025-09-11T23:59:59+08:00"
    assert told["events"][0]["at"] == "2025-09-03T10:00:00+08:00"
    assert told["events"][0]["due_at"] == "2025-09-05T23:59:59+08:00"


@pytest.mark.parametrize(
    ("fact", "text", "read"),
    [
        (kind, "投诉", "complaint"),
        (kind, " complaint ", "complaint"),
        (difficult, "是", True),
        (difficult, "No", False),
        (calls, "3", 3),
        (given_close, "法律法规", "law"),
    ],
)
def test_values_are_read_by_id_and_label(fact, text, read):
    assert read_value(fact, text) == read


@pytest.mark.parametrize(
    ("fact", "text", "told"),
    [
        (kind, "complant", "did you mean complaint?"),
        (difficult, "perhaps", "'perhaps' is not yes or no"),
        (calls, "0", "'0' is not a whole number from 1 on"),
        (calls, "-1", "is not a whole number"),
    ],
)
def test_what_a_fact_cannot_be_is_one_line(fact, text, told):
    with pytest.raises(InputError, match=told.replace("?", r"\?")):
        read_value(fact, text)


def test_facts_are_named_by_id_and_label():
    known = {"kind": kind, "calls": calls}
    assert supposed_of(known, {"诉求类型": "投诉", "calls": "2"}) == {
        "kind": "complaint",
        "calls": 2,
    }
    with pytest.raises(InputError, match="nothing hangs on 'kin' here; did you mean kind"):
        supposed_of(known, {"kin": "投诉"})


def test_a_limit_given_from_outside_is_counted_from_the_case(trier):
    found = trier(given("close.given", "close", when=given_close.in_("law"), per=()))
    tried = found.tried(CLOSE, {"given.close": "law"}, START)
    assert outcome(tried)["due_at"] is not None
