"""What tests of check and diff share: made-up towns, how they are judged, and rules at random."""

from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import pytest
from hypothesis import strategies as st
from rexian.analysis.check import Checker
from rexian.analysis.pairs import Pairing
from rexian.analysis.periods import Starts
from rexian.analysis.proof import Prover
from rexian.analysis.sides import Side
from rexian.analysis.strictness import Judge
from rexian.discovery import load_all
from rexian.facts import adverse_effect, calls, difficult, kind
from rexian.jurisdictions import Jurisdiction
from rexian.rules.conditions import ALWAYS
from rexian.rules.rule import Rule

ART = ("art1",)


@pytest.fixture(scope="session")
def judge(chinese_days):
    return Judge(Starts(chinese_days.current))


@pytest.fixture(scope="session")
def prover(chinese_days):
    return Prover(chinese_days)


@pytest.fixture(scope="session")
def checker(judge, prover):
    return Checker(judge, prover)


@pytest.fixture(scope="session")
def town(enact):
    """The side of a made-up town with these rules, its document acknowledging these findings."""

    def make(*rules, checks=(), read=None, **more):
        own, *above = enact(*rules, **more).layers
        return Side(Jurisdiction((replace(own, checks=tuple(checks)), *above)), read or {})

    return make


@pytest.fixture(scope="session")
def overlaid(enact):
    """A side with an overlay of these rules over its own document."""

    def lay(side, *rules):
        own = side.jurisdiction
        layer = enact(*rules, name=f"{own.id}.site", under=own).layers[0]
        return Side(Jurisdiction(own.layers, overlays=(layer,)), side.readings)

    return lay


FACTS = (kind, difficult, calls, adverse_effect)
#: Every case that the facts tell apart, and calls past every threshold asked.
CASES = [
    dict(zip((fact.id for fact in FACTS), values, strict=True))
    for values in product(kind.values, (False, True), range(1, 5), (False, True))
]
_ATOMS = st.one_of(
    st.sets(st.sampled_from(kind.terms.ids), min_size=1, max_size=5).map(lambda s: kind.in_(*s)),
    st.sampled_from([difficult, calls.at_least(2), calls.at_least(3), adverse_effect, ALWAYS]),
)
_CONDITIONS = st.recursive(
    _ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda two: two[0] & two[1]),
        st.tuples(inner, inner).map(lambda two: two[0] | two[1]),
        inner.map(lambda one: ~one),
    ),
    max_leaves=4,
)


@st.composite
def _rules(draw, part, outcomes, most=4):
    """Rules on a part; `over` forms no ring, for it looks back only."""
    names = [f"{part}.r{n}" for n in range(draw(st.integers(0, most)))]
    found = []
    for place, name in enumerate(names):
        earlier = draw(st.sets(st.sampled_from(names[:place]))) if place else ()
        outcome, when = draw(st.sampled_from(outcomes)), draw(_CONDITIONS)
        followed = draw(st.sampled_from([None, None, "the later clause"]))
        found.append(Rule(name, outcome, ART, when, tuple(sorted(earlier)), followed))
    return found


def _grounds(part, outcomes, most=3):
    """Grounds of which every one that is met counts."""
    rule = st.tuples(st.sampled_from(outcomes), _CONDITIONS)
    return st.lists(rule, max_size=most).map(
        lambda drawn: [Rule(f"{part}.r{n}", o, ART, w) for n, (o, w) in enumerate(drawn)]
    )


def _falling(grid, bits):
    """The cases that fall into some cells."""
    strides = zip(grid.axes, grid.strides, strict=True)
    steps = [(axis.fact.id, axis.steps(stride)) for axis, stride in strides]
    return [case for case in CASES if bits >> sum(by[case[fact]] for fact, by in steps) & 1]


@dataclass(frozen=True)
class Random:
    """Conditions and rules at random over few facts, and every case that these tell apart."""

    conditions: Any
    rules: Any
    grounds: Any
    cases: Any
    falling: Any


@pytest.fixture(scope="session")
def random():
    return Random(_CONDITIONS, _rules, _grounds, CASES, _falling)


@pytest.fixture(scope="session")
def five():
    """Every installed document as a side, by id."""
    return {name: Side(found) for name, found in load_all().items()}


@pytest.fixture(scope="session")
def compared(five, judge, prover):
    """Every two of them compared, each difference with its witness."""
    return list(Pairing(judge, prover).all(list(five.values())))
