"""What docs/hooks.md tells of the keys of outcomes: the words that may stand under each of them.

Under a key stand the words of its own lists, and what the documents of this workspace say there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rexian.assess.units import MEASURES, USES
from rexian.jurisdictions import Jurisdiction
from rexian.model.events import EVENT_TYPES
from rexian.model.fields import FieldType
from rexian.model.terms import Terms
from rexian.pages.markdown import as_code, table
from rexian.rules.outcomes import says_of
from rexian.words import say_word
from rexian.words.labels import BY_KEY, WORDS
from wordlists import worded

#: Keys that mean something else under each question.
_APART = ("must_state",)
#: Lists of a key's own that only rules on units have.
_OF_UNITS = {"measure": MEASURES, "into": USES}
#: What no rule says, but core tells.
_TOLD = ("missing", "warnings")
_STATED = (FieldType.STATED, FieldType.REASONS, FieldType.CHOICE)
#: The events in which a demand is looked for; each content is a field of theirs.
_LOOKED_FOR = {
    "must_record": ("contacted",),
    "otherwise_needs": ("contacted",),
    "return_permission.must_state": ("objected", "return_requested"),
    "reply_form.must_state": ("reply_submitted",),
}
_NOTES = {
    "accept.must_state": "Told, and looked for nowhere.",
    "closure.must_state": "Told; what is left out, an application records as `missing`.",
    "fields": "Of a step; looked for in `signoff`.",
    "role": "Of each step; also any other role.",
    **{
        key: f"Looked for in {' and '.join(map(as_code, events))}: "
        "another word would always be missing."
        for key, events in _LOOKED_FOR.items()
    },
}


def words_by_key(places: Iterable[Jurisdiction]) -> str:
    """Return a table of keys and their words, and after it the words of no key's own."""
    found = _own()
    for rule_id, says in _said(places):
        question = rule_id.partition(".")[0]
        for key, word in _flat(says):
            place = _place(key, question)
            told = found.setdefault(place, {})
            told.setdefault(word, _label(word, key, question))
    rows = [(as_code(key), worded(words.items()) + _note(key)) for key, words in _sorted(found)]
    shared = worded((word.id, word.zh) for word in WORDS.values())
    return f"{table(('key', 'words'), rows)}\n\n**Under any key**: {shared}"


def _note(key: str) -> str:
    return f". *{_NOTES[key]}*" if key in _NOTES else ""


def _own() -> dict[str, dict[str, str]]:
    """Return the words of the lists that keys have of their own, by key."""
    found: dict[str, dict[str, str]] = {}
    for place, lists in BY_KEY.items():
        question, _dot, key = place.rpartition(".")
        ids = [word for listed in lists if listed is not EVENT_TYPES for word in _ids(listed)]
        if key not in _TOLD and ids:
            found["role" if key == "steps" else place] = _labels(ids, key, question)
    for place, events in _LOOKED_FOR.items():
        question, _dot, key = place.rpartition(".")
        found[place] = _labels(_contents(*events), key, question)
    for key, terms in _OF_UNITS.items():
        found[key] = {term.id: term.zh for term in terms}
    found["reply_form.must_state"]["items_answered"] = WORDS["items_answered"].zh
    return found


def _ids(listed: Any) -> Iterable[str]:
    return listed.ids if isinstance(listed, Terms) else listed


def _labels(words: Iterable[str], key: str, question: str) -> dict[str, str]:
    return {word: _label(word, key, question) for word in words}


def _contents(*events: str) -> list[str]:
    """Return what each of these events may state."""
    every = [
        [field.id for field in EVENT_TYPES[name].fields.values() if field.type in _STATED]
        for name in events
    ]
    return [word for word in every[0] if all(word in others for others in every)]


def _said(places: Iterable[Jurisdiction]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for layer in (place.layers[0] for place in places):
        for rule in (*layer.rules, *layer.assessment.units):
            yield rule.id, says_of(rule.outcome)


def _flat(says: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each word with its key; those of steps with the key of the step."""
    for key, held in says.items():
        if not key.endswith("strength"):
            yield from _words(key, held)


def _words(key: str, held: Any) -> Iterator[tuple[str, str]]:
    if isinstance(held, str):
        yield key, held
    elif isinstance(held, Mapping):
        yield from _flat(held)
    elif isinstance(held, list | tuple):
        for item in held:
            yield from _words(key, item)


def _place(key: str, question: str) -> str:
    return f"{question}.{key}" if key in _APART else key


def _label(word: str, key: str, question: str) -> str:
    return say_word(word, "zh", key="steps" if key == "role" else key, question=question)


def _sorted(found: Mapping[str, dict[str, str]]) -> list[tuple[str, dict[str, str]]]:
    return sorted(found.items(), key=lambda row: row[0].rpartition(".")[2])
