"""How regions are told: shortly, and of the same cases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rexian.analysis.regions import condition_of
from rexian.analysis.wording import region
from rexian.facts import calls, difficult, kind, refusal_grounds
from rexian.rules.grid import grid_of
from rexian.rules.text import show

REFUSED = [refusal_grounds.has(name) for name in ("secret_or_privacy", "already_handled")]
HELP, TWO = kind.is_("help"), kind.in_("help", "complaint")
GRID = grid_of("made up", [HELP, TWO, calls.at_least(3), difficult, *REFUSED])
KNOWN = [cell for cell in range(GRID.cells) if GRID.known >> cell & 1]
CASES = st.sets(st.sampled_from(KNOWN), min_size=1).map(
    lambda cells: sum(1 << cell for cell in cells)
)


@given(bits=CASES)
def test_what_is_told_shortly_is_of_the_same_cases(bits):
    told, plain = GRID.where(region(GRID, bits)), GRID.where(condition_of(GRID, bits))
    assert told & GRID.known == plain & GRID.known
    assert bits & ~told == 0


@pytest.mark.parametrize(
    ("when", "told"),
    [
        (HELP, "kind = help"),
        (~HELP, "not kind = help"),
        (TWO & calls.at_least(3), "kind in {help, complaint} and calls >= 3"),
        (
            ~REFUSED[0] & ~REFUSED[1] & ~difficult,
            (
                "not difficult and not (refusal_grounds.secret_or_privacy or "
                "refusal_grounds.already_handled)"
            ),
        ),
        (
            TWO & difficult | HELP & ~difficult,
            "kind = help or (kind in {help, complaint} and difficult)",
        ),
        (
            HELP & (difficult & ~calls.at_least(3) | ~difficult & calls.at_least(3)),
            "kind = help and ((not calls >= 3 and difficult) or (calls >= 3 and not difficult))",
        ),
    ],
)
def test_what_is_told(when, told):
    assert show(region(GRID, GRID.where(when) & GRID.known)) == told
