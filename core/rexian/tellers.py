"""What a ruling rests on, in words: clauses, facts, grounds, conflicts, readings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rexian.discovery import load
from rexian.i18n import _, language
from rexian.jurisdictions import Jurisdiction
from rexian.model.vocabulary import REFUSAL_GROUNDS
from rexian.questions import QUESTIONS
from rexian.rules.conditions import Condition
from rexian.rules.facts import Fact, Flag
from rexian.rules.question import Question
from rexian.rules.readings import READING
from rexian.rules.rule import Rule
from rexian.rules.settled import settled
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
    softened,
)
from rexian.words.conditions import Speaker, say_value

Ruling = Mapping[str, Any]

#: Keys under which grounds stand, each with its own clauses.
GROUNDS = ("grounds", "why_not", "exclusions")
#: Keys that follow from others of the same answer, told of another reading only by themselves.
FOLLOWING = frozenset({"ok", "missing", "warnings"})


def whence(depth: int) -> str:
    """Say behind clauses that they are not the document's own, by how deep their layer stands."""
    if depth > 0:
        return _(" (inherited)")
    return _(" (laid down locally)") if depth < 0 else ""


@dataclass(frozen=True)
class Teller:
    """Tells people about the rulings of one jurisdiction."""

    jurisdiction: Jurisdiction

    def by(self, ruling: Ruling) -> str:
        """Return where the ruling comes from, but for what its grounds tell of themselves."""
        outcome = ruling["outcome"] or {}
        grounds = [ground for key in GROUNDS for ground in outcome.get(key) or ()]
        told = [place for ground in grounds for place in locators(ground.get("citations", ()))]
        left = [place for place in locators(ruling["citations"]) if place not in told]
        depth = next((d for d, la in self.jurisdiction.stack if la.id == ruling["layer"]), 0)
        return join(left) + (whence(depth) if left else "")

    def facts(self, ids: Iterable[str]) -> list[str]:
        """Return what people call facts."""
        return [self._facts[name].label() if name in self._facts else name for name in ids]

    def reasons(self, ruling: Ruling) -> list[str]:
        """Return the facts of the case that brought the ruling about."""
        return [self._reason(text) for text in ruling["why"]]

    def keys(self, question: str, ruling: Ruling) -> list[str]:
        """Say the keys of a question's outcome that is no clock."""
        outcome = dict(ruling["outcome"])
        open_ones = [self._open_ground(found) for found in outcome.pop("undetermined", ())]
        told = say_keys(
            outcome, ground=lambda found, _code: self._ground(found, ruling), question=question
        )
        return [*told, *say_keys({"undetermined": open_ones})]

    def conflict(self, ruling: Ruling) -> str:
        """Say which clauses clash, which one is followed, and why."""
        sides = [
            f"{self._says(ruling['layer'], found['rule'])} [{join(locators(found['citations']))}]"
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
                    rule=self._says(ruling["layer"], ruling["rule"]), why=why
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
                        question=question.label(), change=self._changed(question, changed)
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
                            outcome=self._says(_document(near), near["rule"]),
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
    def _rules(self) -> Mapping[tuple[str, str], tuple[Rule, str]]:
        """Every rule in force by its document and id, with the part it answers."""
        return {
            (enacted.layer, enacted.rule.id): (enacted.rule, asked.id)
            for asked in self.jurisdiction.plan().parts.values()
            for table in asked.tables
            for enacted in table.rules
        }

    def _says(self, layer: str, rule: str) -> str:
        if (layer, rule) not in self._rules:
            return rule
        found, part = self._rules[layer, rule]
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
        condition = self._condition(ground)
        if name not in CHECKS and name not in REFUSAL_GROUNDS and condition is not None:
            told = self._met(condition, ruling) or self._in_general(condition)
        return self._with_clause(told, ground)

    def ground(self, ground: Mapping[str, Any]) -> str:
        """Say a ground by itself: by core's own word or its condition, with its clause.

        It has no name where several rules would call for the same, each if an open fact were so.
        """
        if ground["id"] is None:
            return _("it is called for whatever the facts that are not known yet")
        if ground["id"] in CHECKS:
            return self._with_clause(say_ground(ground, language()), ground)
        return self._open_ground(ground)

    def _open_ground(self, ground: Mapping[str, Any]) -> str:
        """Say a ground that is still open by its condition: what is to be found out."""
        condition = self._condition(ground)
        if condition is None:
            return self._with_clause(say_ground(ground, language()), ground)
        return self._with_clause(self._in_general(condition), ground)

    def _condition(self, ground: Mapping[str, Any]) -> Condition | None:
        """Return when a ground is met; what core itself finds has no rule."""
        found = self._rules.get((ground.get("layer", ""), ground.get("rule", "")))
        return found[0].when if found else None

    def _with_clause(self, told: str, ground: Mapping[str, Any]) -> str:
        """Add what else a ground says, how strongly, and where it stands."""
        more = {key: value for key, value in ground.items() if key != "strength"}
        said = say_keys(more, question=ground.get("rule", "").partition(".")[0])
        if said:
            told = _("{ground} ({more})").format(ground=told, more=join(said))
        told = softened(told, ground.get("strength", "must"))
        where = join(locators(ground.get("citations", ())))
        return f"{told} [{where}]" if where else told

    def _in_general(self, condition: Condition) -> str:
        """Say a condition as the text is read by default."""
        defaults = {name: found.default for name, found in self.jurisdiction.readings.items()}
        left = settled(condition, defaults)
        return Speaker(self._facts).say(condition if left is None else left)

    def _met(self, condition: Condition, ruling: Ruling) -> str:
        """Say which facts of the case meet a condition; readings are told elsewhere."""
        asked = {atom.fact.id for atom in condition.atoms()}
        told = {name: text for text in ruling["why"] if (name := _fact_of(text)) in asked}
        met = [text for name, text in told.items() if not name.startswith(READING)]
        return listed([self._reason(text) for text in met])

    def _changed(self, question: Question, changed: Mapping[str, Any]) -> str:
        """Say what another reading makes of an answer."""
        status = changed.get("status", "decided")
        if status != "decided":
            return say_status(status)
        if question.parts[0].clock is not None:
            return _changed_clock(changed)
        short = {key: value for key, value in changed.items() if not _holds_grounds(key, value)}
        telling = {key: value for key, value in short.items() if key not in FOLLOWING} or short
        told = [
            *say_keys(telling, question=question.id),
            *say_absent(telling, question=question.id),
        ]
        return join(told) or _("for other reasons")


def _changed_clock(changed: Mapping[str, Any]) -> str:
    """Say what another reading makes of a clock, by its most telling key alone."""
    if changed.get("due_at"):
        return _("due {when}").format(when=say_time(changed["due_at"]))
    if changed.get("limit"):
        return say_limit(changed["limit"], changed.get("strength", "must"))
    if changed.get("from"):
        return _("from {when}").format(when=say_time(changed["from"]))
    whom = {key: changed[key] for key in ("to", "about") if key in changed}
    return join([*say_keys(whom), *say_absent(whom)]) or _("for other reasons")


def _holds_grounds(key: str, value: Any) -> bool:
    """Whether a key lists grounds, which are too long to be told of another reading."""
    listing = isinstance(value, list) and key != "steps"
    return listing and any(isinstance(item, Mapping) for item in value)


def _fact_of(text: str) -> str:
    """Return the id of the fact in a text by `show_fact`."""
    return text.removeprefix("not ").partition(" = ")[0]


def _document(found: Mapping[str, Any]) -> str:
    """Return whose rule it is by the clauses it stands on."""
    return next((str(citation["document"]) for citation in found["citations"]), "")


def locators(citations: Sequence[Mapping[str, str]]) -> list[str]:
    """Return where the clauses stand, each place once; a reform's with its name."""
    return list(dict.fromkeys(_where(c) for c in citations))


def _where(citation: Mapping[str, str]) -> str:
    reform = citation.get("reform")
    return f"{citation['locator']} +{reform}" if reform else citation["locator"]


def place(name: str) -> str:
    """Return what people call a jurisdiction of this id, with the names of its reforms."""
    return place_of(load(name))


def place_of(found: Jurisdiction) -> str:
    """Return what people call a jurisdiction, with the names of its reforms."""
    zh, en = found.document.place
    return "+".join((en if language() == "en" else zh, *found.reforms))
