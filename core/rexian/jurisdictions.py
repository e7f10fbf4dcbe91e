"""Jurisdictions: found among installed distributions, loaded in chains, compiled by edition.

A chain is a document and those above it, nearest first. One plugin manager serves one chain, upper
documents registered first, and core orders what they say by the chain alone, so a plugin that
tries to reorder hooks is refused.
"""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType
from typing import Any, TypeVar

import pluggy

from rexian import hookspecs
from rexian.assess.declarations import Assessment
from rexian.clauses.index import Clause, read_index
from rexian.clauses.ties import check_citations
from rexian.document import Channels, Document, Edition
from rexian.duties.duty import Duty
from rexian.errors import DefinitionError, InputError, nearest
from rexian.facts import GIVEN_FACTS, VIEW_FACTS, base_facts, channel, given_facts
from rexian.forms import Form
from rexian.i18n import _
from rexian.instants import Instant, to_datetime
from rexian.questions import NODES, QUESTIONS, READINGS
from rexian.rules.facts import Choice, Fact
from rexian.rules.plan import Plan, build_plan
from rexian.rules.readings import Reading
from rexian.rules.rule import Rule
from rexian.rules.table import Enacted
from rexian.rules.text import show

GROUP = "rexian.jurisdictions"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Layer:
    """One document of a chain, with everything its plugin says."""

    document: Document
    channels: Channels
    readings: tuple[Reading, ...]
    rules: tuple[Rule, ...]
    package: str
    assessment: Assessment = field(default_factory=Assessment)
    duties: tuple[Duty, ...] = ()
    forms: tuple[Form, ...] = ()

    @property
    def id(self) -> str:
        """The document's id."""
        return self.document.id

    def edition(self, day: date | None) -> Edition:
        """Return the edition in force on a day; the newest for None, the oldest before them all."""
        editions = self.document.editions
        if day is None:
            return editions[-1]
        in_force = [e for e in editions if e.in_force is None or e.in_force <= day]
        return in_force[-1] if in_force else editions[0]

    def clauses(self) -> Mapping[str, Clause]:
        """Return the document's clause index by clause id, in the order of the document."""
        return read_index(self.package)


@dataclass(frozen=True, eq=False)
class Jurisdiction:
    """A configured place: its chain of documents, nearest first, and what they compile to."""

    layers: tuple[Layer, ...]
    _plans: dict[tuple[str, ...], Plan] = field(default_factory=dict, repr=False)

    @property
    def id(self) -> str:
        """The nearest document's id."""
        return self.document.id

    @property
    def document(self) -> Document:
        """The nearest document."""
        return self.layers[0].document

    def layer(self, name: str) -> Layer:
        """Return the document of this id in the chain."""
        return next(layer for layer in self.layers if layer.id == name)

    @cached_property
    def readings(self) -> dict[str, Reading]:
        """Every reading by id; where two documents read the same point, the nearest one's."""
        found = {reading.id: reading for reading in READINGS}
        for layer in reversed(self.layers):
            found |= {reading.id: reading for reading in layer.readings}
        return found

    @cached_property
    def channels(self) -> Channels:
        """The channels and prefixes of the whole chain."""
        return Channels(
            tuple(prefix for layer in self.layers for prefix in layer.channels.prefixes),
            tuple(term for layer in self.layers for term in layer.channels.terms),
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
        editions = tuple(layer.edition(day).id for layer in self.layers)
        if editions not in self._plans:
            self._plans[editions] = self._compile(editions)
        return self._plans[editions]

    def _compile(self, editions: Sequence[str]) -> Plan:
        chosen = {r.fact.id: r.default for r in self.readings.values()}
        rules = [
            enacted
            for depth, (layer, edition) in enumerate(zip(self.layers, editions, strict=True))
            for enacted in _enacted(layer, edition, depth)
        ]
        return build_plan(QUESTIONS, NODES, {**base_facts(), **chosen}, self.domains, rules)

    def facts_of(self, ticket: Mapping[str, Any]) -> dict[str, Any]:
        """Return a ticket's stated facts, its channel read from its number where not stated."""
        facts = given_facts(ticket)
        if "channel" not in facts and "number" in facts:
            found = self.channels.channel_of(facts["number"])
            if found is not None:
                facts["channel"] = found
        return facts

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

    def cite(self, enacted: Enacted) -> list[dict[str, str]]:
        """Return the clauses a rule comes from: document, locator and clause id."""
        return self.citations(enacted.layer, enacted.rule.per)

    def citations(self, layer: str, per: Sequence[str]) -> list[dict[str, str]]:
        """Return clauses of one document of the chain: document, locator and clause id."""
        clauses = self.layer(layer).clauses()
        return [
            {"document": layer, "locator": clauses[name].locator, "clause": name} for name in per
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
        if (not rule.editions or edition in rule.editions) and (rule.inherited or not depth)
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


def installed() -> dict[str, EntryPoint]:
    """Return the entry points of installed jurisdictions by id, importing nothing of theirs."""
    points = sorted(entry_points(group=GROUP), key=lambda point: point.name)
    return {point.name: point for point in points}


@lru_cache
def load(name: str) -> Jurisdiction:
    """Load one jurisdiction with the documents above it, and compile its newest editions.

    Raises:
        InputError: it is not installed, or its plugin is broken; the distribution is named.
    """
    points = installed()
    if name not in points:
        raise InputError(
            _("no jurisdiction {name!r} is installed").format(name=name) + nearest(name, points)
        )
    found = chain(name, points)
    try:
        found.plan()
    except DefinitionError:
        _blame(found, points)
    return found


def load_all() -> dict[str, Jurisdiction]:
    """Load every installed jurisdiction; a broken one is a warning that names it."""
    found = {}
    for name in installed():
        try:
            found[name] = load(name)
        except InputError as error:
            warnings.warn(str(error), stacklevel=2)
    return found


def chain(name: str, points: Mapping[str, EntryPoint]) -> Jurisdiction:
    """Load a document and those above it, one plugin manager for them all.

    Raises:
        InputError: a plugin of the chain is broken or missing; the distribution is named.
    """
    layers: list[Layer] = []
    modules: list[tuple[str, list[ModuleType]]] = []
    wanted: str | None = name
    while wanted is not None:
        with _blaming(points[wanted]):
            found = import_modules(points[wanted])
            layers.append(_layer(wanted, found, points[wanted]))
            modules.append((wanted, found))
            wanted = _above(layers, points)
    register(modules[::-1])
    return Jurisdiction(tuple(layers))


def _above(layers: Sequence[Layer], points: Mapping[str, EntryPoint]) -> str | None:
    upper = layers[-1].document.upper
    if upper is not None and upper not in points:
        raise DefinitionError(f"it stands under {upper!r}, which is not installed")
    if upper in {layer.id for layer in layers}:
        raise DefinitionError(f"{upper} stands under itself")
    return upper


def _blame(broken: Jurisdiction, points: Mapping[str, EntryPoint]) -> None:
    """Compile a chain again from the top down, to name the document that does not compile."""
    for depth in reversed(range(len(broken.layers))):
        with _blaming(points[broken.layers[depth].id]):
            Jurisdiction(broken.layers[depth:]).plan()


@contextmanager
def _blaming(point: EntryPoint) -> Iterator[None]:
    """Turn what is wrong with a plugin into one line that names its distribution."""
    try:
        yield
    except DefinitionError as error:
        told = _("the plugin {plugin} is broken: {error}")
        raise InputError(told.format(plugin=_where(point), error=error)) from error


def _where(point: EntryPoint) -> str:
    return f"{point.name} ({point.dist.name if point.dist else point.value})"


def import_modules(point: EntryPoint) -> list[ModuleType]:
    """Import a plugin's package and the modules it may have.

    Raises:
        DefinitionError: it cannot be imported, or was written for other hooks.
    """
    try:
        package = point.load()
        found = [package]
        if hasattr(package, "__path__"):
            have = {module.name for module in pkgutil.iter_modules(package.__path__)}
            found += [
                importlib.import_module(f"{package.__name__}.{name}")
                for name in hookspecs.MODULES
                if name in have
            ]
    except Exception as error:
        raise DefinitionError(f"it cannot be loaded: {error}") from error
    written_for = getattr(package, "HOOK_API", "none")
    if written_for != hookspecs.HOOK_API:
        raise DefinitionError(
            f"it was written for hook API {written_for}; this is {hookspecs.HOOK_API}"
        )
    return found


def register(plugins: Sequence[tuple[str, Sequence[ModuleType]]]) -> pluggy.PluginManager:
    """Register a chain's modules, upper documents first.

    Raises:
        DefinitionError: a plugin implements an unknown hook or tries to reorder hooks.
    """
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    try:
        for name, modules in plugins:
            for module in modules:
                manager.register(module, name=f"{name}:{module.__name__}")
        manager.check_pending()
    except (pluggy.PluginValidationError, ValueError) as error:
        raise DefinitionError(" ".join(str(error).split())) from None
    for hook in vars(manager.hook).values():
        for impl in hook.get_hookimpls():
            if impl.tryfirst or impl.trylast or impl.wrapper or impl.hookwrapper:
                raise DefinitionError(
                    f"{impl.plugin_name}: {hook.name} asks to go out of turn; the chain of "
                    "documents alone orders them"
                )
    return manager


def _layer(name: str, modules: Sequence[ModuleType], point: EntryPoint) -> Layer:
    manager = register([(name, modules)])
    said = {hook: _called(manager, hook) for hook in hookspecs.MODULES}
    if len(said["document"]) != 1:
        raise DefinitionError("it must implement the hook document, once")
    document = _typed("document", said["document"][0], Document)
    if document.id != name:
        raise DefinitionError(f"it is registered as {name} and calls itself {document.id}")
    rules = [rule for hook in hookspecs.RULE_HOOKS for rule in _listed(hook, said[hook], Rule)]
    assessment = _typed("assessment", (*said["assessment"], Assessment())[0], Assessment)
    layer = Layer(
        document,
        _typed("channels", (*said["channels"], Channels())[0], Channels),
        tuple(_listed("readings", said["readings"], Reading)),
        (*rules, *assessment.rules),
        point.value.partition(":")[0],
        assessment,
        tuple(_listed("duties", said["duties"], Duty)),
        tuple(_listed("forms", said["forms"], Form)),
    )
    check_citations(layer, layer.clauses())
    return layer


def _called(manager: pluggy.PluginManager, hook: str) -> list[Any]:
    try:
        found: list[Any] = getattr(manager.hook, hook)()
    except Exception as error:
        raise DefinitionError(f"its hook {hook} fails: {error}") from error
    return found


def _listed(hook: str, said: Sequence[Any], kind: type[T]) -> Iterator[T]:
    for found in said:
        if not isinstance(found, Sequence) or isinstance(found, str):
            raise DefinitionError(f"its hook {hook} returned {found!r}, not a list")
        yield from (_typed(hook, item, kind) for item in found)


def _typed(hook: str, found: Any, kind: type[T]) -> T:
    if not isinstance(found, kind):
        raise DefinitionError(f"its hook {hook} returned {found!r}, not a {kind.__name__}")
    return found
