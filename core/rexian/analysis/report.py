"""Reports of check and diff as JSON can hold them: rules, cases in both languages, witnesses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rexian.analysis.check import Checked, Reason
from rexian.analysis.findings import Claim, Finding
from rexian.analysis.pairs import Pair, Shown
from rexian.analysis.periods import Compared, Instance
from rexian.analysis.proof import Prover
from rexian.analysis.relation import Relation
from rexian.analysis.sides import Effect, Side
from rexian.analysis.wording import region
from rexian.instants import format_instant
from rexian.model.case import write_case
from rexian.rules.grid import Grid
from rexian.rules.question import Part
from rexian.rules.table import Enacted
from rexian.rules.text import show
from rexian.ruletable import LANGUAGES, outcome_keys, say
from rexian.witness.exemplifier import Witness
from rexian.words import say_silence
from rexian.words.outcomes import question_of


def check_report(checked: Iterable[Checked], prover: Prover) -> dict[str, Any]:
    """Return the findings, with how many a plugin has not answered for."""
    found = [told_finding(each, prover) for each in checked]
    open_ones = sum(each["acknowledged"] is None for each in found)
    return {
        "findings": found,
        "by_kind": dict(Counter(each["kind"] for each in found)),
        "acknowledged": len(found) - open_ones,
        "open": open_ones,
    }


def told_finding(checked: Checked, prover: Prover) -> dict[str, Any]:
    """Return a finding with what it is about, why it stays, and the case that shows it."""
    found = checked.finding
    return {
        "kind": found.kind,
        "jurisdiction": found.side.jurisdiction.id,
        "question": found.question,
        "part": found.part.id,
        "when": told_cells(found.side, found.grid, found.cells),
        "about": found.about,
        "rules": [told_rule(found.side, found.part, enacted) for enacted in found.rules],
        "against": _against(found, *found.claims[1:]),
        "starts": _starts(found.compared),
        "hangs_on": found.hangs_on.id if found.hangs_on else None,
        "readings": dict(found.side.readings),
        "acknowledged": None if checked.reason is None else _reason(checked.reason),
        "witness": _witness(checked.witness, _asked(found), prover),
    }


def _against(found: Finding, claim: Claim | None = None) -> dict[str, Any] | None:
    """Return what the rules found are held against: what is said above, or of what follows."""
    if claim is None:
        return None
    part = claim.part or found.part
    return {
        "jurisdiction": claim.side.jurisdiction.id,
        "part": part.id,
        **told_effect(claim.side, part, claim.effect),
    }


def _reason(reason: Reason) -> dict[str, Any]:
    named = {"reading": reason.reading.id} if reason.reading else {}
    return {"by": reason.by, **named, "why": dict(zip(LANGUAGES, reason.why, strict=True))}


def pair_report(
    pair: Pair, prover: Prover, listed: Container[Relation] = frozenset(Relation)
) -> dict[str, Any]:
    """Return how two jurisdictions stand to each other, question by question.

    Everything is counted; of the differences those are listed that stand in a relation `listed`.
    """
    return {
        "first": pair.first.jurisdiction.id,
        "second": pair.second.jurisdiction.id,
        "totals": _counts(pair, pair.totals),
        "by_question": {name: _counts(pair, some) for name, some in pair.by_question().items()},
        "differences": [
            told_difference(pair.sides, each, prover)
            for each in pair.shown
            if each.difference.relation in listed
        ],
    }


def _counts(pair: Pair, counts: Mapping[Relation, int]) -> dict[str, int]:
    return {told_relation(found, pair.sides): counts.get(found, 0) for found in Relation}


def told_difference(sides: Sequence[Side], shown: Shown, prover: Prover) -> dict[str, Any]:
    """Return how two sides stand in the cases that one pair of rules decides."""
    first, second = sides
    found = shown.difference
    return {
        "question": found.question.id,
        "part": found.part.id,
        "relation": told_relation(found.relation, sides),
        "first": told_effect(first, found.part, found.first),
        "second": told_effect(second, found.part, found.second),
        "when": told_cells(first, found.grid, found.cells),
        "starts": _starts(found.compared),
        "witness": _witness(shown.witness, [(side, found.question.id) for side in sides], prover),
    }


def told_relation(relation: Relation, sides: Sequence[Side]) -> str:
    """Return a relation by name; `only_<id>` where one side alone speaks."""
    first, second = (side.jurisdiction.id for side in sides)
    named = {Relation.ONLY_FIRST: f"only_{first}", Relation.ONLY_SECOND: f"only_{second}"}
    return named.get(relation, relation.value)


def told_rule(side: Side, part: Part, enacted: Enacted) -> dict[str, Any]:
    """Return a rule, what it says in both languages, and the clauses it comes from."""
    rule = enacted.rule
    return {
        "rule": rule.id,
        "layer": enacted.layer,
        "inherited": enacted.depth > 0,
        "outcome": outcome_keys(rule.outcome),
        "says": {code: say(rule.outcome, code, part.id) for code in LANGUAGES},
        "citations": side.jurisdiction.cite(enacted),
    }


def told_effect(side: Side, part: Part, effect: Effect | None) -> dict[str, Any]:
    """Return what holds on a side: its rules, or that it says nothing."""
    rules = [told_rule(side, part, enacted) for enacted in effect.rules] if effect else []
    nothing = {code: say_silence(part.id, code) for code in LANGUAGES}
    return {
        "rules": rules,
        "conflict": bool(effect and effect.conflict),
        "says": {code: " + ".join(r["says"][code] for r in rules) or nothing[code]
                 for code in LANGUAGES},
    }  # fmt: skip


def told_cells(side: Side, grid: Grid, cells: int) -> dict[str, str]:
    """Return which cases some cells are, as conditions in both languages."""
    if not cells:
        return {"zh": "（无）", "en": "(none)"}
    when = region(grid, cells)
    return {code: show(when, code, side.plan.domains) for code in LANGUAGES}


def _starts(compared: Compared | None) -> dict[str, Any] | None:
    """Return starts from which the first limit ends before, and after, the second."""
    if compared is None or (compared.earlier, compared.later) == (None, None):
        return None
    return {"earlier": _instance(compared.earlier), "later": _instance(compared.later)}


def _instance(found: Instance | None) -> dict[str, str] | None:
    return (
        None
        if found is None
        else {
            "start": format_instant(found.start),
            "first_due_at": format_instant(found.first),
            "second_due_at": format_instant(found.second),
        }
    )


def _asked(found: Finding) -> list[tuple[Side, str]]:
    """Return the questions by which a finding is shown, each with the side to which it is put."""
    return [
        (claim.side, question_of(claim.part.id) if claim.part else found.question)
        for claim in found.claims
    ]


def _witness(
    found: Witness | None, asked: Sequence[tuple[Side, str]], prover: Prover
) -> dict[str, Any] | None:
    """Return a case with how it is ruled, by jurisdiction and question."""
    if found is None:
        return None
    rulings: dict[str, dict[str, Any]] = {}
    for side, question in asked:
        rulings.setdefault(side.jurisdiction.id, {})[question] = prover.ruling(
            found, question, side
        )
    return {
        "case": write_case(replace(found.case, jurisdiction=asked[0][0].jurisdiction.id)),
        "part": found.part,
        "readings": {s.jurisdiction.id: dict(s.readings) for s, _question in asked if s.readings},
        "rulings": rulings,
    }
