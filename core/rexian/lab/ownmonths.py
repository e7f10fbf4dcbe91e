"""A desk's own months: one worked out as `rexian assess` does, and those up to it."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from rexian.assess.history import Entry, read_history
from rexian.assess.periods import Month
from rexian.assess.ranking import Scheme, by_indicator
from rexian.desk.seat import Seat
from rexian.errors import InputError
from rexian.i18n import _
from rexian.lab.assess import Figures, How, declared_in, figures_of
from rexian.lab.assess_report import Ranks, report
from rexian.lab.behind import Asked as Figure
from rexian.lab.behind import behind
from rexian.lab.months import ranks_in, reports, span, trend
from rexian.lab.storecorpus import own_corpus
from rexian.people.sight import visible
from rexian.people.tree import read_tree
from rexian.store.schema import tickets

Report = Mapping[str, Any]
#: How many months a trend has, the month itself among them.
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Worked:
    """A month as it was worked out.

    Attributes:
        stamp: how far the desk's records had got.
        seconds: how long it took.
    """

    report: Report
    figures: Figures
    stamp: tuple[int, int]
    seconds: float


@dataclass(frozen=True, slots=True)
class Trend:
    """The months up to one: their figures and ranks, and that month's report with these ranks."""

    stamp: tuple[int, int]
    months: Sequence[Mapping[str, Any]]
    report: Report


def stamp_of(seat: Seat) -> tuple[int, int]:
    """Return how far the desk's records have got: it differs whenever anything was recorded."""
    with seat.deployment.store.reading() as connection:
        return _stamp(connection)


def _stamp(connection: Connection) -> tuple[int, int]:
    counted = select(func.count(), func.coalesce(func.sum(tickets.c.version), 0))
    n, versions = connection.execute(counted.select_from(tickets)).one()
    return int(n), int(versions)


def work_out(seat: Seat, month: Month, by: str = "", history: str = "") -> Worked:
    """Work out a month of the desk's own tickets.

    Units are ranked by an indicator, or as a file of ranks has them, or not at all.

    Raises:
        InputError: there is no ticket.
        Refused: somebody may not see every ticket.
    """
    began, stamp = time.monotonic(), stamp_of(seat)
    corpus, how = own_corpus(seat, month), _how(seat)
    place = seat.deployment.rules.ruler.jurisdiction
    told = report(corpus, place, month, how, Ranks(_scheme(seat, by), _ranks(history)))
    figures = figures_of(corpus, place, month, how)
    return Worked(told, figures, stamp, time.monotonic() - began)


def work_out_trend(seat: Seat, month: Month, by: str = "", history: str = "") -> Trend:
    """Work out the months up to one, and that one with the ranks of those before it.

    Raises:
        InputError, Refused: see `work_out`.
    """
    stamp = stamp_of(seat)
    place, how, scheme = seat.deployment.rules.ruler.jurisdiction, _how(seat), _scheme(seat, by)
    wanted = span(month, MONTHS)
    found = list(reports(own_corpus(seat, wanted), place, wanted, how, scheme))
    ranks = _ranks(history) or tuple(entry for each in found for entry in ranks_in(each))
    own = own_corpus(seat, month)
    return Trend(stamp, trend(found), report(own, place, month, how, Ranks(scheme, ranks)))


def tickets_behind(
    seat: Seat, worked: Worked, unit: Mapping[str, Any], indicator: str
) -> list[Any]:
    """Return the tickets behind a unit's figure, each with its title where he may see it."""
    figure = Figure(unit["unit"], indicator, unit["part"] == "co")
    found = behind(worked.figures, seat.deployment.rules.ruler.jurisdiction, figure)
    titles = _titles(seat, [each["number"] for each in found])
    return [{**each, "title": titles.get(each["number"])} for each in found]


def _titles(seat: Seat, numbers: Sequence[str]) -> dict[str, str]:
    with seat.deployment.store.reading() as connection:
        own = visible(seat.actor, read_tree(connection))
        found = select(tickets.c.number, tickets.c.title).where(own, tickets.c.number.in_(numbers))
        return {row[0]: row[1] for row in connection.execute(found)}


def _ranks(history: str) -> tuple[Entry, ...]:
    """Return the ranks of a file.

    Raises:
        InputError: a row of it cannot be read, or all of it.
    """
    if not history:
        return ()
    entries, rejected = read_history(Path(history).expanduser())
    for row in rejected:
        told = _("{path}: row {row}, {column}: {reason}")
        raise InputError(
            told.format(path=history, row=row.row, column=row.column, reason=row.reason)
        )
    return tuple(entries)


def _how(seat: Seat) -> How:
    ruler = seat.deployment.rules.ruler
    return How(ruler.calendars, ruler.readings, seat.deployment.now())


def _scheme(seat: Seat, by: str) -> Scheme | None:
    if not by:
        return None
    return by_indicator(by, declared_in(seat.deployment.rules.ruler.jurisdiction).indicators)
