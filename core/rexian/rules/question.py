"""Questions: what may be asked of every case, in which parts, and how documents combine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, TypeAlias

from rexian.model.terms import Labelled
from rexian.rules.conditions import ALWAYS, Condition
from rexian.rules.outcomes import TIMED, Form


class Mode(Enum):
    """How the rules of a part, and the documents above one another, combine."""

    NEAREST = "nearest"  # one rule decides; the nearest document that speaks answers
    STRICTEST = "strictest"  # one rule decides in each document; the strictest of them holds
    GROUNDS = "grounds"  # every ground that is met counts, whichever document states it


@dataclass(frozen=True, slots=True)
class Start:
    """A start that a document may name for a clock, and what then ends it if not the usual act.

    `later` says that it never comes before the usual start.
    """

    at: str
    waiting_for: str
    done: str = ""
    later: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """When the time of a part runs; nodes are named by id.

    Attributes:
        start: the node of the instant from which it runs.
        waiting_for: the event type that sets it going.
        done: the node of the instant at which the act was done.
        starts: further starts that a document may name.
        done_with: the act that ends it where it hangs on another clock, by that clock.
        extended: whether granted extensions move its due time.
    """

    start: str
    waiting_for: str
    done: str
    starts: Mapping[str, Start] = field(default_factory=dict)
    done_with: Mapping[str, str] = field(default_factory=dict)
    extended: bool = False

    @property
    def nodes(self) -> tuple[str, ...]:
        """Every node it may read."""
        others = [name for s in self.starts.values() for name in (s.at, s.done) if name]
        return (self.start, self.done, *others, *self.done_with.values())


class Sense(Enum):
    """Which of two documents is the stricter where one says something and the other does not."""

    BINDS = "binds"  # it demands, forbids or sets a limit: to speak is stricter
    FREES = "frees"  # it permits, or excuses: to speak is looser
    ASSIGNS = "assigns"  # it says who or how: neither is stricter


@dataclass(frozen=True, slots=True)
class Part:
    """One table's worth of a question; rules name it in their ids.

    Attributes:
        applies: the cases in which the question arises.
        sense: how documents compare that differ on it.
        answers_no: whether, where a document has rules on it, a case that meets none of them is
            answered: no. Else it is silence.
        untimed: in which forms its rules are written where it is no clock.
        needs: the key that every rule says, if core writes its own answer from one.
    """

    id: str
    mode: Mode = Mode.NEAREST
    applies: Condition = ALWAYS
    clock: Clock | None = None
    sense: Sense = Sense.ASSIGNS
    answers_no: bool = False
    untimed: tuple[Form, ...] = ("value",)
    needs: str = ""

    @property
    def forms(self) -> tuple[Form, ...]:
        """In which forms its rules are written."""
        return self.untimed if self.clock is None else TIMED


@dataclass(frozen=True, slots=True)
class Cited:
    """Keys of an outcome that stand on a rule of their own; written with its layer and clauses."""

    keys: Mapping[str, Any]
    by: Any


@dataclass(frozen=True, slots=True)
class Finding:
    """An answer to a question, ready to be written.

    Attributes:
        status: `decided`, `silent`, `not_applicable`, `missing_fact` or `conflict`.
        outcome: the keys of the outcome; None where there is none.
        answers: the answers it rests on, the one that decides first.
        undetermined: answers of grounds that an unknown fact leaves open.
    """

    status: str
    outcome: dict[str, Any] | None
    answers: tuple[Any, ...]
    undetermined: tuple[Any, ...] = ()


Describe: TypeAlias = Callable[[Mapping[str, Any]], Finding]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Labelled):
    """A question: its parts, how its answer is written, and whose question it is.

    Attributes:
        parts: what its rules decide; a question of one part has its name.
        describe: writes the finding from a case's values.
        nodes: further values the finding is written from.
        tiers: `host` for the ticket and every unit it was dispatched to; `unit` also for the
            units to which a body assigned it.
    """

    parts: tuple[Part, ...]
    describe: Describe
    nodes: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ("host",)
