"""Witnesses as case files: each expects of `rexian explain FILE --check` what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from rexian.acknowledged import FINDINGS
from rexian.analysis.check import Checked
from rexian.analysis.findings import Finding
from rexian.analysis.pairs import Pair, Shown
from rexian.analysis.proof import Prover
from rexian.analysis.relation import Relation
from rexian.analysis.report import told_relation
from rexian.analysis.sides import Side
from rexian.cli.telling import SideTeller, label_of
from rexian.explain import expected
from rexian.i18n import _
from rexian.model.case import Case
from rexian.rules.question import Part
from rexian.witness.casefile import written
from rexian.witness.exemplifier import Witness
from rexian.words import join
from rexian.words.outcomes import question_of
from rexian.words.phrases import PART_OF

#: Keys of outcomes that list grounds, each by its rule.
_GROUNDS = ("grounds", "exclusions", "why_not")


@dataclass(frozen=True, slots=True)
class _Told:
    """A case, which cases it stands for, and the parts of questions on which it shows something."""

    witness: Witness
    title: str
    when: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes cases with what a prover's rulings of them are."""

    prover: Prover

    def findings(self, found: Iterable[tuple[Side, Sequence[Checked]]]) -> dict[str, str]:
        """Return a case file for every finding that has a witness, by its name."""
        return _numbered(
            (f"{side.jurisdiction.id}-{each.finding.kind}-{each.finding.part.id}",
             partial(self._finding, side, each.finding, each.witness))
            for side, checked in found
            for each in checked
            if each.witness is not None
        )  # fmt: skip

    def pairs(self, pairs: Iterable[Pair], listed: Container[Relation]) -> dict[str, str]:
        """Return a case file by its name for every difference in a relation that is listed."""
        return _numbered(
            (stem_of(pair, shown), partial(self.difference, pair.sides, shown, _when(pair, shown)))
            for pair in pairs
            for shown in pair.shown
            if shown.difference.relation in listed
        )

    def difference(self, sides: Iterable[Side], shown: Shown, when: str, name: str) -> str:
        """Return the case of a difference under either side, as a file of two cases.

        `when` says of which cases it is one, and `name` is its own.
        """
        found = shown.difference
        told = _Told(_called(shown.witness, name), found.question.label(), when, (found.part,))
        return _listed(self._case(told, side) for side in sides)

    def _finding(self, side: Side, found: Finding, shown: Witness, name: str) -> str:
        witness = _called(shown, name)
        title = f"{FINDINGS.label(found.kind)} {label_of(found.question)}"
        when = SideTeller(side).cases(found.grid, found.cells)
        if found.hangs_on is not None and found.side is not side:
            told = _Told(witness, title, when, (found.part,))
            expect = self._read_otherwise(told.witness.case, side, found)
            return _written(told, side, {found.question: expect})
        sides: dict[Side, list[Part]] = {}
        for claim in found.claims:
            sides.setdefault(claim.side, []).append(claim.part or found.part)
        cases = [
            self._case(_Told(witness, title, when, tuple(parts)), of) for of, parts in sides.items()
        ]
        return cases[0] if len(cases) == 1 else _listed(cases)

    def _case(self, told: _Told, side: Side) -> str:
        expect = {}
        for part in told.parts:
            question = question_of(part.id)
            ruling = self.prover.ruling(told.witness, question, side)
            expect[question] = expectation(question, part, ruling)
        return _written(told, side, expect)

    def _read_otherwise(self, case: Case, side: Side, found: Finding) -> dict[str, Any]:
        """Return what a case is to expect that is silent only if a point is read otherwise.

        That is what its ruling says of the other reading; where it says nothing, the ruling itself.
        """
        question, name = found.question, found.hangs_on.id if found.hangs_on else ""
        choice = found.side.chosen[name]
        asked = replace(case, expect={question: {"readings": name}})
        ruling = expected(asked, self.prover.ruler(side))[question]
        for place, entry in enumerate(ruling["readings"]):
            if entry["id"] == name and choice in entry["alternatives"]:
                return dict(_alternative(f"readings[{place}]", entry, choice))
        return expectation(question, found.part, ruling)


def _written(told: _Told, side: Side, expect: Mapping[str, Any]) -> str:
    """Return a case, saying how points are read and of which unit it speaks."""
    notes = [told.when]
    notes += [f"--reading {name}={choice}" for name, choice in side.readings.items()]
    beside = told.witness.part == "co"
    if beside:
        notes.append(_("it is about the co-handling unit, of which nothing can be expected"))
    return written(
        told.witness,
        title=told.title,
        jurisdiction=side.jurisdiction.id,
        note=join(notes),
        expect={} if beside else expect,
    )


def expectation(question: str, part: Part, ruling: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a case is to expect: how a question is ruled, by which rule, on which part."""
    outcome = ruling["outcome"] or {}
    expect = {"status": ruling["status"]}
    if ruling["rule"]:
        expect["rule"] = ruling["rule"]
    name = part.id.removeprefix(f"{question}.")
    expect |= {k: outcome[k] for k in ("limit", PART_OF.get(name, name)) if k in outcome}
    for listing in _GROUNDS:
        for place, ground in enumerate(outcome.get(listing) or ()):
            if "rule" in ground:
                expect[f"{listing}[{place}].rule"] = ground["rule"]
    return expect


def _alternative(key: str, entry: Mapping[str, Any], choice: str) -> Iterator[tuple[str, Any]]:
    """Yield that another reading is told of, and what it leaves unsaid."""
    yield f"{key}.id", entry["id"]
    for name, value in entry["alternatives"][choice].items():
        if value is None or name == "status":
            yield f"{key}.alternatives.{choice}.{name}", value


def stem_of(pair: Pair, shown: Shown) -> str:
    """Return how the name of a difference's case begins."""
    names = [side.jurisdiction.id for side in pair.sides]
    relation = told_relation(shown.difference.relation, pair.sides)
    return "-".join([*names, relation, shown.difference.part.id])


def _when(pair: Pair, shown: Shown) -> str:
    return SideTeller(pair.first).cases(shown.difference.grid, shown.difference.cells)


def _called(witness: Witness, name: str) -> Witness:
    return replace(witness, case=replace(witness.case, id=name))


def _numbered(named: Iterable[tuple[str, Callable[[str], str]]]) -> dict[str, str]:
    """Return files by name, those of one stem numbered; each is written knowing its name."""
    files, numbers = {}, Counter[str]()
    for stem, write in named:
        numbers[stem] += 1
        name = f"{stem}-{numbers[stem]}"
        files[f"{name}.yaml"] = write(name)
    return files


def _listed(cases: Iterable[str]) -> str:
    """Return cases as one file that lists them."""
    return "".join(line for case in cases for line in _item(case))


def _item(case: str) -> Iterator[str]:
    for number, line in enumerate(case.splitlines(keepends=True)):
        yield f"{'  ' if number else '- '}{line}"
