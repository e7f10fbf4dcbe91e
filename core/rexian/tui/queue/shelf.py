"""The tickets of a list: the places of all, and the rows of those alone that come into view."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rexian.desk.queue import Listed, Wanted, counts, places, rows
from rexian.desk.seat import Seat
from rexian.instants import Instant
from rexian.store.read import ticket_by_number
from rexian.tui.queue.rows import row
from rexian.tui.widgets.sheet import Row

#: How many rows are kept, and how many are read beyond those in view, on either side.
KEPT, MARGIN = 2000, 80


@dataclass(frozen=True, slots=True)
class Kept:
    """A ticket of the list, and how its row is drawn; that is worked out beside the screen."""

    told: Listed
    row: Row


@dataclass(frozen=True, slots=True)
class Found:
    """What was found when a list was read.

    Attributes:
        ids: the tickets, in order.
        rows: those that will be in view.
        place: where the ticket stands now that the cursor was on.
        counts: how many tickets stand in each queue.
        now: the desk's time.
    """

    ids: array[int]
    rows: Mapping[int, Kept]
    place: int
    counts: Mapping[str, int]
    now: Instant

    def place_of(self, told: Listed | None) -> int:
        """Return where a ticket stands; at the cursor's place where it is gone."""
        if told is None or told.due.id not in self.ids:
            return self.place
        return self.ids.index(told.due.id)


def read(seat: Seat, wanted: Wanted, near: int | str | None, place: int) -> Found:
    """Read a list, and the rows around a ticket, or around its place where it is gone.

    Args:
        seat: who reads it.
        wanted: which list.
        near: the ticket, by its row or by its number.
        place: where to look where it is gone.

    Raises:
        InputError: there is no such queue or unit.
        Refused: they may not list tickets.
    """
    now = seat.deployment.now()
    with seat.deployment.store.reading() as connection:
        ids = places(connection, seat.actor, wanted, now)
        counted = counts(connection, seat.actor, now, wanted.unit)
        if isinstance(near, str):
            found = ticket_by_number(connection, near)
            near = found and found.id
        if near is not None and near in ids:
            place = ids.index(near)
    place = max(0, min(place, len(ids) - 1))
    around = ids[max(0, place - MARGIN) : place + MARGIN].tolist()
    return Found(ids, read_rows(seat, wanted, around, now), place, counted, now)


def read_rows(seat: Seat, wanted: Wanted, ids: Sequence[int], now: Instant) -> dict[int, Kept]:
    """Read some rows of a list; those that are there no longer are left out."""
    with seat.deployment.store.reading() as connection:
        found = rows(connection, seat.actor, wanted, ids)
    return {each: Kept(told, row(told, now)) for each, told in found.items()}


@dataclass
class Shelf:
    """What is known of a list.

    Attributes:
        reading: how often it has been read: rows asked for before belong to another list.
    """

    ids: array[int] = field(default_factory=lambda: array("q"))
    rows: dict[int, Kept | None] = field(default_factory=dict)
    now: Instant = 0
    reading: int = 0

    def fill(self, found: Found) -> None:
        """Take what was read in the place of all before."""
        self.ids, self.rows, self.now = found.ids, dict(found.rows), found.now
        self.reading += 1

    def at(self, place: int) -> Kept | None:
        """Return the ticket of a place; None where it is not read yet."""
        return self.rows.get(self.ids[place]) if place < len(self.ids) else None

    def missing(self, view: range) -> list[int]:
        """Return which tickets are yet to be read: those in view first, then those around them."""
        seen = [self.ids[at] for at in self._around(view, 0) if self.ids[at] not in self.rows]
        if seen:
            return seen
        if all(self.ids[place] in self.rows for place in self._around(view, MARGIN // 2)):
            return []
        wanted = (self.ids[place] for place in self._around(view, MARGIN))
        return [each for each in wanted if each not in self.rows]

    def take(self, asked: Sequence[int], found: Mapping[int, Kept]) -> None:
        """Take rows that were read; the oldest go where there are too many."""
        for each in asked:
            self.rows[each] = found.get(each)
        for each in list(self.rows)[: max(0, len(self.rows) - KEPT)]:
            del self.rows[each]

    def _around(self, view: range, margin: int) -> range:
        return range(max(0, view.start - margin), min(len(self.ids), view.stop + margin))
