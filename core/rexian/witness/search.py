"""The search for one case: drafts are tried until one comes out as sought.

Nothing is taken on trust: a draft counts only once it has been worked out in every setting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations, islice
from typing import TypeAlias

from rexian.facts import base_facts
from rexian.instants import Instant
from rexian.model.events import Event
from rexian.rules.examples import act
from rexian.rules.facts import FactValue
from rexian.witness.clocks import Need
from rexian.witness.drafts import LONG, SHORTER, Draft, Drafter, View
from rexian.witness.scenes import Scene, scenes, smaller, takes_long
from rexian.witness.settings import Held, Key, Setting
from rexian.witness.ways import ARRIVAL, Ways

#: Facts, each with the values wanted of it.
Values: TypeAlias = tuple[tuple[str, frozenset[FactValue]], ...]
#: How many ways to each value, and how many orders of what happens, are tried at first and then.
ROUNDS = ((1, 4), (3, 64))
#: So many ways of bringing all the facts about are tried in a round, and so many cases in all.
MOST_WAYS = 48
MOST_TRIALS = 240
#: After so many cases it is asked whether two of the facts exclude each other.
DOUBTFUL = 24

_BASE = {**base_facts(), ARRIVAL: None}


@dataclass(frozen=True, slots=True)
class Sought:
    """What is sought by trial.

    Attributes:
        worked: facts that are worked out.
        given: facts that a ticket states and from which those are worked out.
        view: whose case it is.
    """

    worked: Values
    given: Values
    view: View


@dataclass(frozen=True, slots=True)
class Found:
    """A draft that has come out as sought, and its events."""

    draft: Draft
    events: tuple[Event, ...]
    now: Instant | None


#: How what is sought is found, or remembered.
Seek: TypeAlias = Callable[[Sought], Found | None]


class Search:
    """The search for one case in several settings at once."""

    def __init__(self, ways: Sequence[Ways], drafter: Drafter, sought: Sought, seek: Seek) -> None:
        self.ways = ways
        self.settings = [own.setting for own in ways]
        self.drafter = drafter
        self.sought = sought
        self.seek = seek
        self.trials = 0

    def found(self, elsewhere: Iterable[Draft]) -> Found | None:
        """Return the first draft that comes out as sought, with nothing in it that it can spare.

        What came out `elsewhere` is tried first.
        """
        for draft in chain(elsewhere, self._drafts()):
            if self._comes_out(draft):
                return self._written(self._without_spare(draft))
            if self.trials == MOST_TRIALS or (self.trials == DOUBTFUL and self._excluded()):
                break
        return None

    def _excluded(self) -> bool:
        """Whether two of the facts alone cannot be as sought."""
        if len(self.sought.worked) <= 2:
            return False
        pairs = combinations(self.sought.worked, 2)
        return any(self.seek(replace(self.sought, worked=pair)) is None for pair in pairs)

    def _written(self, draft: Draft) -> Found:
        events, now = self.drafter.events(draft)
        return Found(draft, self.drafter.with_co_unit(events, draft), now)

    def _drafts(self) -> Iterator[Draft]:
        needs, held = self._needs()
        for depth, orders in ROUNDS:
            for kept, ways in islice(self._together(needs, held, depth), MOST_WAYS):
                stated = stated_for(self.settings[0], kept)
                for scene in islice(scenes(ways), orders):
                    for pause in self._pauses(scene):
                        yield Draft(stated, scene, pause)

    def _pauses(self, scene: Scene) -> Sequence[Instant]:
        """Return how long a long time may be; where several facts turn on it, shorter ones too."""
        several = len(self.sought.worked) > 1 or len(self.settings) > 1
        return (LONG, *SHORTER) if several and takes_long(scene) else (LONG,)

    def _needs(self) -> tuple[list[tuple[int, Need]], Held]:
        """Return what is needed, in which setting, and what is held at first."""
        held: dict[Key, frozenset[FactValue]] = dict(self.sought.given)
        needs = []
        for fact, values in self.sought.worked:
            places = [setting.place for setting in self.settings if fact in setting.nodes]
            held |= {(place, fact): values for place in places}
            runs = self.settings[places[0]].clock_of(fact) is not None
            needs += [(place, Need(fact, values)) for place in (places if runs else places[:1])]
        return needs, held

    def _together(
        self, needs: Sequence[tuple[int, Need]], held: Held, depth: int
    ) -> Iterator[tuple[Held, list[Scene]]]:
        """Yield ways to all that is needed at once."""
        if not needs:
            yield held, [(act("dispatched"),)] if self.sought.view.is_co else []
            return
        (place, need), rest = needs[0], needs[1:]
        for option in self.ways[place].to(need, held, depth):
            further = [(place, other) for other in option.needs]
            for kept, ways in self._together([*further, *rest], option.held, depth):
                yield kept, [option.way, *ways]

    def _comes_out(self, draft: Draft) -> bool:
        """Whether every fact is as sought, in every setting."""
        self.trials += 1
        facts, (events, now) = self.drafter.facts(draft), self.drafter.events(draft)
        if self.sought.view.is_co and not any(event.type == "dispatched" for event in events):
            return False
        moment = now if now is not None else events[-1].at if events else facts.get(ARRIVAL)
        return all(
            setting.agrees(setting.state(facts, events, moment), self.sought.worked)
            for setting in self.settings
        )

    def _without_spare(self, draft: Draft) -> Draft:
        """Return a draft from which nothing more can be left out."""
        for less in self._less(draft):
            if self._comes_out(less):
                return self._without_spare(less)
        return draft

    def _less(self, draft: Draft) -> Iterator[Draft]:
        for scene in smaller(draft.scene):
            yield replace(draft, scene=scene)
        sought = {fact for fact, _values in self.sought.given}
        for fact in [name for name in draft.stated if name not in sought]:
            stated = {name: value for name, value in draft.stated.items() if name != fact}
            yield replace(draft, stated=stated)


def stated_for(setting: Setting, held: Held) -> dict[str, FactValue]:
    """Return what a ticket must state for facts to have one of the values they are held to."""
    stated = {}
    for fact, values in held.items():
        if isinstance(fact, str):
            value = setting.ordered(fact, values)[0] if len(values) > 1 else next(iter(values))
            if value != _BASE[fact]:
                stated[fact] = value
    return stated
