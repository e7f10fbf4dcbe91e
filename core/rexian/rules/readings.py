"""Readings: where a text can be read two ways, the reading is a switch that configuration sets."""

from __future__ import annotations

from dataclasses import dataclass, field

from rexian.errors import DefinitionError, InputError, nearest
from rexian.i18n import _
from rexian.model.terms import Labelled, Term, Terms
from rexian.rules.conditions import Condition
from rexian.rules.facts import Choice

#: The prefix of facts that stand for readings.
READING = "reading."


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Labelled):
    """A question about what a text means.

    Attributes:
        choices: the readings a deployment may choose from, each with whom it protects or why in
            its label; silence may be among them.
        default: the reading taken unless configuration says otherwise.
        per: the clauses read.
        ambiguity: its number in the analysis of the documents, where it has one.
        fact: the reading as a fact that rules ask.
        why: why the default is the default, in both languages.
    """

    choices: tuple[Term, ...]
    default: str
    per: tuple[str, ...]
    why: tuple[str, str]
    ambiguity: int | None = None
    fact: Choice = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        terms = Terms(self.id, self.choices)
        if self.default not in terms:
            raise DefinitionError(f"reading {self.id}: the default {self.default!r} is no choice")
        fact = Choice(id=f"{READING}{self.id}", zh=self.zh, en=self.en, terms=terms)
        object.__setattr__(self, "fact", fact)

    def is_(self, choice: str) -> Condition:
        """The text is read this way."""
        return self.fact.is_(choice)

    def choose(self, choice: str) -> str:
        """Return the choice if it is one.

        Raises:
            InputError: the reading has no such choice.
        """
        if choice not in self.fact.terms:
            known = self.fact.terms.ids
            raise InputError(
                _("reading {id} has no choice {choice!r}").format(id=self.id, choice=choice)
                + nearest(choice, known)
                + _("; choices: {choices}").format(choices=", ".join(known))
            )
        return choice
