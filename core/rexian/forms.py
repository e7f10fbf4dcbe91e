"""Forms: the papers that a document lays down, field by field, and whether one is filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from rexian.errors import DefinitionError, InputError, nearest
from rexian.i18n import _
from rexian.instants import parse_instant
from rexian.model.terms import Labelled, Term, Terms, shown

#: What stands in a field: words, a time, one or several of its options, a name signed, a seal.
Kind: TypeAlias = Literal["text", "time", "choice", "signature", "seal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField(Labelled):
    """One field of a form.

    Attributes:
        per: ids of the clauses that lay it down.
        kind: what stands in it.
        required: whether the form is incomplete without it.
        of: the options of a choice.

    Raises:
        DefinitionError: a choice without options, or options without a choice.
    """

    per: tuple[str, ...]
    kind: Kind = "text"
    required: bool = True
    of: tuple[Term, ...] = ()

    def __post_init__(self) -> None:
        if (self.kind == "choice") != bool(self.of):
            raise DefinitionError(f"form field {self.id}: options go with a choice, and only there")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(Labelled):
    """A paper that a document lays down: its fields in the order in which they stand on it.

    Attributes:
        per: ids of the clauses that call for it.

    Raises:
        DefinitionError: two fields have the same id or label.
    """

    per: tuple[str, ...]
    fields: tuple[FormField, ...]
    _names: Terms = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names = tuple(Term(found.id, found.zh, found.en) for found in self.fields)
        object.__setattr__(self, "_names", Terms(f"form {self.id}", names))

    def filled(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return what is filled in by the ids of fields; a key may be an id or a label.

        What is empty is left out, and so is a key that is no field's.
        """
        named = {self._names.find(key): value for key, value in values.items()}
        return {key: value for key, value in named.items() if key and not _empty(value)}

    def suggest(self, key: str) -> str:
        """Return the end of an error's sentence: the nearest id or label of a field."""
        return nearest(key, [word for term in self._names for word in term.wordings])


def missing(form: Form, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the ids of the required fields that are not filled in, in the form's order."""
    filled = form.filled(values)
    return tuple(f.id for f in form.fields if f.required and f.id not in filled)


def unknown(form: Form, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the keys that are no field of the form."""
    return tuple(key for key in values if not form.filled({key: "-"}))


def misfilled(form: Form, values: Mapping[str, Any]) -> dict[str, str]:
    """Return, by the id of a field, what is wrong with what stands in it."""
    filled = form.filled(values)
    return {f.id: wrong for f in form.fields for wrong in _wrong(f, filled.get(f.id))}


def _wrong(found: FormField, value: Any) -> Iterator[str]:
    try:
        if value is not None:
            _READERS[found.kind](found, value)
    except InputError as error:
        yield str(error)


def _read_words(_found: FormField, value: Any) -> None:
    if isinstance(value, list | Mapping):
        raise InputError(_("{value} is not plain text").format(value=shown(value)))


def _read_time(_found: FormField, value: Any) -> None:
    parse_instant(value)


def _read_choice(found: FormField, value: Any) -> None:
    options = Terms(found.id, found.of)
    for option in value if isinstance(value, list) else [value]:
        options.resolve(option)


_READERS: Mapping[Kind, Callable[[FormField, Any], None]] = {
    "text": _read_words,
    "time": _read_time,
    "choice": _read_choice,
    "signature": _read_words,
    "seal": _read_words,
}


def _empty(value: Any) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not value.strip())
