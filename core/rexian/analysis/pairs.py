"""Pairs: jurisdictions compared two by two, every difference with a case that shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rexian.analysis.diff import Differ, Difference
from rexian.analysis.findings import Claim
from rexian.analysis.proof import Prover
from rexian.analysis.relation import Relation
from rexian.analysis.sides import Side
from rexian.analysis.strictness import Judge
from rexian.witness.exemplifier import Witness


@dataclass(frozen=True, slots=True)
class Shown:
    """A difference, and the case that shows it on both sides."""

    difference: Difference
    witness: Witness


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides, and how they stand to each other in every case that can be."""

    first: Side
    second: Side
    shown: tuple[Shown, ...]

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both sides."""
        return self.first, self.second

    @property
    def totals(self) -> Counter[Relation]:
        """How many pairs of rules stand in each relation."""
        return Counter(each.difference.relation for each in self.shown)

    def by_question(self) -> dict[str, Counter[Relation]]:
        """Return the same question by question."""
        found: dict[str, Counter[Relation]] = {}
        for each in self.shown:
            counts = found.setdefault(each.difference.question.id, Counter())
            counts[each.difference.relation] += 1
        return found


@dataclass(frozen=True, slots=True)
class Pairing:
    """Compares jurisdictions two by two."""

    judge: Judge
    prover: Prover

    def pair(self, first: Side, second: Side, only: str | None = None) -> Pair:
        """Compare two sides; on one question if it is named."""
        found = Differ(first, second, self.judge).differences(
            lambda question, _part: only in (None, question.id)
        )
        return Pair(first, second, tuple(self._shown(first, second, found)))

    def all(self, sides: Sequence[Side], only: str | None = None) -> Iterator[Pair]:
        """Compare every two of several sides."""
        for first, second in combinations(sides, 2):
            yield self.pair(first, second, only)

    def _shown(
        self, first: Side, second: Side, differences: Iterable[Difference]
    ) -> Iterator[Shown]:
        """Yield the differences that some case shows; the others cannot occur."""
        for found in differences:
            claims = (Claim(first, found.first), Claim(second, found.second))
            witness = self.prover.witness(found.part, found.grid, found.cells, claims)
            if witness is not None:
                yield Shown(found, witness)
