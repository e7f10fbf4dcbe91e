"""A decision table fact by fact: a column for each fact that its rules ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rexian.i18n import _
from rexian.rules.conditions import ALWAYS, And, Atom, Condition, Not, Or
from rexian.rules.facts import Count, Fact, Flag
from rexian.saying.rules import Asked, Told
from rexian.tui.widgets.sheet import Column
from rexian.words import join
from rexian.words.conditions import COLON, Speaker, say_value

#: How wide a fact's column is at the least.
WIDTH = 12


@dataclass(frozen=True, slots=True)
class _Facts:
    """The facts of a jurisdiction, by the columns that they stand in: a list's items in one."""

    known: Mapping[str, Fact]
    speaker: Speaker

    def column(self, condition: Condition) -> str | None:
        """Return the column that a condition stands in; None where it is about several."""
        found = {_group(atom.fact) for atom in condition.atoms()}
        return found.pop() if len(found) == 1 else None

    def title(self, name: str, fact: Fact) -> str:
        """Return the heading of a column."""
        label = self.speaker.name(fact)
        return label if name == fact.id else _parts_of(label)[0]

    def say(self, condition: Condition, *, yes: bool = True) -> str:
        """Say a condition on the facts of one column, without the column's own name."""
        match condition:
            case Flag() as fact if "." in fact.id:
                item = _parts_of(self.speaker.name(fact))[1] or _("yes")
                return item if yes else _("not {what}").format(what=item)
            case Flag():
                return _("yes") if yes else _("no")
            case Atom():
                return self._atom(condition, yes=yes)
            case Not(term=term):
                return self.say(term, yes=not yes)
            case Or(terms=terms) | And(terms=terms):
                joint = _(" or ") if isinstance(condition, Or) is yes else _(", and ")
                return joint.join(self.say(term, yes=yes) for term in terms)
        raise TypeError(f"{condition!r} is no condition")

    def _atom(self, atom: Atom, *, yes: bool) -> str:
        if atom.at_least is not None:
            return f"{'>=' if yes else '<'}{atom.at_least}"
        fact = self.known.get(atom.fact.id, atom.fact)
        values = [value for value in fact.values if value in atom.values]
        told = _(" or ").join(say_value(fact, value) for value in values)
        return told if yes else _("not {what}").format(what=told)


def by_facts(asked: Asked) -> tuple[tuple[Column, ...], list[tuple[str, ...]]]:
    """Return a table with a column for each fact, and one for what cannot be told by one fact."""
    place = asked.sheet.jurisdiction
    facts = _Facts(place.domains, Speaker(place.domains))
    names = _columns(asked, facts)
    columns = (
        Column(_("no."), 4, right=True),
        Column(_("what follows"), 18, share=3),
        *(Column(title, WIDTH, share=2) for title in names.values()),
        Column(_("further conditions"), WIDTH, share=3),
        Column(_("by"), 10, share=2),
    )
    return columns, [
        (str(n), row.says, *_cells(row, facts, names), row.by)
        for n, row in enumerate(asked.rows, start=1)
    ]


def _columns(asked: Asked, facts: _Facts) -> dict[str, str]:
    """Return the columns that any line fills, with their headings."""
    found: dict[str, str] = {}
    for row in asked.rows:
        for term in _terms(row):
            name = facts.column(term)
            if name is not None:
                fact = next(term.atoms()).fact
                found.setdefault(name, facts.title(name, fact))
    return found


def _cells(row: Told, facts: _Facts, names: Mapping[str, str]) -> Iterator[str]:
    filled: dict[str | None, list[str]] = {}
    for term in _terms(row):
        name = facts.column(term)
        told = facts.speaker.say(term) if name is None else facts.say(term)
        filled.setdefault(name, []).append(told)
    if row.line.is_rest:
        filled.setdefault(None, []).insert(0, _("otherwise"))
    yield from (join(filled.get(name, [])) for name in names)
    yield join(filled.get(None, []))


def _terms(row: Told) -> tuple[Condition, ...]:
    when = row.line.when
    if when == ALWAYS:
        return ()
    return when.terms if isinstance(when, And) else (when,)


def _group(fact: Fact) -> str:
    """Return the column of a fact: an item of a list stands in that of its list."""
    listed = isinstance(fact, Flag) and "." in fact.id and not isinstance(fact, Count)
    return fact.id.partition(".")[0] if listed else fact.id


def _parts_of(label: str) -> tuple[str, str]:
    """Return the name of a list and of its item from the item's label."""
    for colon in COLON.values():
        head, found, item = label.partition(colon)
        if found:
            return head, item
    return label, ""
