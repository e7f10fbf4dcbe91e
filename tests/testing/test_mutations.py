"""Mutants of a rule, when they change a table, and which cases notice them."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rexian.discovery import beside
from rexian.document import Edition
from rexian.expectations import differences
from rexian.explain import Ruler, expected
from rexian.facts import adverse_effect, calls, difficult, faults, kind
from rexian.rules.conditions import And, Not, Or
from rexian.rules.rule import before, limit, same_as, steps, value
from rexian.rules.rule import given as given_on
from rexian.testing.cases import Worked, published
from rexian.testing.files import CaseFiles
from rexian.testing.mutations import dropped, mutants, same_tables
from rexian.testing.noticing import Noticing, plans_of
from rexian.worktime.period import IMMEDIATELY, hours, working_days

pytestmark = pytest.mark.usefixtures("english")
ONE, TWO = working_days(1), working_days(2)
HARD = limit("close.hard", TWO, when=calls.at_least(3) & difficult, per=())


def told(rule):
    return [mutant.told for mutant in mutants("town", rule)]


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        (limit("sign.all", ONE, per=()), ["dropped", "0wd", "2wd"]),
        (limit("sign.all", hours(0), per=()), ["dropped", "1h"]),
        (limit("sign.all", IMMEDIATELY, per=()), ["dropped"]),
        (before("remind.all", "close", ONE, per=()), ["dropped", "0wd", "2wd"]),
        (same_as("remind.all", "close", per=()), ["dropped"]),
        (given_on("close.all", "close", per=()), ["dropped"]),
        (value("report_up.all", {}, when=kind.is_("help"), per=()), ["dropped"]),
        (steps("signoff.all", {"role": "unit_head"}, when=difficult, per=()), ["dropped"]),
        (
            value("report_up.often", {}, when=calls.at_least(3), per=()),
            ["dropped", "calls >= 2", "calls >= 4"],
        ),
        # There is no call less than the first.
        (value("report_up.once", {}, when=calls.at_least(1), per=()), ["dropped", "calls >= 2"]),
        (
            value("report_up.seldom", {}, when=calls.below(3), per=()),
            ["dropped", "calls >= 2", "calls >= 4"],
        ),
        (
            value("report_up.either", {}, when=difficult | adverse_effect, per=()),
            ["dropped", "and for or: difficult and adverse_effect"],
        ),
        (
            HARD,
            [
                "dropped",
                "or for and: calls >= 3 or difficult",
                "calls >= 2",
                "calls >= 4",
                "1wd",
                "3wd",
            ],
        ),
    ],
    ids=lambda found: getattr(found, "id", ""),
)
def test_what_is_changed_about_a_rule(rule, changes):
    assert told(rule) == changes


def test_a_mutant_is_the_rule_with_one_thing_changed():
    gone, either, fewer, more, sooner, later = mutants("town", HARD)
    assert gone.now is None
    assert either.now.when == Or((calls.at_least(3), difficult))
    assert fewer.now.when == And((calls.at_least(2), difficult))
    assert more.now.when == And((calls.at_least(4), difficult))
    assert (sooner.now.outcome.period, later.now.outcome.period) == (ONE, working_days(3))
    for mutant in (either, fewer, more):
        assert (mutant.now.outcome, mutant.now.id) == (HARD.outcome, HARD.id)
    assert (sooner.now.when, later.now.when) == (HARD.when, HARD.when)
    assert str(fewer) == "close.hard: calls >= 2"


def test_what_stands_under_a_not_is_changed_too():
    rule = value("report_up.x", {}, when=Not(calls.at_least(3) & difficult), per=())
    _gone, either, *_thresholds = mutants("town", rule)
    assert either.now.when == Not(Or((calls.at_least(3), difficult)))


def changes(place, mutant):
    """By edition, whether a mutant changes a table."""
    return {
        editions: not same_tables(
            plan.parts[mutant.old.id.rpartition(".")[0]], mutant, plan.domains
        )
        for editions, plan in plans_of(place).items()
    }


def test_a_rule_that_owns_cells_changes_them_when_it_goes(enact):
    rule = limit("close.help", ONE, when=kind.is_("help"), per=())
    assert changes(enact(rule), dropped("town", rule)) == {("1",): True}


def test_a_rule_that_yields_everywhere_changes_nothing_when_it_goes(enact):
    rule = limit("close.help", ONE, when=kind.is_("help"), per=())
    wider = limit("close.all", TWO, over=("close.help",), per=())
    assert changes(enact(rule, wider), dropped("town", rule)) == {("1",): False}
    assert changes(enact(rule, wider), dropped("town", wider)) == {("1",): True}


def test_a_rule_that_only_keeps_another_from_answering_changes_that(enact):
    """`close.wall` owns no cell, and without it `close.help` would answer."""
    rule = limit("close.help", ONE, when=kind.is_("help"), per=())
    wall = limit("close.wall", TWO, when=kind.is_("help"), over=("close.help",), per=())
    over = limit("close.all", TWO, over=("close.wall",), per=())
    assert changes(enact(rule, wall, over), dropped("town", wall)) == {("1",): True}


NEVER = difficult & ~difficult


@pytest.mark.parametrize("part", ["supervision", "extension.cap"])
def test_a_rule_never_met_that_stands_alone_changes_nothing(enact, part):
    """Of parts where every ground counts, and where the strictest document does."""
    rule = value(f"{part}.never", {"by": "handler"}, when=NEVER, per=())
    other = value(f"{part}.met", {"by": "handler"}, when=difficult, per=())
    place = enact(rule, under=enact(other, name="city"))
    assert changes(place, dropped("town", rule)) == {("1", "1"): False}
    assert changes(enact(other), dropped("town", other)) == {("1",): True}


def test_a_threshold_that_another_condition_hides_changes_nothing(enact):
    often = limit("close.often", ONE, when=calls.at_least(5) & calls.at_least(3), per=())
    found = {m.told: changes(enact(often), m)[("1",)] for m in mutants("town", often)}
    assert found["calls >= 2"] is False
    assert found["calls >= 6"] is True
    # Only the lower threshold is moved to 4, only the higher one from it.
    assert [m.told for m in mutants("town", often)].count("calls >= 4") == 2


def test_a_rule_of_another_edition_is_changed_where_it_is_in_force(enact):
    old, new = Edition("2020"), Edition("2024", date(2024, 1, 1))
    rule = limit("close.old", ONE, editions=("2020",), per=())
    over = limit("close.late", TWO, when=difficult, over=("close.old",), per=())
    place = enact(rule, over, editions=(old, new))
    assert changes(place, dropped("town", rule)) == {("2020",): True, ("2024",): False}
    sooner = next(m for m in mutants("town", over) if m.told == "1wd")
    # In 2020 the rule gone over says a working day too, and still is another rule.
    assert changes(place, sooner) == {("2020",): True, ("2024",): True}


def test_a_rule_of_the_document_above_is_left_alone(enact):
    rule = limit("close.all", ONE, per=())
    city = enact(rule, name="city")
    place = enact(limit("close.all", TWO, when=difficult, per=()), under=city)
    assert changes(place, dropped("town", rule)) == {("1", "1"): True}
    assert changes(place, dropped("nowhere", rule)) == {("1", "1"): False}


CONDITIONS = st.recursive(
    st.sampled_from(
        [difficult, calls.at_least(2), calls.at_least(3), kind.is_("help"), faults.has("delay")]
    ),
    lambda inner: st.builds(Not, inner) | st.builds(lambda a, b: a & b, inner, inner)
    | st.builds(lambda a, b: a | b, inner, inner),
    max_leaves=5,
)  # fmt: skip
CASES = st.fixed_dictionaries(
    {
        "difficult": st.booleans(), "calls": st.integers(1, 5),
        "kind": st.sampled_from(["help", "inquiry"]), "faults.delay": st.booleans(),
    }
)  # fmt: skip


@given(CONDITIONS, st.lists(CASES, min_size=8, max_size=8))
def test_tables_that_are_the_same_answer_every_case_alike(enact, when, drawn):
    rule = limit("close.some", ONE, when=when, per=())
    other = limit("close.rest", TWO, when=~rule.when, per=())
    place = enact(rule, other)
    for mutant in mutants("town", rule):
        if mutant.now is not None and not changes(place, mutant)[("1",)]:
            for values in drawn:
                assert rule.when.holds(values) == mutant.now.when.holds(values)


@pytest.fixture
def noticing(brook):
    with beside(brook.folder):
        yield Noticing(Worked.of("brook", CaseFiles(brook.folder / "tests")))


def test_looking_at_all_cases_in_full_finds_no_more(noticing):
    """A case is ruled anew only where its cell changes: nothing is lost by that."""
    found = noticing.worked
    entries = [case for cases in found.files.cases.values() for case in cases]
    ruled = [(case, {}) for case in entries]
    ruled += [(f.case, f.readings) for flips in found.files.flips.values() for f in flips]
    tried = 0
    for mutant in noticing.mutants():
        place = with_mutant(noticing, mutant)
        whole = any(
            list(differences(case.expect, expected(case, Ruler(place, published(), readings))))
            for case, readings in ruled
        )
        assert noticing.notices(mutant) == whole, str(mutant)
        tried += 1
    # sign 3, close.inquiry 3, close.other 3, close.hard 3 and four thresholds and four words,
    # redo.old 3, supervision 1, attend 1.
    assert tried == 3 + 3 + 3 + (3 + 4 + 4) + 3 + 1 + 1


def with_mutant(noticing, mutant):
    """The jurisdiction with a mutant, compiled anew from its rules."""
    real = noticing.real
    changed = [mutant.now if rule is mutant.old else rule for rule in noticing.worked.layer.rules]
    gone = mutant.old.id if mutant.now is None else None
    rules = tuple(
        replace(rule, over=tuple(name for name in rule.over if name != gone))
        for rule in changed
        if rule is not None
    )
    return replace(real, layers=(replace(noticing.worked.layer, rules=rules),), _plans={})
