"""Regions: cells tried in order of how ordinary they are, and told as conditions."""

from functools import reduce
from operator import or_

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rexian.analysis.regions import MOST_TRIES, condition_of, likely_cells, values_in
from rexian.facts import (
    adverse_effect,
    calls,
    difficult,
    disputed,
    kind,
    publish_consent,
    urgency,
)
from rexian.model.terms import Term
from rexian.rules.grid import Grid, axis_of, grid_of, members
from rexian.rules.readings import Reading
from rexian.rules.text import show


def known(*conditions):
    """A grid on which every fact is known."""
    grid = grid_of("q", conditions)
    return Grid(tuple(type(axis)(axis.fact, axis.classes, ()) for axis in grid.axes))


def told(grid, bits):
    return show(condition_of(grid, bits))


@pytest.mark.parametrize(
    "when",
    [
        kind.is_("help"),
        kind.in_("help", "report") & difficult,
        calls.at_least(2),
        calls.below(3) & ~difficult,
        calls.at_least(2) & calls.below(4),
        kind.is_("help") | difficult,
        (kind.is_("help") & difficult) | (kind.is_("report") & calls.at_least(3)),
    ],
    ids=show,
)
def test_a_region_of_few_boxes_is_told_exactly(when):
    grid = known(when, kind.is_("praise"), difficult, calls.at_least(3))
    bits = grid.where(when)
    assert grid.where(condition_of(grid, bits)) == bits


def test_a_region_is_told_in_no_more_words_than_it_needs():
    grid = known(kind.is_("help"), difficult, calls.at_least(2), calls.at_least(3))
    assert told(grid, grid.known) == "always"
    assert told(grid, grid.where(difficult & kind.is_("help"))) == "kind = help and difficult"
    assert told(grid, grid.where(calls.at_least(2) & calls.below(3))) == (
        "calls >= 2 and not calls >= 3"
    )


def test_a_region_of_many_boxes_is_told_by_what_its_cells_share():
    kinds, urgencies = kind.terms.ids[:5], urgency.terms.ids
    others = [*map(urgency.is_, urgencies), calls.at_least(2)]
    apart = [kind.is_(of) & other for of, other in zip(kinds, others, strict=True)]
    when = difficult & reduce(or_, apart)
    grid = known(when, adverse_effect)
    bits = grid.where(when)
    condition = condition_of(grid, bits)
    assert bits & ~grid.where(condition) == 0
    assert show(condition) == f"difficult and kind in {{{', '.join(kinds)}}}"


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_every_cell_of_a_region_meets_what_is_told_of_it(random, data):
    conditions = data.draw(st.lists(random.conditions, min_size=1, max_size=3))
    grid = known(*conditions, kind.is_("help"), difficult)
    bits = grid.where(conditions[0])
    if bits:
        condition = condition_of(grid, bits)
        met = {i for i in members(grid.known) if condition.holds(one(grid, i))}
        assert set(members(bits)) <= met


def one(grid, cell):
    """A case that falls into a cell, by fact."""
    return {fact: values[0] for fact, values in values_in(grid, cell).items()}


def test_the_most_ordinary_cell_comes_first():
    """Of an ordinary ticket nothing is stated: once called, to be published, not disputed."""
    grid = known(publish_consent, calls.at_least(2), disputed, kind.is_("help"))
    usual = {"publish_consent": (True,), "calls": (1,), "disputed": (False,)}
    assert values_in(grid, next(likely_cells(grid, grid.known))).items() >= usual.items()
    often = values_in(grid, next(likely_cells(grid, grid.where(calls.at_least(2)))))
    assert often.items() >= {**usual, "calls": (2,)}.items()


@settings(max_examples=60, deadline=None)
@given(when=st.data())
def test_the_cells_tried_are_of_the_region_each_once_and_all_where_they_are_few(random, when):
    condition = when.draw(random.conditions)
    grid = known(condition, kind.is_("help"))
    bits = grid.where(condition)
    tried = list(likely_cells(grid, bits))
    assert len(set(tried)) == len(tried) == min(bits.bit_count(), MOST_TRIES)
    assert set(tried) <= set(members(bits))


def test_each_fact_in_turn_is_kept_ordinary_before_the_others():
    """A region where one of two facts is not as usual: each way is tried at once."""
    grid = known(difficult, adverse_effect)
    cells = list(likely_cells(grid, grid.where(difficult | adverse_effect)))
    tried = [values_in(grid, cell) for cell in cells]
    assert tried[0] == {"difficult": (False,), "adverse_effect": (True,)}
    assert tried[1] == {"difficult": (True,), "adverse_effect": (False,)}


def test_readings_are_no_part_of_a_case_nor_of_what_is_told():
    reading = Reading(
        id="x", zh="甲", en="x", choices=(Term("a", "甲", "a"), Term("b", "乙", "b")),
        default="a", per=(), why=("", ""),
    )  # fmt: skip
    grid = known(reading.is_("a") & difficult)
    bits = grid.where(reading.is_("a") & difficult)
    assert told(grid, bits) == "difficult"
    assert values_in(grid, next(likely_cells(grid, bits))) == {"difficult": (True,)}


def test_a_fact_that_no_rule_tells_apart_is_told_with_all_it_may_be():
    axis = axis_of(kind, [kind.in_("help", "report")])
    grid = Grid((type(axis)(axis.fact, axis.classes, ()),))
    cell = next(members(grid.where(kind.is_("help"))))
    assert set(values_in(grid, cell)["kind"]) == {"help", "report"}
