"""Outcomes as sentences: one phrase a key, in the order in which people are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from rexian.i18n import language
from rexian.model.vocabulary import REFUSAL_GROUNDS
from rexian.rules.outcomes import Steps, Value
from rexian.rules.question import Part, Question
from rexian.words import phrases
from rexian.words.answers import ALLOWED, CHECKS, NOT_MET, PART_NAMES, PARTS, WHEN_SO, YES_OR_NO
from rexian.words.common import SILENCE, any_of, in_turn, join, listed, softened
from rexian.words.labels import say_word
from rexian.words.limits import is_time, say_limit, say_time
from rexian.words.phrases import (
    ACTS,
    EITHER,
    KEYS,
    NAMES,
    NAMES_UNDER,
    PART_OF,
    SINGLED_OUT,
    UNTOLD,
)

Grounds: TypeAlias = Callable[[Mapping[str, Any], str], str]
Says: TypeAlias = Mapping[str, Any]

_GAP = {"zh": "", "en": " "}
_COLON = {"zh": "：", "en": ": "}
_NOTHING: tuple[Any, ...] = (None, [], (), "")


def say_value(outcome: Value | Steps, code: str | None = None, part: str = "") -> str:
    """Say what a rule's value or steps hold, opening with what its part means by itself."""
    code = code or language()
    says = {key: value for key, value in outcome.says.items() if key != "strength"}
    if isinstance(outcome, Steps):
        says = {"steps": outcome.steps, **says}
    opening = [PARTS[part][code]] if part in PARTS else []
    said = [*opening, *say_keys(says, code, question=question_of(part))] or [ALLOWED[code]]
    return softened(join(said, code), outcome.says.get("strength", outcome.strength), code)


def question_of(part: str) -> str:
    """Return the id of the question that a part belongs to."""
    return part.partition(".")[0]


def say_keys(
    says: Says, code: str | None = None, ground: Grounds | None = None, question: str = ""
) -> list[str]:
    """Say the keys of an outcome, one phrase each; what is empty is not said.

    `ground` says what stands under a ground that is a document's own; `question` is the one the
    outcome answers, under which a key or a word may mean something particular.
    """
    teller = _Teller(says, code or language(), ground or say_ground, question)
    said = list(teller.phrases())
    if said:
        said[0] = softened(said[0], says.get("strength", "must"), teller.code)
    return said


class _Teller:
    """Says the keys of one outcome in one language."""

    def __init__(self, says: Says, code: str, ground: Grounds, question: str) -> None:
        self.says, self.code, self.ground, self.question = _tidied(says), code, ground, question

    def phrases(self) -> Iterator[str]:
        yield from self._actors()
        unknown = [key for key in self.says if _is_unknown(key)]
        for key in (*KEYS, *unknown):
            if self._has_something(key):
                strength = phrases.STRENGTH_OF.get(key, f"{key}_strength")
                yield softened(self._phrase(key), self.says.get(strength, "must"), self.code)
        if self._is_bare_cap():
            yield softened(phrases.CAP[self.code], self.says["cap_strength"], self.code)

    def _is_bare_cap(self) -> bool:
        """Whether an extension is capped by the limit itself, and until when is not told."""
        says = self.says
        return "cap_strength" in says and "cap" not in says and says.get("latest_due_at") is None

    def _actors(self) -> Iterator[str]:
        acts: dict[str, list[str]] = {}
        for act, label in ACTS.items():
            if self.says.get(act):
                acts.setdefault(self._said(act, self.says[act]), []).append(label[self.code])
        for who, named in acts.items():
            yield phrases.BY_WHOM[self.code].format(acts=listed(named, self.code), who=who)

    def _has_something(self, key: str) -> bool:
        value = self.says.get(key)
        if value is False:
            return key in YES_OR_NO
        return value not in _NOTHING and not (key == "count" and value == 0)

    def _phrase(self, key: str) -> str:
        value = self.says[key]
        if isinstance(value, bool):
            return self._yes_or_no(key, so=value)
        said = self._steps(value) if key == "steps" else self._said(key, value)
        if key not in KEYS:
            return f"{key}{_COLON[self.code]}{said}"
        several = key == "steps" and len(value) > 1
        opening = phrases.IN_TURN[self.code] if several else ""
        return opening + self._form(key).format(v=said) + self._filled_in(key, value)

    def _form(self, key: str) -> str:
        place = f"{self.question}.{key}"
        places = ([f"{place}.at_least"] if self.says.get("at_least") else []) + [place]
        found = next((phrases.UNDER[p] for p in places if p in phrases.UNDER), KEYS[key])
        return found[self.code]

    def _yes_or_no(self, key: str, *, so: bool) -> str:
        if key in YES_OR_NO:
            return YES_OR_NO[key][so][self.code]
        return WHEN_SO[key][self.code] if key in WHEN_SO else key

    def _said(self, key: str, value: Any) -> str:
        if key == "cap" and isinstance(value, Mapping):
            return say_limit(value, code=self.code)
        if not isinstance(value, list | tuple):
            return say_time(value) if is_time(value) else self._word(key, value)
        items = [self._item(key, item) for item in value]
        return any_of(items, self.code) if key in EITHER else listed(items, self.code)

    def _item(self, key: str, item: Any) -> str:
        if isinstance(item, Mapping):
            return self.ground(item, self.code)
        if isinstance(item, list | tuple):
            return any_of([self._word(key, word) for word in item], self.code)
        return self._word(key, item)

    def _word(self, key: str, word: Any) -> str:
        return say_word(word, self.code, key=key, question=self.question)

    def _steps(self, steps: Sequence[Mapping[str, Any]]) -> str:
        if len(steps) == 1:
            return self._word("steps", steps[0]["role"])
        return in_turn([self._step(step) for step in steps], self.code)

    def _step(self, step: Mapping[str, Any]) -> str:
        role, fields = self._word("steps", step["role"]), self._fields(step)
        return phrases.WITH_FIELDS[self.code].format(role=role, fields=fields) if fields else role

    def _filled_in(self, key: str, value: Any) -> str:
        """Say at the end what the one who signs off alone fills in."""
        alone = key == "steps" and len(value) == 1
        fields = self._fields(value[0]) if alone else ""
        return phrases.FILLING_IN[self.code].format(fields=fields) if fields else ""

    def _fields(self, step: Mapping[str, Any]) -> str:
        return listed([self._word("fields", field) for field in step.get("fields", ())], self.code)


def _tidied(says: Says) -> Says:
    """Leave out of `forms` what is told of some of them apart, and `ok` where something lacks."""
    told = dict(says)
    apart = {item for key in SINGLED_OUT for item in says.get(key) or ()}
    if apart and says.get("forms"):
        told["forms"] = [form for form in says["forms"] if form not in apart]
    if says.get("missing"):
        told.pop("ok", None)
    return told


def _is_unknown(key: str) -> bool:
    return not (key in KEYS or key in ACTS or key in UNTOLD or key.endswith("_strength"))


def say_absent(says: Says, code: str | None = None, question: str = "") -> list[str]:
    """Say which keys of a question's outcome hold nothing."""
    code = code or language()
    gone = [_name(key, question) for key, value in says.items() if value is None]
    return [f"{name[code]}{_GAP[code]}{SILENCE[code]}" for name in gone if name]


def _name(key: str, question: str) -> Mapping[str, str] | None:
    return NAMES_UNDER.get(f"{question}.{key}") or NAMES.get(key)


def say_part(question: Question, part: Part, code: str | None = None) -> str:
    """Say what a part of a question decides; of one that is the whole question, the question."""
    code = code or language()
    if len(question.parts) == 1:
        return question.label(code)
    key = part.id.rpartition(".")[2]
    named = (
        PART_NAMES.get(part.id) or PARTS.get(part.id) or _name(PART_OF.get(key, key), question.id)
    )
    return named[code] if named else key


def say_silence(part: str, code: str | None = None) -> str:
    """Say that no rule of a part holds: the answer no, else the key that is not laid down."""
    code = code or language()
    question, dot, key = part.rpartition(".")
    if part in NOT_MET:
        return NOT_MET[part][code]
    named = say_absent({PART_OF.get(key, key): None}, code, question) if dot else []
    return named[0] if named else SILENCE[code]


def say_ground(ground: Mapping[str, Any], code: str) -> str:
    """Say a ground by its id; one that has no word of its own is its own word."""
    name = ground["id"]
    return CHECKS[name][code] if name in CHECKS else REFUSAL_GROUNDS.label(name, code)
