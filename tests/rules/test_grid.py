"""Grids: cells, classes, unknown planes, and sets of cells as integers."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rexian.errors import DefinitionError
from rexian.model.terms import Term
from rexian.rules.conditions import ALWAYS
from rexian.rules.facts import Flag
from rexian.rules.grid import Grid, axis_of, grid_of, members


def points(grid):
    """Each cell without unknowns, with every case that falls into it."""
    for cell in members(grid.known):
        classes = [
            axis.classes[index] for axis, index in zip(grid.axes, grid.decode(cell), strict=True)
        ]
        names = [axis.fact.id for axis in grid.axes]
        yield cell, [dict(zip(names, values, strict=True)) for values in product(*classes)]


@given(data=st.data())
def test_a_condition_owns_the_cells_whose_every_case_meets_it(world, holds, data):
    condition, other = data.draw(world.conditions), data.draw(world.conditions)
    grid = grid_of("q", [condition, other])
    owned = set(members(grid.where(condition)))
    for cell, cases in points(grid):
        assert {holds(condition, case) for case in cases} == {cell in owned}


@given(data=st.data())
def test_every_value_of_a_fact_has_one_class(world, data):
    grid = grid_of("q", [data.draw(world.conditions)])
    for axis in grid.axes:
        held = [value for values in axis.classes for value in values]
        assert len(held) == len(set(held))
        if axis.fact.values:
            assert set(held) == set(axis.fact.values)


@given(data=st.data())
def test_values_that_no_condition_tells_apart_share_a_class(world, holds, data):
    condition = data.draw(world.conditions)
    for axis in grid_of("q", [condition]).axes:
        asked = [atom for atom in condition.atoms() if atom.fact.id == axis.fact.id]
        told = [
            {tuple(holds(atom, {axis.fact.id: value}) for atom in asked) for value in values}
            for values in axis.classes
        ]
        assert all(len(answers) == 1 for answers in told)
        assert len({next(iter(answers)) for answers in told}) == len(told)


@given(data=st.data())
def test_cells_are_numbered_one_by_one(world, data):
    grid = grid_of("q", [data.draw(world.conditions)])
    cells = [grid.encode(classes) for classes in product(*(range(a.size) for a in grid.axes))]
    assert cells == list(range(grid.cells))
    assert [grid.encode(grid.decode(cell)) for cell in cells] == cells
    assert grid.all == sum(1 << cell for cell in cells)


@given(st.sets(st.integers(0, 300)))
def test_members(cells):
    assert list(members(sum(1 << cell for cell in cells))) == sorted(cells)


@given(data=st.data())
def test_a_plane_is_in_a_set_when_all_it_may_turn_out_to_be_is(world, data):
    grid = grid_of("q", [data.draw(world.conditions)])
    bits = data.draw(st.integers(0, grid.all)) & grid.known
    for position, axis in enumerate(grid.axes):
        found = set(members(grid.certain(position, bits)))
        for cell in range(grid.cells):
            classes = list(grid.decode(cell))
            plane = classes[position] - len(axis.classes)
            if plane < 0:
                assert cell not in found
                continue
            among = axis.planes[plane][1]
            outcomes = [[*classes[:position], i, *classes[position + 1 :]] for i in among]
            certain = all(bits >> grid.encode(outcome) & 1 for outcome in outcomes)
            assert (cell in found) is certain


def test_a_count_is_cut_at_its_thresholds(world):
    parts = world.facts["parts"]
    conditions = [parts.at_least(3), parts.below(5)]
    axis = axis_of(parts, [atom for c in conditions for atom in c.atoms()])
    assert axis.classes == ((1, 2), (3, 4), (5,))
    steps = axis.steps(10)
    assert [steps[number] for number in (1, 2, 3, 4, 5, 6, 1000)] == [0, 0, 10, 10, 20, 20, 20]


@pytest.mark.parametrize("threshold", [0, 1])
def test_a_threshold_that_every_number_reaches_cuts_nothing(world, threshold):
    parts = world.facts["parts"]
    grid = grid_of("q", [parts.at_least(threshold)])
    assert grid.cells == 1
    assert grid.where(parts.at_least(threshold)) == grid.all


def test_a_number_that_is_none_is_not_taken_for_a_large_one(world):
    parts = world.facts["parts"]
    steps = axis_of(parts, list(parts.at_least(3).atoms())).steps(1)
    for value in (None, "3"):
        with pytest.raises(KeyError):
            steps[value]


def test_only_facts_that_may_be_unknown_have_an_unknown_plane(world):
    facts = world.facts
    grid = grid_of("q", [facts["loud"], facts["wet"], facts["colour"].is_("red")])
    assert {axis.fact.id: [held for held, _ in axis.planes] for axis in grid.axes} == {
        "loud": [None],
        "wet": [],
        "colour": [None],
    }


def test_a_group_is_a_plane_of_its_members_classes(world):
    size = world.facts["size"]
    axis = axis_of(size, [*size.is_("small").atoms(), *size.is_("huge").atoms()])
    assert axis.classes == (("small",), ("middling", "large"), ("huge",))
    assert axis.planes == (("small|large", (0, 1)), ("large|huge", (1, 2)))


def test_a_fact_asked_twice_is_one_axis_whoever_asks(world):
    loud = world.facts["loud"]
    twin = replace(loud)
    assert grid_of("q", [loud, ~twin]).cells == grid_of("q", [loud]).cells


def test_no_facts_are_one_cell():
    grid = grid_of("q", [ALWAYS])
    assert (grid.cells, grid.known, grid.all) == (1, 1, 1)
    assert Grid(()).decode(0) == ()


def test_a_table_past_the_bound_names_question_facts_and_remedy():
    flags = [Flag(id=f"flag{n}", zh=f"标{n}", en=f"flag {n}") for n in range(21)]
    assert grid_of("big", flags[:20]).cells == 1 << 20
    with pytest.raises(DefinitionError) as refused:
        grid_of("big", flags)
    told = str(refused.value)
    assert told.startswith("big needs 2,097,152 cells, more than 1,048,576: flag0 (2) x flag1 (2)")
    assert "flag20 (2)" in told
    assert told.endswith("split the question or ask fewer facts")


def test_a_jurisdiction_may_know_more_values_than_core(world):
    colour = replace(world.facts["colour"], open=True)
    asked = [colour.is_("violet"), colour.is_("red")]
    wider = replace(colour, terms=colour.terms.extended((Term("violet", "紫", "violet"),)))
    grid = grid_of("q", asked, {colour: wider}.get)
    assert grid.axes[0].classes == (("red",), ("green", "redder", "blue"), ("violet",))


def test_a_value_that_no_one_knows_is_refused_when_rules_compile(world):
    colour = replace(world.facts["colour"], open=True)
    with pytest.raises(DefinitionError, match="q asks whether colour is 'gren', which it cannot"):
        grid_of("q", [colour.is_("gren")])
