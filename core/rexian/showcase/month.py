"""A month at the desk, day by day: what arrives, what people do, what time brings about."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from random import Random

from rexian.assess.periods import Month
from rexian.desk.deployment import Deployment
from rexian.desk.tick import Ticked, tick
from rexian.instants import DAY, Instant, date_of
from rexian.showcase.appeals import Appeal, Season, appeals
from rexian.showcase.cast import Cast
from rexian.showcase.clock import HOUR, Clock, Office
from rexian.showcase.life import Life
from rexian.showcase.performer import Performer, Refusal
from rexian.showcase.remedies import REMEDIES
from rexian.showcase.timely import heed

#: When `tick` is run every morning.
_MORNING = 8 * HOUR


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on a day.

    Attributes:
        taken: how often each command was carried out.
        fell_due: clocks that ran out, and moments that came.
        grounds: grounds that were met.
        refused: what the desk refused for good.
    """

    on: date
    taken: Counter[str]
    fell_due: int
    grounds: int
    refused: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Play:
    """What is played: where, when, by whom, how much and which of all months there might be."""

    deployment: Deployment
    cast: Cast
    clock: Clock
    month: Month
    tickets: int
    seed: int


@dataclass(order=True)
class _Waiting:
    at: Instant
    place: int
    life: Iterator[Instant] = field(compare=False)


def lived(play: Play) -> Iterator[Day]:
    """Live a month, and yield each day when it is over."""
    office = Office(play.deployment.rules.ruler.calendars.current)
    performer = Performer(play.deployment, play.cast, play.clock, REMEDIES)
    days = range(play.month.first // DAY, play.month.last // DAY + 1)
    place = play.deployment.rules.ruler.jurisdiction
    coming = appeals(Season(days, play.tickets, play.seed), place, play.cast, office)
    places = count()
    waiting = [_begun(performer, office, appeal, next(places)) for appeal in coming]
    heapq.heapify(waiting)
    for day in days:
        play.clock.reach(day * DAY + _MORNING)
        ticked = tick(play.deployment)
        heed(performer, ticked.tickets)
        _day(performer, waiting, places, (day + 1) * DAY)
        yield _told(performer, day, ticked)


def _begun(performer: Performer, office: Office, appeal: Appeal, place: int) -> _Waiting:
    life = Life(performer, office, appeal, Random(appeal.seed))  # noqa: S311 - no secret
    return _Waiting(appeal.at, place, life.lived())


def _day(
    performer: Performer, waiting: list[_Waiting], places: Iterator[int], end: Instant
) -> None:
    """Let everybody go on whose time comes before a day's end."""
    while waiting and waiting[0].at < end:
        due = heapq.heappop(waiting)
        performer.clock.reach(due.at)
        at = next(due.life, None)
        if at is not None:
            heapq.heappush(waiting, _Waiting(at, next(places), due.life))


def _told(performer: Performer, day: int, ticked: Ticked) -> Day:
    taken = Counter(command for _at, command, _number in performer.taken)
    refused = tuple(performer.refusals)
    performer.taken.clear()
    performer.refusals.clear()
    return Day(date_of(day), taken, ticked.fell_due, ticked.grounds, refused)
