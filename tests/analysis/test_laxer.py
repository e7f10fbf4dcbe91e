"""Laxer rules: where a lower document lets through what the one above it does not."""

import pytest
from rexian.acknowledged import acknowledge
from rexian.analysis.laxer import laxer, upper_of
from rexian.analysis.report import told_cells
from rexian.analysis.sides import Side
from rexian.facts import difficult, identity, kind, refusal_grounds
from rexian.model.terms import Term
from rexian.rules.readings import Reading
from rexian.rules.rule import before, given, limit, same_as, steps, value
from rexian.worktime.period import hours, natural_days, working_days

ART = ("art1",)
INQUIRY = kind.is_("inquiry")


@pytest.fixture
def below(town):
    """A bureau with these rules under a city with those."""

    def make(own, above, **more):
        city = town(*above, name="city", readings=more.get("readings", ()))
        return town(*own, name="bureau", under=city.jurisdiction, **more)

    return make


@pytest.fixture
def told(judge):
    def tell(side, upper=None):
        return {
            (
                tuple(e.rule.id.rpartition(".")[2] for e in found.rules),
                told_cells(side, found.grid, found.cells)["en"],
            )
            for found in laxer(side, upper or upper_of(side), judge)
        }

    return tell


CITY = (
    limit("close.inquiry", working_days(3), when=INQUIRY, per=ART),
    limit("close.rest", working_days(10), when=~INQUIRY, per=ART),
)


def closing(period, **more):
    return [limit("close.own", period, per=ART, **more)]


@pytest.mark.parametrize(
    ("period", "cases"),
    [
        (working_days(2), set()),
        (working_days(3), set()),
        (working_days(4), {"kind = inquiry"}),
        (working_days(11), {"kind = inquiry", "not kind = inquiry"}),
        (natural_days(3), set()),
        (natural_days(4), {"kind = inquiry"}),  # later within a week, earlier over a weekend
        (hours(24), set()),
        (natural_days(60), {"kind = inquiry", "not kind = inquiry"}),
    ],
    ids=lambda found: " or ".join(sorted(found)) if isinstance(found, set) else str(found),
)
def test_a_clock_is_laxer_that_is_due_later_from_some_start(below, told, period, cases):
    assert told(below(closing(period), CITY)) == {(("own",), when) for when in cases}


def test_it_is_laxer_only_in_the_cases_it_decides(below, told):
    own = closing(working_days(11), when=difficult & ~INQUIRY)
    assert told(below(own, CITY)) == {(("own",), "difficult and not kind = inquiry")}


def test_a_finding_tells_what_holds_on_either_side_and_from_which_start_it_shows(below, judge):
    [found] = laxer(*both(below(closing(working_days(4)), CITY)), judge)
    own, above = found.claims
    assert [e.rule.id for e in own.effect.rules] == ["close.own"]
    assert [e.rule.id for e in above.effect.rules] == ["close.inquiry"]
    assert (own.side.jurisdiction.id, above.side.jurisdiction.id) == ("bureau", "city")
    assert found.compared.later.first > found.compared.later.second


def both(side):
    return side, upper_of(side)


def test_a_clock_is_laxer_whatever_else_is_said_of_it(below, told):
    own = closing(working_days(4), says={"to": "hotline_centre"}, when=INQUIRY)
    assert told(below(own, CITY)) == {(("own",), "kind = inquiry")}


def test_a_weaker_word_is_laxer(below, told):
    own = closing(working_days(3), strength="in_principle", when=INQUIRY)
    assert told(below(own, CITY)) == {(("own",), "kind = inquiry")}


def returning(days, start=None):
    return [limit("return.own", working_days(days), start=start, per=ART)]


@pytest.mark.parametrize(
    ("own", "above", "is_laxer"),
    [
        (returning(1, "signed"), returning(1), True),
        (returning(1), returning(1, "signed"), False),
        (returning(3), returning(1, "signed"), True),  # where it is signed at once
        (returning(2, "signed"), returning(1, "signed"), True),
    ],
)
def test_a_clock_from_a_later_start_is_laxer_than_one_no_longer(below, told, own, above, is_laxer):
    assert bool(told(below(own, above))) is is_laxer


def test_what_is_asked_later_before_the_same_clock_is_laxer(below, told):
    until = same_as("extension.ask_by.own", "close", per=ART)
    ahead = before("extension.ask_by.city", "close", working_days(1), per=ART)
    assert told(below([until], [ahead])) == {(("own",), "always")}
    assert told(below([ahead], [until])) == set()


def test_a_limit_given_elsewhere_is_not_comparable_and_so_not_laxer(below, told):
    assert told(below([given("close.own", "close", per=ART)], CITY)) == set()


def demanding(*what):
    return [value("return_permission.must_state.own", {"must_state": what}, per=ART)]


def test_a_smaller_list_of_demands_is_laxer(below, told):
    more, less = demanding("reasons", "basis"), demanding("basis")
    assert told(below(less, more)) == {(("own",), "always")}
    assert told(below(more, less)) == set()
    assert told(below(demanding("suggested_unit"), more)) == set()


def test_a_shorter_row_of_approvals_is_laxer(below, told):
    head, leader = {"role": "unit_head"}, {"role": "bureau_principal"}
    one = [steps("reply_approval.steps.own", head, per=ART)]
    two = [steps("reply_approval.steps.own", head, leader, per=ART)]
    assert told(below(one, two)) == {(("own",), "always")}
    assert told(below(two, one)) == set()


def refusing(*names, **more):
    return [
        value(f"accept.refuse.{name}", {}, when=refusal_grounds.has(name), per=ART, **more)
        for name in names
    ]


def test_a_ground_to_refuse_that_the_list_above_does_not_have_is_laxer(below, told):
    own, city = refusing("other_law", "secret_or_privacy"), refusing("secret_or_privacy")
    assert told(below(own, city)) == {(("other_law",), "refusal_grounds.other_law")}
    assert told(below(city, own)) == set()


def test_where_the_document_above_lists_no_grounds_none_is_laxer(below, told):
    assert told(below(refusing("other_law"), [])) == set()


def test_a_ground_that_binds_besides_those_above_is_not_laxer(below, told):
    own = [value("supervision.own", {}, when=difficult, per=ART)]
    city = [value("supervision.city", {}, when=INQUIRY, per=ART)]
    assert told(below(own, city)) == set()


def test_who_acts_and_how_is_never_laxer(below, told):
    own = [value("dispatch.by.own", {"by": "handler"}, per=ART)]
    assert told(below(own, [value("dispatch.by.city", {"by": "hotline_centre"}, per=ART)])) == set()


def test_what_is_not_handed_down_is_no_measure(below, told):
    desk = [limit("close.desk", working_days(3), inherited=False, per=ART)]
    assert told(below(closing(working_days(9)), desk)) == set()


def test_of_clashing_rules_the_one_followed_is_measured(below, told):
    clash = [
        limit("close.long", working_days(20), followed="special", per=ART),
        limit("close.short", working_days(1), per=ART),
    ]
    cases = {"kind = inquiry", "not kind = inquiry"}
    assert told(below(clash, CITY)) == {(("long", "short"), when) for when in cases}


def test_another_jurisdiction_may_be_the_measure(town, told):
    other = town(*CITY, name="elsewhere")
    alone = town(*closing(working_days(4)))
    assert upper_of(alone) is None
    assert told(alone, other) == {(("own",), "kind = inquiry")}


def test_cases_that_are_acknowledged_are_told_apart(below, told, judge):
    check = acknowledge("laxer", "close", when=identity.is_("named"), why=("因", "why"), per=ART)
    side = below(closing(working_days(4)), CITY, checks=[check])
    [found] = laxer(*both(side), judge)
    assert found.grid.position("identity") >= 0
    assert told(side) == {(("own",), "kind = inquiry")}


DAYS = Reading(
    id="city_days", zh="市定几日", en="days of the city", default="three", per=(),
    choices=(Term("three", "三日", "three"), Term("lost", "缺失", "lost")), why=("缺", "lost"),
)  # fmt: skip


def test_the_document_above_is_read_as_the_one_below(below, told):
    city = [limit("close.city", working_days(3), when=DAYS.is_("three"), per=ART)]
    side = below(closing(working_days(9)), city, readings=[DAYS])
    assert told(side) == {(("own",), "always")}
    assert told(Side(side.jurisdiction, {"city_days": "lost"})) == set()
