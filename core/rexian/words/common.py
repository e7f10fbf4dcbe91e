"""What every sentence is put together with: statuses, lists, how strongly something is meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from rexian.i18n import language
from rexian.model.vocabulary import STRENGTHS

#: A text in each language, by its code.
Said: TypeAlias = Mapping[str, str]

SILENCE = {"zh": "未规定", "en": "not laid down"}
CONFLICT = {"zh": "条文冲突", "en": "clauses clash"}
STATUSES: Mapping[str, Said] = {
    "silent": SILENCE,
    "not_applicable": {"zh": "不涉及", "en": "does not arise"},
    "missing_fact": {"zh": "缺少事实", "en": "a fact is missing"},
    "conflict": CONFLICT,
}
_AND = {"zh": "、", "en": ", "}
_OR = {"zh": "或", "en": " or "}
_THEN = {"zh": "、", "en": ", then "}
_SOFTLY = {"zh": "{text}（{strength}）", "en": "{text} ({strength})"}
_NEXT = {"zh": "；", "en": "; "}


def both(zh: str, en: str) -> Said:
    """Return a text in both languages."""
    return {"zh": zh, "en": en}


def say_status(status: str, code: str | None = None) -> str:
    """Say a ruling's status."""
    return STATUSES[status][code or language()]


def join(phrases: Sequence[str], code: str | None = None) -> str:
    """Join phrases into one line."""
    return _NEXT[code or language()].join(phrases)


def listed(words: Sequence[str], code: str | None = None) -> str:
    """Join words into a list, all of which are meant."""
    return _AND[code or language()].join(words)


def any_of(words: Sequence[str], code: str) -> str:
    """Join words into a list, any of which will do."""
    *others, last = words
    return _OR[code].join([_AND[code].join(others), last]) if others else last


def in_turn(words: Sequence[str], code: str) -> str:
    """Join words into a list, one after the other."""
    return _THEN[code].join(words)


def softened(text: str, strength: str | None, code: str | None = None) -> str:
    """Add how strongly something is meant where it is not a must, and where that is known."""
    if strength in ("must", None):
        return text
    code = code or language()
    return _SOFTLY[code].format(text=text, strength=STRENGTHS.label(strength, code))
