"""Variants: a jurisdiction with reforms, by their names or from files of the user's own.

A plugin ships reforms as `reforms/<name>.yaml` in its package. `yiyang+faster` names one of them;
`yiyang+./mine.yaml` a file, which from then on goes by its name too.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path

from rexian.errors import DefinitionError, InputError, PluginWarning
from rexian.i18n import _
from rexian.jurisdictions import Jurisdiction
from rexian.model.casefile import read_text_of
from rexian.model.values import known_hint
from rexian.reforms.apply import reformed
from rexian.reforms.places import Source
from rexian.reforms.read import read_heading, read_reform
from rexian.reforms.reform import Heading

_SUFFIXES = (".yaml", ".yml")
#: The files of the user's own that were read last, by document and the reform's name: where each
#: is, and what it was called.
_OWN: dict[tuple[str, str], tuple[Path, str]] = {}


@dataclass(frozen=True, slots=True)
class _Shipped:
    """A reform in a plugin's package, in a file of its name."""

    package: str
    file: Traversable

    @property
    def name(self) -> str:
        return self.file.name.rpartition(".")[0]

    def source(self) -> Source:
        name = f"{self.package}/reforms/{self.file.name}"
        return Source(name, self.file.read_text(encoding="utf-8"))

    def heading(self) -> Heading:
        source = self.source()
        heading = read_heading(source)
        if heading.id != self.name:
            told = _("{file}: the reform is called {name}, so its file is {name}.yaml")
            raise InputError(told.format(file=source.name, name=heading.id))
        return heading


def varied(jurisdiction: Jurisdiction, asked: str) -> Jurisdiction:
    """Return a jurisdiction with the reforms behind the `+`: names, paths, or several with `+`.

    Raises:
        InputError: there is no such reform of a document in the chain, or it cannot be made.
    """
    for reform in _split(asked):
        jurisdiction = _varied(jurisdiction, _source(jurisdiction, reform))
    return jurisdiction


def beside(chosen: Sequence[Jurisdiction], reforms: Sequence[str]) -> list[Jurisdiction]:
    """Return jurisdictions, each followed by its variants under the reforms that apply to it.

    Raises:
        InputError: a reform applies to none of them, or two reforms go by one name.
    """
    for reform in reforms:
        if not any(_applies(found, reform) for found in chosen):
            known = sorted({heading.id for found in chosen for heading in shipped(found)})
            told = _("--reform {reform}: it is a reform of none of: {ids}")
            hint = known_hint(reform, known) if known and not _is_path(reform) else ""
            ids = ", ".join(found.id for found in chosen)
            raise InputError(told.format(reform=reform, ids=ids) + hint)
    kept: dict[str, Jurisdiction] = {}
    for found in [v for base in chosen for v in (base, *_variants(base, reforms))]:
        same = kept.setdefault(found.id, found)
        if same is not found and same.fingerprint() != found.fingerprint():
            told = _("two reforms are called {id}; give one of them another name")
            raise InputError(told.format(id=found.id))
    return list(kept.values())


def shipped(jurisdiction: Jurisdiction) -> list[Heading]:
    """Return the reforms that plugins ship for the documents of a chain, nearest first.

    One that cannot be read is a warning that names it.
    """
    found = []
    for file in _files(jurisdiction).values():
        try:
            found.append(file.heading())
        except InputError as error:
            warnings.warn(str(error), PluginWarning, stacklevel=2)
    return [heading for heading in found if heading.of in _chain(jurisdiction)]


def _chain(jurisdiction: Jurisdiction) -> set[str]:
    return {layer.id for _depth, layer in jurisdiction.stack}


def _variants(found: Jurisdiction, reforms: Sequence[str]) -> Iterator[Jurisdiction]:
    for reform in reforms:
        if reform not in found.reforms and _applies(found, reform):
            yield varied(found, reform)


@lru_cache
def _varied(jurisdiction: Jurisdiction, source: Source) -> Jurisdiction:
    name = read_heading(source).id
    if name in jurisdiction.reforms:
        told = _("{id} has the reform {name} already")
        raise InputError(told.format(id=jurisdiction.id, name=name))
    found = reformed(jurisdiction, read_reform(source, jurisdiction))
    try:
        found.plan()
    except DefinitionError as error:
        told = _("{file}: the rules do not fit together: {error}")
        raise InputError(told.format(file=source.name, error=error)) from None
    return found


def _split(asked: str) -> list[str]:
    """Return the reforms in a text; a `+` in the name of a file parts nothing."""
    return [asked] if Path(asked).is_file() else asked.split("+")


def _is_path(reform: str) -> bool:
    return "/" in reform or "\\" in reform or reform.endswith(_SUFFIXES)


def _applies(jurisdiction: Jurisdiction, reform: str) -> bool:
    """Whether a reform is of a document in the chain; of several the first decides."""
    first = _split(reform)[0]
    if _is_path(first):
        return read_heading(_read(Path(first), first)).of in _chain(jurisdiction)
    return first in _files(jurisdiction) or _known(jurisdiction, first) is not None


def _source(jurisdiction: Jurisdiction, reform: str) -> Source:
    """Return the text of a reform by name or path."""
    offered = _files(jurisdiction)
    if _is_path(reform):
        return _own(reform, offered)
    if reform in offered:
        return offered[reform].source()
    known = _known(jurisdiction, reform)
    if known is not None:
        return _read(*known)
    told = _("{id} has no reform {name!r}").format(id=jurisdiction.id, name=reform)
    none = _("; none is shipped: name a file, as in {id}+./mine.yaml").format(id=jurisdiction.id)
    raise InputError(told + (known_hint(reform, offered) if offered else none))


def _own(path: str, offered: Mapping[str, _Shipped]) -> Source:
    """Return a file of the user's own, whose reform's name is not to mean a shipped one."""
    source = _read(Path(path), path)
    heading = read_heading(source)
    shipped = offered.get(heading.id)
    if shipped is not None and shipped.source().text != source.text:
        told = _("{file}: a reform called {name} is shipped already; give this one another name")
        raise InputError(told.format(file=path, name=heading.id))
    _OWN[heading.of, heading.id] = (Path(path).resolve(), path)
    return source


def _known(jurisdiction: Jurisdiction, name: str) -> tuple[Path, str] | None:
    """Return a file of the user's own that has been read before, by its reform's name."""
    return next((_OWN[of, name] for of in _chain(jurisdiction) if (of, name) in _OWN), None)


def _read(path: Path, called: str) -> Source:
    return Source(called, read_text_of(path))


def _files(jurisdiction: Jurisdiction) -> dict[str, _Shipped]:
    """Return the shipped reforms by name; the nearest document's where two share one."""
    found: dict[str, _Shipped] = {}
    for _depth, layer in jurisdiction.stack:
        for file in _shipped_in(layer.package):
            found.setdefault(file.name, file)
    return found


def _shipped_in(package: str) -> list[_Shipped]:
    spec = find_spec(package) if package not in sys.modules else sys.modules[package].__spec__
    if spec is None or not spec.submodule_search_locations:
        return []
    folder = files(package).joinpath("reforms")
    if not folder.is_dir():
        return []
    named = [file for file in folder.iterdir() if file.name.endswith(_SUFFIXES)]
    return [_Shipped(package, file) for file in sorted(named, key=lambda file: file.name)]
