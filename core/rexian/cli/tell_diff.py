"""Compared jurisdictions in words, for whichever face sets them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rexian.analysis.pairs import Pair, Shown
from rexian.analysis.relation import Relation
from rexian.analysis.sides import Side
from rexian.cli.sides import Bench
from rexian.cli.telling import SideTeller, label_of, starts
from rexian.cli.witnesses import Writer, stem_of
from rexian.documents.comparison import Asked, Comparison, Example, Group, Place, Standing
from rexian.saying.cases import tell_case


@dataclass(frozen=True, slots=True)
class Telling:
    """How much is told.

    Attributes:
        relations: which groups are told; everything is counted.
        examples: whether a case is told with each.
    """

    relations: Container[Relation]
    examples: bool = False


def tell(sides: Sequence[Side], pairs: Iterable[Pair], how: Telling, bench: Bench) -> Comparison:
    """Return compared sides in words."""
    places = tuple(map(_place, sides))
    known = dict(zip(map(id, sides), places, strict=True))
    standings = []
    for pair in pairs:
        first, second = (known[id(side)] for side in pair.sides)
        questions = tuple(_PairTeller(pair, how, bench).questions())
        standings.append(Standing(first, second, pair.totals, questions))
    return Comparison(places, tuple(standings))


def _place(side: Side) -> Place:
    jurisdiction = side.jurisdiction
    return Place(
        jurisdiction.id,
        SideTeller(side).name,
        jurisdiction.heading(),
        jurisdiction.document.editions[-1].id,
        tuple(f"{name}={choice}" for name, choice in side.readings.items()),
    )


@dataclass(frozen=True)
class _PairTeller:
    pair: Pair
    how: Telling
    bench: Bench

    @cached_property
    def tellers(self) -> tuple[SideTeller, SideTeller]:
        return SideTeller(self.pair.first), SideTeller(self.pair.second)

    def questions(self) -> Iterator[Asked]:
        groups: dict[str, list[Group]] = {}
        for shown in self.pair.shown:
            if shown.difference.relation in self.how.relations:
                groups.setdefault(shown.difference.question.id, []).append(self._group(shown))
        for name, counts in self.pair.by_question().items():
            yield Asked(name, label_of(name), counts, tuple(groups.get(name, ())))

    def _group(self, shown: Shown) -> Group:
        found = shown.difference
        first, second = self.tellers
        when, examples = first.cases(found.grid, found.cells), self.how.examples
        return Group(
            found.part.id,
            found.relation,
            when,
            first.says(found.part, found.first),
            second.says(found.part, found.second),
            tuple(starts(found.compared, first.name, second.name, mixed=not examples)),
            self._example(shown, when) if examples else None,
        )

    def _example(self, shown: Shown, when: str) -> Example:
        question, prover = shown.difference.question.id, self.bench.prover
        rulings = ((t, prover.ruling(shown.witness, question, t.side)) for t in self.tellers)
        name = stem_of(self.pair, shown)
        return Example(
            tell_case(shown.witness.case, self.pair.first.jurisdiction),
            tuple((teller.name, teller.ruling(question, ruling)) for teller, ruling in rulings),
            Writer(prover).difference(self.pair.sides, shown, when, name),
        )
