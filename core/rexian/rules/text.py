"""Conditions as text, printed in Chinese or English and read back.

English uses ids (`kind in {complaint, report} and calls >= 3 and not difficult`), Chinese uses
labels (`诉求类型 属于 {投诉, 举报} 且 反映次数 >= 3 且 非 疑难复杂`); the reader takes either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rexian.errors import InputError, nearest
from rexian.rules.conditions import ALWAYS, And, Atom, Condition, Not, Or
from rexian.rules.facts import Choice, Count, Fact, Flag


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    and_: str
    or_: str
    not_: str
    in_: str
    always: str


WORDS = {
    "en": Words("and", "or", "not", "in", "always"),
    "zh": Words("且", "或", "非", "属于", "一律"),
}


def show(condition: Condition, language: str = "en") -> str:
    """Print a condition; `parse` reads it back to the same cells."""
    words = WORDS[language]
    match condition:
        case Flag():
            return _name(condition, language)
        case Atom():
            return show_atom(condition, language)
        case And(terms=()):
            return words.always
        case And(terms=terms):
            return f" {words.and_} ".join(_inner(term, language, Or) for term in terms)
        case Or(terms=terms):
            return f" {words.or_} ".join(_inner(term, language, And) for term in terms)
        case Not(term=term):
            return f"{words.not_} {_inner(term, language, And | Or)}"
    raise TypeError(f"{condition!r} is no condition")


def show_atom(atom: Atom, language: str = "en") -> str:
    """Print a question to one fact."""
    name = _name(atom.fact, language)
    if atom.at_least is not None:
        return f"{name} >= {atom.at_least}"
    if isinstance(atom.fact, Flag):
        return name
    options = [value for value in atom.fact.values if value in atom.values]
    shown = [show_value(atom.fact, value, language) for value in options or sorted(atom.values)]
    if len(shown) == 1:
        return f"{name} = {shown[0]}"
    return f"{name} {WORDS[language].in_} {{{', '.join(shown)}}}"


def show_value(fact: Fact, value: object, language: str = "en") -> str:
    """Print a value of a fact."""
    if isinstance(fact, Choice) and language != "en":
        return fact.terms.label(str(value), language)
    return str(value).lower() if isinstance(value, bool) else str(value)


def reasons(condition: Condition, values: Mapping[str, Any], language: str = "en") -> list[str]:
    """Return the facts that make a condition true of a case, each with its value."""
    found: dict[str, str] = {}
    for fact in _relevant(condition, values, wanted=True):
        found[fact.id] = show_fact(fact, values[fact.id], language)
    return list(found.values())


def show_fact(fact: Fact, value: object, language: str = "en") -> str:
    """Print a fact with a value: `kind = inquiry`, `difficult`, `not difficult`."""
    name = _name(fact, language)
    if isinstance(fact, Flag):
        return name if value else f"{WORDS[language].not_} {name}"
    return f"{name} = {show_value(fact, value, language)}"


def _relevant(condition: Condition, values: Mapping[str, Any], *, wanted: bool) -> Iterator[Fact]:
    """Yield the facts on which the condition's being true (or false) rests."""
    match condition:
        case Flag() | Atom():
            fact = condition if isinstance(condition, Flag) else condition.fact
            if values[fact.id] is not None:
                yield fact
        case Not(term=term):
            yield from _relevant(term, values, wanted=not wanted)
        case And(terms=terms) | Or(terms=terms):
            everyone = isinstance(condition, And) is wanted
            for term in terms:
                if everyone or (_known(term, values) and term.holds(values) is wanted):
                    yield from _relevant(term, values, wanted=wanted)
                    if not everyone:
                        return


def _known(condition: Condition, values: Mapping[str, Any]) -> bool:
    return all(values[atom.fact.id] is not None for atom in condition.atoms())


def _inner(condition: Condition, language: str, bracketed: Any) -> str:
    text = show(condition, language)
    return f"({text})" if isinstance(condition, bracketed) else text


def _name(fact: Fact, language: str) -> str:
    return fact.id if language == "en" else fact.label(language)


_TOKEN = re.compile(r"\s*(>=|[(){},=，、＝（）]|[^\s(){},=，、＝（）>]+)")
_SAME = {"，": ",", "、": ",", "＝": "=", "（": "(", "）": ")"}


class _Reader:
    """A reader of one condition: tokens with their columns, and the facts they may name."""

    def __init__(self, text: str, facts: Mapping[str, Fact]) -> None:
        self.text = text
        self.tokens = [(m[1], m.start(1) + 1) for m in _TOKEN.finditer(text)]
        self.place = 0
        self.facts = {**{fact.zh: fact for fact in facts.values()}, **facts}

    def peek(self) -> str:
        token = self.tokens[self.place][0] if self.place < len(self.tokens) else ""
        return _SAME.get(token, token)

    def take(self) -> str:
        token = self.peek()
        if not token:
            raise self.wrong("the condition breaks off here")
        self.place += 1
        return token

    def wrong(self, problem: str, back: int = 0) -> InputError:
        place = self.place - back
        column = self.tokens[place][1] if place < len(self.tokens) else len(self.text) + 1
        return InputError(f"column {column}: {problem}")

    def is_word(self, name: str) -> bool:
        return self.peek() in {getattr(words, name) for words in WORDS.values()}

    def either(self) -> Condition:
        found = self.every()
        while self.is_word("or_"):
            self.take()
            found = found | self.every()
        return found

    def every(self) -> Condition:
        found = self.single()
        while self.is_word("and_"):
            self.take()
            found = found & self.single()
        return found

    def single(self) -> Condition:
        if self.is_word("not_"):
            self.take()
            return ~self.single()
        if self.is_word("always"):
            self.take()
            return ALWAYS
        if self.peek() == "(":
            self.take()
            found = self.either()
            if self.take() != ")":
                raise self.wrong("a bracket is not closed", back=1)
            return found
        return self.question()

    def question(self) -> Condition:
        name = self.name()
        fact = self.facts.get(name)
        if fact is None:
            raise self.wrong(f"there is no fact {name!r}{nearest(name, self.facts)}", back=1)
        if isinstance(fact, Flag):
            return fact
        if isinstance(fact, Count):
            return self.threshold(fact)
        if not isinstance(fact, Choice):
            raise self.wrong(f"{name} cannot be asked", back=1)
        return self.options(fact)

    def name(self) -> str:
        """Take a fact's name, which in Chinese may hold spaces or a colon."""
        name = self.take()
        while name not in self.facts and f"{name} {self.peek()}" in self.prefixes():
            name = f"{name} {self.take()}"
        return name

    def prefixes(self) -> set[str]:
        return {
            " ".join(words[:length])
            for words in (name.split(" ") for name in self.facts)
            for length in range(2, len(words) + 1)
        }

    def threshold(self, fact: Count) -> Condition:
        if self.take() != ">=":
            raise self.wrong(f"{fact.id} is a number: write {fact.id} >= 3", back=1)
        number = self.take()
        if not number.isdigit():
            raise self.wrong(f"{number!r} is not a whole number", back=1)
        return fact.at_least(int(number))

    def options(self, fact: Choice) -> Condition:
        if self.peek() == "=":
            self.take()
            return fact.is_(self.option(fact))
        if not self.is_word("in_"):
            raise self.wrong(f"after {fact.id} comes = or in")
        self.take()
        if self.take() != "{":
            raise self.wrong("a list of values stands in braces: {a, b}", back=1)
        found = [self.option(fact)]
        while self.peek() == ",":
            self.take()
            found.append(self.option(fact))
        if self.take() != "}":
            raise self.wrong("a brace is not closed", back=1)
        return fact.in_(*found)

    def option(self, fact: Choice) -> str:
        """Take one value, by id or label; a label may hold brackets, commas or spaces."""
        column = self.tokens[self.place][1] - 1 if self.place < len(self.tokens) else 0
        rest = self.text[column:]
        wordings = [(w, term.id) for term in fact.terms for w in (term.id, term.zh)]
        fitting = [(len(w), term) for w, term in wordings if rest.startswith(w)]
        if not fitting:
            word = self.take()
            hint = nearest(word, [wording for wording, _ in wordings])
            raise self.wrong(f"{fact.id} has no value {word!r}{hint}", back=1)
        length, option = max(fitting)
        while self.place < len(self.tokens) and self.tokens[self.place][1] <= column + length:
            self.place += 1
        return option


def parse(text: str, facts: Mapping[str, Fact]) -> Condition:
    """Read a condition over these facts, named by id or Chinese label.

    Raises:
        InputError: the text is no condition; the message names the column and the nearest word.
    """
    reader = _Reader(text, facts)
    found = reader.either()
    if reader.peek():
        raise reader.wrong(f"{reader.peek()!r} does not belong here")
    return found
