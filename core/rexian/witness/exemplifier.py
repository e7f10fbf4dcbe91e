"""Witnesses: for wanted values of facts a smallest case in which they are so.

What a ticket states is so by being stated; what is worked out is sought by trial.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from rexian.explain import Ruler
from rexian.facts import VIEW_FACTS
from rexian.instants import EPOCH_WEEKDAY, day_number
from rexian.model.case import Case
from rexian.rules.facts import FactValue
from rexian.witness.drafts import Draft, Drafter, View
from rexian.witness.search import Found, Search, Sought, Values, stated_for
from rexian.witness.settings import Setting, in_order
from rexian.witness.ways import Ways

Wanted: TypeAlias = Mapping[str, Collection[FactValue]]
#: Nothing begins before this day, so that all is in the published calendar.
EARLIEST = date(2025, 3, 1)


#: What has come out as sought, anywhere.
Drafts: TypeAlias = dict[Sought, list[Draft]]


@dataclass(frozen=True, slots=True)
class Witness:
    """A case, and the part of the unit whose case shows what was wanted: `host` or `co`."""

    case: Case
    part: str


class Exemplifier:
    """Finds witnesses that hold in one or several jurisdictions at once.

    Each is judged by its own clocks. What was sought once is remembered, and only what is worked
    out need be sought. Others that share its `drafts` first try what has come out for one of them.
    """

    def __init__(self, rulers: Sequence[Ruler], drafts: Drafts | None = None) -> None:
        self.settings = [Setting(ruler, place) for place, ruler in enumerate(rulers)]
        self.ways = [Ways(setting) for setting in self.settings]
        self.jurisdiction = rulers[0].jurisdiction.id if len(rulers) == 1 else None
        self.monday = first_monday(rulers)
        self._found: dict[Sought, Found | None] = {}
        self._drafts: Drafts = {} if drafts is None else drafts
        self._shared: dict[tuple[str, frozenset[FactValue]], frozenset[FactValue]] = {}

    def witness(self, wanted: Wanted) -> Witness | None:
        """Return a smallest case in which every fact has one of the values wanted of it.

        A fact that is not mentioned is as in a case of which nothing is told, where that can be.
        The highest threshold that a rule asks of a number stands for every number past it. None
        where no such case was found.
        """
        view = _view_of(wanted)
        worked, given = self._sorted_out(wanted)
        if view is None or not all(values for _fact, values in (*worked, *given)):
            return None
        read = {name for s in self.settings for fact, _ in worked for name in s.read_by(fact)}
        turning = tuple(entry for entry in given if entry[0] in read)
        found = self._seek(Sought(worked, turning, view))
        if found is None:
            return None
        stated = {**stated_for(self.settings[0], dict(given)), **found.draft.stated}
        ticket = Drafter(self.monday, view).ticket(stated, found.draft)
        return Witness(Case(None, self.jurisdiction, found.now, ticket, found.events), view.part)

    def _seek(self, sought: Sought) -> Found | None:
        if sought not in self._found:
            drafter = Drafter(self.monday, sought.view)
            known = self._drafts.setdefault(sought, [])
            found = Search(self.ways, drafter, sought, self._seek).found(known)
            self._found[sought] = found
            if found is not None and found.draft not in known:
                known.append(found.draft)
        return self._found[sought]

    def _sorted_out(self, wanted: Wanted) -> tuple[Values, Values]:
        """Return the facts wanted that are worked out, and those that a ticket states."""
        worked, given = [], []
        for fact in sorted(wanted.keys() - VIEW_FACTS.keys()):
            values = frozenset(wanted[fact])
            if any(fact in setting.nodes for setting in self.settings):
                worked.append((fact, values))
            else:
                given.append((fact, self._known(fact, values)))
        return tuple(worked), tuple(given)

    def _known(self, fact: str, values: frozenset[FactValue]) -> frozenset[FactValue]:
        """Return the values that every jurisdiction knows."""
        if (fact, values) not in self._shared:
            shared = values
            for setting in self.settings:
                shared = frozenset(in_order(setting.domains[fact], shared))
            self._shared[fact, values] = shared
        return self._shared[fact, values]


def _view_of(wanted: Wanted) -> View | None:
    """Return whose case is wanted; None where there is no such case."""
    parts, joint = wanted.get("part", ("host", "co")), wanted.get("joint", (False, True))
    if "host" in parts and False in joint:
        return View()
    if True not in joint:
        return None
    return View("host" if "host" in parts else "co", joint=True)


def first_monday(rulers: Sequence[Ruler]) -> int:
    """Return the number of the first Monday on which every newest edition is in force.

    Not before `EARLIEST`.
    """
    editions = [
        edition.in_force
        for ruler in rulers
        for _depth, layer in ruler.jurisdiction.stack
        for edition in layer.document.editions
    ]
    first = day_number(max([EARLIEST, *(day for day in editions if day is not None)]))
    return first + -(first + EPOCH_WEEKDAY) % 7
