"""What the journal keeps of changes to units and accounts."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from rexian.people.actor import By
from rexian.privacy import journal


def journalled(conn: Connection, by: By, act: str, **detail: Any) -> None:
    """Enter in the journal what somebody did, in the same transaction as the deed."""
    journal.write(conn, by.at, by.username, act, detail=detail)
