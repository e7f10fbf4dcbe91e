"""The reasons why software has nothing to do for a clause."""

import pytest
from rexian.clauses.reasons import NOT_YET, REASONS, REPEALED
from rexian.discovery import load_all


def test_each_is_said_in_both_languages():
    assert all("\u4e00" <= reason.zh[0] <= "\u9fff" for reason in REASONS)
    assert all(reason.en.isascii() for reason in REASONS)


@pytest.mark.documents
def test_each_is_the_reason_of_some_clause():
    layers = [place.layers[0] for place in load_all().values()]
    given = {clause.because for layer in layers for clause in layer.clauses().values()}
    assert {*REASONS.ids} - {NOT_YET, REPEALED} <= given
