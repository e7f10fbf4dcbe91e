"""Ways: how facts come about in a setting, their steps spelled out as acts.

How a clock can stand hangs on what its table says. So the way to an overdue closing starts from a
cell of the closing table that sets a limit.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from rexian.errors import DefinitionError
from rexian.facts import stated_as
from rexian.questions import NODES
from rexian.rules.examples import LATER, Act, Arrives, Ends, Has, Later, Says, Starts, Way
from rexian.rules.facts import FactValue
from rexian.witness.clocks import Clocks, Need, Running
from rexian.witness.scenes import Scene
from rexian.witness.settings import Held, Setting

#: Under which key it is held when the appeal arrives, in hours after a Monday begins.
ARRIVAL = "received_at"

_EXAMPLES = {node.id: node.example for node in NODES}


class Option(NamedTuple):
    """One way to what is needed: what must hold, what happens, what else is needed for it."""

    held: Held
    way: Scene
    needs: tuple[Need, ...] = ()


class Ways:
    """How facts come about in one setting."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.clocks = Clocks(setting)

    def to(self, need: Need, held: Held, depth: int) -> Iterator[Option]:
        """Yield ways to what is needed, within what is held already; at most `depth` of a sort."""
        for value in self.setting.ordered(need.fact, need.values):
            for way in ways_of(need.fact, value):
                for sort in self._sorts(need.fact, way, held):
                    yield from islice(sort, depth)

    def _sorts(self, fact: str, way: Way, held: Held) -> Iterator[Iterator[Option]]:
        """Yield the ways of each sort; a clock that does not run is not started or has no limit."""
        clock = self.setting.clock_of(fact)
        if clock is None:
            yield (Option(kept, scene) for kept, scene in _spelled(way, held))
        elif way:
            running = self.clocks.running(clock, held, lasts=LATER in way)
            yield (Option(found.held, _timed(way, found), found.needs) for found in running)
        else:
            for cells in (self.clocks.known, self.clocks.silent):
                yield (Option(found.held, (), found.needs) for found in cells(clock, held))


def _timed(way: Way, found: Running) -> Scene:
    """Spell out how a clock runs, no step twice that both its start and its end take."""
    scene: Scene = ()
    for step in way:
        if isinstance(step, Starts | Ends):
            for node in found.starts if isinstance(step, Starts) else (found.ends,):
                _held, further = next(_spelled((Has(node),), {}))
                scene = (*scene, *_beyond(scene, further))
        elif isinstance(step, Later):
            scene = (*scene, step)
    return scene


def _beyond(scene: Scene, further: Scene) -> Scene:
    left = list(scene)
    found = []
    for moment in further:
        if moment in left:
            left.remove(moment)
        else:
            found.append(moment)
    return tuple(found)


def _spelled(way: Way, held: Held) -> Iterator[tuple[Held, Scene]]:
    """Yield a way as acts alone, with what the ticket must state for it."""
    if not way:
        yield held, ()
        return
    step, rest = way[0], way[1:]
    match step:
        case Act() | Later():
            for kept, scene in _spelled(rest, held):
                yield kept, (step, *scene)
        case Has(node=node):
            for own in ways_of(node, value=True):
                yield from _spelled((*own, *rest), held)
        case Says(fact=fact, value=value):
            yield from _held_to(stated_as(fact), value, rest, held)
        case Arrives(hours=hours):
            yield from _held_to(ARRIVAL, hours, rest, held)


def _held_to(key: str, value: FactValue, rest: Way, held: Held) -> Iterator[tuple[Held, Scene]]:
    if value in held.get(key, (value,)):
        yield from _spelled(rest, {**held, key: frozenset((value,))})


def ways_of(node: str, value: FactValue) -> tuple[Way, ...]:
    """Return how a value of a node comes about, by its own declaration.

    Raises:
        DefinitionError: it does not say.
    """
    example = _EXAMPLES.get(node)
    if example is None:
        raise DefinitionError(f"{node} declares no example")
    return example(value)
