"""Clauses for people: what became of each, and one clause with all that implements it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rexian.accounting import Account
from rexian.clauses.ties import DECLARATIONS
from rexian.discovery import load
from rexian.i18n import _, language
from rexian.jurisdictions import Jurisdiction
from rexian.rules.plan import part_of
from rexian.rules.readings import Reading
from rexian.ruletable import say
from rexian.saying.clauses import became, labelled, readings_of, sums
from rexian.words.conditions import Speaker

if TYPE_CHECKING:
    from rexian.cli.clauses import Listing

#: How wide the columns of the list are, of eighteen.
_WIDTHS = (3, 3, 6, 6)


def show(listing: Listing) -> None:
    """Print the clauses asked for, by document, and the totals of all."""
    console = Console(highlight=False, markup=False)
    for name in dict.fromkeys(account.jurisdiction for account in listing.found):
        found = [a for a in listing.found if a.jurisdiction == name]
        wanted = [a for a in listing.wanted if a.jurisdiction == name]
        console.print(Text(load(name).heading(), style="bold"))
        if wanted:
            console.print(_table(wanted, listing, console.width))
        console.print(Padding(_sums(found), (0, 0, 1, 1)))
    if len({account.jurisdiction for account in listing.found}) > 1:
        console.print(Text(_("all together"), style="bold"))
        console.print(Padding(_sums(listing.found), (0, 0, 0, 1)))


def _table(wanted: Sequence[Account], listing: Listing, width: int) -> Table:
    table = Table(box=None, header_style="dim", padding=(0, 1))
    names = (_("clause"), _("where"), _("what it says"), _("what became of it"))
    for name, ratio in zip(names, _WIDTHS, strict=True):
        table.add_column(name, overflow="fold", max_width=ratio * width // 18)
    for account in wanted:
        clause = account.clause
        told = listing.articles.get(clause.id) or clause.gist()
        style = "" if account.executable else "dim" if account.accounted else "yellow"
        table.add_row(clause.id, clause.locator, told, became(account), style=style)
    return table


def _sums(found: Sequence[Account]) -> Text:
    return Text("\n".join(sums(found)), style="cyan")


def show_whole(listing: Listing) -> None:
    """Print one clause: both gists, what became of it, its rules and readings, the article."""
    console = Console(highlight=False, markup=False)
    [account] = listing.wanted
    clause, place = account.clause, load(account.jurisdiction)
    console.print(Text(f"{clause.locator} [{clause.id}]  {place.heading()}", style="bold"))
    facts = Table.grid(padding=(0, 2), pad_edge=True)
    for label, text in (
        (_("in Chinese"), clause.gist_zh),
        (_("in English"), clause.gist_en),
        (_("the article"), listing.articles.get(clause.id)),
        (_("what became of it"), became(account)),
    ):
        if text:
            facts.add_row(label, text)
    console.print(facts)
    for block in (_rules(account, place), _others(account, place), _readings(account, place)):
        if block.row_count:
            console.print(Padding(block, (1, 0, 0, 0)))


def _rules(account: Account, place: Jurisdiction) -> Table:
    table = Table(box=None, header_style="dim", padding=(0, 1))
    for name in (_("question"), _("when"), _("what follows"), _("rule")):
        table.add_column(name, overflow="fold")
    cited = {tie.id for tie in account.ties if tie.kind == "rule"}
    plan, speaker = place.plan(), Speaker(place.domains)
    labels = {part.id: question.label() for question in plan.questions for part in question.parts}
    for rule in place.layers[0].rules:
        if rule.id in cited:
            part = part_of(rule.id, plan.parts)
            told = say(rule.outcome, language(), part)
            table.add_row(labels[part], speaker.say(rule.when), told, rule.id)
    return table


def _others(account: Account, place: Jurisdiction) -> Table:
    """List what else implements the clause: duties, forms and their fields, figures."""
    known = dict(labelled(place.layers[0]))
    table = Table.grid(padding=(0, 2), pad_edge=True)
    for tie in account.ties:
        if (tie.kind, tie.id) in known:
            what = known[tie.kind, tie.id].label()
            table.add_row(DECLARATIONS.label(tie.kind), f"{what} [{tie.id}]")
    return table


def _readings(account: Account, place: Jurisdiction) -> Table:
    """List the readings of the clause itself and those its rules turn on."""
    table = Table.grid(padding=(0, 2), pad_edge=True)
    for reading in readings_of(account, place):
        table.add_row(_("reading"), f"{reading.label()} [{reading.id}]", style="cyan")
        for line in _choices(reading):
            table.add_row("", line, style="cyan")
    return table


def _choices(reading: Reading) -> Iterator[str]:
    for term in reading.choices:
        default = _(" (default)") if term.id == reading.default else ""
        yield f"{term.id}: {term.label()}{default}"
