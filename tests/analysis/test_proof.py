"""Proof: a cell is shown only by a case that falls into it and is ruled as the cell says."""

import pytest
from rexian.analysis.findings import NOTHING, Claim
from rexian.analysis.sides import Effect, Side, joint_grid
from rexian.explain import Ruler, explain
from rexian.facts import calls, difficult, joint, kind, part, refusal_grounds
from rexian.model.terms import Term
from rexian.questions.states import close_state, overdue
from rexian.rules.readings import Reading
from rexian.rules.rule import limit, same_as, value
from rexian.worktime.period import working_days

ART = ("art1",)
INQUIRY = kind.is_("inquiry")


@pytest.fixture
def shown(prover):
    """The case that shows that rules of a side, by name, hold where a condition does."""

    def ask(side, name, when, *rules, **more):
        asked = side.plan.parts[name].part
        grid = joint_grid(asked, [side], side.rules(name), [when])
        held = tuple(e for e in side.rules(name) if e.rule.id.rpartition(".")[2] in rules)
        effect = Effect(held) if rules else NOTHING
        cells = grid.where(asked.applies) & grid.where(when)
        return prover.witness(asked, grid, cells, [Claim(side, effect)], **more)

    return ask


RULES = (
    limit("close.inquiry", working_days(2), when=INQUIRY, per=ART),
    limit("close.often", working_days(9), when=calls.at_least(3) & ~INQUIRY, per=ART),
)


def test_the_most_ordinary_case_shows_what_holds(town, shown, chinese_days):
    side = town(*RULES)
    found = shown(side, "close", calls.at_least(3), "often")
    assert found.case.ticket == {"calls": 3, "kind": "help"}
    ruled = explain(found.case, Ruler(side.jurisdiction, chinese_days))["rulings"]["close"]
    assert ruled["rule"] == "close.often"


def test_what_holds_nowhere_is_not_shown(town, shown):
    side = town(*RULES)
    assert shown(side, "close", INQUIRY, "often") is None
    assert shown(side, "close", INQUIRY) is None
    assert shown(side, "close", ~INQUIRY & calls.below(3)).case.ticket == {"kind": "help"}


def test_what_no_history_can_be_is_not_shown(town, shown):
    late = value("petition_transfer.x", {"to": "petition_bureau"}, when=overdue(close_state),
                 per=ART)  # fmt: skip
    assert shown(town(late), "petition_transfer", overdue(close_state), "x") is None
    found = shown(town(late, *RULES), "petition_transfer", overdue(close_state), "x")
    assert [event.type for event in found.case.events] == ["dispatched"]
    assert found.case.now is not None


def test_a_unit_beside_the_host_is_seen_as_its_own_case(town, shown):
    rule = value("contact.x", {"mode": "phone"}, when=part.is_("co") & joint, per=ART)
    found = shown(town(rule), "contact", part.is_("co") & joint, "x")
    assert found.part == "co"


def test_beside_a_ground_others_may_be_met(town, shown):
    secret = refusal_grounds.has("secret_or_privacy")
    side = town(
        value("accept.refuse.all", {}, per=ART),
        value("accept.refuse.secret", {}, when=secret, per=ART),
    )
    assert shown(side, "accept.refuse", secret, "secret") is not None
    assert shown(side, "accept.refuse", secret) is None


def test_several_sides_are_shown_by_one_case(town, prover):
    one, other = town(*RULES), town(limit("close.all", working_days(3), per=ART), name="other")
    asked = one.plan.parts["close"].part
    grid = joint_grid(asked, [one, other], [*one.rules("close"), *other.rules("close")])
    claims = [
        Claim(one, Effect(one.rules("close")[1:])),
        Claim(other, Effect(other.rules("close"))),
    ]
    found = prover.witness(asked, grid, grid.known, claims)
    rulings = [prover.ruling(found, "close", side)["rule"] for side in (one, other)]
    assert rulings == ["close.often", "close.all"]


def test_what_else_must_be_so_is_asked_of_every_case_tried(town, shown):
    tried = []

    def never(witness, _prover):
        tried.append(witness.case.ticket.get("kind"))
        return False

    assert shown(town(*RULES), "close", INQUIRY, "inquiry", holds=never) is None
    assert set(tried) == {"inquiry"}
    assert len(tried) == 2  # thrice called or not


READ = Reading(
    id="days", zh="几日", en="days", default="two", per=(), why=("示例", "made up"),
    choices=(Term("two", "两日", "two"), Term("nine", "九日", "nine")),
)  # fmt: skip


def test_a_case_is_shown_and_ruled_as_the_side_reads_the_text(town, shown, prover):
    side = town(
        limit("close.two", working_days(2), when=READ.is_("two"), per=ART),
        limit("close.nine", working_days(9), when=READ.is_("nine"), per=ART),
        readings=[READ],
    )
    other = Side(side.jurisdiction, {"days": "nine"})
    found = shown(other, "close", INQUIRY, "nine")
    assert shown(side, "close", INQUIRY, "nine") is None
    rules = [prover.ruling(found, "close", each)["rule"] for each in (side, other)]
    assert rules == ["close.two", "close.nine"]


def test_a_case_states_what_else_an_answer_hangs_on(town, prover):
    """What is due when another clock is due is open until that one's kind is known."""
    side = town(
        same_as("submit_reply.x", "close", when=difficult, per=ART),
        limit("close.inquiry", working_days(2), when=INQUIRY, per=ART),
        limit("close.rest", working_days(5), when=~INQUIRY, per=ART),
    )
    asked = side.plan.parts["submit_reply"].part
    grid = joint_grid(asked, [side], side.rules("submit_reply"))
    claim = Claim(side, Effect(side.rules("submit_reply")))
    found = prover.witness(asked, grid, grid.where(difficult), [claim])
    assert {"difficult", "kind"} <= set(found.case.ticket)
    assert prover.ruling(found, "submit_reply", side)["rule"] == "submit_reply.x"
