"""Applying a reform: a jurisdiction whose chain says what the reform would have it say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rexian.clauses.index import Clause
from rexian.clauses.reasons import REPEALED
from rexian.errors import InputError
from rexian.i18n import _
from rexian.jurisdictions import Jurisdiction, Layer
from rexian.reforms.reform import Change, Reform
from rexian.rules.rule import Rule


def reformed(jurisdiction: Jurisdiction, reform: Reform) -> Jurisdiction:
    """Return a jurisdiction with the document that a reform is of changed, wherever it stands.

    Other rules' `over` lose the names of removed rules.

    Raises:
        InputError: the document does not stand in the chain.
    """
    heading = reform.heading
    if heading.of not in {layer.id for _depth, layer in jurisdiction.stack}:
        told = _("the reform {name} is of {of}, which is not in the chain of {id}")
        raise InputError(told.format(name=reform.name, of=heading.of, id=jurisdiction.id))
    layer = jurisdiction.layer(heading.of)
    changed = replace(
        layer, rules=tuple(_rules(layer, reform)), added={**layer.added, **_clauses(reform)}
    )
    return replace(
        jurisdiction,
        layers=tuple(changed if old is layer else old for old in jurisdiction.layers),
        overlays=tuple(changed if old is layer else old for old in jurisdiction.overlays),
        reforms=(*jurisdiction.reforms, reform.name),
        _plans={},
    )


def in_force(layer: Layer) -> dict[str, Rule]:
    """Return the rules of a document's newest edition by id: those that a reform may change."""
    newest = layer.edition(None).id
    return {rule.id: rule for rule in layer.rules if not rule.editions or newest in rule.editions}


def _rules(layer: Layer, reform: Reform) -> Iterator[Rule]:
    now, changes = in_force(layer), {change.rule: change for change in reform.changes}
    removed = {change.rule for change in reform.changes if change.does == "remove"}
    for old in layer.rules:
        change = changes.get(old.id) if now.get(old.id) is old else None
        if change is None or change.does == "replace":
            rule = old if change is None else _replaced(old, reform, change)
            over = tuple(name for name in rule.over if name not in removed)
            yield rule if over == rule.over else replace(rule, over=over)
    for change in reform.changes:
        if change.does == "add":
            yield Rule(id=change.rule, per=(reform.clause(change.rule),), **change.stated)


def _replaced(old: Rule, reform: Reform, change: Change) -> Rule:
    return replace(old, per=(reform.clause(change.rule),), **change.stated)


def _clauses(reform: Reform) -> dict[str, Clause]:
    """Return the clauses in which a reform speaks of each rule; none cites that of a removed one.

    Their notes are what a reader should know beyond the title: in which paper they stand.
    """
    heading = reform.heading
    found = [
        Clause(
            id=reform.clause(change.rule),
            locator=change.per,
            kind="rule",
            gist_zh=heading.zh,
            gist_en=heading.en,
            because=REPEALED if change.does == "remove" else None,
            note_zh=heading.cites,
            note_en=heading.cites,
        )
        for change in reform.changes
    ]
    return {clause.id: clause for clause in found}
