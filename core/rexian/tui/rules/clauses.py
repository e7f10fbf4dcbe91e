"""Clauses: the list of a document's, and one with everything that came of it."""

from __future__ import annotations

from collections.abc import Iterator

from rexian.accounting import Account
from rexian.clauses.reasons import REASONS
from rexian.clauses.ties import DECLARATIONS, Tie
from rexian.i18n import _, language
from rexian.jurisdictions import Jurisdiction
from rexian.rules.plan import part_of
from rexian.rules.table import Enacted
from rexian.ruletable import say
from rexian.saying.clauses import KIND_NAMES, became, labelled, readings_of
from rexian.saying.forms import holds
from rexian.tui.rules.library import Library, citation, clause_of, depth_of
from rexian.tui.rules.targets import OnClause, OnDuty, OnForm, OnReading, OnRule, Target
from rexian.tui.rules.views import Item, Line, ListView, TextView
from rexian.tui.widgets.sheet import Column, Row

#: The reason of a clause whose text is lost.
LOST = "lost"
#: What a clause is, in one word each.
KIND_TERMS = {
    "rule": ("规则", "rule"),
    "duty": ("任务", "duty"),
    "reference": ("说明", "reference"),
}


def clauses(library: Library, place: Jurisdiction, kind: str = "") -> ListView:
    """Return the clauses of a jurisdiction's own document in order; of one kind if one is named."""
    found = [a for a in library.accounts(place) if kind in ("", a.clause.kind)]
    wanted = [a for a in found if not library.only_open or not a.accounted]
    title = _(KIND_NAMES[kind]) if kind else _("by document")
    only = _("only open ones: {n} of {all}").format(n=len(wanted), all=len(found))
    lost = sum(account.clause.because == LOST for account in found)
    notes = [
        only if library.only_open else _("{n} clauses").format(n=len(found)),
        *([_("text lost in {n}").format(n=lost)] if lost else []),
        *([place.document.note] if place.document.note else []),
    ]
    return ListView(
        title,
        (
            Column(_("where"), 14, share=1),
            Column(_("what it is"), 4),
            Column(_("state"), 10),
            Column(_("what it says"), 20, share=4),
        ),
        tuple(_item(place, account) for account in wanted),
        note="  ".join(notes),
        filtered=True,
    )


def _item(place: Jurisdiction, account: Account) -> Item:
    clause, (state, tone) = account.clause, state_of(account)
    cells = (clause.locator, kind_of(account), state, clause.gist())
    return Item(
        Row(clause.id, cells, tones={2: tone} if tone else {}),
        OnClause(place, place.id, clause.id),
        cite=citation(place, place.id, (clause.id,)),
    )


def kind_of(account: Account) -> str:
    """Say whether a clause is a rule, a duty or a reference."""
    zh, en = KIND_TERMS[account.clause.kind]
    return en if language() == "en" else zh


def state_of(account: Account) -> tuple[str, str]:
    """Say what became of a clause in a word, and how that looks."""
    if account.clause.because == LOST:
        return _("text lost"), "late"
    if account.executable:
        return _("executable"), "calm"
    return (_("accounted for"), "dim") if account.accounted else (_("unaccounted for"), "soon")


def clause_view(library: Library, place: Jurisdiction, layer: str, name: str) -> TextView:
    """Return a clause as it is cited in a jurisdiction: what it says, and what came of it."""
    clause, found = clause_of(place, layer, name), library.account(layer, name)
    cite = citation(place, layer, (name,))
    lines = [
        Line(cite + depth_of(place, layer), tone="told", cite=cite),
        Line(clause.gist_zh, _("in Chinese"), cite=cite),
        Line(clause.gist_en, _("in English"), cite=cite),
    ]
    if found is not None:
        owner, account = found
        state, tone = state_of(account)
        lines += [Line(f"{kind_of(account)}  {state}", _("state"), tone)]
        lines += [Line(became(account), _("what became of it"))]
        if clause.because == LOST:
            lines.append(Line(REASONS.label(LOST), tone="late"))
        lines += _leads(owner, account)
    return TextView(f"{clause.locator} [{name}]", tuple(lines), cite)


def _leads(place: Jurisdiction, account: Account) -> Iterator[Line]:
    """Yield what implements a clause, each leading on to it, and the readings it turns on."""
    for tie in account.ties:
        label = DECLARATIONS.label(tie.kind)
        text, to = _tied(place, tie)
        yield Line(text, label, to=to)
    tied = {tie.id for tie in account.ties if tie.kind == "reading"}
    for reading in readings_of(account, place):
        if reading.id not in tied:
            yield Line(reading.label(), _("turns on"), to=OnReading(place, reading))


def _tied(place: Jurisdiction, tie: Tie) -> tuple[str, Target | None]:
    """Say what cites a clause, and what that leads on to."""
    layer = place.layers[0]
    if tie.kind == "rule":
        rule = next(found for found in layer.rules if found.id == tie.id)
        part = part_of(tie.id, place.plan().parts)
        text = f"{say(rule.outcome, language(), part)} [{tie.id}]"
        return text, OnRule(place, Enacted(rule, layer.id, 0))
    if tie.kind == "reading":
        reading = next(found for found in layer.readings if found.id == tie.id)
        return reading.label(), OnReading(place, reading)
    known = dict(labelled(layer))
    what = known.get((tie.kind, tie.id))
    whole = tie.id.partition(".")[0]
    to: Target | None = None
    if tie.kind in ("form", "form_field"):
        to = OnForm(place, whole)
    elif tie.kind in ("duty", "agenda_item"):
        to = OnDuty(place, whole)
    return (f"{what.label()} [{tie.id}]" if what else tie.id), to


def form_view(place: Jurisdiction, name: str) -> TextView:
    """Return a form with its fields, each with the clause that lays it down."""
    form = next(found for found in place.layers[0].forms if found.id == name)
    lines = [Line(form.label(), DECLARATIONS.label("form"), "strong"), *cites(place, form.per)]
    for found in form.fields:
        optional = "" if found.required else f" ({_('optional')})"
        clause = found.per[0] if found.per else ""
        to = OnClause(place, place.id, clause) if clause else None
        lines.append(Line(f"{holds(found)}{optional}", found.label(), to=to))
    return TextView(form.label(), tuple(lines))


def duty_view(place: Jurisdiction, name: str) -> TextView:
    """Return a duty: whose it is, to whom it goes, what it takes up, and its clauses."""
    duty = next(found for found in place.layers[0].duties if found.id == name)
    lines = [Line(duty.label(), DECLARATIONS.label("duty"), "strong")]
    lines += [Line(duty.who.label(), _("who"))] if duty.who else []
    lines += [Line(duty.to.label(), _("goes to"))] if duty.to else []
    lines += [Line(each.label(), DECLARATIONS.label("agenda_item")) for each in duty.agenda]
    return TextView(duty.label(), (*lines, *cites(place, duty.per)))


def cites(place: Jurisdiction, per: tuple[str, ...], layer: str = "") -> Iterator[Line]:
    """Yield the clauses that something cites, each leading on to it."""
    layer = layer or place.id
    for name in per:
        clause = clause_of(place, layer, name)
        yield Line(
            f"{clause.locator} {clause.gist()}",
            _("clause"),
            "told",
            OnClause(place, layer, name),
            citation(place, layer, (name,)),
        )
