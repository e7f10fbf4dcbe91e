"""Databases with tickets whose callers are known, and a desk."""

import pytest
from fixture_changes import opening
from fixture_databases import (
    database,
    database_url,
    postgresql,
    postgresql_template,
    postgresql_url,
    sqlite_template,
    sqlite_url,
)
from fixture_desk import desk, open_desk, peopled, terminal
from rexian.privacy.keyfile import new_key
from rexian.privacy.vault import Vault

__all__ = [
    "database",
    "database_url",
    "desk",
    "open_desk",
    "peopled",
    "postgresql",
    "postgresql_template",
    "postgresql_url",
    "sqlite_template",
    "sqlite_url",
    "terminal",
]


@pytest.fixture(autouse=True)
def _no_key_given(monkeypatch):
    monkeypatch.delenv("REXIAN_KEY", raising=False)


@pytest.fixture
def key():
    return new_key()


@pytest.fixture
def vault(key):
    return Vault(key.encode())


@pytest.fixture
def take_down(database, vault):
    """Write a ticket with texts of its caller; return its id."""

    def write(number="T1", **texts):
        held = vault.new_key()
        change = opening(
            number,
            key=(held.wrapped, vault.caller_tag(texts.get("phone", ""))),
            secrets=tuple(held.lock(name, text) for name, text in texts.items()),
        )
        [ticket] = database.write([change])
        return ticket

    return write
