"""Numerals of articles."""

import re

import pytest
from rexian.scaffold.numerals import NUMERAL, number


@pytest.mark.parametrize(
    ("numeral", "n"),
    [
        ("一", 1),
        ("十", 10),
        ("十三", 13),
        ("二十", 20),
        ("四十三", 43),
        ("一百", 100),
        ("一百零五", 105),
        ("一百二十", 120),
        ("一百二十三", 123),
        ("二百一十", 210),
        ("13", 13),
        ("１３", 13),
    ],
)
def test_a_numeral_is_read(numeral, n):
    assert re.fullmatch(NUMERAL, numeral)
    assert number(numeral) == n


def test_other_words_are_no_numeral():
    assert re.fullmatch(NUMERAL, "若干") is None
