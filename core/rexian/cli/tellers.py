"""What a ruling rests on, in words: clauses, facts, grounds, conflicts, readings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rexian.cli.conditions import READING, Speaker, say_value
from rexian.i18n import _, language
from rexian.jurisdictions import Jurisdiction, load
from rexian.model.vocabulary import REFUSAL_GROUNDS
from rexian.questions import QUESTIONS
from rexian.rules.conditions import Condition
from rexian.rules.facts import Fact, Flag
from rexian.rules.rule import Rule
from rexian.ruletable import say
from rexian.words import (
    CHECKS,
    join,
    listed,
    say_absent,
    say_ground,
    say_keys,
    say_limit,
    say_status,
    say_time,
)

Ruling = Mapping[str, Any]


@dataclass(frozen=True)
class Teller:
    """Tells people about the rulings of one jurisdiction."""

    jurisdiction: Jurisdiction

    def by(self, ruling: Ruling) -> str:
        """Return where the ruling comes from."""
        told = join(locators(ruling["citations"]))
        return told + (_(" (inherited)") if ruling["inherited"] else "")

    def facts(self, ids: Iterable[str]) -> list[str]:
        """Return what people call facts."""
        return [self._facts[name].label() if name in self._facts else name for name in ids]

    def reasons(self, ruling: Ruling) -> list[str]:
        """Return the facts of the case that brought the ruling about."""
        return [self._reason(text) for text in ruling["why"]]

    def keys(self, ruling: Ruling) -> list[str]:
        """Say the keys of an outcome that is no clock."""
        return say_keys(ruling["outcome"], ground=lambda found, _code: self._ground(found, ruling))

    def conflict(self, ruling: Ruling) -> str:
        """Say which clauses clash, which one is followed, and why."""
        sides = [
            f"{self._says(found['rule'])} [{join(locators(found['citations']))}]"
            for found in ruling["candidates"]
        ]
        told = " / ".join(sides)
        because = ruling["followed_because"]
        if not because:
            return told
        chinese, bar, english = because.partition(" / ")
        why = english if bar and language() == "en" else chinese
        return join(
            [
                told,
                _("followed: {rule}, because {why}").format(
                    rule=self._says(ruling["rule"]), why=why
                ),
            ]
        )

    def readings(self, rulings: Mapping[str, Ruling]) -> Iterator[str]:
        """Yield a line for each reading that would change an answer: what is taken, what if not."""
        found: dict[tuple[str, str], dict[str, list[str]]] = {}
        for question in QUESTIONS:
            for entry in rulings[question.id]["readings"]:
                choices = found.setdefault((entry["id"], entry["chosen"]), {})
                for choice, changed in entry["alternatives"].items():
                    told = _("{question}: {change}").format(
                        question=question.label(), change=self._changed(changed)
                    )
                    choices.setdefault(choice, []).append(told)
        for (name, chosen), choices in found.items():
            reading = self.jurisdiction.readings[name]
            terms = reading.fact.terms
            others = [
                _("if {other} [{option}]: {changes}").format(
                    other=terms.label(choice), option=f"{name}={choice}", changes=listed(changes)
                )
                for choice, changes in choices.items()
            ]
            taken = _("{point}: {chosen}").format(point=reading.label(), chosen=terms.label(chosen))
            yield join([taken, *others])

    def near_misses(self, rulings: Mapping[str, Ruling]) -> Iterator[tuple[str, str]]:
        """Yield which single fact would change an answer, where that was asked for."""
        for question in QUESTIONS:
            for near in rulings[question.id].get("why_not", []):
                if not near["if"][0].startswith(READING):
                    yield (
                        question.label(),
                        _("if {facts}: {outcome} [{by}]").format(
                            facts=self._any_of(near["if"]),
                            outcome=self._says(near["rule"]),
                            by=join(locators(near["citations"])),
                        ),
                    )

    @cached_property
    def _facts(self) -> Mapping[str, Fact]:
        """Every fact that the rules ask, as the jurisdiction knows it."""
        parts = self.jurisdiction.plan().parts.values()
        tables = [table for asked in parts for table in asked.tables]
        asked_for = {axis.fact.id: axis.fact for table in tables for axis in table.grid.axes}
        return {**asked_for, **self.jurisdiction.domains}

    @cached_property
    def _rules(self) -> Mapping[str, tuple[Rule, str]]:
        """Every rule in force by id, with the part it answers."""
        return {
            enacted.rule.id: (enacted.rule, asked.id)
            for asked in self.jurisdiction.plan().parts.values()
            for table in asked.tables
            for enacted in table.rules
        }

    def _says(self, rule: str) -> str:
        if rule not in self._rules:
            return rule
        found, part = self._rules[rule]
        return say(found.outcome, language(), part)

    def _any_of(self, texts: Sequence[str]) -> str:
        """Say that a fact has one of several values, each given as `show_fact` gives it."""
        fact = self._facts.get(_fact_of(texts[0]))
        if fact is None or len(texts) == 1:
            return listed([self._reason(text) for text in texts])
        values = [text.partition(" = ")[2] for text in texts]
        return Speaker(self._facts).is_one_of(fact, values)

    def _reason(self, text: str) -> str:
        """Say in labels what `show_fact` says in ids."""
        if text.startswith("not "):
            return _("{fact}: no").format(fact=self._reason(text.removeprefix("not ")))
        name, equals, value = text.partition(" = ")
        fact = self._facts.get(name)
        if fact is None:
            return text
        if not equals or isinstance(fact, Flag):
            return fact.label()
        form = _("{fact} is {values}")
        return form.format(fact=fact.label(), values=say_value(fact, value))

    def _ground(self, ground: Mapping[str, Any], ruling: Ruling) -> str:
        """Say a ground by its own word, else by the facts that meet it, with its clause."""
        name = ground["id"]
        told = say_ground(ground, language())
        if name not in CHECKS and name not in REFUSAL_GROUNDS and ground["rule"] in self._rules:
            told = self._met(self._rules[ground["rule"]][0].when, ruling) or told
        return f"{told} [{join(locators(ground['citations']))}]"

    def _met(self, condition: Condition, ruling: Ruling) -> str:
        """Say which facts of the case meet a condition; readings are told elsewhere."""
        asked = {atom.fact.id for atom in condition.atoms()}
        told = {name: text for text in ruling["why"] if (name := _fact_of(text)) in asked}
        met = [text for name, text in told.items() if not name.startswith(READING)]
        return listed([self._reason(text) for text in met])

    def _changed(self, changed: Mapping[str, Any]) -> str:
        """Say what another reading makes of an answer, the most telling key alone for a clock."""
        status = changed.get("status", "decided")
        if status != "decided":
            return say_status(status)
        if changed.get("due_at"):
            return _("due {when}").format(when=say_time(changed["due_at"]))
        if changed.get("limit"):
            return say_limit(changed["limit"], changed.get("strength", "must"))
        if changed.get("from"):
            return _("from {when}").format(when=say_time(changed["from"]))
        short = {key: value for key, value in changed.items() if not isinstance(value, list)}
        return join([*say_keys(short), *say_absent(short)]) or _("for other reasons")


def _fact_of(text: str) -> str:
    """Return the id of the fact in a text by `show_fact`."""
    return text.removeprefix("not ").partition(" = ")[0]


def locators(citations: Sequence[Mapping[str, str]]) -> list[str]:
    """Return where the clauses stand, each place once."""
    return list(dict.fromkeys(c["locator"] for c in citations))


def place(name: str) -> str:
    """Return what people call a jurisdiction."""
    zh, en = load(name).document.place
    return en if language() == "en" else zh
