"""Sides: which rules of a chain speak, under which readings, and what holds in which cells."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rexian.acknowledged import acknowledge
from rexian.analysis.laxer import upper_of
from rexian.analysis.sides import Reach, Side, effects, joint_grid, met_by
from rexian.document import Channels
from rexian.facts import channel, difficult, kind, refusal_grounds
from rexian.model.terms import Term
from rexian.rules.outcomes import Limit
from rexian.rules.readings import Reading
from rexian.rules.rule import limit, value
from rexian.rules.text import show
from rexian.worktime.period import working_days

ART = ("art1",)
DAYS = Reading(
    id="days", zh="几日", en="days", default="one", per=(), why=("示例", "made up"),
    choices=(Term("one", "一日", "one"), Term("two", "两日", "two")),
)  # fmt: skip
ONE = limit("sign.one", working_days(1), when=DAYS.is_("one") & difficult, per=ART)
TWO = limit("sign.two", working_days(2), when=DAYS.is_("two"), over=("sign.one",), per=ART)
REST = limit("sign.rest", working_days(3), over=("sign.two", "sign.one"), per=ART)


def rules(side, part="sign"):
    return {e.rule.id: (e.depth, show(e.rule.when), e.rule.over) for e in side.rules(part)}


def test_rules_are_those_that_can_apply_as_the_text_is_read_and_ask_of_it_no_more(town):
    side = town(ONE, TWO, REST, readings=[DAYS])
    assert rules(side) == {
        "sign.one": (0, "difficult", ()),
        "sign.rest": (0, "always", ("sign.one",)),
    }
    other = Side(side.jurisdiction, {"days": "two"})
    assert rules(other) == {
        "sign.two": (0, "always", ()),
        "sign.rest": (0, "always", ("sign.two",)),
    }


def test_what_is_chosen_is_the_default_where_nothing_else_is(town):
    side = town(ONE, readings=[DAYS])
    assert side.chosen["days"] == "one"
    assert Side(side.jurisdiction, {"days": "two"}).chosen["days"] == "two"


@pytest.fixture
def chain(town, overlaid):
    """A town under a county, and what its site lays over it."""
    county = town(
        limit("sign.county", working_days(5), per=ART),
        limit("sign.desk", working_days(6), when=difficult, inherited=False, per=ART),
        name="county",
    )
    below = town(limit("sign.town", working_days(2), per=ART), under=county.jurisdiction)
    return overlaid(below, limit("sign.site", working_days(1), when=difficult, per=ART))


def test_every_document_of_a_chain_speaks_nearest_first(chain):
    assert {name: depth for name, (depth, *_) in rules(chain).items()} == {
        "sign.site": -1,
        "sign.town": 0,
        "sign.county": 1,
    }


def test_its_own_document_speaks_with_what_the_site_lays_over_it(chain):
    assert list(rules(Side(chain.jurisdiction, reach=Reach.OWN))) == ["sign.site", "sign.town"]


def test_only_what_is_inherited_is_handed_down(chain):
    assert list(rules(upper_of(chain))) == ["sign.county"]
    assert sorted(rules(Side(chain.jurisdiction.above))) == ["sign.county", "sign.desk"]


def test_a_side_speaks_on_a_part_of_which_any_document_does(chain):
    assert chain.speaks("sign")
    assert not chain.speaks("close")


def test_what_is_acknowledged_is_its_own_document_s(town):
    of_close, of_sign, conflict = (
        acknowledge(finding, part, why=("因", "why"), per=ART)
        for finding, part in (("gap", "close"), ("gap", "sign"), ("conflict", "close"))
    )
    county = town(checks=[of_close], name="county")
    side = town(checks=[of_sign, conflict], under=county.jurisdiction)
    assert side.noted("gap", "close") == ()
    assert side.noted("gap", "sign") == (of_sign,)
    assert side.noted("conflict", "close") == (conflict,)


def axis_of(grid, fact):
    return grid.axes[grid.position(fact.id)]


def part_of(side, name):
    return side.plan.parts[name].part


def test_in_a_joint_grid_every_fact_is_known(town):
    one = town(ONE, readings=[DAYS])
    other = town(limit("sign.x", working_days(1), when=kind.is_("help"), per=ART))
    part = part_of(one, "sign")
    grid = joint_grid(part, [one, other], [*one.rules("sign"), *other.rules("sign")])
    assert [axis.fact.id for axis in grid.axes] == ["difficult", "kind"]
    assert all(axis.planes == () for axis in grid.axes)
    assert grid.cells == 2 * 2  # difficult or not; help or any other kind
    also = joint_grid(part, [one], one.rules("sign"), [kind.in_("praise", "other")])
    assert len(axis_of(also, kind).classes) == 2


def test_a_channel_that_one_side_alone_knows_is_one_of_the_grid(town):
    square = Channels((), (Term("square", "广场", "square"),))
    one = town(
        limit("sign.x", working_days(1), when=channel.is_("square"), per=ART), channels=square
    )
    other = town(limit("sign.y", working_days(2), when=channel.is_("wechat"), per=ART))
    part = part_of(one, "sign")
    grid = joint_grid(part, [one, other], [*one.rules("sign"), *other.rules("sign")])
    held = {values for values in axis_of(grid, channel).classes if len(values) == 1}
    assert held == {("square",), ("wechat",)}
    assert axis_of(grid, channel).planes == ()


def names(held):
    return {(tuple(e.rule.id for e in effect.rules), effect.conflict) for effect, _ in held}


def cells(side, name):
    part = part_of(side, name)
    grid = joint_grid(part, [side], side.rules(name))
    return part, grid


def test_where_rules_clash_the_one_followed_comes_first(town):
    side = town(
        limit("close.a", working_days(1), per=ART),
        limit("close.b", working_days(2), when=difficult, followed="b", per=ART),
    )
    part, grid = cells(side, "close")
    held = effects(part, side, grid)
    assert names(held) == {(("close.a",), False), (("close.b", "close.a"), True)}
    clash = next(effect for effect, _cells in held if effect.conflict)
    assert [e.rule.id for e in clash.binding] == ["close.b"]


def test_where_the_strictest_document_answers_each_has_its_say(town):
    county = town(value("extension.times.c", {"max_times": 2}, per=ART), name="county")
    side = town(
        value("extension.times.t", {"max_times": 1}, when=difficult, per=ART),
        under=county.jurisdiction,
    )
    part, grid = cells(side, "extension.times")
    assert names(effects(part, side, grid)) == {
        (("extension.times.t", "extension.times.c"), False),
        (("extension.times.c",), False),
    }


def test_grounds_are_shared_out_by_which_of_them_are_met(town):
    side = town(
        value("accept.refuse.a", {}, when=refusal_grounds.has("other_law"), per=ART),
        value("accept.refuse.b", {}, when=difficult, per=ART),
    )
    _part, grid = cells(side, "accept.refuse")
    met = met_by(side.rules("accept.refuse"), grid, grid.known)
    assert {tuple(e.rule.id for e in rules): bits.bit_count() for rules, bits in met} == {
        ("accept.refuse.a", "accept.refuse.b"): 1,
        ("accept.refuse.a",): 1,
        ("accept.refuse.b",): 1,
        (): 1,
    }


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_the_effects_of_a_part_share_out_every_cell_in_which_it_applies(town, random, data):
    side = town(*data.draw(random.rules("close", [Limit(working_days(n)) for n in (1, 2)])))
    part, grid = cells(side, "close")
    found = 0
    for _effect, bits in effects(part, side, grid):
        assert bits
        assert not found & bits
        found |= bits
    assert found == grid.known
