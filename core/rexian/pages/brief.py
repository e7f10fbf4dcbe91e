"""Rules in a few words, for cells that stand beside many others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rexian.i18n import language
from rexian.rules.conditions import Atom, Condition
from rexian.rules.facts import Choice, Fact, FactValue, Flag
from rexian.rules.outcomes import Outcome, Value
from rexian.ruletable import say
from rexian.words import join, say_keys
from rexian.words.common import both
from rexian.words.conditions import COLON, Speaker, say_value
from rexian.words.outcomes import question_of

#: Facts whose values tell by themselves which fact they are of.
TELLING = frozenset({"kind", "channel", "urgency", "subject", "directive", "identity"})
#: So many values are listed; of more only the first few, and how many they are.
MOST_VALUES = 4
FIRST_VALUES = 2
#: So many places are cited; where there are more, the first few.
MOST_PLACES = 2
_AMONG = both("{first}等{n}类", "{first} and {more} more")
_NOT = both("非{what}", "not {what}")
_SLASH = both("、", "/")
_PLACES = both("（{places}）", " ({places})")
_BRACKETED = both("〔{places}〕", " [{places}]")
_AND_OTHERS = both("等", " etc.")


@dataclass(frozen=True, slots=True)
class BriefSpeaker(Speaker):
    """Says conditions by values alone where they tell which fact they are of, and few of many."""

    def is_one_of(self, fact: Fact, values: Sequence[FactValue], *, yes: bool = True) -> str:
        """Say that a fact has one of these values, or none of them."""
        fact = self.facts.get(fact.id, fact)
        if not isinstance(fact, Choice):
            return Speaker.is_one_of(self, fact, values, yes=yes)
        told = _some([say_value(fact, value) for value in values])
        told = told if yes else _NOT[language()].format(what=told)
        return told if fact.id in TELLING else f"{self.name(fact)}{COLON[language()]}{told}"

    def name(self, fact: Fact) -> str:
        """Return what people call a fact; of an item of a list, the item."""
        label = Speaker.name(self, fact)
        return label.partition(COLON[language()])[2] or label

    def atom(self, atom: Atom, *, yes: bool) -> str:
        """Say a threshold by its sign."""
        if atom.at_least is not None:
            return f"{self.name(atom.fact)}{'≥' if yes else '<'}{atom.at_least}"
        return Speaker.atom(self, atom, yes=yes)

    def alternatives(self, terms: Sequence[Condition]) -> Iterable[str]:
        """Say each alternative, of many findings only the first few."""
        items = [self.name(term) for term in terms if isinstance(term, Flag)]
        if len(items) <= MOST_VALUES:
            return Speaker.alternatives(self, terms)
        others = [term for term in terms if not isinstance(term, Flag)]
        return [_some(items), *Speaker.alternatives(self, others)]


def _some(told: Sequence[str]) -> str:
    if len(told) <= MOST_VALUES:
        return _SLASH[language()].join(told)
    first = _SLASH[language()].join(told[:FIRST_VALUES])
    return _AMONG[language()].format(first=first, n=len(told), more=len(told) - FIRST_VALUES)


def say_briefly(outcome: Outcome, part: str) -> str:
    """Say what follows without what the part's own name tells; nothing where that is all."""
    if isinstance(outcome, Value):
        says = {key: value for key, value in outcome.says.items() if key != "strength"}
        return join(say_keys(says, question=question_of(part)))
    return say(outcome, language(), part)


def cite_briefly(places: Iterable[str]) -> str:
    """Return where something stands, in brackets: of many places the first few, none twice.

    A place inside another that is cited is left out.
    """
    found = list(dict.fromkeys(places))
    found = [p for p in found if not any(p != whole and p.startswith(whole) for whole in found)]
    told = join(found[:MOST_PLACES], "zh")
    told += _AND_OTHERS[language()] if len(found) > MOST_PLACES else ""
    return (_BRACKETED if "（" in told else _PLACES)[language()].format(places=told)
