"""Databases with tickets whose callers are known, and a desk."""

import pytest
from fixture_changes import opening
from rexian.privacy.keyfile import new_key
from rexian.privacy.vault import Vault


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
