"""Conditions: their meaning, how they combine, and what they refuse."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rexian.errors import DefinitionError
from rexian.model.vocabulary import REFUSAL_GROUNDS
from rexian.rules.conditions import ALWAYS, And, Not, Or
from rexian.rules.facts import many


@given(data=st.data())
def test_a_condition_holds_as_its_words_say(world, holds, data):
    condition, values = data.draw(world.conditions), data.draw(world.known)
    assert condition.holds(values) is holds(condition, values)


@given(data=st.data())
def test_the_combinations_are_those_of_logic(world, data):
    one, other = data.draw(world.conditions), data.draw(world.conditions)
    values = data.draw(world.known)
    left, right = one.holds(values), other.holds(values)
    assert (one & other).holds(values) is (left and right)
    assert (one | other).holds(values) is (left or right)
    assert (~one).holds(values) is (not left)


@given(data=st.data())
def test_atoms_come_in_reading_order(world, data):
    one, other = data.draw(world.conditions), data.draw(world.conditions)
    asked = [*one.atoms(), *other.atoms()]
    assert list((one & other).atoms()) == asked
    assert list((one | other).atoms()) == asked


def test_like_combinations_flatten_and_unlike_ones_nest(world):
    loud, wet = world.facts["loud"], world.facts["wet"]
    many_parts = world.facts["parts"].at_least(3)
    assert (loud & wet) & many_parts == loud & (wet & many_parts) == And((loud, wet, many_parts))
    assert (loud | wet) | many_parts == loud | (wet | many_parts) == Or((loud, wet, many_parts))
    assert (loud & wet) | many_parts == Or((And((loud, wet)), many_parts))


def test_two_negations_are_none(world):
    loud = world.facts["loud"]
    assert ~loud == Not(loud)
    assert ~~loud is loud


@pytest.mark.parametrize(
    "use",
    [bool, lambda c: not c, lambda c: c and c, lambda c: c or c, lambda c: 1 if c else 2],
)
def test_a_condition_has_no_truth_of_its_own(world, use):
    for condition in (world.facts["loud"], world.facts["parts"].at_least(2), ALWAYS):
        with pytest.raises(TypeError, match=r"combine with &, \| and ~"):
            use(condition)


@pytest.mark.parametrize(("number", "reached"), [(2, False), (3, True), (4, True)])
def test_at_least_includes_the_number_and_below_excludes_it(world, number, reached):
    parts = world.facts["parts"]
    assert parts.at_least(3).holds({"parts": number}) is reached
    assert parts.below(3).holds({"parts": number}) is not reached


@pytest.mark.parametrize("ask", [lambda f: f.is_("gren"), lambda f: f.in_("red", "gren")])
def test_a_value_that_a_fact_does_not_have_is_refused_with_the_nearest(world, ask):
    with pytest.raises(DefinitionError, match="colour has no value 'gren'; did you mean green"):
        ask(world.facts["colour"])


def test_an_open_list_takes_values_that_only_a_jurisdiction_knows(world):
    colour = replace(world.facts["colour"], open=True)
    assert colour.is_("violet").holds({"colour": "violet"})
    assert not colour.is_("violet").holds({"colour": "red"})


def test_a_list_is_asked_member_by_member():
    grounds = many("grounds", "情形", "grounds", REFUSAL_GROUNDS)
    either = grounds.has_any("litigation_or_review", "other_law")
    found = dict.fromkeys((flag.id for flag in grounds.members.values()), False)
    assert not either.holds(found)
    assert either.holds({**found, "grounds.other_law": True})
    assert not either.holds({**found, "grounds.petition_channel": True})
    with pytest.raises(DefinitionError, match="cannot hold 'other_lwa'; did you mean other_law"):
        grounds.has("other_lwa")


def test_always_is_true_of_anything():
    assert ALWAYS.holds({})
    assert list(ALWAYS.atoms()) == []
