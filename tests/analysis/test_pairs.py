"""Pairs: every difference between two documents, shown by a case that both rule as told."""

from collections import Counter

import pytest
from rexian.analysis.pairs import Pairing
from rexian.analysis.relation import Relation
from rexian.explain import Ruler, explain
from rexian.facts import difficult, kind
from rexian.jurisdictions import edition_day
from rexian.model.assignments import assignments, host_events, is_joint
from rexian.model.case import read_case, read_cases
from rexian.questions.states import close_state, overdue
from rexian.rules.question import Mode
from rexian.rules.rule import limit, value
from rexian.rules.scalar import evaluate
from rexian.rules.table import Conflict, Decided
from rexian.witness.casefile import mapping_of, written
from rexian.worktime.period import natural_days, working_days

ART = ("art1",)
INQUIRY = kind.is_("inquiry")
SAME, STRICTER, SECOND = Relation.SAME, Relation.STRICTER, Relation.ONLY_SECOND


@pytest.fixture
def pairing(judge, prover):
    return Pairing(judge, prover)


def test_each_difference_is_shown_by_a_case_into_which_it_falls(town, pairing):
    one = town(limit("close.inquiry", working_days(2), when=INQUIRY, per=ART))
    other = town(limit("close.all", working_days(3), per=ART), name="other")
    pair = pairing.pair(one, other)
    shown = {each.difference.relation: each.witness for each in pair.shown}
    assert {found: w.case.ticket["kind"] for found, w in shown.items()} == {
        STRICTER: "inquiry",
        SECOND: "help",
    }
    assert pair.sides == (one, other)


def test_how_many_pairs_of_rules_stand_so_is_counted_in_all_and_by_question(town, pairing):
    rules = [
        limit("close.all", working_days(2), per=ART),
        limit("sign.all", working_days(1), per=ART),
    ]
    other = limit("close.all", working_days(3), per=ART)
    pair = pairing.pair(town(*rules), town(other, rules[1], name="other"))
    assert pair.totals == Counter({STRICTER: 1, SAME: 1})
    assert pair.by_question() == {"close": {STRICTER: 1}, "sign": {SAME: 1}}


def test_one_question_may_be_asked_alone(town, pairing):
    rules = [
        limit("close.all", working_days(2), per=ART),
        limit("sign.all", working_days(1), per=ART),
    ]
    side = town(*rules)
    pair = pairing.pair(side, side, "sign")
    assert {each.difference.part.id for each in pair.shown} == {"sign"}


def test_every_two_of_several_are_compared_once(town, pairing):
    sides = [town(limit("close.all", working_days(n), per=ART), name=f"t{n}") for n in (1, 2, 3)]
    found = [(p.first, p.second) for p in pairing.all(sides)]
    assert found == [(sides[0], sides[1]), (sides[0], sides[2]), (sides[1], sides[2])]


def test_what_cannot_occur_is_left_out(town, pairing):
    """Nothing is overdue where nothing limits closing, whatever a rule says of it."""
    late = value("petition_transfer.late", {"to": "petition_bureau"}, per=ART,
                 when=overdue(close_state))  # fmt: skip
    rest = value("petition_transfer.all", {"to": "handler"}, per=ART)
    assert pairing.pair(town(late), town(rest, name="other")).totals == Counter(
        {Relation.INCOMPARABLE: 1}
    )
    limited = town(late, limit("close.all", working_days(3), per=ART))
    other = town(rest, limit("close.all", working_days(3), per=ART), name="other")
    part = [e for e in pairing.pair(limited, other).shown if e.difference.question.id != "close"]
    assert len(part) == 2


def test_overdue_is_overdue_by_each_side_s_own_limit(town, pairing, chinese_days):
    """Two working days are long past when sixty natural days are."""
    rule = value("petition_transfer.late", {"to": "petition_bureau"}, per=ART,
                 when=overdue(close_state))  # fmt: skip
    one = town(rule, limit("close.all", working_days(2), per=ART))
    other = town(rule, limit("close.all", natural_days(60), per=ART), name="other")
    [late] = pairing.pair(one, other, "petition_transfer").shown
    for side in (one, other):
        ruled = explain(late.witness.case, Ruler(side.jurisdiction, chinese_days))["rulings"]
        assert ruled["close"]["outcome"]["late"] is True
        assert ruled["petition_transfer"]["rule"] == "petition_transfer.late"


def test_a_ground_that_the_other_side_lacks_is_shown_though_another_always_holds_there(
    town, pairing
):
    always = value("closure.must_state.all", {"must_state": ("result",)}, per=ART)
    hard = value("closure.must_state.hard", {"must_state": ("time",)}, when=difficult, per=ART)
    pair = pairing.pair(town(always, hard), town(always, name="other"), "closure")
    shown = {
        each.difference.relation: [e.rule.id for e in each.difference.first.rules]
        for each in pair.shown
    }
    assert shown == {SAME: ["closure.must_state.all"], STRICTER: ["closure.must_state.hard"]}


def rules_on(part, witness, side, calendars):
    """The rules that hold on a part of a witness's case, worked out from what it states."""
    case, place = witness.case, side.jurisdiction
    units = [unit for unit in assignments(case.events) if unit.part == "co"]
    events = units[0].events if witness.part == "co" else host_events(case.events)
    seen = {"part": witness.part, "joint": is_joint(case.events)}
    facts = {**place.facts_of(case.ticket), **place.chosen(side.readings), **seen}
    plan = place.plan(edition_day(case.events, case.ticket.get("received_at")))
    answers = evaluate(plan, facts, events, case.moment, calendars)[part.id]
    held = []
    for answer in answers if isinstance(answers, tuple) else (answers,):
        if isinstance(answer.decision, Decided):
            held += answer.decision.rules
        elif isinstance(answer.decision, Conflict):
            held += answer.decision.candidates
    return held


def bears_out(told, held, found):
    """Whether what holds is as told; of grounds and of several documents, at least that.

    Where a ground has none like it, those of the other side that turn on no fact of its may hold.
    """
    if told and found.part.mode is not Mode.NEAREST:
        return {named(e) for e in told} <= {named(e) for e in held}
    if found.part.mode is not Mode.GROUNDS:
        return {named(e) for e in told} == {named(e) for e in held}
    asked = {axis.fact.id for axis in found.grid.axes}
    return not any(atom.fact.id in asked for e in held for atom in e.rule.when.atoms())


def named(enacted):
    return enacted.layer, enacted.rule.id


@pytest.mark.documents
def test_every_difference_between_the_documents_is_shown_by_a_case_that_each_rules_as_told(
    compared, chinese_days
):
    wrong = [
        (side.jurisdiction.id, found.part.id, [e.rule.id for e in effect.rules])
        for pair in compared
        for each in pair.shown
        for found in [each.difference]
        for side, effect in zip(pair.sides, (found.first, found.second), strict=True)
        for held in [rules_on(found.part, each.witness, side, chinese_days)]
        if not bears_out(effect.rules, held, found)
    ]
    assert wrong == []
    assert sum(len(pair.shown) for pair in compared) > 1000


@pytest.mark.documents
def test_every_case_that_shows_a_difference_can_be_written_and_read_back(compared):
    shown = [each.witness for pair in compared for each in pair.shown]
    cases = {id(w.case): w for w in shown}.values()
    assert [w for w in cases if read_case(mapping_of(w)) != w.case] == []


@pytest.mark.documents
def test_case_files_are_ruled_by_explain_as_told_on_both_sides(compared, tmp_path, chinese_days):
    """Of questions that one rule answers every 25th difference: that rule is named."""
    asked = [
        (pair, each)
        for pair in compared
        for each in pair.shown
        for part in [each.difference.part]
        if part.id == each.difference.question.id and part.mode is Mode.NEAREST
        if each.witness.part == "host"
    ]
    for pair, each in asked[::25]:
        file = tmp_path / "witness.yaml"
        file.write_text(written(each.witness), encoding="utf-8")
        [case] = read_cases(file)
        effects = (each.difference.first, each.difference.second)
        for side, effect in zip(pair.sides, effects, strict=True):
            rulings = explain(case, Ruler(side.jurisdiction, chinese_days))["rulings"]
            told = [enacted.rule.id for enacted in effect.binding]
            assert [rulings[each.difference.question.id]["rule"]] == (told or [None])
