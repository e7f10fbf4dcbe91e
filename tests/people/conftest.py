"""A database with a few units, and accounts whose passwords are hashed quickly."""

import pytest
from argon2 import PasswordHasher
from rexian.instants import parse_instant
from rexian.people import passwords
from rexian.people.accounts import Account, add_account
from rexian.people.actor import Actor, By
from rexian.people.roles import posts_of
from rexian.people.units import Unit, add_unit
from rexian.store.schema import assignments, tickets
from sqlalchemy import insert

MORNING = parse_instant("2026-03-02T08:00")
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
UNITS = (
    Unit("市局", "city_department"),
    Unit("甲分局", "branch", parent="市局", area="甲区"),
    Unit("甲所", "subordinate", parent="甲分局", area="甲区"),
    Unit("乙分局", "branch", parent="市局", area="乙区"),
)


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setenv("REXIAN_LANG", "en")


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(passwords, "_HASHER", QUICK)
    passwords._nobodys.cache_clear()
    yield
    passwords._nobodys.cache_clear()


@pytest.fixture
def by():
    return By("root", MORNING)


@pytest.fixture
def peopled(database, by):
    """A database with a bureau, two branches, and an account for each role."""

    def fill(conn):
        for unit in UNITS:
            add_unit(conn, unit, by)
        add_account(conn, Account("root", "管理员甲", roles=("admin",)), "root-password", by)
        account = Account("hand", "经办人甲", "甲分局", ("handler",))
        add_account(conn, account, "hand-password", by)

    database.run(fill)
    return database


@pytest.fixture
def actor():
    """Make whoever acts in roles, for a unit."""

    def make(*roles, unit=None, posts=()):
        return Actor("someone", "某人", unit, frozenset(roles), posts_of(roles, posts))

    return make


@pytest.fixture(scope="session")
def put_ticket():
    """Put a ticket's rows into a database, as the desk would write them."""

    def put(conn, place, holders, about=None, kind="complaint"):
        row = {
            "id": place, "number": f"T{place}", "version": 1, "link": "", "stage": "handling",
            "view": "handling", "is_open": True, "supervised": False, "kind": kind, "title": "",
            "received_at": 0, "round": 1, "calls": 1, "about": about, "ruled_under": "",
        }  # fmt: skip
        conn.execute(insert(tickets).values(**row))
        for unit in holders:
            held = {"ticket": place, "unit": unit, "tier": "host", "part": "host", "since": 0}
            conn.execute(insert(assignments).values(**held, stage="handling", is_open=True))

    return put
