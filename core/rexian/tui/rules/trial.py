"""Trying a case: what is supposed of facts, chosen one by one, and the answer at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rexian.analysis.hearing import Heard
from rexian.analysis.trying import Tried, read_value
from rexian.errors import InputError
from rexian.i18n import _
from rexian.instants import Instant, format_instant, parse_instant
from rexian.pages.example import Example
from rexian.pages.sheet import Sheet
from rexian.rules.facts import Choice, Fact, FactValue, Flag
from rexian.rules.question import Part, Question
from rexian.saying.rules import read_otherwise
from rexian.saying.trying import part_heading, say_case, say_tried
from rexian.tellers import Teller
from rexian.tui.rules.library import Library
from rexian.tui.rules.rule import heard_lines
from rexian.tui.rules.views import Item, Line, ListView, TextView, told
from rexian.tui.widgets.sheet import Column, Row
from rexian.words import say_status, say_time
from rexian.words.conditions import say_value

#: The key of the row that says when the case begins.
START = "start"
#: What is chosen to suppose nothing of a fact.
NOTHING = "-"


@dataclass(slots=True)
class Trial:
    """A case that is put together fact by fact.

    Attributes:
        facts: those on which the question hangs, by id.
        supposed: what is supposed of them.
        start: when its clock begins.
        begun: the example that it begins with, as long as nothing else is supposed.
    """

    library: Library
    sheet: Sheet
    question: Question
    facts: dict[str, Fact]
    supposed: dict[str, FactValue] = field(default_factory=dict)
    start: Instant | None = None
    begun: Example | None = None

    def suppose(self, name: str, text: str) -> None:
        """Suppose something of a fact, or nothing; or say when the case begins.

        Raises:
            InputError: the fact cannot be so, or it is no time.
        """
        self.begun = None
        if text in ("", NOTHING):
            self.supposed.pop(name, None)
            self.start = None if name == START else self.start
        elif name == START:
            self.start = parse_instant(text)
        else:
            self.supposed[name] = read_value(self.facts[name], text)

    def choices(self, name: str) -> list[tuple[str, str]] | None:
        """Return what a fact may be, by id; None where it is typed."""
        fact = self.facts.get(name)
        nothing = (NOTHING, _("not told"))
        if isinstance(fact, Choice):
            return [nothing, *((term.id, term.label()) for term in fact.terms)]
        if isinstance(fact, Flag):
            return [nothing, ("yes", _("yes")), ("no", _("no"))]
        return None

    def written(self, name: str) -> str:
        """Return what is supposed of a fact as it is typed."""
        if name == START:
            return "" if self.start is None else say_time(format_instant(self.start))
        value = self.supposed.get(name, "")
        return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)

    def listed(self) -> ListView:
        """Return the facts with what is supposed of them."""
        place = self.sheet.jurisdiction
        start = Item(Row(START, (_("begins at"), self.written(START)), tones={0: "told"}))
        facts = tuple(self._item(fact) for fact in self.facts.values())
        otherwise = read_otherwise(place.readings.values(), self.sheet.readings)
        return ListView(
            _("try a case"),
            (Column(_("fact"), 16, share=1), Column(_("supposed"), 12, share=1)),
            (start, *facts),
            note=otherwise or part_name(self.question),
            warned=bool(otherwise),
        )

    def _item(self, fact: Fact) -> Item:
        value = self.supposed.get(fact.id)
        shown = "" if value is None else say_value(fact, value)
        return Item(Row(fact.id, (fact.label(), shown), tones={1: "strong"}))

    def answered(self) -> tuple[TextView, Example | None]:
        """Make the case up and rule it; return what comes of it, and the case.

        It takes its time, so it is for a thread.
        """
        title, trier = _("answer"), self.library.trier(self.sheet)
        if self.begun is not None:
            tried = trier.ruled(self.begun.witness, self.question)
        else:
            try:
                tried = trier.tried(self.question, dict(self.supposed), self.start)
            except InputError as error:
                return TextView(title, (Line(str(error), tone="late"),)), None
        example = Example(tried.witness, self.sheet)
        return TextView(title, tuple(self._lines(tried, example))), example

    def _lines(self, tried: Tried, example: Example) -> Iterator[Line]:
        teller = Teller(self.sheet.jurisdiction)
        yield from told(say_tried(teller, self.question, tried))
        for part in self.question.parts:
            yield Line("")
            yield from self._heard(teller, part, tried.heard[part.id])
        yield Line("")
        yield from told(say_case(teller, example))

    def _heard(self, teller: Teller, part: Part, heard: list[Heard]) -> Iterator[Line]:
        if len(self.question.parts) > 1:
            yield Line(part_heading(self.question, part), tone="strong")
        if not heard:
            yield Line(say_status("silent"), tone="dim")
        yield from heard_lines(teller, part, heard)


def part_name(question: Question) -> str:
    """Return what people call a question, with its id."""
    return f"{question.label()} [{question.id}]"


def trial_of(library: Library, sheet: Sheet, question: Question) -> Trial:
    """Return a case to try of which nothing is supposed."""
    facts = {fact.id: fact for fact in library.trier(sheet).facts(question)}
    return Trial(library, sheet, question, facts)


def trial_from(library: Library, question: Question, example: Example) -> Trial:
    """Return a case to try that begins as an example stands."""
    found = trial_of(library, example.sheet, question)
    found.begun = example
    found.supposed = library.trier(example.sheet).supposed(question, example.witness)
    return found
