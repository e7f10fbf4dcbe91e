"""The events of many tickets as columns, and whose of them are the present host's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from rexian.lab.coding import Coded, Codes, Instants
from rexian.model.assignments import CONCERNS_ALL, UNIT_ACTS
from rexian.model.events import EVENT_TYPES
from rexian.worktime.calendar import NAT

Rows: TypeAlias = npt.NDArray[np.intp]
Flags: TypeAlias = npt.NDArray[np.bool_]
FieldColumn: TypeAlias = Coded | Instants

TYPE_CODES: Mapping[str, int] = {name: code for code, name in enumerate(EVENT_TYPES)}
"""Each event type's code."""


class Kin(NamedTuple):
    """The events of some types: their rows in order, and the ticket of each."""

    rows: Rows
    owners: npt.NDArray[np.int32]
    once: bool
    """Whether no ticket has two of them."""


@dataclass(frozen=True, eq=False)
class EventColumns:
    """Events, sorted by ticket, then time, then place in their source.

    Attributes:
        ticket: the ticket's row.
        type: what happened, by `TYPE_CODES`.
        at: when.
        unit: the unit it is about, as a code; -1 where none was recorded.
        fields: the recorded particulars by name; one that is not here was never recorded.
    """

    ticket: npt.NDArray[np.int32]
    type: npt.NDArray[np.int8]
    at: Instants
    unit: Codes
    fields: Mapping[str, FieldColumn]
    marked: dict[tuple[tuple[str, ...], int], Any] = field(default_factory=dict, repr=False)
    """What readers marked over whole histories, which every jurisdiction marks alike."""
    _kin: dict[tuple[str, ...], Kin] = field(default_factory=dict, repr=False)

    def kin(self, types: tuple[str, ...]) -> Kin:
        """Return the events of these types; worked out once."""
        if types not in self._kin:
            self._kin[types] = self._find(types)
        return self._kin[types]

    def _find(self, types: tuple[str, ...]) -> Kin:
        of_type = self.type == TYPE_CODES[types[0]]
        for name in types[1:]:
            of_type |= self.type == TYPE_CODES[name]
        rows = np.flatnonzero(of_type)
        owners = self.ticket[rows]
        return Kin(rows, owners, bool((owners[1:] != owners[:-1]).all()))

    def times(self, rows: Rows, times: Instants) -> Instants:
        """Return what a column of times holds at some rows, a row of -1 being absent."""
        absent = rows < 0
        if not absent.any():
            return times[rows]
        if not times.size:
            return np.full(rows.size, NAT, np.int64)
        return np.where(absent, NAT, times[rows])

    def told(self, rows: Rows, name: str, told: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Return what `told`, absence last, says of a coded field at some rows, -1 being absent."""
        column = self.fields[name]
        assert isinstance(column, Coded)  # noqa: S101 - an instant is not told by its value
        if not self.at.size:
            return np.full(rows.size, told[-1])
        codes = column.codes.take(rows, mode="clip")
        codes[rows < 0] = -1
        return told.take(codes, mode="wrap")

    def taken(self, rows: Rows | slice | Flags, shift: int = 0) -> EventColumns:
        """Return some of the events, the tickets numbered anew from `shift`."""
        return EventColumns(
            self.ticket[rows] - np.int32(shift),
            self.type[rows],
            self.at[rows],
            self.unit[rows],
            {name: _taken(column, rows) for name, column in self.fields.items()},
        )


def _taken(column: FieldColumn, rows: Rows | slice | Flags) -> FieldColumn:
    if isinstance(column, Coded):
        return Coded(column.codes[rows], column.values)
    return column[rows]


def of_present_hosts(events: EventColumns, tickets: int) -> EventColumns:
    """Return the events from which the tickets' own clocks are read.

    The column twin of `rexian.model.assignments.host_events`: without co-handling units, their
    acts, and what a former host did after the ticket went to another.
    """
    of_all, co = _of_all(events), _co(events)
    dispatches = (events.type == TYPE_CODES["dispatched"]) & ~co
    places = np.flatnonzero(dispatches)
    last = np.full(tickets, -1, np.intp)
    last[events.ticket[places]] = places  # places ascend, so the last one stays
    again = places.size > np.count_nonzero(last >= 0)
    if not again and not co.any():
        return events
    hosts = np.append(events.unit, -1).take(last, mode="wrap")
    host, stated = hosts[events.ticket], events.unit >= 0
    other = stated & (events.unit != host)
    kept = ~co & ~(other & _among(events, co & stated))
    after = np.arange(events.ticket.size) > last[events.ticket]
    acts = np.isin(events.type, [TYPE_CODES[name] for name in UNIT_ACTS])
    kept &= ~(other & after & acts & _among(events, dispatches & stated))
    return events.taken(kept | of_all)


def joint(events: EventColumns, tickets: int) -> Codes:
    """Return whether units handle each ticket beside its host.

    The column twin of `rexian.model.assignments.is_joint`.
    """
    found = np.zeros(tickets, np.int8)
    found[events.ticket[_co(events)]] = 1
    return found


def _of_all(events: EventColumns) -> Flags:
    return np.isin(events.type, [TYPE_CODES[name] for name in CONCERNS_ALL])


def _co(events: EventColumns) -> Flags:
    return _is(events, "part", "co") & ~_of_all(events)


def _is(events: EventColumns, name: str, value: str) -> Flags:
    column = events.fields.get(name)
    if not isinstance(column, Coded) or value not in column.values:
        return np.zeros(events.ticket.size, np.bool_)
    found: Flags = column.codes == column.values.index(value)
    return found


def _among(events: EventColumns, named: Flags) -> Flags:
    """Return which events are about a unit that one of the named events of its ticket is about."""
    units = int(events.unit.max(initial=-1)) + 2
    keys = events.ticket.astype(np.int64) * units + events.unit
    return np.isin(keys, keys[named])
