"""A list of tickets as a spreadsheet; that it was handed out is entered in the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from rexian.desk.queue import Listed, Wanted, places, rows
from rexian.desk.seat import Seat
from rexian.documents.tables import free, write_table
from rexian.instants import Instant
from rexian.privacy import journal

#: How many rows are read at once.
_BATCH = 500


def write_list(  # noqa: PLR0913 - whose, which, and the table
    seat: Seat,
    wanted: Wanted,
    path: Path,
    *,
    title: str,
    headings: Sequence[str],
    cells: Callable[[Listed, Instant], Sequence[object]],
) -> int:
    """Write all tickets that somebody wants to see and may into a new spreadsheet.

    Args:
        seat: whoever hands it out, and where.
        wanted: which tickets; its limit and page do not matter.
        path: the file.
        title: what the sheet is called.
        headings: the columns.
        cells: returns what stands in them of a ticket, at a time.

    Returns:
        how many tickets it holds.

    Raises:
        InputError: the file is there already, or cannot be written; or there is no such queue.
        Refused: they may not list tickets.
    """
    now, store = seat.deployment.now(), seat.deployment.store
    free(path)
    with store.reading() as connection:
        ids = places(connection, seat.actor, wanted, now)

    def told() -> Iterator[Sequence[object]]:
        coming = iter(ids)
        while some := list(islice(coming, _BATCH)):
            with store.reading() as connection:
                found = rows(connection, seat.actor, wanted, some)
            yield from (cells(found[each], now) for each in some if each in found)

    detail = {"what": "list", "view": wanted.view, "unit": wanted.unit, "tickets": len(ids)}
    entry = {"file": path.name, **{key: value for key, value in detail.items() if value}}
    store.run(
        lambda c: journal.write(c, now, seat.actor.username, "exported", detail=entry), news=None
    )
    write_table(path, title, headings, told())
    return len(ids)
