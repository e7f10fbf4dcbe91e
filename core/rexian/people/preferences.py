"""What users settle for themselves: in which language and colours the workbench shows itself."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, delete, select, text

from rexian.store.schema import preferences

#: The names there are.
LANGUAGE, THEME = "language", "theme"
_COLUMNS = preferences.c
#: The same user may sit at two screens.
_PREFER = text(
    "INSERT INTO preferences (username, name, value) VALUES (:username, :name, :value) "
    "ON CONFLICT (username, name) DO UPDATE SET value = excluded.value"
)


def preferences_of(conn: Connection, username: str) -> Mapping[str, str]:
    """Return what a user has settled, by its name; nothing for what is left to the deployment."""
    found = select(_COLUMNS.name, _COLUMNS.value).where(_COLUMNS.username == username)
    return {row.name: row.value for row in conn.execute(found)}


def prefer(conn: Connection, username: str, name: str, value: str | None) -> None:
    """Settle something for a user, who has an account; None leaves it to the deployment again."""
    if value is None:
        own = (_COLUMNS.username == username, _COLUMNS.name == name)
        conn.execute(delete(preferences).where(*own))
    else:
        conn.execute(_PREFER, {"username": username, "name": name, "value": value})
