"""A document's clause index: `clauses.toml` in its plugin, read strictly."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec
from typing import Any

from rexian.clauses.reasons import REASONS
from rexian.errors import DefinitionError, nearest
from rexian.facts import GIVEN_FACTS
from rexian.i18n import language
from rexian.model.events import EVENT_TYPES
from rexian.questions import QUESTIONS

KINDS = ("rule", "duty", "reference")
REVIEWS = ("draft", "reviewed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause of a document: where it stands, what it says, and why nothing implements it.

    What implements a clause is not written here: it follows from what cites the clause.

    Attributes:
        locator: where it stands in the document, as people cite it.
        kind: `rule`, `duty` or `reference`.
        anchor: a piece of the text itself that occurs in it once.
        gist_zh: what it says, in our own words, in Chinese.
        gist_en: the same in English.
        review: `draft`, or `reviewed` once a second reader has held it against the text.
        because: the reason, of `REASONS`, why no declaration cites it, or none does yet.
        note_zh: what a reader should know beyond that, in Chinese.
        note_en: the same in English.
        core: what in core itself does it: `event.closed`, `question.accept` or `fact.kind`.
    """

    id: str
    locator: str
    kind: str
    anchor: str = ""
    gist_zh: str = ""
    gist_en: str = ""
    review: str = "draft"
    because: str | None = None
    note_zh: str = ""
    note_en: str = ""
    core: str | None = None

    def gist(self, code: str | None = None) -> str:
        """Return what it says in a language, by default the interface's."""
        return self.gist_en if (code or language()) == "en" else self.gist_zh

    def note(self, code: str | None = None) -> str:
        """Return what a reader should know, in a language, by default the interface's."""
        return self.note_en if (code or language()) == "en" else self.note_zh


_KEYS = tuple(field.name for field in fields(Clause))
_REQUIRED = tuple(field.name for field in fields(Clause) if field.default is MISSING)

#: What core itself has that may be what a clause asks for, by family.
_CORE: Mapping[str, Callable[[], Collection[str]]] = {
    "event": lambda: EVENT_TYPES,
    "fact": lambda: GIVEN_FACTS,
    "question": lambda: [question.id for question in QUESTIONS],
}


@lru_cache
def read_index(package: str) -> Mapping[str, Clause]:
    """Return the clauses of a plugin's package by id, in the order of the document.

    A package without an index has none.

    Raises:
        DefinitionError: the index cannot be read, or an entry is not as it should be.
    """
    spec = find_spec(package) if package not in sys.modules else sys.modules[package].__spec__
    if spec is None or not spec.submodule_search_locations:
        return {}
    index = files(package).joinpath("clauses.toml")
    if not index.is_file():
        return {}
    try:
        return parse_index(index.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise DefinitionError(f"its clauses.toml cannot be read: {error}") from None


def parse_index(text: str) -> dict[str, Clause]:
    """Read the text of an index.

    Raises:
        DefinitionError: it is no TOML, or an entry is not as it should be.
    """
    try:
        raw = tomllib.loads(text)
    except ValueError as error:
        raise DefinitionError(f"its clauses.toml cannot be read: {error}") from None
    for key in raw.keys() - {"clause"}:
        raise DefinitionError(f"its clauses.toml has {key!r}; it may hold [[clause]] only")
    entries = raw.get("clause", [])
    found: dict[str, Clause] = {}
    for entry in entries if isinstance(entries, list) else [entries]:
        clause = _read(entry)
        if clause.id in found:
            raise DefinitionError(f"its clauses.toml has clause {clause.id} twice")
        found[clause.id] = clause
    return found


def _read(entry: Any) -> Clause:
    if not isinstance(entry, dict):
        raise DefinitionError("its clauses.toml: write each clause under [[clause]]")
    where = f"clause {entry.get('id') or entry.get('locator') or entry}"
    problem = next(_problems(entry), None)
    if problem is not None:
        raise DefinitionError(f"its clauses.toml, {where}: {problem}")
    return Clause(**entry)


def _problems(entry: Mapping[str, Any]) -> Any:
    """Yield what is wrong with an entry, each told so that what follows may rely on it."""
    for key in entry:
        if key not in _KEYS:
            yield f"unknown key {key!r}{nearest(key, _KEYS)}"
    for key, value in entry.items():
        if not isinstance(value, str) or not value.strip():
            yield f"{key} must be a text, and not an empty one"
    for key in _REQUIRED:
        if key not in entry:
            yield f"no {key!r}"
    for key, known in (("kind", KINDS), ("review", REVIEWS), ("because", REASONS.ids)):
        if key in entry and entry[key] not in known:
            yield f"{key} {entry[key]!r} is none of {', '.join(known)}"
    yield from _clashes(entry)


def _clashes(entry: Mapping[str, Any]) -> Any:
    if "because" in entry and "core" in entry:
        yield "core does it, so there is no `because` to give; keep one"
    if ("note_zh" in entry) != ("note_en" in entry):
        yield "a note is written in both languages: note_zh and note_en"
    if "core" in entry:
        family, _dot, name = entry["core"].partition(".")
        if family not in _CORE:
            yield f"core {entry['core']!r}: write one of {', '.join(f'{f}.…' for f in _CORE)}"
        elif name not in _CORE[family]():
            yield f"core has no {family} {name!r}{nearest(name, _CORE[family]())}"
