"""What the docs read off the code's lists: the words of rules, facts of tickets, events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rexian.duties.parties import PARTIES
from rexian.model import vocabulary
from rexian.model.events import EVENT_TYPES
from rexian.model.fields import UNKNOWN, Field, FieldType
from rexian.model.terms import Terms
from rexian.model.ticket import FIELDS
from rexian.pages.markdown import as_code, plain, table

#: Lists of words that rules, duties and cases use for the same things.
_LISTS: Mapping[str, Terms] = {
    "Roles": vocabulary.ROLES,
    "Bodies": vocabulary.BODIES,
    "Types of unit": vocabulary.UNIT_TYPES,
    "Seals": vocabulary.SEALS,
    "Ways of dispatching": vocabulary.VIAS,
    "Forms of supervision": vocabulary.SUPERVISION_FORMS,
    "Strengths": vocabulary.STRENGTHS,
}


def words() -> str:
    """Return the lists of words that rules use for roles, bodies and the like."""
    told = [f"**{name}**: {terms_told(terms)}" for name, terms in _LISTS.items()]
    others = [term for term in PARTIES if term.id not in vocabulary.ACTORS]
    further = worded((term.id, term.zh) for term in others)
    return "\n\n".join([*told, f"**Further parties of duties**: {further}"])


def ticket() -> str:
    """Return a table of what a case may state of its ticket."""
    rows = [
        (as_code(f.id), plain(f"{f.zh} · {f.en}"), _default(f), _listed_in_full(f))
        for f in FIELDS.values()
    ]
    return table(("key", "what it is", "where absent", "values"), rows)


def _listed_in_full(field: Field) -> str:
    if field.terms is None:
        return _values(field)
    more = " · one of the jurisdiction's own" if field.open else ""
    return f"{_KINDS[field.type]}{terms_told(field.terms)}{more}"


def _default(field: Field) -> str:
    if field.default is UNKNOWN or field.type is FieldType.TEXT:
        return "unknown"
    return "none" if field.default == () else as_code(str(field.default).lower())


def _values(field: Field) -> str:
    """Say what may stand in a field."""
    if field.type is FieldType.GIVEN:
        return (
            f"a mapping from {terms_told(vocabulary.GIVEN_KEYS)} to a time, or to `{{at, source}}`"
        )
    if field.terms is None:
        return _KINDS[field.type]
    long = next((name for name, terms in _LONG.items() if terms == field.terms), None)
    return long or f"{_KINDS[field.type]}{terms_told(field.terms)}"


#: Lists that are told once and not wherever they may stand.
_LONG = {
    "a role": vocabulary.ROLES,
    "a role or body": vocabulary.ACTORS,
    "a type of unit": vocabulary.UNIT_TYPES,
    "a list of grounds as above": vocabulary.REFUSAL_GROUNDS,
}
_KINDS = {
    FieldType.TEXT: "text",
    FieldType.STATED: "text, or `true` where only that was recorded",
    FieldType.TEXTS: "a list of texts, among them: ",
    FieldType.REASONS: "a list of texts, or `true` where only that was recorded; among them: ",
    FieldType.CHOICE: "",
    FieldType.OPEN: "any id, among them: ",
    FieldType.MANY: "a list of: ",
    FieldType.FLAG: "`true` or `false`",
    FieldType.COUNT: "a whole number",
    FieldType.INSTANT: "a time",
    FieldType.PERIOD: "a period such as `10wd`",
}


def events() -> str:
    """Return a table of what may have happened to a ticket, and what may be recorded of it."""
    rows = [
        (as_code(kind.id), plain(f"{kind.zh} · {kind.en}"), _recorded(kind.fields.values()))
        for kind in EVENT_TYPES.values()
    ]
    return table(("type", "what happened", "what may be recorded besides `unit`"), rows)


def _recorded(found: Iterable[Field]) -> str:
    return "; ".join(f"`{f.id}`: {_values(f)}" for f in found if f.id != "unit") or "–"


def terms_told(terms: Terms) -> str:
    """Return a list's words in one line."""
    return worded((term.id, term.zh) for term in terms)


def worded(words: Iterable[tuple[str, str]]) -> str:
    """Return ids with their Chinese labels in one line."""
    return " · ".join(f"`{name}` {plain(zh)}" for name, zh in words)
