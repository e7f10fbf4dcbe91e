"""The documents that the browser leafs through, and how each of them is read at the moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rexian.accounting import Account, accounts
from rexian.analysis.trying import Tried, Trier
from rexian.clauses.index import Clause
from rexian.discovery import installed, load
from rexian.errors import InputError
from rexian.explain import Ruler
from rexian.jurisdictions import Jurisdiction
from rexian.pages.example import Example, Examples
from rexian.pages.sheet import Sheet
from rexian.rules.question import Question
from rexian.saying.rules import Told
from rexian.tellers import whence
from rexian.words import join


@dataclass(slots=True)
class Library:
    """Every installed jurisdiction, that of the desk first.

    Attributes:
        ruler: how the desk itself rules.
        chosen: by jurisdiction, the readings that differ from its documents' defaults.
        only_open: whether clauses are listed only where they are open.
        by_facts: whether tables are shown fact by fact.
        broken: what cannot be read, one sentence each.
    """

    ruler: Ruler
    places: Mapping[str, Jurisdiction]
    chosen: dict[str, dict[str, str]]
    broken: tuple[str, ...] = ()
    only_open: bool = False
    by_facts: bool = False
    _sheets: dict[str, Sheet] = field(default_factory=dict, repr=False)
    _accounts: dict[str, tuple[Account, ...]] = field(default_factory=dict, repr=False)

    @property
    def own(self) -> str:
        """The id of the desk's own jurisdiction."""
        return self.ruler.jurisdiction.id

    def readings(self, place: Jurisdiction) -> dict[str, str]:
        """Return the readings of a jurisdiction that differ from its documents' defaults."""
        return dict(self.chosen.get(place.id, {}))

    def turn(self, place: Jurisdiction, reading: str, choice: str) -> None:
        """Read a point of a jurisdiction's documents in another way from now on."""
        self.chosen[place.id] = _not_default(place, {**self.readings(place), reading: choice})
        self._sheets.pop(place.id, None)

    def sheet(self, place: Jurisdiction) -> Sheet:
        """Return a jurisdiction's tables as they are read at the moment."""
        if place.id not in self._sheets:
            self._sheets[place.id] = Sheet(place, self.readings(place))
        return self._sheets[place.id]

    def trier(self, sheet: Sheet) -> Trier:
        """Return who tries cases as a sheet is read."""
        return Trier(Ruler(sheet.jurisdiction, self.ruler.calendars, sheet.readings))

    def example(self, sheet: Sheet, told: Told) -> Example | None:
        """Return a smallest case that lands on a line, if one does."""
        return Examples(sheet, self.ruler.calendars).of(told.part, told.line)

    def ruled(self, example: Example, question: Question) -> Tried:
        """Return how an example is ruled, and how every rule stands to it."""
        return self.trier(example.sheet).ruled(example.witness, question)

    def accounts(self, place: Jurisdiction) -> tuple[Account, ...]:
        """Return what became of every clause of a jurisdiction's own document."""
        if place.id not in self._accounts:
            self._accounts[place.id] = accounts(place)
        return self._accounts[place.id]

    def account(self, layer: str, clause: str) -> tuple[Jurisdiction, Account] | None:
        """Return what became of a clause, by the jurisdiction whose own document it stands in.

        None for a clause of what a site lays over a document.
        """
        place = self.places.get(layer)
        found = [a for a in self.accounts(place) if a.clause.id == clause] if place else []
        return (place, found[0]) if place and found else None


def library_of(ruler: Ruler) -> Library:
    """Return the documents installed beside the desk's own, as its settings have them read."""
    own = ruler.jurisdiction
    places, broken = {own.id: own}, []
    for name in installed():
        try:
            places.setdefault(name, load(name))
        except InputError as error:
            broken.append(str(error))
    return Library(ruler, places, {own.id: _not_default(own, ruler.readings)}, tuple(broken))


def _not_default(place: Jurisdiction, readings: Mapping[str, str]) -> dict[str, str]:
    return {n: choice for n, choice in readings.items() if choice != place.readings[n].default}


def citation(place: Jurisdiction, layer: str, clauses: tuple[str, ...]) -> str:
    """Return a citation in full: the document's title and number, and where the clauses stand."""
    found = place.layer(layer)
    document, index = found.document, found.clauses()
    where = dict.fromkeys(index[name].locator for name in clauses)
    number = f"（{document.number}）" if document.number else ""
    return f"《{document.title}》{number}{join(list(where), 'zh')}"


def clause_of(place: Jurisdiction, layer: str, name: str) -> Clause:
    """Return a clause of one document of a chain."""
    return place.layer(layer).clauses()[name]


def depth_of(place: Jurisdiction, layer: str) -> str:
    """Say that a document of a chain is not the place's own."""
    return whence(next(depth for depth, found in place.stack if found.id == layer))
