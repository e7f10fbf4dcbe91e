"""What docs/hooks.md reads off the code: the parts of questions, and the names of the plugin API.

Labels and values of facts, signatures and docstrings of functions, the comment above a constant,
and what the installed documents say under each part.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from types import ModuleType
from typing import Any

from rexian import plugin
from rexian.assess import units
from rexian.jurisdictions import Jurisdiction
from rexian.pages.markdown import as_code, plain, table
from rexian.questions import (
    NODES,
    approvals,
    assessment,
    clocks,
    escalation,
    extension,
    intake,
    returns,
    routing,
)
from rexian.rules.conditions import ALWAYS
from rexian.rules.facts import Choice, Count, Flag, Many
from rexian.rules.outcomes import says_of
from rexian.rules.plan import part_of
from rexian.rules.question import Mode, Part, Question
from rexian.rules.rule import Relation, Rule
from rexian.rules.text import show
from rexian.words import say_part
from wordlists import terms_told, worded

#: Which questions each hook's rules answer.
HOOKS: Mapping[str, Sequence[Question]] = {
    "intake": intake.QUESTIONS,
    "routing": routing.QUESTIONS,
    "deadlines": (*clocks.QUESTIONS, *extension.QUESTIONS, *returns.QUESTIONS),
    "approvals": approvals.QUESTIONS,
    "escalation": escalation.QUESTIONS,
    "assessment": (*assessment.QUESTIONS, *units.QUESTIONS),
}
_MODES = {
    Mode.NEAREST: "one rule decides; the nearest document that speaks answers",
    Mode.STRICTEST: "one rule decides in each document; the strictest holds",
    Mode.GROUNDS: "every ground that is met counts, in every document",
}
#: What labels alone do not tell.
_NOTES = {
    "accept.refuse": "The rule's own name is the ground.",
    "accept.decision": "What is decided where no ground for refusing is met.",
    "remind": "Several reminders may fall due, each by a rule of its own.",
    "extension.may": "Where a rule holds, an extension may be asked for.",
    "extension.ask_by": "Until when: `same_as` the clock `close`, or a period `before` it.",
    "extension.cap": "How long an extension may be at most: a `limit` from the due time before any "
    "extension; by a `value`, no longer than the time for closing itself.",
    "extension.bar": "A ground on which none is granted, such as a request without reasons.",
    "return_permission.may": "Where a rule holds, the ticket may be given back.",
    "return_permission.must_state": "What each demands adds up; of an inner list any one will do.",
    "return_permission.bar": "A ground on which it may not.",
    "reply_approval.steps": "From low to high.",
    "publication.required": "Where a rule holds, the reply must be published; else it may be.",
    "publication.bar": "A ground on which it is not.",
    "closure.ground": "A ground on which a ticket may be closed.",
    "closure.bar": "A ground on which it may not, whatever else is met.",
    "counted_in_assessment": "A ground on which the ticket is left out.",
    "supervision": "The rule's own name is the ground.",
    "accountability": "The rule's own name is the ground.",
}
#: Of the values that documents use under a key, so many are shown.
_SHOWN = 5


def parts(places: Iterable[Jurisdiction]) -> str:
    """Return a table a hook: each part, how rules combine, and what these documents say there."""
    said = _said(places)
    return "\n\n".join(
        f"#### `{hook}`\n\n"
        + table(
            ("part", "what it decides", "how rules combine", "written with", "keys that are said"),
            [_part(question, part, said.get(part.id, ())) for question, part in _listed(asked)],
        )
        for hook, asked in HOOKS.items()
    )


def _listed(asked: Iterable[Question]) -> Iterator[tuple[Question, Part]]:
    return ((question, part) for question in asked for part in question.parts)


def _part(question: Question, part: Part, rules: Sequence[Rule]) -> tuple[str, ...]:
    names = " · ".join(say_part(question, part, code) for code in ("zh", "en"))
    label = " · ".join((question.zh, question.en))
    what = label if len(question.parts) == 1 else f"{label}: {names}"
    written = ", ".join(map(as_code, part.forms))
    note = f". *{_NOTES[part.id]}*" if part.id in _NOTES else ""
    what = plain(what) + _runs(part) + _arises(part) + note
    return as_code(part.id), what, _MODES[part.mode], written, _keys(rules)


def _runs(part: Part) -> str:
    """Say between what a clock runs, and from what else a document may let it run."""
    if part.clock is None:
        return ""
    others = "".join(f", or with `start={name!r}`" for name in part.clock.starts)
    return f"; from `{part.clock.waiting_for}`{others}, until `{part.clock.done}`"


def _arises(part: Part) -> str:
    """Say for which cases alone the part is asked."""
    return f"; asked only where `{show(part.applies)}`" if part.applies != ALWAYS else ""


def _keys(rules: Sequence[Rule]) -> str:
    """List the keys that documents say, with some of the values they give them."""
    found: dict[str, list[str]] = {}
    for rule in rules:
        for key, value in says_of(rule.outcome).items():
            values = found.setdefault(key, [])
            values += [v for v in (_value(value),) if v not in values]
    return "; ".join(f"`{key}`: {_some(values)}" for key, values in found.items()) or "–"


def _some(values: Sequence[str]) -> str:
    more = "" if len(values) <= _SHOWN else ", …"
    return plain(", ".join(values[:_SHOWN])) + more


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_value(held)}" for key, held in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    return str(value)


def _said(places: Iterable[Jurisdiction]) -> dict[str, list[Rule]]:
    """Return the documents' rules by the part they answer."""
    asked = {part.id: part for listed in HOOKS.values() for _q, part in _listed(listed)}
    found: dict[str, list[Rule]] = {}
    for layer in (place.layers[0] for place in places):
        for rule in (*layer.rules, *layer.assessment.units):
            found.setdefault(part_of(rule.id, asked), []).append(rule)
    return found


@dataclass(frozen=True, slots=True)
class _Name:
    """A name that plugins import: where core defines it, as what, and what it is."""

    name: str
    module: ModuleType
    original: str
    what: Any


#: The headings under which names stand, by the modules that define them.
_FAMILIES = (
    ("The document and its channels", ("hookspecs", "document", "model.terms")),
    ("Rules", ("rules.rule", "rules.conditions", "worktime.period")),
    ("Readings", ("rules.readings",)),
    ("Facts of the ticket", ("facts",)),
    ("Facts of what happened", ("questions",)),
    ("Assessment", ("assess",)),
    ("Duties", ("duties",)),
    ("Forms", ("forms",)),
    ("Findings left as they are", ("acknowledged",)),
)


def names() -> str:
    """Return a table a family: each name that plugins may import, and what it means."""
    every = list(_imported())
    told = []
    for heading, modules in _FAMILIES:
        found = [name for name in every if _is_of(name.module, modules)]
        rows = [(as_code(_call(name)), _meaning(name)) for name in found]
        told.append(f"#### {heading}\n\n{table(('name', 'meaning'), rows)}")
    told.append(f"#### Instants, for `moment_of` and `mean`\n\n{_instants()}")
    return "\n\n".join(told)


def _is_of(module: ModuleType, names: Iterable[str]) -> bool:
    inner = module.__name__.removeprefix("rexian.")
    return any(inner == name or inner.startswith(f"{name}.") for name in names)


def _imported() -> Iterator[_Name]:
    """Yield every public name in the order in which `rexian.plugin` imports them."""
    for node in ast.parse(inspect.getsource(plugin)).body:
        if isinstance(node, ast.ImportFrom) and node.module != "__future__":
            module = importlib.import_module(str(node.module))
            for alias in node.names:
                name = alias.asname or alias.name
                if name in plugin.__all__:
                    yield _Name(name, module, alias.name, getattr(plugin, name))


def _call(found: _Name) -> str:
    """Return a name as it is written: with its parameters, or with the ways to ask a fact."""
    what = found.what
    if inspect.isclass(what) and is_dataclass(what):
        return f"{found.name}({', '.join(f.name for f in fields(what) if f.init)})"
    if inspect.isfunction(what):
        return f"{found.name}({', '.join(_parameters(what))})"
    return found.name


def _parameters(what: Any) -> Iterator[str]:
    starred = False
    for parameter in inspect.signature(what).parameters.values():
        if parameter.kind is parameter.VAR_KEYWORD:
            yield from ["**choices"] if parameter.name != "relation" else Relation.__annotations__
        elif parameter.kind is parameter.VAR_POSITIONAL:
            starred = True
            yield f"*{parameter.name}"
        else:
            if parameter.kind is parameter.KEYWORD_ONLY and not starred:
                starred = True
                yield "*"
            yield parameter.name


def _meaning(found: _Name) -> str:
    what = found.what
    if isinstance(what, Choice | Count | Flag | Many):
        return plain(f"{what.zh} · {what.en}. {_comment(found)}".strip()) + _asked(what)
    told = _comment(found) or (inspect.getdoc(what) or "").partition("\n\n")[0]
    return plain(told)


def _asked(fact: Choice | Count | Flag | Many) -> str:
    """Say how a fact is asked, and what it may be."""
    if isinstance(fact, Flag):
        return " *Yes or no.*"
    if isinstance(fact, Count):
        return " *A number:* `.at_least(n)`, `.below(n)`."
    if isinstance(fact, Many):
        members = [(name, flag.zh.partition("：")[2]) for name, flag in fact.members.items()]
        return f" *A list:* `.has(…)`, `.has_any(…)`: {worded(members)}"
    return f" `.is_(…)`, `.in_(…)`: {terms_told(fact.terms)}"


def _comment(found: _Name) -> str:
    """Return the comment with which core explains a constant where it is defined."""
    pattern = rf"((?:^#: .*\n)+){re.escape(found.original)}\b[^\n]*="
    match = re.search(pattern, inspect.getsource(found.module), re.MULTILINE)
    return " ".join(match[1].replace("#:", " ").split()) if match else ""


def _instants() -> str:
    found = [node.id for node in NODES if node.id.endswith("_at") and "." not in node.id]
    return " · ".join(as_code(name) for name in found)
