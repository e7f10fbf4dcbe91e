"""Local parameters: what a deployment lays down where its document is silent.

A YAML file adds rules in the syntax of reforms, each with the paper it stands in. They lie over the
document as an overlay of their own, `town.local`, so that a ruling's layer and citation say that
the deployment decides there, and by which paper.

They fill silence alone: where the nearest document answers for all, the chain's own rules come
first, and a parameter holds in the cases that those leave open. To have the document itself say
something else is a reform's affair.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from rexian.clauses.index import Clause
from rexian.document import Channels, Document, Edition
from rexian.errors import DefinitionError, InputError
from rexian.i18n import _
from rexian.jurisdictions import Jurisdiction, Layer
from rexian.model.casefile import read_text_of
from rexian.reforms.parts import PARTS
from rexian.reforms.places import Placed, Source, read_places
from rexian.reforms.read import read_changes
from rexian.reforms.reform import Change
from rexian.rules.conditions import Or
from rexian.rules.plan import Plan, part_of
from rexian.rules.question import Mode
from rexian.rules.rule import Rule
from rexian.rules.table import Conflict, rules_of
from rexian.settings.parameters import Parameter, read_parameter, wanted

_HEAD = ("of", "changes")
#: The edition for tickets dispatched before anything was in force.
_BEFORE = "before"


@dataclass(frozen=True, slots=True)
class LocalLayer(Layer):
    """What a deployment lays over its document, with the clauses that its file states.

    Attributes:
        index: the clauses by id.
    """

    index: Mapping[str, Clause] = field(default_factory=dict)

    def clauses(self) -> Mapping[str, Clause]:
        """Return the clauses, in the order of the file."""
        return self.index


def read_local(path: Path) -> Source:
    """Return the text of a file of local parameters.

    Raises:
        InputError: it cannot be read.
    """
    return Source(str(path), read_text_of(path))


def laid_over(jurisdiction: Jurisdiction, source: Source) -> Jurisdiction:
    """Return a jurisdiction with local parameters laid over its document.

    Raises:
        InputError: the file is amiss; the message says in which line and column, and why.
    """
    try:
        top = read_places(source)
        keys = top.mapping(_HEAD)
        _check_of(wanted(keys, _HEAD, top)["of"], jurisdiction)
        parameters = [read_parameter(item) for item in keys["changes"].items()]
        if not parameters:
            keys["changes"].refuse(_("there is no change"))
        found = _with_layer(jurisdiction, _layer(jurisdiction, parameters))
        changes = read_changes([p.change for p in parameters], found.overlays[-1], found)
    except RecursionError:
        raise InputError(_("{path}: nested too deeply").format(path=source.name)) from None
    editions = found.overlays[-1].document.editions
    rules = tuple(
        replace(_filling(change, jurisdiction), editions=_holding(parameter, editions))
        for change, parameter in zip(changes, parameters, strict=True)
    )
    found = _with_layer(jurisdiction, replace(found.overlays[-1], rules=rules))
    plans = [_compiled(found, edition, source) for edition in editions]
    _check_effect(plans, local_name(found), parameters)
    return found


def local_name(jurisdiction: Jurisdiction) -> str:
    """Return what the layer of a jurisdiction's local parameters is called."""
    return f"{jurisdiction.document.id}.local"


def _check_of(of: Placed, jurisdiction: Jurisdiction) -> None:
    if of.text() != jurisdiction.document.id:
        told = _("these are local parameters of {of}, and the jurisdiction is {id}")
        of.refuse(told.format(of=of.text(), id=jurisdiction.document.id))
    if local_name(jurisdiction) in {layer.id for _depth, layer in jurisdiction.stack}:
        told = _("an installed overlay is called {id} already; local parameters would hide it")
        of.refuse(told.format(id=local_name(jurisdiction)))


def _layer(jurisdiction: Jurisdiction, parameters: Sequence[Parameter]) -> Layer:
    zh, en = jurisdiction.document.place
    document = Document(
        id=local_name(jurisdiction),
        title=f"{zh}本地参数（本部署自定）",
        title_en=f"Local parameters of {en}, laid down by this deployment",
        number="",
        issuer=zh,
        place=jurisdiction.document.place,
        editions=_editions(parameters),
        upper=jurisdiction.document.id,
    )
    index = {p.clause.id: p.clause for p in parameters}
    return LocalLayer(document, Channels(), (), (), str(__package__), index=index)


def _editions(parameters: Sequence[Parameter]) -> tuple[Edition, ...]:
    """Return an edition for each day from which something else holds, and one for before."""
    begun = {p.first for p in parameters if p.first is not None}
    ended = {p.last + timedelta(days=1) for p in parameters if p.last is not None}
    if not begun | ended:
        return (Edition(max(p.issued for p in parameters).isoformat()),)
    return (Edition(_BEFORE), *(Edition(day.isoformat(), day) for day in sorted(begun | ended)))


def _holding(parameter: Parameter, editions: Sequence[Edition]) -> tuple[str, ...]:
    """Return the editions in which a parameter stands; none where it stands in all."""
    days = {edition.id: edition.in_force or date.min for edition in editions}
    found = tuple(name for name, day in days.items() if parameter.holds_on(day))
    return () if len(found) == len(editions) else found


def _with_layer(jurisdiction: Jurisdiction, layer: Layer) -> Jurisdiction:
    return replace(jurisdiction, overlays=(*jurisdiction.overlays, layer), _plans={})


def _filling(change: Change, jurisdiction: Jurisdiction) -> Rule:
    """Return a rule that holds only where the documents leave its point open."""
    rule = Rule(id=change.rule, per=(f"local.{change.rule}",), **change.stated)
    part = part_of(rule.id, PARTS)
    if PARTS[part].mode is not Mode.NEAREST:
        return rule
    spoken = [e.rule.when for e in jurisdiction.plan().rules if part_of(e.rule.id, PARTS) == part]
    return replace(rule, when=rule.when & ~Or(tuple(spoken))) if spoken else rule


def _compiled(found: Jurisdiction, edition: Edition, source: Source) -> Plan:
    try:
        return found.plan(edition.in_force or (None if edition.id != _BEFORE else date.min))
    except DefinitionError as error:
        told = _("{file}: the rules do not fit together: {error}")
        raise InputError(told.format(file=source.name, error=error)) from None


def _check_effect(plans: Sequence[Plan], layer: str, parameters: Sequence[Parameter]) -> None:
    """Refuse a parameter that decides no case whenever it is dispatched, or clashes with another.

    A document's clashes are told as they are; one that the deployment makes itself it can mend.
    """
    tables = [table for plan in plans for asked in plan.parts.values() for table in asked.tables]
    deciding = set()
    clashes: dict[str, str] = {}
    for decision in (decision for table in tables for decision in table.decisions):
        names = [enacted.rule.id for enacted in rules_of(decision) if enacted.layer == layer]
        deciding.update(names)
        if isinstance(decision, Conflict) and names and decision.followed is None:
            clashes[names[-1]] = names[0]
    for parameter in parameters:
        name = parameter.rule.text()
        if name in clashes:
            told = _("{rule} holds for cases for which {other} holds too; write `over` or `when`")
            parameter.rule.refuse(told.format(rule=name, other=clashes[name]))
        if name not in deciding:
            told = _("{rule} decides no case: wherever it would, other rules do already")
            parameter.rule.refuse(told.format(rule=name))
