"""The databases that this package's tests, and others', are given."""

from fixture_databases import (
    database,
    database_url,
    empty_url,
    postgresql,
    postgresql_template,
    postgresql_url,
    sqlite_template,
    sqlite_url,
)
from fixture_desk import desk, open_desk, peopled
from fixture_ledger import lived, lived_url, living, tamper

__all__ = [
    "database",
    "database_url",
    "desk",
    "empty_url",
    "lived",
    "lived_url",
    "living",
    "open_desk",
    "peopled",
    "postgresql",
    "postgresql_template",
    "postgresql_url",
    "sqlite_template",
    "sqlite_url",
    "tamper",
]
