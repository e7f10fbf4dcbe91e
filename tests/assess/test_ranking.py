"""Ranking by what a deployment says, with ties, missing figures and exact sums."""

from fractions import Fraction

import pytest
from fixture_assessment import INDICATORS
from hypothesis import given
from hypothesis import strategies as st
from rexian.assess.ranking import Place, Scheme, Weight, by_indicator, places, read_weights
from rexian.errors import InputError


def test_ranks_run_from_the_best_and_from_the_last():
    found = places({"甲": Fraction(1, 3), "乙": Fraction(1, 2), "丙": Fraction(1, 4)})
    assert found == {"乙": Place(1, 3), "甲": Place(2, 2), "丙": Place(3, 1)}


def test_ties_share_a_place():
    found = places(
        {"甲": Fraction(2, 6), "乙": Fraction(1, 3), "丙": Fraction(1), "丁": Fraction(0)}
    )
    assert found == {
        "丙": Place(1, 4),
        "甲": Place(2, 2),
        "乙": Place(2, 2),
        "丁": Place(4, 1),
    }


def test_two_last_in_a_tie_are_both_last():
    assert places({"甲": Fraction(0), "乙": Fraction(0), "丙": Fraction(1)})["甲"].from_bottom == 1


def test_a_unit_without_a_figure_has_no_place():
    assert places({"甲": None, "乙": Fraction(1)}) == {"乙": Place(1, 1)}


def test_a_deployment_may_put_it_last():
    found = places({"甲": None, "乙": Fraction(1), "丙": None}, "last")
    assert found == {"乙": Place(1, 3), "甲": Place(2, 1), "丙": Place(2, 1)}


@given(st.dictionaries(st.text(max_size=3), st.none() | st.fractions(), max_size=8))
def test_places_agree_with_sorting(scores):
    """The k-th of n from the top, all different, is the k-th last but n - k."""
    known = {unit: score for unit, score in scores.items() if score is not None}
    found = places(scores)
    assert found.keys() == known.keys()
    for unit, place in found.items():
        above = sorted(known.values(), reverse=True).index(known[unit])
        below = sorted(known.values()).index(known[unit])
        assert place == Place(above + 1, below + 1)


def test_less_is_better_of_some_indicators():
    more, less = by_indicator("sign_rate", INDICATORS), by_indicator("overdue", INDICATORS)
    assert more.score({"sign_rate": Fraction(1, 2)}) == Fraction(1, 2)
    assert less.score({"overdue": Fraction(3)}) == -3


def test_a_direction_may_be_stated():
    scheme = by_indicator("return_rate:less", INDICATORS)
    assert scheme.score({"return_rate": Fraction(1, 4)}) == Fraction(-1, 4)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("sign_rat", "no indicator 'sign_rat' to rank by; did you mean sign_rate"),
        ("news", "no indicator 'news' to rank by"),
        ("return_rate", "does not say whether more of return_rate is better"),
        ("sign_rate:up", "write ID:more or ID:less"),
    ],
)
def test_what_cannot_be_ranked_by(text, problem):
    with pytest.raises(InputError, match=problem):
        by_indicator(text, INDICATORS)


@pytest.fixture
def weights(tmp_path):
    def write(text):
        path = tmp_path / "weights.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_file_of_weights(weights):
    path = weights("sign_rate: 60\nreturn_rate: {weight: 0.5, better: less}\n")
    scheme = read_weights(path, INDICATORS)
    assert scheme == Scheme(
        {
            "sign_rate": Weight(Fraction(60), "more"),
            "return_rate": Weight(Fraction(1, 2), "less"),
        }
    )
    half, fifth = Fraction(1, 2), Fraction(1, 5)
    assert scheme.score({"sign_rate": half, "return_rate": fifth}) == 30 - Fraction(1, 10)
    assert scheme.score({"sign_rate": None, "return_rate": fifth}) is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "weights.yaml"),
        ("{}", "there is no weight in it"),
        ("sgn_rate: 60", "sgn_rate: .*did you mean sign_rate"),
        ("sign_rate: much", "sign_rate: weight: 'much' is not a number above 0"),
        ("sign_rate: 0", "is not a number above 0"),
        ("sign_rate: {better: less}", "weight: None is not a number above 0"),
        ("sign_rate: {weight: 1, beter: less}", "there is no key 'beter'; did you mean better"),
        ("sign_rate: {weight: 1, better: up}", "better: 'up': write more or less"),
        ("return_rate: 1", "does not say whether more of return_rate is better"),
    ],
)
def test_weights_that_make_no_sense(weights, text, problem):
    with pytest.raises(InputError, match=problem):
        read_weights(weights(text), INDICATORS)
