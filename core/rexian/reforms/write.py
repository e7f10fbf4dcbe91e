"""Writing rules as a reform: the way to start one is from the rules that it is to change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml

from rexian.errors import InputError
from rexian.i18n import _, language
from rexian.jurisdictions import Jurisdiction, Layer
from rexian.reforms.outcomes import write
from rexian.reforms.reform import Heading
from rexian.rules.conditions import ALWAYS
from rexian.rules.plan import part_of
from rexian.rules.rule import Rule
from rexian.rules.text import show

#: What a new reform is called until its author names it.
DRAFT = ("draft", "修改草案", "a draft")


class _Flow(dict[str, Any]):
    """A mapping that stands on one line."""


class _Row(list[Any]):
    """A list that stands on one line."""


class _Dumper(yaml.SafeDumper):
    """Writes blocks, but for what is to stand on one line."""


_Dumper.add_representer(
    _Flow, lambda d, found: d.represent_mapping("tag:yaml.org,2002:map", found, flow_style=True)
)
_Dumper.add_representer(
    _Row, lambda d, found: d.represent_sequence("tag:yaml.org,2002:seq", found, flow_style=True)
)


def as_reform(jurisdiction: Jurisdiction, question: str | None = None) -> str:
    """Return the rules in force of a place's own document as a reform that changes nothing.

    `question` leaves only those that answer it. Conditions are in the interface language.

    Raises:
        InputError: the document has no rule that answers it.
    """
    layer, plan = jurisdiction.layers[0], jurisdiction.plan()
    asked = [q for q in plan.questions if question in (None, q.id)]
    parts = {part.id for found in asked for part in found.parts}
    in_force = {enacted.rule.id for enacted in plan.rules if enacted.layer == layer.id}
    own = [r for r in layer.rules if r.id in in_force and part_of(r.id, plan.parts) in parts]
    if not own:
        told = _("{id} itself has no rule on {question}; see rexian rules for those above it")
        raise InputError(told.format(id=jurisdiction.id, question=question))
    name, zh, en = DRAFT
    heading = Heading(name, zh, en, layer.id, zh if language() == "zh" else en)
    return _comment(jurisdiction) + reform_text(heading, own, jurisdiction)


def reform_text(
    heading: Heading, rules: Iterable[Rule], jurisdiction: Jurisdiction, does: str = "replace"
) -> str:
    """Return a reform file in which each of these rules is stated whole."""
    layer = jurisdiction.layer(heading.of)
    document = {
        "reform": heading.id,
        "of": heading.of,
        "title": _Flow(zh=heading.zh, en=heading.en),
        "cites": heading.cites,
        "changes": [_change(rule, layer, jurisdiction, does) for rule in rules],
    }
    return yaml.dump(document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)


def _comment(jurisdiction: Jurisdiction) -> str:
    lines = (
        _("The rules of {id} as they are. Keep those you change, and of each what you change;"),
        _("name the reform, say where it stands (cites, per), and try it:"),
        _("rexian compare FILE -j {id} --reform THIS_FILE"),
    )
    return "".join(f"# {line.format(id=jurisdiction.id)}\n" for line in lines)


def _change(rule: Rule, layer: Layer, jurisdiction: Jurisdiction, does: str) -> dict[str, Any]:
    told: dict[str, Any] = {does: rule.id}
    if rule.when != ALWAYS:
        told["when"] = show(rule.when, language(), jurisdiction.domains)
    told |= {key: _on_one_line(value) for key, value in write(rule.outcome).items()}
    if rule.over:
        told["over"] = _Row(rule.over)
    if rule.followed is not None:
        told["followed"] = rule.followed
    if rule.editions:
        told["editions"] = _Row(rule.editions)
    if not rule.inherited:
        told["inherited"] = False
    clauses = layer.clauses()
    told["per"] = "；".join(dict.fromkeys(clauses[name].locator for name in rule.per))
    return told


def _on_one_line(value: Any) -> Any:
    if isinstance(value, dict):
        return _Flow({key: _on_one_line(item) for key, item in value.items()})
    return _Row(map(_on_one_line, value)) if isinstance(value, list) else value
