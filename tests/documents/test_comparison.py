"""What a comparison counts, and how it says how two places stand."""

import pytest
from rexian.analysis.relation import Relation
from rexian.documents.comparison import marked_counts, relation_label

pytestmark = pytest.mark.usefixtures("english")


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({}, ""),
        ({Relation.SAME: 0}, ""),
        ({Relation.INCOMPARABLE: 4, Relation.SAME: 12, Relation.STRICTER: 3}, "=12 <3 #4"),
        ({Relation.LOOSER: 1, Relation.ONLY_FIRST: 2, Relation.ONLY_SECOND: 10}, ">1 A2 B10"),
    ],
)
def test_counts_as_marks(counts, told):
    assert marked_counts(counts) == told


@pytest.mark.parametrize(
    ("relation", "told"),
    [
        (Relation.SAME, "the same"),
        (Relation.STRICTER, "Hill stricter"),
        (Relation.LOOSER, "Hill looser"),
        (Relation.ONLY_FIRST, "only Hill"),
        (Relation.ONLY_SECOND, "only Lake"),
        (Relation.INCOMPARABLE, "not comparable"),
    ],
)
def test_a_relation_names_the_place_that_it_is_about(relation, told):
    assert relation_label(relation, "Hill", "Lake") == told


def test_questions_stand_in_the_order_in_which_they_are_asked(comparison):
    assert comparison.questions == {"sign": "signing", "close": "closing"}


def test_two_places_are_compared_one_way_round(comparison):
    hill, lake, _faster = comparison.places
    assert comparison.between(hill, lake).totals == {
        Relation.ONLY_SECOND: 1,
        Relation.INCOMPARABLE: 1,
    }
    assert comparison.between(lake, hill) is None


def test_a_question_on_which_nobody_speaks_counts_nothing(comparison):
    assert comparison.standings[0].counts("sign") == {Relation.ONLY_SECOND: 1}
    assert comparison.standings[1].counts("sign") == {}
