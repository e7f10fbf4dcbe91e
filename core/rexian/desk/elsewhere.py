"""The same ticket elsewhere: what other places' documents say of what happened here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from rexian.desk.deployment import Deployment
from rexian.desk.looking import EVERY, stand_before
from rexian.discovery import load, load_all
from rexian.explain import Ruler, ruled
from rexian.instants import format_instant
from rexian.jurisdictions import Jurisdiction
from rexian.model.case import Case
from rexian.people.actor import Actor
from rexian.privacy import journal
from rexian.questions import QUESTIONS

#: What of an answer says only where it stands.
_WHERE = frozenset({"rule", "layer", "citations"})
#: Facts that are a place's own: its numbers, and the channels that they show.
_LOCAL = frozenset({"number", "channel"})


def elsewhere(
    deployment: Deployment, actor: Actor, number: str, under: Sequence[str] = ()
) -> dict[str, Any]:
    """Return what this place's documents and others say of a ticket, this place first.

    `places` hold each one's rulings, as they are read by default there, and under `left_out` the
    facts that mean nothing there; `differing` the questions that are not answered alike.
    `under` names jurisdictions, also with reforms (`yiyang+faster`); none named are all installed.

    Raises:
        InputError: there is no such ticket for them, or no such jurisdiction.
        Refused: they may see none.
    """
    before, ruler = stand_before(deployment, actor, number), deployment.rules.ruler
    others = [each for each in _named(under) if each.id != ruler.jurisdiction.id]
    detail = {"under": [each.id for each in others]}

    def enter(connection: Connection) -> None:
        journal.write(connection, deployment.now(), actor.username, "viewed", number, detail=detail)

    deployment.store.run(enter, news=None)
    here = _Place(ruler.jurisdiction.id, before.rulings)
    places = [here, *(_ruled(before.case, ruler, each) for each in others)]
    now = before.case.moment
    return {
        "number": number,
        "now": None if now is None else format_instant(now),
        "places": [each.told() for each in places],
        "differing": list(_differing(places)),
    }


@dataclass(frozen=True, slots=True)
class _Place:
    """A place, what its documents say, and which facts of the ticket mean nothing there."""

    jurisdiction: str
    rulings: Mapping[str, Mapping[str, Any]]
    left_out: tuple[str, ...] = ()

    def told(self) -> dict[str, Any]:
        return {
            "jurisdiction": self.jurisdiction,
            "rulings": self.rulings,
            "left_out": list(self.left_out),
        }


def _named(under: Sequence[str]) -> list[Jurisdiction]:
    return [load(name) for name in under] if under else list(load_all().values())


def _ruled(case: Case, here: Ruler, there: Jurisdiction) -> _Place:
    """Rule a case by another place's documents, on this place's calendar."""
    channel = here.jurisdiction.facts_of(case.ticket).get("channel")
    known = {key: value for key, value in case.ticket.items() if key not in _LOCAL}
    left_out: tuple[str, ...] = ()
    if channel is not None and there.channel_fact.terms.find(channel) is not None:
        known["channel"] = channel
    elif channel is not None:
        left_out = ("channel",)
    found = ruled(replace(case, ticket=known), Ruler(there, here.calendars), EVERY)
    return _Place(there.id, found, left_out)


def _differing(places: Sequence[_Place]) -> Iterator[str]:
    """Yield the questions to which not all places give the same answer, wherever it stands."""
    for question in QUESTIONS:
        first, *others = [_answer(place.rulings[question.id]) for place in places]
        if any(other != first for other in others):
            yield question.id


def _answer(ruling: Mapping[str, Any]) -> tuple[str, Any]:
    return ruling["status"], _plain(ruling["outcome"])


def _plain(said: Any) -> Any:
    if isinstance(said, Mapping):
        return {key: _plain(each) for key, each in said.items() if key not in _WHERE}
    return [_plain(each) for each in said] if isinstance(said, list) else said
