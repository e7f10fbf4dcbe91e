"""Discovery: jurisdictions and overlays found among installed distributions, loaded in chains.

A chain is a document and those above it, nearest first. One plugin manager serves one chain, upper
documents registered first, and core orders what they say by the chain alone, so a plugin that
tries to reorder hooks is refused. An overlay is what one site lays over its own document; its entry
point is named after that document, a dot, and a name of its own: `yiyang.site`.
"""

from __future__ import annotations

import importlib
import os
import sys
import tomllib
import warnings
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import ModuleType

from rexian.clauses.index import read_index
from rexian.errors import DefinitionError, InputError, PluginWarning, nearest, refusal
from rexian.i18n import _
from rexian.jurisdictions import Jurisdiction, Layer
from rexian.loading import import_modules, layer_of, register

GROUP = "rexian.jurisdictions"
OVERLAYS = "rexian.overlays"
#: Entry points of plugins that are worked on beside the installed ones.
_BESIDE: list[EntryPoint] = []


def installed(group: str = GROUP) -> dict[str, EntryPoint]:
    """Return the entry points of installed jurisdictions by id, importing nothing of theirs.

    Where two distributions claim one id, the first by name has it, and a warning names both.
    """
    found: dict[str, EntryPoint] = {}
    for point in sorted(entry_points(group=group), key=lambda p: (p.name, _distribution(p))):
        first = found.setdefault(point.name, point)
        if first is not point:
            told = _("{first} and {second} both claim the id {id}; that of {first} is used")
            names = {"first": _distribution(first), "second": _distribution(point)}
            _warn(told.format(id=point.name, **names))
    return found | {point.name: point for point in _BESIDE if point.group == group}


@contextmanager
def beside(folder: Path) -> Iterator[tuple[str, ...]]:
    """Let a plugin's folder count as installed, and yield the ids it declares.

    Its entry points are read from the `pyproject.toml` there. It goes before an installed plugin
    of the same id, whose modules are set aside meanwhile.

    Raises:
        InputError: the folder holds no plugin.
    """
    points, path = _declared(folder), list(sys.path)
    _take_in(folder, points)
    try:
        with _set_aside(_packages(points)):
            yield tuple(point.name for point in points)
    finally:
        del _BESIDE[-len(points) :]
        sys.path[:] = path


@lru_cache
def _at_hand(folder: Path) -> str:
    """Let a plugin's folder count as installed from now on, and return the id to load it by.

    Raises:
        InputError: the folder holds no plugin, or several jurisdictions.
    """
    points = _declared(folder)
    ids = dict.fromkeys(_under(p) if p.group == OVERLAYS else p.name for p in points)
    if len(ids) > 1:
        told = _("{folder}: it holds several jurisdictions: {ids}; install it and name one")
        raise InputError(told.format(folder=folder, ids=", ".join(ids)))
    _take_in(folder, points)
    _forget(_packages(points))
    return next(iter(ids))


def _take_in(folder: Path, points: Sequence[EntryPoint]) -> None:
    sys.path[:0] = [str(root.resolve()) for root in (folder, folder / "src")]
    _BESIDE.extend(points)


def _packages(points: Sequence[EntryPoint]) -> set[str]:
    return {_package(point).partition(".")[0] for point in points}


@contextmanager
def _set_aside(packages: Container[str]) -> Iterator[None]:
    """Have packages imported anew, and put back in the end what had been imported of them."""
    before = {name: sys.modules[name] for name in _imported(packages)}
    _forget(packages)
    try:
        yield
    finally:
        _forget(packages)
        sys.modules.update(before)


def _imported(packages: Container[str]) -> list[str]:
    return [name for name in sys.modules if name.partition(".")[0] in packages]


def _forget(packages: Container[str]) -> None:
    for name in _imported(packages):
        del sys.modules[name]
    importlib.invalidate_caches()
    read_index.cache_clear()
    loaded.cache_clear()


def _declared(folder: Path) -> list[EntryPoint]:
    file = folder / "pyproject.toml"
    try:
        project = tomllib.loads(file.read_text(encoding="utf-8")).get("project", {})
    except OSError as error:
        told = _("{folder}: no plugin: {file}: {error}")
        raise InputError(told.format(folder=folder, file=file.name, error=refusal(error))) from None
    except ValueError as error:
        raise InputError(
            _("{file}: it is no TOML: {error}").format(file=file, error=error)
        ) from None
    groups = project.get("entry-points", {})
    points = [
        EntryPoint(name, value, group)
        for group in (GROUP, OVERLAYS)
        for name, value in groups.get(group, {}).items()
    ]
    if not points:
        told = _("{file}: it declares no entry point in the group {group}")
        raise InputError(told.format(file=file, group=GROUP))
    return points


def load(name: str) -> Jurisdiction:
    """Load one jurisdiction with the documents above it, and compile its newest editions.

    What the site lays over it is laid on; a broken overlay is a warning that names it. Instead of
    an id the folder of a plugin may be given that is not installed: `./liuxi`. Behind a `+` stand
    reforms, by name or path: `yiyang+faster`, `yiyang+faster+./mine.yaml`.

    Raises:
        InputError: it is not installed, or its plugin is broken, and the distribution is named;
            or there is no such reform, or it cannot be made.
    """
    place, plus, reforms = name.partition("+")
    if "/" in place or os.sep in place:
        place = _at_hand(Path(place).resolve())
    if not plus:
        return loaded(place)
    from rexian.reforms.variants import varied  # noqa: PLC0415 - only variants wait for YAML

    return varied(loaded(place), reforms)


@lru_cache
def loaded(name: str) -> Jurisdiction:
    """Load one jurisdiction as it stands, without reforms; see `load`."""
    points = installed()
    if name not in points:
        raise InputError(
            _("no jurisdiction {name!r} is installed").format(name=name) + nearest(name, points)
        )
    found = chain(name, points)
    try:
        found.plan()
    except Exception:
        _blame(found, points)
        raise
    for point in installed(OVERLAYS).values():
        if _under(point) == name:
            found = _laid_over(found, point)
    return found


def load_all() -> dict[str, Jurisdiction]:
    """Load every installed jurisdiction; a broken one is a warning that names it."""
    found, points = {}, installed()
    for name in points:
        try:
            found[name] = load(name)
        except InputError as error:
            _warn(str(error))
    for point in installed(OVERLAYS).values():
        if _under(point) not in points:
            told = _("the overlay {plugin} lies over {id}, which is not installed")
            _warn(told.format(plugin=_where(point), id=_under(point)))
    return found


def _laid_over(found: Jurisdiction, point: EntryPoint) -> Jurisdiction:
    """Lay an overlay over a jurisdiction; a broken one is a warning, and left out."""
    try:
        with _blaming(point):
            layer = layer_of(point.name, import_modules(point), point)
            if layer.document.upper != found.document.id:
                raise DefinitionError(
                    f"it lies over {layer.document.upper!r}, not {found.document.id!r} as its "
                    "entry point says"
                )
            laid = replace(found, overlays=(*found.overlays, layer), _plans={})
            laid.plan()
    except InputError as error:
        _warn(str(error))
        return found
    return laid


def _under(overlay: EntryPoint) -> str:
    """Return the id of the document that an overlay lies over."""
    return overlay.name.partition(".")[0]


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
            layers.append(layer_of(wanted, found, points[wanted]))
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
    except Exception as error:
        # What a plugin hands over may break core's own code too, and is the plugin's fault there.
        kind = "" if isinstance(error, DefinitionError) else f"{type(error).__name__}: "
        told = _("the plugin {plugin} is broken: {error}")
        line = " ".join(f"{kind}{error}".split())
        raise InputError(told.format(plugin=_where(point), error=line)) from error


def _where(point: EntryPoint) -> str:
    return f"{point.name} ({_distribution(point)})"


def _distribution(point: EntryPoint) -> str:
    """Return the name of the distribution that brings a plugin; of one worked on, its package."""
    return point.dist.name if point.dist else _package(point)


def _package(point: EntryPoint) -> str:
    return point.value.partition(":")[0]


def _warn(told: str) -> None:
    warnings.warn(told, PluginWarning, stacklevel=3)
