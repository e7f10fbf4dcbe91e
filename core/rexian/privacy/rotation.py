"""Replacing the deployment's key: everything is locked, tagged and sealed anew with the first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Column, Connection, Select, Table, bindparam, select, update

from rexian.privacy.vault import Vault
from rexian.store.schema import checkpoints, keys, secrets, units

#: Under which name a ticket's secrets hold the caller's number.
PHONE = "phone"
_BATCH = 1000
_Page: TypeAlias = Sequence[Sequence[Any]]
#: A row's key and what its column is to hold.
_Renewed: TypeAlias = tuple[Any, Any]


@dataclass(frozen=True, slots=True)
class Rotated:
    """How much was locked, tagged and sealed anew."""

    keys: int
    contacts: int
    callers: int
    seals: int


def rotate(conn: Connection, vault: Vault) -> Rotated:
    """Lock tickets' keys and units' contacts with the first key; make tags and seals anew.

    Afterwards the other keys may be taken out of the key file. Secrets stay as they are, since
    the ledger's chain covers them. A seal that none of the keys has made stays, and stays wrong.

    Raises:
        UnreadableError: something is locked with a key that is not in the key file; the
            transaction is then to be rolled back.
    """
    return Rotated(
        keys=_relock(conn, vault, keys, "ticket", "wrapped"),
        contacts=_relock(conn, vault, units, "name", "contacts"),
        callers=_retag(conn, vault),
        seals=_reseal(conn, vault),
    )


def _relock(conn: Connection, vault: Vault, table: Table, key: str, locked: str) -> int:
    wanted = select(table.c[key], table.c[locked]).where(table.c[locked].is_not(None))
    return sum(
        _write(conn, table, (key, locked), [(at, vault.relocked(old)) for at, old in page])
        for page in _pages(conn, wanted, table.c[key])
    )


def _retag(conn: Connection, vault: Vault) -> int:
    """Make the tags of those callers anew whose number can still be read."""
    wanted = select(keys.c.ticket, keys.c.caller, keys.c.wrapped).where(keys.c.caller.is_not(None))
    return sum(
        _write(conn, keys, ("ticket", "caller"), list(_retagged(conn, vault, page)))
        for page in _pages(conn, wanted, keys.c.ticket)
    )


def _retagged(conn: Connection, vault: Vault, page: _Page) -> Iterator[_Renewed]:
    numbers = select(secrets.c.ticket, secrets.c.locked).where(
        secrets.c.name == PHONE, secrets.c.ticket.in_([ticket for ticket, *_ in page])
    )
    tagged = {ticket: (caller, vault.open_key(wrapped)) for ticket, caller, wrapped in page}
    for ticket, locked in conn.execute(numbers):
        caller, key = tagged[ticket]
        tags = vault.caller_tags(key.unlock(locked))
        # A number that was put right later is there twice; the tag is one of theirs.
        if caller in tags[1:]:
            yield ticket, tags[0]


def _reseal(conn: Connection, vault: Vault) -> int:
    wanted = select(checkpoints.c.id, checkpoints.c.root, checkpoints.c.seal)
    return sum(
        _write(conn, checkpoints, ("id", "seal"), list(_resealed(vault, page)))
        for page in _pages(conn, wanted, checkpoints.c.id)
    )


def _resealed(vault: Vault, page: _Page) -> Iterator[_Renewed]:
    for place, root, seal in page:
        if vault.seal_holds(root, seal):
            yield place, vault.seal(root)


def _pages(conn: Connection, wanted: Select[Any], key: Column[Any]) -> Iterator[_Page]:
    """Yield rows in the order of their key, which they begin with, some at a time."""
    page: _Page = conn.execute(wanted.order_by(key).limit(_BATCH)).all()
    while page:
        yield page
        page = conn.execute(wanted.where(key > page[-1][0]).order_by(key).limit(_BATCH)).all()


def _write(
    conn: Connection, table: Table, columns: tuple[str, str], renewed: Sequence[_Renewed]
) -> int:
    """Write one column of rows found by another, and return how many they were."""
    key, column = columns
    changed = update(table).where(table.c[key] == bindparam("at")).values({column: bindparam("to")})
    if renewed:
        conn.execute(changed, [{"at": at, "to": to} for at, to in renewed])
    return len(renewed)
