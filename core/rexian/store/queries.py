"""Queries whose text is made once, run at the driver's level on either database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection


class Query:
    """A query in the words that both databases know, its parameters marked `?`."""

    def __init__(self, text: str, *, postgresql: str = "") -> None:
        """Take a query's text, and what PostgreSQL alone is told at its end."""
        self._sqlite = text
        self._postgresql = text.replace("?", "%s") + postgresql

    def rows(self, connection: Connection, *values: str | int | None) -> list[tuple[Any, ...]]:
        """Return the rows, within the connection's transaction."""
        driver: Any = connection.connection.driver_connection
        if connection.dialect.name == "sqlite":
            return driver.execute(self._sqlite, values).fetchall()  # type: ignore[no-any-return] # the driver's own
        # As text, so that the server prepares one statement whatever the size of a number.
        told = [value if value is None else str(value) for value in values]
        return driver.execute(self._postgresql, told, prepare=True).fetchall()  # type: ignore[no-any-return] # the driver's own

    def first(self, connection: Connection, *values: str | int | None) -> tuple[Any, ...] | None:
        """Return the first row, or None where there is none."""
        found = self.rows(connection, *values)
        return found[0] if found else None
