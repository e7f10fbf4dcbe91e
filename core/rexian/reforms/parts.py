"""What an answer may hold: which parts are clocks or steps, which keys and words there are."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from rexian.facts import base_facts
from rexian.jurisdictions import Jurisdiction
from rexian.model.vocabulary import ACTORS, STRENGTHS, UNIT_TYPES
from rexian.questions import NODES, QUESTIONS
from rexian.rules.outcomes import says_of
from rexian.rules.question import Mode, Part
from rexian.words.labels import WORDS, knows_word
from rexian.words.phrases import ACTS, KEYS, STRENGTH_OF, UNTOLD

#: Every part of every question, by id.
PARTS: Mapping[str, Part] = {part.id: part for question in QUESTIONS for part in question.parts}
#: The clocks that another one may hang on.
CLOCKS = tuple(p.id for p in PARTS.values() if p.clock is not None and p.mode is Mode.NEAREST)
#: The limits that may be given outside the document.
GIVEN = tuple(
    name.removeprefix("given.").removesuffix(".at")
    for name in (*base_facts(), *(node.id for node in NODES))
    if name.startswith("given.") and name.endswith(".at")
)
#: Keys that hold a whole number.
NUMBERS = frozenset({"max_chars", "max_times", "years"})
#: Keys that hold a list, be it of one.
LISTS = frozenset(
    {
        "grounds", "handler_info", "must_record", "must_state", "otherwise_needs", "redact",
        "sections",
    }
)  # fmt: skip


class Vocabulary:
    """The keys and words that outcomes may use: core's own, and those in the chain's rules.

    Attributes:
        keys: every key.
    """

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        self._used: dict[str, set[str]] = {}
        for _depth, layer in jurisdiction.stack:
            for rule in layer.rules:
                for key, value in says_of(rule.outcome).items():
                    self._used.setdefault(key, set()).update(_words_in(value))
        own = {*KEYS, *ACTS, *UNTOLD, *self._used}
        strengths = {STRENGTH_OF.get(k, f"{k}_strength") for k in own if not k.endswith("strength")}
        self.keys: Collection[str] = own | strengths

    def knows(self, word: str, key: str, question: str) -> bool:
        """Whether a word may stand under a key of a question's answer."""
        if key.endswith("strength"):
            return word in STRENGTHS
        return word in self._used.get(key, ()) or knows_word(word, key=key, question=question)

    def words(self, key: str) -> Collection[str]:
        """Return words that may stand under a key, for a hint."""
        if key.endswith("strength"):
            return STRENGTHS.ids
        return [*self._used.get(key, ()), *ACTORS.ids, *UNIT_TYPES.ids, *WORDS]


def _words_in(value: object) -> set[str]:
    if isinstance(value, tuple | list):
        return {word for item in value for word in _words_in(item)}
    return {value} if isinstance(value, str) else set()
