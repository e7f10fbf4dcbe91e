"""Closed lists of words: an id for programs, a Chinese and an English label for people."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rexian.errors import DefinitionError, InputError, nearest
from rexian.i18n import _, language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Labelled:
    """Something with an id for programs and two labels for people."""

    id: str
    zh: str
    en: str

    def label(self, code: str | None = None) -> str:
        """Return the label in a language (`zh` or `en`), by default the interface's."""
        return self.en if (code or language()) == "en" else self.zh


@dataclass(frozen=True, slots=True)
class Term(Labelled):
    """One word; `also` holds other wordings that files may use for it."""

    also: tuple[str, ...] = ()

    @property
    def wordings(self) -> tuple[str, ...]:
        """Every text that stands for this term in a file."""
        return (self.id, self.zh, self.en, *self.also)


@dataclass(frozen=True, slots=True)
class Terms:
    """An ordered, immutable set of terms under one name.

    Raises:
        DefinitionError: one wording stands for two of the terms.
    """

    name: str
    terms: tuple[Term, ...]
    _by_id: dict[str, Term] = field(init=False, repr=False, compare=False)
    _by_wording: dict[str, Term] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {term.id: term for term in self.terms})
        object.__setattr__(self, "_by_wording", self._index())

    def _index(self) -> dict[str, Term]:
        index: dict[str, Term] = {}
        for term in self.terms:
            for wording in map(_folded, term.wordings):
                if index.setdefault(wording, term) is not term:
                    other = index[wording].id
                    raise DefinitionError(
                        f"{self.name}: {wording!r} stands for both {other} and {term.id}"
                    )
        return index

    def __getitem__(self, identifier: str) -> Term:
        return self._by_id[identifier]

    def __contains__(self, identifier: object) -> bool:
        return identifier in self._by_id

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in order."""
        return tuple(self._by_id)

    def find(self, text: str) -> str | None:
        """Return the id that an id or a label stands for, or None."""
        term = self._by_wording.get(_folded(text))
        return term.id if term else None

    def resolve(self, text: object, whose: str | None = None) -> str:
        """Return the id that an id or a label stands for; `whose` terms these are, errors say.

        Raises:
            InputError: no term is so called; the message names the nearest, else lists them all.
        """
        found = self.find(text) if isinstance(text, str) else None
        if found is None:
            told = _("{value} is not known to {id}") if whose else _("{value} is not known here")
            raise InputError(told.format(value=shown(text), id=whose) + self.hint(text))
        return found

    def hint(self, text: object) -> str:
        """Return the end of an error's sentence: the nearest known wording, else every id."""
        known = _("; known: {ids}").format(ids=", ".join(self.ids))
        return nearest(str(text), self._by_wording) or known

    def label(self, identifier: str, code: str | None = None) -> str:
        """Return a term's label; an id that is not in the list is its own label."""
        term = self._by_id.get(identifier)
        return term.label(code) if term else identifier

    def extended(self, more: Iterable[Term]) -> Terms:
        """Return these terms with more at the end; one that is already there is kept once.

        Raises:
            DefinitionError: an id or a label is taken by another term.
        """
        added = tuple(dict.fromkeys(term for term in more if self._by_id.get(term.id) != term))
        return Terms(self.name, self.terms + added)


def shown(value: object) -> str:
    """Return a value as an error's sentence shows it: on one line, and not for ever."""
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}..."


def _folded(wording: str) -> str:
    return wording.strip().casefold()
