"""The tree of units: laws over any tree, and a few by hand."""

from hypothesis import given
from hypothesis import strategies as st
from rexian.people.tree import Tree, owns, read_tree

NAMES = "甲乙丙丁戊己庚辛"
BUREAU = Tree({"局": None, "科": "局", "分局": "局", "所": "分局", "外": None})


@st.composite
def trees(draw):
    """A tree in which each unit stands below one named before it, or at the top."""
    names = draw(st.permutations(NAMES))
    return Tree(
        {name: draw(st.sampled_from([None, *names[:place]])) for place, name in enumerate(names)}
    )


def test_those_below_are_all_below():
    assert BUREAU.within("局") == {"局", "科", "分局", "所"}
    assert BUREAU.within("分局") == {"分局", "所"}
    assert BUREAU.within("外") == {"外"}


def test_the_line_goes_up():
    assert BUREAU.line("所") == ("所", "分局", "局")


def test_a_unit_that_is_not_known_stands_alone():
    assert BUREAU.line("谁") == ("谁",)
    assert BUREAU.within("谁") == {"谁"}


def test_a_unit_owns_what_it_or_one_below_it_has():
    assert owns(BUREAU, "局", ["所"])
    assert owns(BUREAU, "所", ["外", "所"])
    assert not owns(BUREAU, "所", ["局"])
    assert not owns(BUREAU, None, ["局"])


@given(trees(), st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_being_within_is_having_above_oneself(tree, one, other):
    assert (one in tree.within(other)) == (other in tree.line(one))


@given(trees(), st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_a_unit_may_go_anywhere_but_below_itself(tree, one, other):
    assert tree.may_stand_below(one, other) == (other not in tree.within(one))


@given(trees())
def test_in_order_each_comes_after_the_one_above_it(tree):
    order = tree.ordered()
    assert sorted(order) == sorted(NAMES)
    assert all(
        order.index(parent) < order.index(unit) for unit, parent in tree.parents.items() if parent
    )


@given(st.dictionaries(st.sampled_from(NAMES), st.sampled_from(NAMES)), st.sampled_from(NAMES))
def test_whatever_the_tree_holds_there_is_an_end(parents, unit):
    tree = Tree(dict(parents))
    assert len(set(tree.line(unit))) == len(tree.line(unit))
    assert unit in tree.within(unit)


def test_the_database_has_the_tree(peopled):
    with peopled.reading() as conn:
        assert read_tree(conn).line("甲所") == ("甲所", "甲分局", "市局")
