"""A small world of facts, arbitrary conditions over it, and answers by direct evaluation."""

from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest
from hypothesis import strategies as st
from rexian.model.terms import Term, Terms
from rexian.rules.conditions import ALWAYS, And, Atom, Not, Or
from rexian.rules.facts import Choice, Count, Flag

MOST = 4


def _terms(*words: tuple[str, str]) -> Terms:
    return Terms("words", tuple(Term(name, zh, name.title()) for name, zh in words))


COLOUR = Choice(
    id="colour", zh="颜色", en="colour", optional=True,
    terms=_terms(("red", "红"), ("green", "绿（浅，深）"), ("redder", "红得多"), ("blue", "蓝 色")),
)  # fmt: skip
SIZE = Choice(
    id="size", zh="大小", en="size",
    terms=_terms(("small", "小"), ("middling", "中"), ("large", "大"), ("huge", "巨大")),
    groups=(("small", "large"), ("large", "huge")),
)  # fmt: skip
LOUD = Flag(id="loud", zh="有 声音：大", en="loud", optional=True)
WET = Flag(id="wet", zh="湿", en="wet")
PARTS = Count(id="parts", zh="件数", en="parts", least=1)
TRIES = Count(id="tries", zh="次数", en="tries", optional=True)
FACTS = {fact.id: fact for fact in (COLOUR, SIZE, LOUD, WET, PARTS, TRIES)}

_ATOMS = st.one_of(
    st.sets(st.sampled_from(COLOUR.terms.ids), min_size=1).map(lambda s: COLOUR.in_(*s)),
    st.sets(st.sampled_from(SIZE.terms.ids), min_size=1).map(lambda s: SIZE.in_(*s)),
    st.just(LOUD),
    st.just(WET),
    st.integers(1, MOST).map(PARTS.at_least),
    st.integers(0, MOST).map(TRIES.at_least),
    st.just(ALWAYS),
)
CONDITIONS = st.recursive(
    _ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda two: two[0] & two[1]),
        st.tuples(inner, inner).map(lambda two: two[0] | two[1]),
        inner.map(lambda one: ~one),
    ),
    max_leaves=6,
)


def meaning(condition: Any) -> Any:
    """What a condition says, as a function of a case."""
    match condition:
        case Flag(id=name):
            return lambda values: bool(values[name])
        case Atom(at_least=int(least)):
            name = condition.fact.id
            return lambda values: values[name] >= least
        case Atom(values=options):
            name = condition.fact.id
            return lambda values: values[name] in options
        case And(terms=terms) | Or(terms=terms):
            parts = [meaning(term) for term in terms]
            unite = all if isinstance(condition, And) else any
            return lambda values: unite(part(values) for part in parts)
        case Not(term=term):
            inner = meaning(term)
            return lambda values: not inner(values)
    raise AssertionError(condition)


def true(condition: Any, values: Any) -> bool:
    """Whether a condition holds, straight from its meaning."""
    return bool(meaning(condition)(values))


def values_of(fact: Any) -> list[Any]:
    """Every value of a fact; of a count, some past every threshold."""
    if isinstance(fact, Count):
        return list(range(fact.least, MOST + 3))
    return list(fact.values)


def open_values(fact: Any) -> dict[Any, list[Any]]:
    """What a case may hold instead of a value, and what it may turn out to be."""
    found: dict[Any, list[Any]] = {None: values_of(fact)} if fact.optional else {}
    for group in getattr(fact, "groups", ()):
        found["|".join(group)] = list(group)
    return found


@dataclass(frozen=True, repr=False)
class World:
    """The facts, with strategies for conditions over them and for cases."""

    facts: Any
    conditions: Any
    known: Any
    cases: Any


@pytest.fixture(scope="session")
def world() -> World:
    known = {name: st.sampled_from(values_of(fact)) for name, fact in FACTS.items()}
    either = {
        name: st.sampled_from([*values_of(fact), *open_values(fact)])
        for name, fact in FACTS.items()
    }
    return World(FACTS, CONDITIONS, st.fixed_dictionaries(known), st.fixed_dictionaries(either))


@pytest.fixture(scope="session")
def holds() -> Any:
    return true


class Direct:
    """Answers worked out without tables: one document after another, rule by rule.

    An answer is `not_applicable`, `silent`, `missing_fact`, a tuple of the one rule that decides,
    or a frozenset of those that clash.
    """

    def __init__(self, rules: Any, applies: Any = ALWAYS) -> None:
        self.rules = rules
        self.applies = meaning(applies)
        depths = sorted({enacted.depth for enacted in rules})
        self.layers = [
            [(e.rule, _name(e), meaning(e.rule.when)) for e in rules if e.depth == depth]
            for depth in depths
        ]
        self.outcomes = {(_name(e),): repr(e.rule.outcome) for e in rules}

    def decide(self, values: Any) -> Any:
        if not self.applies(values):
            return "not_applicable"
        for layer in self.layers:
            live = [(rule, name) for rule, name, holds in layer if holds(values)]
            beaten = {other for rule, _ in live for other in rule.over}
            standing = [name for rule, name in live if rule.id not in beaten]
            if len(standing) > 1:
                return frozenset(standing)
            if standing:
                return (standing[0],)
        return "silent"

    def ways(self, values: Any, facts: Any) -> dict[tuple[Any, ...], Any]:
        """The answer for every way the open ones of these facts may turn out."""
        among = [open_values(fact).get(values[fact.id], [values[fact.id]]) for fact in facts]
        names = [fact.id for fact in facts]
        return {
            way: self.decide({**values, **dict(zip(names, way, strict=True))})
            for way in product(*among)
        }

    def outcome(self, answer: Any) -> Any:
        """What an answer comes to: rules with equal outcomes are one answer."""
        return self.outcomes[answer[:1]] if isinstance(answer, tuple) else answer


def _name(enacted: Any) -> tuple[str, str]:
    return (enacted.layer, enacted.rule.id)


@pytest.fixture(scope="session")
def direct() -> Any:
    return Direct
