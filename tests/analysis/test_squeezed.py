"""Clocks out of order: an act that may fall due no earlier than what must follow it."""

import pytest
from rexian.analysis.relation import Relation
from rexian.analysis.report import told_cells
from rexian.analysis.squeezed import squeezed
from rexian.facts import difficult, kind
from rexian.model.terms import Term
from rexian.rules.readings import Reading
from rexian.rules.rule import given, limit, same_as
from rexian.worktime.period import hours, natural_days, working_days

ART = ("art1",)
INQUIRY = kind.is_("inquiry")


def sign(period, **more):
    return limit("sign.x", period, per=ART, **more)


def close(period, **more):
    return limit("close.x", period, per=ART, **more)


@pytest.fixture
def told(judge):
    def tell(side):
        return {
            (
                tuple(e.rule.id for claim in found.claims for e in claim.effect.rules),
                told_cells(side, found.grid, found.cells)["en"],
            )
            for found in squeezed(side, judge)
        }

    return tell


@pytest.mark.parametrize(
    ("first", "then", "found"),
    [
        (working_days(1), working_days(2), False),
        (working_days(2), working_days(2), True),
        (working_days(3), working_days(2), True),
        (hours(2), working_days(1), False),
        (working_days(3), natural_days(4), True),  # over the spring festival
        (working_days(1), natural_days(60), False),
    ],
    ids=str,
)
def test_a_ticket_is_to_be_signed_for_before_it_is_to_be_closed(town, told, first, then, found):
    expected = {(("sign.x", "close.x"), "always")} if found else set()
    assert told(town(sign(first), close(then))) == expected


def test_a_unit_is_to_object_before_its_body_is_to_return_the_ticket(town, told):
    """A day for the unit of what the platform allows the body two hours for."""
    within = limit("object.x", working_days(1), per=ART)
    platform = limit("return.x", hours(2), when=difficult, per=ART)
    rest = limit("return.y", working_days(2), when=~difficult, per=ART)
    assert told(town(within, platform, rest)) == {(("object.x", "return.x"), "difficult")}


def test_only_cases_that_both_limits_decide_are_told(town, told):
    side = town(sign(working_days(3), when=difficult), close(working_days(2), when=INQUIRY))
    assert told(side) == {(("sign.x", "close.x"), "difficult and kind = inquiry")}


def test_what_is_given_or_hangs_on_another_clock_cannot_be_told(town, told):
    assert told(town(sign(working_days(9)), given("close.x", "close", per=ART))) == set()
    ahead = same_as("submit_reply.x", "close", per=ART)
    assert told(town(ahead, close(working_days(2)))) == set()


def test_the_start_from_which_it_shows_is_told(town, judge):
    [found] = squeezed(town(sign(working_days(3)), close(natural_days(4))), judge)
    assert found.compared.relation is Relation.INCOMPARABLE
    assert found.compared.later.first > found.compared.later.second


def test_what_is_all_of_the_document_above_is_found_there(town, told):
    city = town(sign(working_days(2)), close(working_days(2)), name="city")
    assert len(told(city)) == 1
    assert told(town(under=city.jurisdiction)) == set()
    own = town(limit("close.own", working_days(1), when=INQUIRY, per=ART), under=city.jurisdiction)
    assert told(own) == {(("sign.x", "close.own"), "kind = inquiry")}


READ = Reading(
    id="signing", zh="签收", en="signing", default="long", per=(), why=("示例", "made up"),
    choices=(Term("long", "长", "long"), Term("short", "短", "short")),
)  # fmt: skip


def test_it_tells_on_which_reading_of_the_document_s_own_it_hangs_and_stays_open(town, checker):
    long = limit("sign.long", working_days(2), when=READ.is_("long"), per=ART)
    short = limit("sign.short", hours(2), when=READ.is_("short"), per=ART)
    [found] = checker.check(town(long, short, close(working_days(2)), readings=[READ]), None)
    assert (found.finding.kind, found.finding.hangs_on) == ("squeezed", READ)
    assert found.reason is None


def test_a_case_shows_both_limits(town, checker):
    [found] = checker.check(town(sign(working_days(3)), close(working_days(2))), None)
    side, witness = found.finding.side, found.witness
    assert found.reason is None
    for question, rule in (("sign", "sign.x"), ("close", "close.x")):
        assert checker.prover.ruling(witness, question, side)["rule"] == rule
