"""Clauses for people: what became of each, and one clause with all that implements it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rexian.accounting import Account, ties_by_kind, totals
from rexian.clauses.index import KINDS
from rexian.clauses.reasons import REASONS
from rexian.clauses.ties import DECLARATIONS
from rexian.discovery import load
from rexian.i18n import _, language, marked
from rexian.jurisdictions import Jurisdiction, Layer
from rexian.model.events import EVENT_TYPES
from rexian.model.terms import Labelled
from rexian.questions import QUESTIONS
from rexian.rules.plan import part_of
from rexian.rules.readings import Reading
from rexian.ruletable import say
from rexian.words import join, listed
from rexian.words.conditions import Speaker

if TYPE_CHECKING:
    from rexian.cli.clauses import Listing

_KINDS = {"rule": marked("rules"), "duty": marked("duties"), "reference": marked("references")}
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
        table.add_row(clause.id, clause.locator, told, _became(account), style=style)
    return table


def _became(account: Account) -> str:
    """Say what became of a clause, and that it is a draft where it is one."""
    draft = [_("(draft)")] if account.clause.review == "draft" else []
    return " ".join([join(list(_fates(account))) or _("unaccounted for"), *draft])


def _fates(account: Account) -> Iterator[str]:
    clause = account.clause
    for kind, ids in ties_by_kind(account.ties).items():
        yield f"{DECLARATIONS.label(kind)} {listed(ids)}"
    if clause.because:
        yield REASONS.label(clause.because)
    if clause.core:
        yield _("built into core: {what}").format(what=_core(clause.core))
    if clause.note():
        yield clause.note()


def _core(core: str) -> str:
    """Say what in core does something: the name of an event, a question or a fact."""
    family, _dot, name = core.partition(".")
    labels = {
        "event": {found.id: found.label() for found in EVENT_TYPES.values()},
        "question": {found.id: found.label() for found in QUESTIONS},
    }
    return f"{labels.get(family, {}).get(name, name)} ({name})"


def _sums(found: Sequence[Account]) -> Text:
    sums = totals(found)
    form = _("{total} clauses: {accounted} accounted for, {executable} executable")
    lines = [form.format(**sums)]
    for kind in KINDS:
        by_kind = _("{kind}: {accounted} of {total} accounted for, {executable} executable")
        lines.append(by_kind.format(kind=_(_KINDS[kind]), **sums["by_kind"][kind]))
    return Text("\n".join(lines), style="cyan")


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
        (_("what became of it"), _became(account)),
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
    known = dict(_labelled(place.layers[0]))
    table = Table.grid(padding=(0, 2), pad_edge=True)
    for tie in account.ties:
        if (tie.kind, tie.id) in known:
            what = known[tie.kind, tie.id].label()
            table.add_row(DECLARATIONS.label(tie.kind), f"{what} [{tie.id}]")
    return table


def _labelled(layer: Layer) -> Iterator[tuple[tuple[str, str], Labelled]]:
    yield from ((("indicator", found.id), found) for found in layer.assessment.indicators)
    for duty in layer.duties:
        yield ("duty", duty.id), duty
        yield from ((("agenda_item", f"{duty.id}.{found.id}"), found) for found in duty.agenda)
    for form in layer.forms:
        yield ("form", form.id), form
        yield from ((("form_field", f"{form.id}.{found.id}"), found) for found in form.fields)


def _readings(account: Account, place: Jurisdiction) -> Table:
    """List the readings of the clause itself and those its rules turn on."""
    cited = {tie.id for tie in account.ties if tie.kind == "reading"}
    rules = {tie.id for tie in account.ties if tie.kind == "rule"}
    asked = {a.fact.id for r in place.layers[0].rules if r.id in rules for a in r.when.atoms()}
    table = Table.grid(padding=(0, 2), pad_edge=True)
    for reading in place.readings.values():
        if reading.id in cited or reading.fact.id in asked:
            table.add_row(_("reading"), f"{reading.label()} [{reading.id}]", style="cyan")
            for line in _choices(reading):
                table.add_row("", line, style="cyan")
    return table


def _choices(reading: Reading) -> Iterator[str]:
    for term in reading.choices:
        default = _(" (default)") if term.id == reading.default else ""
        yield f"{term.id}: {term.label()}{default}"
