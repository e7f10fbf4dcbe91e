"""Check: everything amiss with a jurisdiction's rules, each finding proved and answered for.

A finding is acknowledged where the plugin says why the document is so: by the reading that fills a
silence, by naming the rule followed in a conflict, or by `acknowledge` for the cases it names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rexian.acknowledged import Acknowledged
from rexian.analysis.clashes import clashes
from rexian.analysis.dead import claimed, dead
from rexian.analysis.findings import Finding
from rexian.analysis.gaps import gaps
from rexian.analysis.laxer import laxer
from rexian.analysis.proof import Holds, Prover
from rexian.analysis.regions import condition_of
from rexian.analysis.sides import Side, joint_grid
from rexian.analysis.squeezed import squeezed
from rexian.analysis.stale import stale
from rexian.analysis.strictness import Judge
from rexian.rules.readings import Reading
from rexian.rules.settled import settled
from rexian.witness.exemplifier import Witness


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a finding stays as it is.

    Attributes:
        by: `reading`, `followed` or `check`.
        why: the reason, in both languages.
        reading: the reading it hangs on, if one is the reason.
        check: what the plugin acknowledges, if that is the reason.
    """

    by: str
    why: tuple[str, str]
    reading: Reading | None = None
    check: Acknowledged | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A finding with the case that shows it, and the reason why it stays, if one is given.

    Attributes:
        witness: None for a rule whose condition no case can meet.
    """

    finding: Finding
    witness: Witness | None
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks jurisdictions."""

    judge: Judge
    prover: Prover

    def check(self, side: Side, upper: Side | None) -> Iterator[Checked]:
        """Yield what is found of a side, and of how it stands to the one above it."""
        used: list[Acknowledged] = []
        for finding in self._found(side, upper):
            for part, reason in _answered_for(finding):
                witness = self._witness(part)
                if witness is not None or finding.kind == "dead":
                    used += [reason.check] if reason and reason.check else []
                    yield Checked(part, witness, reason)
        for finding in stale(side, upper, used):
            yield Checked(finding, None, None)

    def _found(self, side: Side, upper: Side | None) -> Iterator[Finding]:
        yield from gaps(side)
        yield from clashes(side)
        yield from dead(side)
        yield from self._never(side)
        for finding in squeezed(side, self.judge):
            yield replace(finding, hangs_on=self._hangs_on(finding, upper))
        for finding in laxer(side, upper, self.judge) if upper is not None else ():
            yield replace(finding, hangs_on=self._hangs_on(finding, upper))

    def _never(self, side: Side) -> Iterator[Finding]:
        """Yield the rules that own cells of their table into which no case can fall."""
        for claims in claimed(side):
            if not any(self._witness(claim) for claim in claims):
                yield replace(claims[0], cells=0)

    def _hangs_on(self, finding: Finding, upper: Side | None) -> Reading | None:
        """Return the document's own reading without whose choice nothing would be found there."""
        sides = [finding.side, *([upper] if upper is not None else [])]
        for reading in _asked(finding):
            for choice in reading.choices:
                flipped = [_flipped(side, reading, choice.id) for side in sides]
                again = self._again(finding, *flipped)
                if flipped != sides and not any(_meets(finding, other) for other in again):
                    return reading
        return None

    def _again(self, finding: Finding, side: Side, upper: Side | None = None) -> Iterator[Finding]:
        """Find once more what a finding is of."""
        if finding.kind == "squeezed":
            yield from squeezed(side, self.judge, finding.part.id)
        elif upper is not None:
            yield from laxer(side, upper, self.judge, finding.part.id)

    def _witness(self, found: Finding) -> Witness | None:
        """Return a case that shows a finding; a rule that no case can meet has none."""
        if not found.cells:
            return None
        return self.prover.witness(
            found.part, found.grid, found.cells, found.claims, _silent(found)
        )


def _answered_for(finding: Finding) -> Iterator[tuple[Finding, Reason | None]]:
    """Split a finding by what its plugin says of it; what is not answered for comes last."""
    left, noted = finding.cells, _noted(finding)
    if not left:  # a rule that no case can meet
        reason = Reason("check", noted[0][0].why, check=noted[0][0]) if noted else None
        yield finding, reason
    for check, met in noted:
        if left & met:
            yield replace(finding, cells=left & met), Reason("check", check.why, check=check)
            left &= ~met
    if left:
        yield replace(finding, cells=left), _reason(finding)


def _reason(finding: Finding) -> Reason | None:
    """Return the reason that already stands elsewhere: with a reading, or in a conflict."""
    if finding.hangs_on is not None and finding.filled:
        return Reason("reading", finding.hangs_on.why, finding.hangs_on)
    followed = finding.rules[0].rule.followed if finding.kind == "conflict" else None
    return Reason("followed", _both(followed)) if followed else None


def _noted(finding: Finding) -> list[tuple[Acknowledged, int]]:
    """Return what is acknowledged, with the cells, that which covers the most first.

    A silence that a reading fills is answered for by the reading.
    """
    if finding.filled:
        return []
    ids = {enacted.rule.id for enacted in finding.rules}
    noted = [
        check
        for check in finding.side.noted(finding.kind, finding.part.id)
        if check.rule is None or check.rule in ids
    ]
    met = [(check, finding.cells & _cells(check, finding)) for check in noted]
    return sorted(met, key=lambda entry: -entry[1].bit_count())


def _cells(check: Acknowledged, finding: Finding) -> int:
    when = settled(check.when, finding.side.chosen)
    return 0 if when is None else finding.grid.where(when)


def _silent(finding: Finding) -> Holds | None:
    """Return what the ruling must say to show a gap: nothing on that part of the question.

    A part may be silent where another has answered for it: what is refused need not be accepted.
    """
    _question, _dot, key = finding.part.id.partition(".")
    if finding.kind != "gap" or not key:
        return None

    def holds(ruling: Mapping[str, Any]) -> bool:
        outcome = ruling["outcome"] or {}
        return ruling["status"] == "silent" or not outcome.get(key)

    return lambda found, prover: holds(prover.ruling(found, finding.question, finding.side))


def _both(told: str) -> tuple[str, str]:
    """Return a text in both languages, written as `Chinese / English`."""
    chinese, bar, english = told.partition(" / ")
    return chinese, english if bar else chinese


def _asked(finding: Finding) -> Iterator[Reading]:
    """Yield the document's own readings on which the parts turn of which something is claimed."""
    plan, own = finding.side.plan, finding.side.jurisdiction.layers[0].readings
    for claim in finding.claims:
        asks = plan.parts[(claim.part or finding.part).id].asks
        yield from (reading for reading in own if reading.fact.id in asks)


def _flipped(side: Side, reading: Reading, choice: str) -> Side:
    """Return a side that reads a text in another way; itself if it cannot, or does so."""
    known = side.jurisdiction.readings.get(reading.id)
    if known is None or choice not in known.fact.terms or side.chosen[reading.id] == choice:
        return side
    return side.reading({reading.id: choice})


def _meets(one: Finding, other: Finding) -> bool:
    """Whether two findings on one part are of cases in common, whichever rules they are about."""
    cells = [condition_of(found.grid, found.cells) for found in (one, other)]
    grid = joint_grid(one.part, [one.side, other.side], (), cells)
    return bool(grid.where(cells[0]) & grid.where(cells[1]))
