"""Conditions as text, printed in Chinese or English and read back.

English uses ids (`kind in {complaint, report} and calls >= 3 and not difficult`), Chinese uses
labels (`诉求类型 属于 {投诉, 举报} 且 反映次数 >= 3 且 非 疑难复杂`); the reader takes either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rexian.errors import InputError, nearest
from rexian.i18n import _
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


def show(
    condition: Condition, language: str = "en", facts: Mapping[str, Fact] | None = None
) -> str:
    """Print a condition; `parse` reads it back to the same cells.

    `facts` are the facts as a jurisdiction words them, where it words them differently.
    """
    return _Printer(language, facts or {}).show(condition)


class _Printer:
    """A printer of conditions in one language, in one jurisdiction's words."""

    def __init__(self, language: str, facts: Mapping[str, Fact]) -> None:
        self.language, self.words, self.facts = language, WORDS[language], facts

    def show(self, condition: Condition) -> str:
        match condition:
            case Flag():
                return self.name(condition)
            case Atom():
                return self.question(condition)
            case And(terms=()):
                return self.words.always
            case And(terms=terms):
                return f" {self.words.and_} ".join(self.inner(term, Or) for term in terms)
            case Or(terms=terms):
                return f" {self.words.or_} ".join(self.inner(term, And) for term in terms)
            case Not(term=term):
                return f"{self.words.not_} {self.inner(term, And | Or)}"
        raise TypeError(f"{condition!r} is no condition")

    def question(self, atom: Atom) -> str:
        fact, name = self.facts.get(atom.fact.id, atom.fact), self.name(atom.fact)
        if atom.at_least is not None:
            return f"{name} >= {atom.at_least}"
        if isinstance(fact, Flag):
            return name
        options = [value for value in fact.values if value in atom.values]
        shown = [show_value(fact, value, self.language) for value in options or sorted(atom.values)]
        if len(shown) == 1:
            return f"{name} = {shown[0]}"
        return f"{name} {self.words.in_} {{{', '.join(shown)}}}"

    def inner(self, condition: Condition, bracketed: Any) -> str:
        text = self.show(condition)
        return f"({text})" if isinstance(condition, bracketed) else text

    def name(self, fact: Fact) -> str:
        return _name(self.facts.get(fact.id, fact), self.language)


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


def _name(fact: Fact, language: str) -> str:
    return fact.id if language == "en" else fact.label(language)


_WORD = re.compile(r"[^\s(){},=，、＝（）>]+|>=?|.", re.DOTALL)
_BLANK = re.compile(r"\s*")
_SAME = {"，": ",", "、": ",", "＝": "=", "（": "(", "）": ")"}


class MisreadError(InputError):
    """A text that is no condition.

    Attributes:
        problem: what is wrong.
        column: of the first character that is, counted from 1.
    """

    def __init__(self, problem: str, column: int) -> None:
        super().__init__(_("column {n}: {problem}").format(n=column, problem=problem))
        self.problem, self.column = problem, column


class _Reader:
    """A reader of one condition: the text, the place in it, and the facts it may name."""

    def __init__(self, text: str, facts: Mapping[str, Fact]) -> None:
        self.text = text
        self.place = 0
        self.facts = {**{fact.zh: fact for fact in facts.values()}, **facts}
        self.skip()

    def skip(self) -> None:
        blank = _BLANK.match(self.text, self.place)
        self.place = blank.end() if blank else self.place

    def peek(self) -> str:
        word = _WORD.match(self.text, self.place)
        return _SAME.get(word[0], word[0]) if word else ""

    def take(self) -> str:
        word = self.peek()
        if not word:
            raise self.wrong(_("the condition breaks off here"))
        self.place += len(word)
        self.skip()
        return word

    def expect(self, word: str, problem: str) -> None:
        if self.peek() not in ("", word):
            raise self.wrong(problem)
        self.take()

    def longest(self, wordings: Iterable[str]) -> str | None:
        """Take the longest of these wordings that stands here as a whole; None if none does."""
        fitting = [w for w in wordings if self.text.startswith(w, self.place) and self.ends(w)]
        if not fitting:
            return None
        found = max(fitting, key=len)
        self.place += len(found)
        self.skip()
        return found

    def ends(self, wording: str) -> bool:
        after = self.text[self.place + len(wording) :][:1]
        return not after or after.isspace() or after in "(){},=，、＝（）>"

    def wrong(self, problem: str) -> MisreadError:
        return MisreadError(problem, self.place + 1)

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
            self.expect(")", _("a bracket is not closed"))
            return found
        return self.question()

    def question(self) -> Condition:
        name = self.longest(self.facts)
        if name is None:
            word = self.peek()
            if not word:
                raise self.wrong(_("the condition breaks off here"))
            problem = _("there is no fact {word!r}").format(word=word)
            raise self.wrong(problem + nearest(word, self.facts))
        fact = self.facts[name]
        if isinstance(fact, Flag):
            return fact
        return self.threshold(fact) if isinstance(fact, Count) else self.options(fact)

    def threshold(self, fact: Count) -> Condition:
        self.expect(">=", _("{fact} is a number: write {fact} >= 3").format(fact=fact.id))
        number = self.peek()
        if not (number.isascii() and number.isdigit()):
            raise self.wrong(_("{text!r} is not a whole number").format(text=number))
        self.take()
        return fact.at_least(int(number))

    def options(self, fact: Fact) -> Condition:
        if not isinstance(fact, Choice):
            raise self.wrong(_("{fact} cannot be asked").format(fact=fact.id))
        if self.peek() == "=":
            self.take()
            return fact.is_(self.option(fact))
        if not self.is_word("in_"):
            raise self.wrong(_("after {fact} comes = or in").format(fact=fact.id))
        self.take()
        self.expect("{", _("a list of values stands in braces: {a, b}"))
        found = [self.option(fact)]
        while self.peek() == ",":
            self.take()
            found.append(self.option(fact))
        self.expect("}", _("a brace is not closed"))
        return fact.in_(*found)

    def option(self, fact: Choice) -> str:
        """Take one value, by id or label."""
        wordings = {w: term.id for term in fact.terms for w in (term.zh, term.id)}
        found = self.longest(wordings)
        if found is None:
            word = self.peek()
            problem = _("{fact} has no value {word!r}").format(fact=fact.id, word=word)
            raise self.wrong(problem + nearest(word, wordings))
        return wordings[found]


def parse(text: str, facts: Mapping[str, Fact]) -> Condition:
    """Read a condition over these facts, named by id or Chinese label.

    Raises:
        MisreadError: the text is no condition; the message names the column and the nearest word.
    """
    reader = _Reader(text, facts)
    found = reader.either()
    if reader.peek():
        raise reader.wrong(_("{word!r} does not belong here").format(word=reader.peek()))
    return found
