"""Clauses in words: what became of each, what implements it, and the sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rexian.accounting import Account, ties_by_kind, totals
from rexian.clauses.index import KINDS
from rexian.clauses.reasons import REASONS
from rexian.clauses.ties import DECLARATIONS
from rexian.i18n import _, marked
from rexian.jurisdictions import Jurisdiction, Layer
from rexian.model.events import EVENT_TYPES
from rexian.model.terms import Labelled
from rexian.questions import QUESTIONS
from rexian.rules.readings import Reading
from rexian.words import join, listed

#: What clauses are, in the plural.
KIND_NAMES = {
    "rule": marked("rules"),
    "duty": marked("duties"),
    "reference": marked("references"),
}


def became(account: Account) -> str:
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


def sums(found: Sequence[Account]) -> list[str]:
    """Say how many clauses there are, are accounted for and are executable; then by kind."""
    counted: Mapping[str, Any] = totals(found)
    form = _("{total} clauses: {accounted} accounted for, {executable} executable")
    by_kind = _("{kind}: {accounted} of {total} accounted for, {executable} executable")
    return [
        form.format(**counted),
        *(by_kind.format(kind=_(KIND_NAMES[kind]), **counted["by_kind"][kind]) for kind in KINDS),
    ]


def labelled(layer: Layer) -> Iterator[tuple[tuple[str, str], Labelled]]:
    """Yield by kind and id what else than rules a document declares: figures, duties, forms."""
    yield from ((("indicator", found.id), found) for found in layer.assessment.indicators)
    for duty in layer.duties:
        yield ("duty", duty.id), duty
        yield from ((("agenda_item", f"{duty.id}.{found.id}"), found) for found in duty.agenda)
    for form in layer.forms:
        yield ("form", form.id), form
        yield from ((("form_field", f"{form.id}.{found.id}"), found) for found in form.fields)


def readings_of(account: Account, place: Jurisdiction) -> list[Reading]:
    """Return the readings of the clause itself and those that its rules turn on."""
    cited = {tie.id for tie in account.ties if tie.kind == "reading"}
    rules = {tie.id for tie in account.ties if tie.kind == "rule"}
    asked = {a.fact.id for r in place.layers[0].rules if r.id in rules for a in r.when.atoms()}
    return [r for r in place.readings.values() if r.id in cited or r.fact.id in asked]
