"""Writing anew what is worked out from the ledger and was found to be wrong; never the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import partial
from itertools import islice

from sqlalchemy import Connection, Table, delete, insert, select, update

from rexian.desk.deployment import Deployment
from rexian.desk.verifying.chains import records_of
from rexian.desk.verifying.counts import count_anew
from rexian.desk.verifying.evidence import Held, some
from rexian.desk.verifying.findings import Findings
from rexian.desk.verifying.locks import caller_of
from rexian.desk.verifying.rows import differences, right_of
from rexian.privacy import journal
from rexian.store.change import Projection
from rexian.store.schema import assignments, clocks, keys, tickets

#: How many tickets are written in one transaction; on SQLite nobody else writes meanwhile.
_BATCH = 32


def rebuild(deployment: Deployment, wrong: Sequence[int], actor: str) -> int:
    """Write the projections of tickets anew, and the counters; return how many tickets changed.

    `actor` stands in the journal. Each ticket is looked at again, since it may have moved on; one
    whose chain is broken is left as it is.
    """
    changed = 0
    ids = iter(wrong)
    while batch := list(islice(ids, _BATCH)):
        work = partial(_written, deployment=deployment, ids=batch, actor=actor)
        changed += len(deployment.store.run(work))
    deployment.store.run(partial(_counted, deployment=deployment, actor=actor))
    return changed


def _counted(connection: Connection, deployment: Deployment, actor: str) -> None:
    count_anew(connection)
    detail = {"tables": ["counters"]}
    journal.write(connection, deployment.now(), actor, "rebuilt", detail=detail)


def _written(
    connection: Connection, deployment: Deployment, ids: Sequence[int], actor: str
) -> list[str]:
    """Write some tickets anew and return the numbers of those that were wrong."""
    among = select(tickets.c.id).where(tickets.c.id.in_(ids))
    connection.execute(among.order_by(tickets.c.id).with_for_update()).all()
    numbers = [held.number for held in _mended(connection, deployment, ids)]
    detail = {"tables": ["tickets", "assignments", "clocks"]}
    now = deployment.now()
    journal.write_each(connection, now, actor, "rebuilt", numbers, detail=detail)
    return numbers


def _mended(connection: Connection, deployment: Deployment, ids: Sequence[int]) -> Iterator[Held]:
    aside = Findings()
    wanted = select(tickets.c.id).where(tickets.c.id.in_(ids))
    for held in list(some(connection, wanted, aside)):
        records = records_of(held, aside)
        if records is None:
            continue
        right = right_of(held, records, deployment.rules)
        rows = any(differences(held.stored, right))
        if rows:
            _write(connection, held.id, right)
        if _tag(connection, deployment, held) or rows:
            yield held


def _write(connection: Connection, ticket: int, right: Projection) -> None:
    row = asdict(right.ticket)
    connection.execute(update(tickets).where(tickets.c.id == ticket).values(**row))
    _replace(connection, assignments, ticket, [asdict(each) for each in right.assignments])
    _replace(connection, clocks, ticket, [asdict(each) for each in right.clocks])


def _replace(
    connection: Connection, table: Table, ticket: int, rows: Sequence[dict[str, object]]
) -> None:
    connection.execute(delete(table).where(table.c.ticket == ticket))
    if rows:
        connection.execute(insert(table), [{"ticket": ticket, **row} for row in rows])


def _tag(connection: Connection, deployment: Deployment, held: Held) -> bool:
    """Write the mark of a ticket's caller anew; return whether it was wrong."""
    if held.key is None:
        return False
    wrapped, stored = held.key
    vault = deployment.vault
    right = caller_of(held, vault.open_key(wrapped), vault, stored)
    if right != stored:
        tagged = update(keys).where(keys.c.ticket == held.id).values(caller=right)
        connection.execute(tagged)
    return right != stored
