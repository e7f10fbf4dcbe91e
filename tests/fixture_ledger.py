"""A ledger for tests that look whether one is whole: a few tickets at work, anchored twice.

`lived` opens a copy of it, made once on each kind of database; `tamper` writes to it behind the
desk's back.
"""

import shutil
import sqlite3
from contextlib import closing
from types import SimpleNamespace

import pytest
from fixture_databases import KINDS
from fixture_desk import MONDAY, Clock, Desk, people
from rexian.desk import checkpoints
from rexian.desk.deployment import opened
from rexian.privacy import journal
from rexian.privacy.keyfile import new_key_file
from rexian.settings.reading import read_settings

CALLER = {"name": "某甲", "phone": "13800000000", "content": "路灯不亮"}


def write_settings(folder, url):
    text = f'jurisdiction = "yiyang"\ndatabase = "{url}"\n'
    (folder / "rexian.toml").write_text(text, encoding="utf-8")


def anchor(desk):
    store, vault = desk.deployment.store, desk.deployment.vault
    return store.run(lambda conn: checkpoints.anchor(conn, vault, desk.clock.now))


def live(desk):
    """Have four tickets come in and go their ways; the last step of all is not anchored."""
    signed = desk.signed(secrets=CALLER)
    shared = desk.dispatched(title="门前积水")
    desk.act("clerk", "dispatch", shared, {"unit": "城管局", "part": "co"})
    waiting = desk.new(secrets=CALLER)
    anchor(desk)
    desk.at("2026-03-03T10:00")
    plain = desk.new(kind="inquiry")
    desk.act("handler", "feedback", signed, {}, secrets={"text": "已到现场"})
    desk.act("handler", "sign", shared)
    view = lambda conn: journal.write(conn, desk.clock.now, "clerk", "viewed", signed)  # noqa: E731
    desk.deployment.store.run(view)
    anchor(desk)
    desk.at("2026-03-04T10:00").act("clerk", "accept", waiting)
    return SimpleNamespace(signed=signed, shared=shared, waiting=waiting, plain=plain)


@pytest.fixture(scope="session", params=KINDS)
def living(request, tmp_path_factory):
    """The ledger from which others are copied: its folder, database and tickets."""
    folder = tmp_path_factory.mktemp("lived")
    server = request.getfixturevalue("postgresql") if request.param == "postgresql" else None
    name = server.new() if server else None
    url = server.url(name) if server else f"sqlite:///{folder / 'rexian.db'}"
    people(url)
    new_key_file(folder / "rexian.key")
    write_settings(folder, url)
    clock = Clock(MONDAY)
    with opened(read_settings(folder / "rexian.toml", {}), clock) as deployment:
        numbers = live(Desk(deployment, clock))
    return SimpleNamespace(folder=folder, server=server, name=name, numbers=numbers)


@pytest.fixture
def lived_url(living, tmp_path):
    """Where a copy of the ledger is; its settings stand in `rexian.toml` of the test's folder."""
    shutil.copy(living.folder / "rexian.key", tmp_path)
    if living.server:
        name = living.server.new(living.name)
        yield living.server.url(name)
        living.server.drop(name)
        return
    for file in living.folder.glob("rexian.db*"):
        shutil.copy(file, tmp_path)
    yield f"sqlite:///{tmp_path / 'rexian.db'}"


@pytest.fixture
def lived(living, lived_url, tmp_path):
    """A desk at a copy of the ledger; `numbers` are its tickets'."""
    write_settings(tmp_path, lived_url)
    clock = Clock("2026-03-04T10:00")
    with opened(read_settings(tmp_path / "rexian.toml", {}), clock) as deployment:
        desk = Desk(deployment, clock)
        desk.numbers = living.numbers
        yield desk


@pytest.fixture
def tamper(lived):
    """Run SQL behind the desk's back; keys of other tables do not stand in its way.

    What stands in braces is filled in: `{signed.id}` is a ticket's row, `{signed.number}` its
    number, others are given by name.
    """
    named = {
        name: SimpleNamespace(id=lived.ticket(number).id, number=number)
        for name, number in vars(lived.numbers).items()
    }
    url = lived.deployment.store.engine.url

    def run(*statements, **more):
        told = [statement.format(**named, **more) for statement in statements]
        if url.get_backend_name() == "sqlite":
            with closing(sqlite3.connect(url.database, isolation_level=None)) as db:
                _run(db, told)
        else:
            bare = url.set(drivername="postgresql").render_as_string(hide_password=False)
            psycopg = pytest.importorskip("psycopg")
            with psycopg.connect(bare, autocommit=True) as db:
                _run(db, ["SET session_replication_role = replica", *told])

    return run


def _run(db, statements):
    for statement in statements:
        db.execute(statement)
