"""Jurisdictions: a chain of documents, what a site adds to it, and what they compile to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from rexian.acknowledged import Acknowledged
from rexian.assess.declarations import Assessment
from rexian.clauses.index import Clause, read_index
from rexian.document import Channels, Document, Edition
from rexian.duties.duty import Duty
from rexian.errors import InputError, nearest
from rexian.facts import GIVEN_FACTS, VIEW_FACTS, base_facts, channel, given_facts
from rexian.forms import Form
from rexian.i18n import _
from rexian.instants import Instant, to_datetime
from rexian.model.values import within
from rexian.questions import NODES, QUESTIONS, READINGS
from rexian.rules.facts import Choice, Fact
from rexian.rules.plan import Asked, Plan, build_plan
from rexian.rules.readings import Reading
from rexian.rules.rule import Rule
from rexian.rules.table import Enacted
from rexian.rules.text import show


@dataclass(frozen=True, slots=True)
class Layer:
    """One document of a chain, with everything its plugin says.

    Attributes:
        package: the plugin's package, which holds the clause index.
        added: clauses that reforms add to the index; their ids open with the reform's name.
    """

    document: Document
    channels: Channels
    readings: tuple[Reading, ...]
    rules: tuple[Rule, ...]
    package: str
    assessment: Assessment = field(default_factory=Assessment)
    duties: tuple[Duty, ...] = ()
    forms: tuple[Form, ...] = ()
    checks: tuple[Acknowledged, ...] = ()
    added: Mapping[str, Clause] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The document's id."""
        return self.document.id

    def edition(self, day: date | None) -> Edition:
        """Return the edition in force on a day; the newest for None, the oldest before them all."""
        editions = self.document.editions
        if day is None or len(editions) == 1:
            return editions[-1]
        in_force = [e for e in editions if e.in_force is None or e.in_force <= day]
        return in_force[-1] if in_force else editions[0]

    def clauses(self) -> Mapping[str, Clause]:
        """Return the document's clause index by clause id, in the order of the document."""
        return (
            {**read_index(self.package), **self.added} if self.added else read_index(self.package)
        )


@dataclass(frozen=True, eq=False)
class Jurisdiction:
    """A configured place: its chain of documents, what a site adds, and what they compile to.

    Attributes:
        layers: the chain, its own document first, then those above it.
        overlays: what the site lays over its own document; the last laid answers first.
        reforms: the names of the reforms that have changed the chain.
    """

    layers: tuple[Layer, ...]
    _plans: dict[tuple[str, ...], Plan] = field(default_factory=dict, repr=False)
    overlays: tuple[Layer, ...] = ()
    reforms: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Its own document's id; a variant's names its reforms too: `yiyang+faster`."""
        return "+".join((self.document.id, *self.reforms))

    def heading(self) -> str:
        """Return its document's title in the interface language, with its id."""
        return f"{self.document.label()} [{self.id}]"

    @property
    def document(self) -> Document:
        """Its own document."""
        return self.layers[0].document

    @cached_property
    def stack(self) -> tuple[tuple[int, Layer], ...]:
        """Every layer that speaks, nearest first, with its depth.

        The depth of its own document is 0, that of an overlay less, of a document above it more.
        """
        speaking = (*reversed(self.overlays), *self.layers)
        return tuple(enumerate(speaking, start=-len(self.overlays)))

    @cached_property
    def above(self) -> Jurisdiction | None:
        """The document above its own with those above that, if the chain goes on."""
        return Jurisdiction(self.layers[1:]) if len(self.layers) > 1 else None

    def layer(self, name: str) -> Layer:
        """Return the document or overlay of this id."""
        return next(layer for _depth, layer in self.stack if layer.id == name)

    @cached_property
    def readings(self) -> dict[str, Reading]:
        """Every reading by id; where two documents read the same point, the nearest one's."""
        found = {reading.id: reading for reading in READINGS}
        for _depth, layer in reversed(self.stack):
            found |= {reading.id: reading for reading in layer.readings}
        return found

    @cached_property
    def channels(self) -> Channels:
        """The channels and prefixes of every layer."""
        said = [layer.channels for _depth, layer in self.stack]
        return Channels(
            tuple(prefix for channels in said for prefix in channels.prefixes),
            tuple(term for channels in said for term in channels.terms),
        )

    @cached_property
    def channel_fact(self) -> Choice:
        """The channel as this jurisdiction knows it."""
        groups = {p.channels for p in self.channels.prefixes if len(p.channels) > 1}
        terms = channel.terms.extended(self.channels.terms)
        return replace(channel, terms=terms, groups=tuple(sorted(groups)))

    @cached_property
    def domains(self) -> dict[str, Fact]:
        """Every given fact and reading, as this jurisdiction knows it."""
        readings = {reading.fact.id: reading.fact for reading in self.readings.values()}
        return {**GIVEN_FACTS, **VIEW_FACTS, "channel": self.channel_fact, **readings}

    def plan(self, day: date | None = None) -> Plan:
        """Return what the editions in force on a day compile to; today's newest for None.

        Raises:
            DefinitionError: the documents' rules do not compile.
        """
        editions = tuple(layer.edition(day).id for _depth, layer in self.stack)
        if editions not in self._plans:
            self._plans[editions] = self._compile(editions)
        return self._plans[editions]

    def _compile(self, editions: Sequence[str]) -> Plan:
        chosen = {r.fact.id: r.default for r in self.readings.values()}
        rules = [
            enacted
            for (depth, layer), edition in zip(self.stack, editions, strict=True)
            for enacted in _enacted(layer, edition, depth)
        ]
        return build_plan(QUESTIONS, NODES, {**base_facts(), **chosen}, self.domains, rules)

    def facts_of(self, ticket: Mapping[str, Any]) -> dict[str, Any]:
        """Return a ticket's stated facts, its channel read from its number where not stated.

        Raises:
            InputError: the jurisdiction does not know the channel.
        """
        facts = given_facts(self.settled(ticket))
        if "channel" not in facts and "number" in facts:
            found = self.channels.channel_of(facts["number"])
            if found is not None:
                facts["channel"] = found
        return facts

    def settled(self, ticket: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a ticket with the id of its channel, which may be written by id or label.

        Raises:
            InputError: the jurisdiction does not know the channel.
        """
        if "channel" not in ticket:
            return ticket
        with within("ticket: channel"):
            known = self.channel_fact.terms.resolve(ticket["channel"], self.id)
        return {**ticket, "channel": known}

    def chosen(self, readings: Mapping[str, str]) -> dict[str, str]:
        """Return readings as facts.

        Raises:
            InputError: there is no such reading, or no such choice.
        """
        return {f"reading.{name}": self._reading(name).choose(c) for name, c in readings.items()}

    def _reading(self, name: str) -> Reading:
        if name not in self.readings:
            raise InputError(
                _("{id} has no reading {name!r}").format(id=self.id, name=name)
                + nearest(name, self.readings)
            )
        return self.readings[name]

    def turning(self, asked: Iterable[Asked]) -> list[Reading]:
        """Return the readings on which parts of questions turn."""
        asks = frozenset[str]().union(*(part.asks for part in asked))
        return [reading for reading in self.readings.values() if reading.fact.id in asks]

    def cite(self, enacted: Enacted) -> list[dict[str, str]]:
        """Return the clauses a rule comes from; see `citations`."""
        return self.citations(enacted.layer, enacted.rule.per)

    def citations(self, layer: str, per: Sequence[str]) -> list[dict[str, str]]:
        """Return clauses of one document of the chain: document, locator and clause id.

        A clause that a reform adds says which one.
        """
        found = self.layer(layer)
        clauses = found.clauses()
        return [
            {
                "document": layer,
                "locator": clauses[name].locator,
                "clause": name,
                **({"reform": name.partition(".")[0]} if name in found.added else {}),
            }
            for name in per
        ]

    def fingerprint(self, day: date | None = None) -> str:
        """Return a short digest of the rules and readings in force on a day."""
        plan = self.plan(day)
        told = [_told(enacted) for enacted in plan.rules]
        chosen = [f"{name} {value}" for name, value in sorted(plan.base.items())]
        return hashlib.sha256("\n".join([*told, *chosen]).encode()).hexdigest()[:16]


def _told(enacted: Enacted) -> str:
    """Return everything about a rule on which an answer may hang, in one line."""
    rule = enacted.rule
    return (
        f"{enacted.layer} {rule.id} {show(rule.when)} {rule.outcome} {rule.per} "
        f"{sorted(rule.over)} {rule.followed}"
    )


def _enacted(layer: Layer, edition: str, depth: int) -> Iterator[Enacted]:
    rules = [
        rule
        for rule in layer.rules
        if (not rule.editions or edition in rule.editions) and (rule.inherited or depth <= 0)
    ]
    known = {rule.id for rule in layer.rules}
    in_force = {rule.id for rule in rules}
    for rule in rules:
        # A rule may go over one that is not in force here, but not over one that never was.
        over = tuple(name for name in rule.over if name in in_force or name not in known)
        yield Enacted(rule if over == rule.over else replace(rule, over=over), layer.id, depth)


def edition_day(events: Sequence[Any], received_at: Instant | None) -> date | None:
    """Return the day whose edition governs a case: its first dispatch, else its arrival."""
    first = next((event.at for event in events if event.type == "dispatched"), received_at)
    return None if first is None else to_datetime(first).date()
