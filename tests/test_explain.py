"""Explaining a case: the contract's keys, and what they must always say."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rexian.discovery import installed, load
from rexian.explain import Ruler, expected, explain
from rexian.facts import calls, difficult, kind
from rexian.model.case import Case, read_case
from rexian.model.events import EVENT_TYPES, read_event
from rexian.model.terms import Term
from rexian.questions import QUESTIONS
from rexian.rules.plan import hangs_on
from rexian.rules.readings import Reading
from rexian.rules.rule import limit, value
from rexian.rules.scalar import evaluate
from rexian.worktime.period import hours, working_days

ONE, TWO, THREE = working_days(1), working_days(2), working_days(3)
SENT = {"type": "dispatched", "at": "2026-03-02T09:00", "unit": "甲局"}
INQUIRY = limit("close.inquiry", TWO, when=kind.is_("inquiry"), per=("art1",))
HELP = limit("close.help", THREE, when=kind.is_("help"), per=("art2", "art1"))
STATUSES = {"decided", "silent", "not_applicable", "missing_fact", "conflict"}
SHORT = Reading(
    id="short",
    zh="短",
    en="short",
    choices=(Term("yes", "是", "yes"), Term("no", "否", "no"), Term("never", "从不", "never")),
    default="no",
    per=("art3",),
    why=("因", "because"),
    ambiguity=7,
)


def test_a_ruling_in_full(enact, rule):
    assert rule("close", enact(INQUIRY, HELP), {"kind": "help"}, [SENT]) == {
        "status": "decided",
        "outcome": {
            "limit": {"n": 3, "unit": "working_day"},
            "from": "2026-03-02T09:00:00+08:00",
            "base_due_at": "2026-03-05T23:59:59+08:00",
            "due_at": "2026-03-05T23:59:59+08:00",
            "done_at": None,
            "late": False,
            "calendar": "published",
            "strength": "must",
            "waiting_for": None,
        },
        "rule": "close.help",
        "layer": "town",
        "inherited": False,
        "edition": "1",
        "citations": [
            {"document": "town", "locator": "Article 2", "clause": "art2"},
            {"document": "town", "locator": "Article 1", "clause": "art1"},
        ],
        "readings": [],
        "why": ["kind = help"],
    }


def test_a_case_in_full(enact, tell):
    found = tell(enact(INQUIRY), {"kind": "inquiry"}, [SENT], now="2026-03-03T10:00")
    assert set(found) == {"id", "jurisdiction", "now", "rulings", "assignments"}
    assert (found["jurisdiction"], found["now"]) == ("town", "2026-03-03T10:00:00+08:00")
    assert list(found["rulings"]) == [question.id for question in QUESTIONS]
    [host] = found["assignments"]
    assert (host["unit"], host["part"], host["tier"]) == ("甲局", "host", "host")


def test_without_a_time_there_is_no_now(enact, tell):
    assert tell(enact(INQUIRY))["now"] is None


def test_silence(enact, rule):
    told = rule("close", enact(INQUIRY), {"kind": "help"}, [SENT])
    assert (told["status"], told["outcome"], told["rule"]) == ("silent", None, None)
    assert (told["layer"], told["edition"], told["citations"]) == (None, None, [])


def test_a_missing_fact_is_named_only_where_it_matters(enact, rule):
    town = enact(INQUIRY, HELP)
    told = rule("close", town, {}, [SENT])
    assert (told["status"], told["outcome"], told["facts"]) == ("missing_fact", None, ["kind"])
    again = limit("close.help", TWO, when=~kind.is_("inquiry"), per=("art2",))
    assert rule("close", enact(INQUIRY, again), {}, [SENT])["status"] == "decided"


def test_only_the_facts_that_still_matter_are_missing(enact, rule):
    hard = limit(
        "close.hard", THREE, when=difficult & calls.at_least(3), over=("close.inquiry",), per=()
    )
    town = enact(INQUIRY, hard)
    assert rule("close", town, {"calls": 2}, [SENT])["facts"] == ["kind"]
    assert rule("close", town, {"calls": 3}, [SENT])["facts"] == ["kind", "difficult"]
    assert rule("close", town, {"calls": 3, "kind": "help"}, [SENT])["facts"] == ["difficult"]
    assert "facts" not in rule("close", town, {"calls": 3, "difficult": True}, [SENT])


def test_an_answer_on_which_several_clauses_agree_cites_them_all(enact, rule):
    also = limit("close.other", TWO, when=~kind.is_("inquiry"), per=("art4",))
    told = rule("close", enact(INQUIRY, also), {}, [SENT])
    assert told["status"] == "decided"
    assert {c["clause"] for c in told["citations"]} == {"art1", "art4"}


def test_a_conflict_lists_the_candidates_and_follows_none(enact, rule):
    clash = limit("close.all", ONE, per=("art5",))
    told = rule("close", enact(INQUIRY, clash), {"kind": "inquiry"}, [SENT])
    assert (told["status"], told["outcome"], told["followed_because"]) == ("conflict", None, None)
    assert [
        (c["rule"], c["outcome"]["limit"]["n"], c["citations"][0]["clause"])
        for c in told["candidates"]
    ] == [("close.inquiry", 2, "art1"), ("close.all", 1, "art5")]


def test_a_conflict_with_one_to_follow(enact, rule):
    clash = limit("close.all", ONE, per=("art5",), followed="it is the later one")
    told = rule("close", enact(INQUIRY, clash), {"kind": "inquiry"}, [SENT])
    assert (told["status"], told["rule"]) == ("conflict", "close.all")
    assert told["outcome"]["due_at"][:10] == "2026-03-03"
    assert told["followed_because"] == "it is the later one"
    assert len(told["candidates"]) == 2


def test_a_conflict_of_values_shows_what_each_says(enact, rule):
    rules = [
        value(f"accept.decision.{said}", {"decision": said}, per=("art1",))
        for said in ("accept", "ask")
    ]
    told = rule("accept", enact(*rules))
    assert [c["outcome"] for c in told["candidates"]] == [
        {"decision": "accept"}, {"decision": "ask"},
    ]  # fmt: skip


def test_what_an_upper_document_answers_is_inherited(enact, rule):
    town = enact(INQUIRY, under=enact(HELP, name="city"))
    told = rule("close", town, {"kind": "help"}, [SENT])
    assert (told["layer"], told["inherited"]) == ("city", True)
    assert told["citations"][0]["document"] == "city"
    assert rule("close", town, {"kind": "inquiry"}, [SENT])["inherited"] is False


def test_readings_on_which_an_answer_hangs_are_flipped_one_at_a_time(enact, tell):
    town = enact(
        limit("close.all", TWO, when=SHORT.is_("no"), per=("art1",)),
        limit("close.short", ONE, when=SHORT.is_("yes"), per=("art2",)),
        limit("sign.all", ONE, per=("art3",)),
        readings=(SHORT,),
    )
    rulings = tell(town, {}, [SENT])["rulings"]
    [reading] = rulings["close"]["readings"]
    assert (reading["id"], reading["ambiguity"], reading["chosen"]) == ("short", 7, "no")
    assert reading["alternatives"]["yes"] == {
        "limit": {"n": 1, "unit": "working_day"},
        "base_due_at": "2026-03-03T23:59:59+08:00",
        "due_at": "2026-03-03T23:59:59+08:00",
    }
    assert reading["alternatives"]["never"]["status"] == "silent"
    assert rulings["sign"]["readings"] == []


def test_a_reading_that_is_chosen_decides_and_the_default_is_its_alternative(enact, rule):
    town = enact(
        limit("close.all", TWO, when=SHORT.is_("no"), per=()),
        limit("close.short", ONE, when=SHORT.is_("yes"), per=()),
        readings=(SHORT,),
    )
    told = rule("close", town, {}, [SENT], readings={"short": "yes"})
    assert told["rule"] == "close.short"
    assert told["readings"][0]["chosen"] == "yes"
    assert set(told["readings"][0]["alternatives"]) == {"no", "never"}


def test_a_reading_that_changes_nothing_for_the_case_is_not_told(enact, rule):
    town = enact(
        limit("close.all", TWO, when=kind.is_("help") | SHORT.is_("no"), per=()), readings=(SHORT,)
    )
    assert rule("close", town, {"kind": "help"}, [SENT])["readings"] == []
    assert len(rule("close", town, {"kind": "praise"}, [SENT])["readings"]) == 1


def test_why_not_tells_which_fact_would_change_the_answer(enact, rule):
    town = enact(INQUIRY, HELP)
    told = rule("close", town, {"kind": "praise"}, [SENT], why_not=True)
    assert told["why_not"] == [
        {
            "rule": "close.inquiry",
            "if": ["kind = inquiry"],
            "citations": [{"document": "town", "locator": "Article 1", "clause": "art1"}],
        },
        {
            "rule": "close.help",
            "if": ["kind = help"],
            "citations": [
                {"document": "town", "locator": "Article 2", "clause": "art2"},
                {"document": "town", "locator": "Article 1", "clause": "art1"},
            ],
        },
    ]
    assert "why_not" not in rule("close", town, {"kind": "praise"}, [SENT])


def test_later_events_are_left_out(enact, rule):
    signed = {"type": "signed", "at": "2026-03-03T09:00"}
    town = enact(limit("sign.all", hours(2), per=()))
    told = rule("sign", town, {}, [SENT, signed], now="2026-03-02T10:00")["outcome"]
    assert (told["done_at"], told["late"]) == (None, False)


def test_what_a_case_expects_is_ruled_as_in_full(enact, tell, chinese_days):
    town = enact(INQUIRY, limit("sign.all", hours(2), per=()))
    case = read_case({"ticket": {"kind": "inquiry"}, "events": [SENT],
                      "expect": {"close": {"late": False}}})  # fmt: skip
    told = expected(case, Ruler(town, chinese_days))
    assert told == {"close": tell(town, {"kind": "inquiry"}, [SENT])["rulings"]["close"]}


def test_a_former_host_is_judged_when_the_ticket_went_on(enact, tell):
    town = enact(limit("sign.all", hours(2), per=()))
    for again, late in (("2026-03-02T10:00", False), ("2026-03-02T11:30", True)):
        events = [
            {**SENT, "unit": "甲局"},
            {"type": "dispatched", "at": again, "unit": "乙局"},
            {"type": "closed", "at": "2026-03-09T09:00"},
        ]
        former, present = tell(town, {}, events)["assignments"]
        assert former["rulings"]["sign"]["outcome"]["late"] is late
        assert present["rulings"]["sign"]["outcome"]["late"] is True


def test_the_present_hosts_rulings_are_the_tickets(enact, tell):
    town = enact(limit("sign.all", hours(2), per=()))
    beside = {"type": "dispatched", "at": "2026-03-02T10:00", "unit": "乙局", "part": "co"}
    told = tell(town, {}, [{**SENT, "unit": "甲局"}, beside], now="2026-03-02T11:30")
    host, co = told["assignments"]
    assert host["rulings"] == told["rulings"]
    assert host["rulings"]["sign"]["outcome"]["late"] is True
    assert co["rulings"]["sign"]["outcome"]["late"] is False


@pytest.mark.parametrize("name", sorted(installed()))
def test_a_reading_on_which_no_part_hangs_changes_no_answer(name, chinese_days):
    """Answers flipped only where they can hang on a reading are those of flipping everything."""
    jurisdiction = load(name)
    plan = jurisdiction.plan()
    events = [read_event({**SENT, "type": kind}) for kind in EVENT_TYPES]
    for reading in jurisdiction.readings.values():
        states = [
            evaluate(plan, {reading.fact.id: term.id}, events, 1_780_000_000, chinese_days)
            for term in reading.choices
        ]
        for question in plan.questions:
            if reading.fact.id not in hangs_on(plan, question.id):
                first, *others = (question.describe(state).outcome for state in states)
                assert all(other == first for other in others), (reading.id, question.id)


def test_units_inside_a_body_are_asked_only_what_concerns_them(enact, tell):
    inside = {"type": "assigned", "at": "2026-03-02T10:00", "unit": "一科"}
    found = tell(enact(INQUIRY), {}, [SENT, inside])["assignments"]
    unit = next(one for one in found if one["tier"] == "unit")
    assert set(unit["rulings"]) == {q.id for q in QUESTIONS if "unit" in q.tiers}
    assert "close" not in unit["rulings"]


@pytest.mark.parametrize("name", sorted(installed()))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_the_contract_holds_for_every_case_of_every_jurisdiction(
    histories, stated_tickets, chinese_days, name, data
):
    case = Case(ticket=data.draw(stated_tickets), events=data.draw(histories), now=1_780_000_000)
    found = explain(case, Ruler(load(name), chinese_days))
    assert json.loads(json.dumps(found)) == found
    rulings = found["rulings"]
    assert list(rulings) == [question.id for question in QUESTIONS]
    for ruling in rulings.values():
        check_ruling(ruling)


#: What an answer holds where no ground is met, so that no rule decides it.
NO_GROUND_MET = {
    "mask": False, "required": False, "triggered": False, "allowed": False,
    "counted": True, "publish": True,
}  # fmt: skip


def check_ruling(ruling):
    outcome = ruling["outcome"] or {}
    assert ruling["status"] in STATUSES
    if ruling["status"] in ("silent", "not_applicable"):
        assert ruling["outcome"] is None
    if ruling["status"] == "missing_fact":
        assert ruling["facts"]
    no_ground_met = any(outcome.get(key) is value for key, value in NO_GROUND_MET.items())
    if ruling["status"] == "decided" and not no_ground_met:
        assert ruling["rule"]
        assert ruling["layer"]
        assert ruling["citations"]
    if "due_at" in outcome:
        check_clock(outcome)


def check_clock(outcome):
    if outcome["due_at"] is None:
        assert outcome["late"] is None
        assert outcome["waiting_for"] or outcome["from"]
    elif outcome["limit"]["unit"] == "immediate":
        assert outcome["late"] is None
    elif outcome["done_at"]:
        assert outcome["late"] is (outcome["done_at"] > outcome["due_at"])


@pytest.fixture(scope="session")
def stated_tickets():
    """A strategy for tickets in canonical words."""
    return st.fixed_dictionaries(
        {},
        optional={
            "kind": st.sampled_from(["inquiry", "help", "complaint", "report", "opinion", "other"]),
            "channel": st.sampled_from(["city_12345", "provincial_12345", "leader_mailbox"]),
            "urgency": st.sampled_from(["ordinary", "prompt", "emergency", "threat"]),
            "calls": st.integers(1, 5),
            "difficult": st.booleans(),
            "identity": st.sampled_from(["named", "anonymous", "withheld"]),
            "findings": st.sampled_from([(), ("kb_answerable",), ("unsolvable_soon",)]),
            "refusal_grounds": st.sampled_from([(), ("litigation_or_review", "other_law")]),
            "number": st.sampled_from(["DHXX20260302001", "省工单DH1", "X1"]),
            "received_at": st.just(1_772_438_400),
        },
    )
