"""The performer: has people do things at the desk, and where it refuses, do first what it names.

What the rules ask is nowhere known here. A step is tried; what stands against it says by whom it
is to be done, what has to be there before, which facts are wanting; that is supplied, and the step
is tried again. So one performer plays under any document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rexian.desk.act import act
from rexian.desk.acts import Act, Done
from rexian.desk.deployment import Deployment
from rexian.desk.joining import join
from rexian.desk.receive import receive
from rexian.desk.refusing import Forbidden
from rexian.desk.ticket import Opened, open_ticket
from rexian.errors import DefinitionError
from rexian.instants import Instant
from rexian.lifecycle.commands import COMMANDS, Whose
from rexian.lifecycle.moment import Moment, Objection, Step, outcome_of
from rexian.lifecycle.stages import ALIVE
from rexian.people.actor import Actor
from rexian.showcase.cast import Cast
from rexian.showcase.clock import Clock

#: How long one thing takes whoever does it, in seconds.
TAKES = 40
#: How often a step is tried before it is given up.
PATIENCE = 12
#: What people find out when they look into a matter of which the rules need to know something.
FOUND: Mapping[str, Any] = {
    "difficult": False,
    "policy_basis": True,
    "explained": True,
    "adopted": True,
    "handling_room": True,
    "found_incomplete": False,
    "unit_at_fault": True,
    "should_be_solvable": True,
    "solved": True,
}
_JOINING = frozenset({"link", "merge"})
_SOURCE = "showcase"


class OverError(Exception):
    """A ticket's life ended while somebody was about to do something to it."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A step that somebody wants to take.

    Attributes:
        unit: whose people do it, if it is a unit's.
        post: as whom of the document it is done, if the document has said so.
    """

    command: str
    number: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    unit: str | None = None
    post: str | None = None
    secrets: Mapping[str, str] = field(default_factory=dict)

    def having(self, **fields: Any) -> Attempt:
        """Return the step with further particulars."""
        return replace(self, fields={**self.fields, **fields})


@dataclass(frozen=True, slots=True)
class Refusal:
    """A step that the desk refused and nothing could mend."""

    at: Instant
    number: str
    command: str
    told: str
    objections: tuple[Objection, ...]


#: Does what an objection names, and returns the step to be tried next; None where nothing helps.
Remedy = Callable[["Performer", Attempt, Objection], Attempt | None]


class Performer:
    """Whoever has the people of a cast act at a deployment's desk."""

    def __init__(
        self, deployment: Deployment, cast: Cast, clock: Clock, remedies: Mapping[str, Remedy]
    ) -> None:
        self.deployment, self.cast, self.clock = deployment, cast, clock
        self.refusals: list[Refusal] = []
        #: Every step taken: its command and the ticket, in order.
        self.taken: list[tuple[Instant, str, str]] = []
        self.stages: dict[str, str] = {}
        #: What is true of a ticket otherwise than of most.
        self.truths: dict[str, Mapping[str, Any]] = {}
        #: Tickets of which a step has met a ground that the office has not seen to yet.
        self.called: set[str] = set()
        #: Up to which record the office has seen to a ticket.
        self.heeded: dict[str, int] = {}
        self._remedies = remedies
        self._opened: dict[str, Opened] = {}

    def take_down(self, fields: Mapping[str, Any], secrets: Mapping[str, str]) -> tuple[str, ...]:
        """Have a clerk take down an appeal; return its number and the caller's earlier ones."""
        wanted = Act("new", fields=fields, secrets=secrets, source=_SOURCE)
        received = receive(self.deployment, self.cast.named("clerk1"), wanted)
        self._note("new", received.done)
        return received.done.number, *received.earlier

    def do(
        self,
        number: str,
        command: str,
        *,
        unit: str | None = None,
        post: str | None = None,
        secrets: Mapping[str, str] | None = None,
        **fields: Any,
    ) -> bool:
        """Have somebody take a step; return whether it was taken in the end.

        Raises:
            OverError: the ticket's life is over.
        """
        if self.stages[number] not in ALIVE and command != "archive":
            raise OverError
        attempt = Attempt(command, number, fields, unit, post, secrets or {})
        refused = self._try(attempt)
        for _time in range(PATIENCE):
            mended = self._mended(attempt, refused) if refused else None
            if mended is None:
                break
            attempt, refused = mended, self._try(mended)
        if refused is None:
            return True
        at, why = self.clock.at, str(refused)
        self.refusals.append(Refusal(at, number, command, why, refused.objections))
        return False

    def ensure(self, number: str, question: str, unit: str | None = None) -> None:
        """Have done what a question's ruling still finds missing."""
        missing = self.ruling(number, question, unit).get("missing")
        if missing:
            attempt = Attempt("note", number, unit=unit)
            self._remedies["missing"](self, attempt, Objection("missing", question, tuple(missing)))

    def ruling(self, number: str, question: str, unit: str | None = None) -> Mapping[str, Any]:
        """Return what a question's ruling says as things stand; nothing where it is silent."""
        opened = self.opened(number)
        step = Step("noted", self.clock.at, unit=unit)
        ruler = self.deployment.rules.ruler
        moment = Moment(number, opened.records, opened.standing, step, ruler)
        return outcome_of(moment.before(question))

    def found(self, number: str) -> Mapping[str, Any]:
        """Return what people find out of a ticket when they look into it."""
        return {**FOUND, **self.truths.get(number, {})}

    def handling(self, number: str) -> str | None:
        """Return the unit that handles a ticket: inside a body, the one it was assigned to."""
        hosts = [h for h in self.opened(number).standing.holders if h.part == "host"]
        return hosts[-1].unit if hosts else None

    def opened(self, number: str) -> Opened:
        """Return a ticket as it stands."""
        if number not in self._opened:
            with self.deployment.store.reading() as connection:
                self._opened[number] = open_ticket(connection, number)
        return self._opened[number]

    def look_again(self, numbers: Iterable[str]) -> None:
        """Forget how tickets stood to which something has been done."""
        for number in numbers:
            self._opened.pop(number, None)

    def _try(self, attempt: Attempt) -> Forbidden | None:
        command = COMMANDS[attempt.command]
        fields = dict(attempt.fields)
        if attempt.unit is not None and command.whose is Whose.NAMED:
            fields["unit"] = attempt.unit
        wanted = Act(attempt.command, attempt.number, fields, attempt.secrets, source=_SOURCE)
        actor = self._actor(attempt)
        take = join if attempt.command in _JOINING else act
        try:
            self._note(attempt.command, take(self.deployment, actor, wanted))
            self.look_again((attempt.number, str(fields.get("ticket"))))
        except Forbidden as forbidden:
            return forbidden
        return None

    def _actor(self, attempt: Attempt) -> Actor:
        holders = self._whose(attempt)
        found = self.cast.who(attempt.command, holders, attempt.unit, attempt.post)
        found = found or self.cast.who(attempt.command, holders, attempt.unit, None)
        if found is None:
            told = f"{attempt.number}: nobody of the cast may {attempt.command}"
            raise DefinitionError(told)
        return found

    def _whose(self, attempt: Attempt) -> list[str]:
        """Return the units whose own the ticket is: what concerns it as a whole is for its host."""
        holders = self.opened(attempt.number).standing.holders
        of_host = COMMANDS[attempt.command].whose is Whose.TICKET
        return [h.unit for h in holders if h.part == "host" or not of_host]

    def _mended(self, attempt: Attempt, refused: Forbidden) -> Attempt | None:
        """Return the step to be tried next, once the first thing against it is seen to.

        What else stands against it may go with that; if it does not, it is seen to in its turn.
        """
        objection = refused.objections[0]
        remedy = self._remedies.get(objection.id)
        return remedy(self, attempt, objection) if remedy else None

    def _note(self, command: str, done: Done) -> None:
        self.taken.append((self.clock.at, command, done.number))
        self.stages[done.number] = done.stage
        if any(objection.id == "met" for objection in done.told):
            self.called.add(done.number)
        self.clock.take(TAKES)
