"""Loading: one plugin's package imported, its hooks called, their declarations checked."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Sequence
from importlib.metadata import EntryPoint
from types import ModuleType
from typing import Any, TypeVar

import pluggy

from rexian import hookspecs
from rexian.acknowledged import Acknowledged
from rexian.assess.declarations import Assessment
from rexian.assess.indicators import check_indicators
from rexian.clauses.ties import check_citations
from rexian.document import Channels, Document
from rexian.duties.duty import Duty
from rexian.errors import DefinitionError
from rexian.forms import Form
from rexian.jurisdictions import Layer
from rexian.model.terms import Term
from rexian.rules.readings import Reading
from rexian.rules.rule import Rule
from rexian.words import learn

T = TypeVar("T")


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
    except DefinitionError:
        raise
    except (Exception, SystemExit) as error:
        raise DefinitionError(f"it cannot be loaded: {type(error).__name__}: {error}") from error
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
                manager.register(_hooks_of(module), name=f"{name}:{module.__name__}")
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


def _hooks_of(module: ModuleType) -> ModuleType:
    """Return a module with its hooks alone; pluggy would look at every name that it imports."""
    marked, hooks = f"{hookspecs.PROJECT}_impl", ModuleType(module.__name__)
    for name, found in vars(module).items():
        if hasattr(found, marked):
            setattr(hooks, name, found)
    return hooks


def layer_of(name: str, modules: Sequence[ModuleType], point: EntryPoint) -> Layer:
    """Call a plugin's hooks and return everything it says.

    Raises:
        DefinitionError: a hook fails, or returns what it should not.
    """
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
        tuple(_listed("checks", said["checks"], Acknowledged)),
    )
    check_indicators(assessment.indicators)
    check_citations(layer, layer.clauses())
    learn(name, _listed("words", said["words"], Term))
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
