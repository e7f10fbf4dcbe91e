"""Relations: what two answers are to each other, and what several respects come to."""

from itertools import product

import pytest
from rexian.analysis.relation import Relation, ordered, together

SAME, STRICTER, LOOSER = Relation.SAME, Relation.STRICTER, Relation.LOOSER
FIRST, SECOND = Relation.ONLY_FIRST, Relation.ONLY_SECOND
NEITHER = Relation.INCOMPARABLE


@pytest.mark.parametrize(
    ("found", "turned"),
    [
        (SAME, SAME),
        (STRICTER, LOOSER),
        (LOOSER, STRICTER),
        (FIRST, SECOND),
        (SECOND, FIRST),
        (NEITHER, NEITHER),
    ],
)
def test_every_relation_can_be_read_from_the_other_side(found, turned):
    assert found.turned is turned


@pytest.mark.parametrize(
    ("first_no_laxer", "second_no_laxer", "found"),
    [
        (True, True, SAME),
        (True, False, STRICTER),
        (False, True, LOOSER),
        (False, False, NEITHER),
    ],
)
def test_what_is_no_laxer_only_one_way_is_stricter(first_no_laxer, second_no_laxer, found):
    assert ordered(first_no_laxer, second_no_laxer) is found


@pytest.mark.parametrize(
    ("respects", "found"),
    [
        ([], SAME),
        ([SAME, SAME], SAME),
        ([SAME, STRICTER, STRICTER], STRICTER),
        ([LOOSER, SAME], LOOSER),
        ([STRICTER, LOOSER], NEITHER),
        ([STRICTER, NEITHER], NEITHER),
    ],
)
def test_answers_are_stricter_together_only_if_in_no_respect_looser(respects, found):
    assert together(respects) is found


def test_what_several_respects_come_to_is_turned_as_each_of_them_is():
    for respects in product(Relation, repeat=3):
        assert together(each.turned for each in respects) is together(respects).turned
