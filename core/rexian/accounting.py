"""Clause accounting: every clause of a document, and what became of it.

A clause is accounted for where a declaration cites it, where core itself does what it asks, or
where the index says why software has nothing to do. It is *executable* where something that cites
it can change an answer: readings and prefixes count through what hangs on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rexian.clauses.index import KINDS, Clause
from rexian.clauses.reasons import NOT_YET
from rexian.clauses.ties import Tie, declarations
from rexian.duties.schedule import ByReading
from rexian.jurisdictions import Jurisdiction, Layer


@dataclass(frozen=True, slots=True)
class Account:
    """A clause, what cites it, and whether any of that can change an answer."""

    jurisdiction: str
    clause: Clause
    ties: tuple[Tie, ...]
    executable: bool

    @property
    def accounted(self) -> bool:
        """Whether something came of the clause, or it is said why nothing will."""
        return bool(self.ties or self.clause.core or self.clause.because not in (None, NOT_YET))

    @property
    def not_yet(self) -> bool:
        """Whether the clause is marked as still to be encoded: open work, but no fault."""
        return self.clause.because == NOT_YET


def accounts(jurisdiction: Jurisdiction) -> tuple[Account, ...]:
    """Return the account of every clause of a jurisdiction's own document, in its order."""
    layer = jurisdiction.layers[0]
    citing: dict[str, list[Tie]] = {}
    for tie in declarations(layer):
        for name in tie.per:
            citing.setdefault(name, []).append(tie)
    alive = _alive(jurisdiction)
    return tuple(
        Account(jurisdiction.id, clause, ties, any((tie.kind, tie.id) in alive for tie in ties))
        for name, clause in layer.clauses().items()
        for ties in [tuple(citing.get(name, ()))]
    )


def _alive(jurisdiction: Jurisdiction) -> set[tuple[str, str]]:
    """Return the declarations without which something would be answered differently.

    Of rules and duties that is so wherever they are in force, as the tests of each plugin show.
    """
    layer = jurisdiction.layers[0]
    asked = frozenset(_asked(jurisdiction))
    idle = {
        *(("reading", r.id) for r in layer.readings if r.fact.id not in asked),
        *(("prefix", p.text) for p in layer.channels.prefixes if not tells_apart(layer, p.text)),
        *(("indicator", i.id) for i in layer.assessment.indicators if i.measure == "none"),
        *(("check", check.part) for check in layer.checks),
    }
    return {(tie.kind, tie.id) for tie in declarations(layer)} - idle


def _asked(jurisdiction: Jurisdiction) -> Iterator[str]:
    """Yield everything that rules, indicators and what they rest on ask, readings included."""
    for needs in jurisdiction.plan().needs.values():
        yield from needs
    for _depth, layer in jurisdiction.stack:
        conditions = [rule.when for rule in layer.assessment.units]
        for indicator in layer.assessment.indicators:
            conditions += [indicator.of, indicator.among]
            conditions += [indicator.excluding.when] if indicator.excluding else []
            yield from [indicator.month.reading.fact.id] if indicator.month.reading else []
        yield from (atom.fact.id for when in conditions for atom in when.atoms())
        schedules = [duty.schedule for duty in layer.duties]
        yield from (s.reading.fact.id for s in schedules if isinstance(s, ByReading))


def tells_apart(layer: Layer, prefix: str) -> bool:
    """Whether a number's channel would be another one, or unknown, without a prefix."""
    left = tuple(found for found in layer.channels.prefixes if found.text != prefix)
    without = replace(layer.channels, prefixes=left)
    return layer.channels.channel_of(prefix) != without.channel_of(prefix)


def totals(found: Sequence[Account]) -> dict[str, Any]:
    """Return how many clauses there are, are accounted for and are executable, and by kind."""
    by_kind = {kind: [a for a in found if a.clause.kind == kind] for kind in KINDS}
    return {**_counts(found), "by_kind": {kind: _counts(some) for kind, some in by_kind.items()}}


def _counts(found: Iterable[Account]) -> dict[str, int]:
    some = list(found)
    return {
        "total": len(some),
        "accounted": sum(a.accounted for a in some),
        "executable": sum(a.executable for a in some),
    }


def faults(jurisdiction: Jurisdiction) -> Iterator[str]:
    """Yield what is amiss with a document's accounts, one sentence each; nothing where all is well.

    That a declaration cites only clauses there are is checked when the jurisdiction is loaded.
    """
    for tie in declarations(jurisdiction.layers[0]):
        if not tie.per:
            yield f"{tie.kind} {tie.id} cites no clause"
    for account in accounts(jurisdiction):
        yield from (f"{account.clause.id}: {told}" for told in _amiss(account))


def _amiss(account: Account) -> Iterator[str]:
    clause = account.clause
    if not account.accounted and not account.not_yet:
        yield "nothing cites it, and no reason says why"
    if account.ties and (clause.because or clause.core):
        yield f"{account.ties[0].kind} {account.ties[0].id} cites it, so no reason is to be given"
    noted = account.not_yet or clause.note_en
    if clause.because and clause.kind == "rule" and not noted:
        yield "a rule that nothing implements needs a note"
    if account.ties and not account.executable:
        yield "nothing that cites it can change an answer"


def ties_by_kind(ties: Iterable[Tie]) -> Mapping[str, list[str]]:
    """Return the ids of declarations by kind."""
    found: dict[str, list[str]] = {}
    for tie in ties:
        found.setdefault(tie.kind, []).append(tie.id)
    return found
