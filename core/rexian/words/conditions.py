"""Conditions in plain words, for people who read rules and never write them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from rexian.i18n import _, language
from rexian.rules.conditions import ALWAYS, And, Atom, Condition, Not, Or
from rexian.rules.facts import Choice, Fact, FactValue, Flag
from rexian.rules.readings import READING

#: What stands in a label between the name of a list and its item.
COLON = {"zh": "：", "en": ": "}


class Reads(Protocol):
    """Says that a reading is, or is not, one of these choices."""

    def __call__(self, name: str, choices: Iterable[str], *, yes: bool) -> str:
        """Say it of the reading of this id."""


def by_id(name: str, choices: Iterable[str], *, yes: bool) -> str:
    """Say it by ids, where nothing explains the readings."""
    told = f"{name}={'/'.join(choices)}"
    return told if yes else _("not {what}").format(what=told)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says conditions in the interface language.

    Attributes:
        facts: the facts as a jurisdiction words them.
        reading: says how a point is read.
    """

    facts: Mapping[str, Fact]
    reading: Reads = by_id

    def say(self, condition: Condition) -> str:
        """Say a condition."""
        match condition:
            case Flag():
                return self.name(condition)
            case Atom():
                return self.atom(condition, yes=True)
            case And(terms=terms):
                told = _(", and ").join(self._inner(term, Or) for term in terms)
                return told or _("in every case")
            case Or(terms=terms):
                return _(", or ").join(self.alternatives(terms))
            case Not(term=term):
                return self._denied(term)
        raise TypeError(f"{condition!r} is no condition")

    def alternatives(self, terms: Sequence[Condition]) -> Iterable[str]:
        """Say each alternative; items of one list stand behind its name together."""
        named: dict[str, list[str]] = {}
        for term in terms:
            said = self._inner(term, And)
            head, colon, item = said.partition(COLON[language()])
            listed = isinstance(term, Flag) and colon
            named.setdefault(head + colon if listed else said, []).append(item if listed else "")
        return [head + _(" or ").join(items) for head, items in named.items()]

    def _denied(self, condition: Condition) -> str:
        match condition:
            case Flag():
                return self.is_one_of(condition, [False])
            case Atom():
                return self.atom(condition, yes=False)
        return _("not {what}").format(what=self._inner(condition, And | Or))

    def is_one_of(self, fact: Fact, values: Sequence[FactValue], *, yes: bool = True) -> str:
        """Say that a fact has one of these values, or none of them."""
        fact = self.facts.get(fact.id, fact)
        if isinstance(fact, Flag):
            positive = (True in values) is yes
            return self.name(fact) if positive else _("{fact}: no").format(fact=self.name(fact))
        shown = _(" or ").join(say_value(fact, value) for value in values)
        form = _("{fact} is {values}") if yes else _("{fact} is not {values}")
        return form.format(fact=self.name(fact), values=shown)

    def name(self, fact: Fact) -> str:
        """Return what people call a fact."""
        return self.facts.get(fact.id, fact).label()

    def atom(self, atom: Atom, *, yes: bool) -> str:
        """Say what one question to a fact asks, or that it is not so."""
        if atom.at_least is not None:
            form = _("{fact} at least {n}") if yes else _("{fact} less than {n}")
            return form.format(fact=self.name(atom.fact), n=atom.at_least)
        if atom.fact.id.startswith(READING):
            name = atom.fact.id.removeprefix(READING)
            return self.reading(name, map(str, atom.values), yes=yes)
        known = self.facts.get(atom.fact.id, atom.fact).values
        values = [value for value in known if value in atom.values]
        return self.is_one_of(atom.fact, values or sorted(atom.values, key=str), yes=yes)

    def _inner(self, condition: Condition, bracketed: type | object) -> str:
        text = self.say(condition)
        inside = isinstance(condition, bracketed)  # type: ignore[arg-type]  # a class or a union
        return _("({what})").format(what=text) if inside and condition != ALWAYS else text


def say_value(fact: Fact, value: FactValue) -> str:
    """Say a value of a fact."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return fact.terms.label(str(value), language()) if isinstance(fact, Choice) else str(value)
