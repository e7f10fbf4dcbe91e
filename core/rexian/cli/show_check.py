"""Findings for people: those that nobody has answered for in full, the others a line each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rexian.acknowledged import FINDINGS
from rexian.analysis.wording import region
from rexian.cli.telling import SideTeller, label_of, part_label, starts
from rexian.i18n import _, language
from rexian.pages.brief import BriefSpeaker
from rexian.saying.cases import tell_case
from rexian.saying.width import fitted
from rexian.words import join, listed
from rexian.words.outcomes import question_of

if TYPE_CHECKING:
    from rich.console import RenderableType

    from rexian.analysis.check import Checked, Reason
    from rexian.analysis.findings import Claim, Finding
    from rexian.analysis.proof import Prover
    from rexian.analysis.sides import Side
    from rexian.words.conditions import Speaker

#: How far a block's lines stand in, and the room between what a line is about and what it says.
INDENT = 2
GAP = 2
#: How the width of a line is shared out: on which question, in which cases, why.
SHARES = (4, 8, 9)
CUT = "..."

Found = Sequence[tuple["Side", Sequence["Checked"]]]


def show(found: Found, prover: Prover, *, everything: bool) -> None:
    """Print the findings by jurisdiction, then how many there are."""
    console = Console(highlight=False, markup=False, emoji=False)
    for side, checked in found:
        console.print(Text(fitted(side.jurisdiction.heading(), console.width), style="bold"))
        sheet = _Sheet(SideTeller(side), prover, console.width)
        for block in sheet.blocks(checked, everything=everything):
            console.print(block)
        console.print()
    totals = _totals([each for _side, checked in found for each in checked])
    console.print(Text(fitted(totals, console.width), style="bold"))


def _totals(checked: Sequence[Checked]) -> str:
    """Say how many findings there are of each kind, and how many stay open."""
    kinds = Counter(each.finding.kind for each in checked)
    of_kinds = [
        _("{kind} {n}").format(kind=FINDINGS.label(kind), n=kinds[kind])
        for kind in FINDINGS.ids
        if kinds[kind]
    ]
    still_open = sum(each.reason is None for each in checked)
    told = _("{n} findings, {answered} answered for, {open} open")
    said = told.format(n=len(checked), answered=len(checked) - still_open, open=still_open)
    return join([said, listed(of_kinds)] if of_kinds else [said])


class _Sheet:
    """What is found of one jurisdiction."""

    def __init__(self, teller: SideTeller, prover: Prover, width: int) -> None:
        self.teller, self.prover, self.width = teller, prover, width

    def blocks(self, checked: Sequence[Checked], *, everything: bool) -> Iterator[RenderableType]:
        """Yield what stays open in full, then what is answered for."""
        still_open = [each for each in checked if each.reason is None]
        answered = [each for each in checked if each.reason is not None]
        if not checked:
            yield _indented(Text(_("nothing found"), style="dim"))
        for each in still_open:
            yield from self._block(each, "yellow")
        if answered:
            yield Text("")
            yield _indented(Text(_("answered for: {n}").format(n=len(answered))))
        if everything:
            for each in answered:
                yield from self._block(each, "dim")
        elif answered:
            yield from self._listings(answered)

    def _block(self, each: Checked, style: str) -> Iterator[RenderableType]:
        finding = each.finding
        heading = f"{FINDINGS.label(finding.kind)}  {part_label(finding.question, finding.part)}"
        told = fitted(f"{heading} [{finding.part.id}]", self.width - INDENT)
        yield Text("")
        yield _indented(Text(told, style=style))
        yield _indented(self._paired(list(self._lines(each))), 2 * INDENT)

    def _paired(self, lines: Sequence[tuple[str, str]]) -> Table:
        """Set what is said beside what it is about."""
        room = self.width - 2 * INDENT
        labels = min(room // 4, max(cell_len(label) for label, _text in lines))
        table = Table.grid(padding=(0, GAP, 0, 0))
        for _column in range(2):
            table.add_column(overflow="fold")
        for label, text in lines:
            table.add_row(
                Text(fitted(label, labels), style="dim"), fitted(text, room - labels - GAP)
            )
        return table

    def _lines(self, each: Checked) -> Iterator[tuple[str, str]]:
        """Yield each line of a finding: what it is about, and what is said."""
        finding = each.finding
        own, *others = finding.claims
        yield _("when"), self._cases(finding, self.teller.speaker)
        yield _("says"), self._said(finding, own)
        yield from self._hangs_on(finding)
        for claim in others:
            label = _("followed by") if claim.part else _("above")
            yield label, _named(self._name(finding, claim), self._said(finding, claim))
            names = (self._name(finding, found) for found in finding.claims)
            for told in starts(finding.compared, *names, mixed=False):
                yield _("ends apart"), told
        yield from self._shown(each)
        if each.reason is not None:
            yield _("reason"), self._why(each.reason)

    def _name(self, finding: Finding, claim: Claim) -> str:
        """Return what tells one claim from the other: a question of one side, or the side."""
        if any(found.part for found in finding.claims):
            return label_of(question_of((claim.part or finding.part).id))
        return SideTeller(claim.side).name

    def _cases(self, finding: Finding, speaker: Speaker) -> str:
        if not finding.cells:
            return _("never")
        return speaker.say(region(finding.grid, finding.cells))

    def _said(self, finding: Finding, claim: Claim) -> str:
        """Say what a side says, and where."""
        if finding.kind == "stale":
            return _("acknowledged, but nothing of the kind is found")
        teller, part = SideTeller(claim.side), claim.part or finding.part
        if finding.kind == "dead":
            [rule] = finding.rules
            said = f"{teller.rule(part, rule)} ({rule.rule.id}) [{teller.cited(rule)}]"
            return join([said, _("never applies")])
        found = teller.says(part, claim.effect)
        return f"{found.says} [{found.where}]" if found.where else found.says

    def _hangs_on(self, finding: Finding) -> Iterator[tuple[str, str]]:
        """Yield the fact, or the reading, with which a silence would be none."""
        if finding.about is not None:
            axis = finding.grid.axes[finding.grid.position(finding.about)]
            yield _("but for"), self.teller.speaker.name(axis.fact)
        if finding.hangs_on is not None:
            reading = finding.hangs_on
            choice = finding.side.chosen[reading.id]
            as_read = self.teller.side.chosen[reading.id] == choice
            told = _named(reading.label(), reading.fact.terms.label(choice))
            yield _("as read") if as_read else _("if read"), told

    def _shown(self, each: Checked) -> Iterator[tuple[str, str]]:
        """Yield the case that shows a finding, and how it is ruled."""
        finding, witness = each.finding, each.witness
        if witness is None:
            return
        yield _("witness"), tell_case(witness.case, finding.side.jurisdiction)
        for claim in finding.claims:
            question = question_of((claim.part or finding.part).id)
            ruling = self.prover.ruling(witness, question, claim.side)
            told = SideTeller(claim.side).ruling(question, ruling)
            several = len(finding.claims) > 1
            yield _("explained"), _named(self._name(finding, claim), told) if several else told

    def _why(self, reason: Reason) -> str:
        why = reason.why[language() == "en"]
        return f"{why} [{reason.reading.id}]" if reason.reading else why

    def _listings(self, answered: Sequence[Checked]) -> Iterator[RenderableType]:
        """Set what is answered for a line each by kind, cut where it does not fit."""
        for kind in FINDINGS.ids:
            found = [each for each in answered if each.finding.kind == kind]
            if found:
                yield _indented(Text(FINDINGS.label(kind), style="dim"))
                yield _indented(self._listing(found), 2 * INDENT)

    def _listing(self, answered: Sequence[Checked]) -> Table:
        room = self.width - 2 * INDENT - GAP * len(SHARES)
        widths = [share * room // sum(SHARES) for share in SHARES]
        brief = BriefSpeaker(self.teller.side.jurisdiction.domains)
        table = Table.grid(padding=(0, GAP, 0, 0))
        for each in answered:
            why = self._why(each.reason) if each.reason else ""
            told = (label_of(each.finding.question), self._cases(each.finding, brief), why)
            table.add_row(*map(_cut, told, widths), style="dim")
        return table


def _indented(block: RenderableType, by: int = INDENT) -> Padding:
    return Padding(block, (0, 0, 0, by), expand=False)


def _named(name: str, told: str) -> str:
    return _("{point}: {chosen}").format(point=name, chosen=told)


def _cut(text: str, width: int) -> str:
    """Return as much of a text as fits a column, with three stops where more is left."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - len(CUT)).rstrip() + CUT
