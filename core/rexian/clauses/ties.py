"""Ties: which declarations of a plugin cite which clauses.

A clause is tied to what cites it in `per=`; nothing says so a second time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from rexian.acknowledged import Acknowledged
from rexian.assess.declarations import Assessment
from rexian.clauses.index import Clause
from rexian.document import Channels
from rexian.duties.duty import Duty
from rexian.errors import DefinitionError, nearest
from rexian.forms import Form
from rexian.model.terms import Term, Terms
from rexian.rules.readings import Reading
from rexian.rules.rule import Rule

#: What may cite a clause.
DECLARATIONS = Terms(
    "declaration",
    (
        Term("rule", "规则", "rule"),
        Term("reading", "读法", "reading"),
        Term("prefix", "编号前缀", "prefix"),
        Term("indicator", "指标", "indicator"),
        Term("unit_rule", "考核规则", "rule on units"),
        Term("duty", "任务", "duty"),
        Term("agenda_item", "会议事项", "item of an agenda"),
        Term("form", "表单", "form"),
        Term("form_field", "表单栏目", "field of a form"),
        Term("check", "核对", "check"),
    ),
)


@dataclass(frozen=True, slots=True)
class Tie:
    """A declaration and the clauses it cites.

    Attributes:
        kind: what is declared, of `DECLARATIONS`.
        id: its own id.
    """

    kind: str
    id: str
    per: tuple[str, ...]


class Speaks(Protocol):
    """A document with everything its plugin declares."""

    @property
    def rules(self) -> tuple[Rule, ...]: ...  # noqa: D102 - said by its name
    @property
    def readings(self) -> tuple[Reading, ...]: ...  # noqa: D102
    @property
    def channels(self) -> Channels: ...  # noqa: D102
    @property
    def assessment(self) -> Assessment: ...  # noqa: D102
    @property
    def duties(self) -> tuple[Duty, ...]: ...  # noqa: D102
    @property
    def forms(self) -> tuple[Form, ...]: ...  # noqa: D102
    @property
    def checks(self) -> tuple[Acknowledged, ...]: ...  # noqa: D102


def declarations(said: Speaks) -> Iterator[Tie]:
    """Yield everything declared that must cite clauses."""
    yield from (Tie("rule", rule.id, rule.per) for rule in said.rules)
    yield from (Tie("reading", reading.id, reading.per) for reading in said.readings)
    yield from (Tie("prefix", prefix.text, prefix.per) for prefix in said.channels.prefixes)
    yield from (Tie("indicator", found.id, found.per) for found in said.assessment.indicators)
    yield from (Tie("unit_rule", rule.id, rule.per) for rule in said.assessment.units)
    for duty in said.duties:
        yield Tie("duty", duty.id, duty.per)
        yield from (Tie("agenda_item", f"{duty.id}.{i.id}", i.per) for i in duty.agenda)
    for form in said.forms:
        yield Tie("form", form.id, form.per)
        yield from (Tie("form_field", f"{form.id}.{f.id}", f.per) for f in form.fields)
    yield from (Tie("check", check.part, check.per) for check in said.checks)


def check_citations(said: Speaks, known: Mapping[str, Clause]) -> None:
    """Check that everything cited is in the index.

    Raises:
        DefinitionError: a declaration cites a clause that the index does not have.
    """
    for tie in declarations(said):
        for name in tie.per:
            if name not in known:
                raise DefinitionError(
                    f"{tie.kind} {tie.id} cites clause {name!r}, which clauses.toml does not have"
                    f"{nearest(name, known)}"
                )
