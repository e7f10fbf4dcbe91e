"""Running Alembic on a connection: no files of configuration, nothing printed."""

from __future__ import annotations

from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from rexian.store.engine import BEGINS
from rexian.store.migrations import VERSIONS

#: Any number, as long as everybody who upgrades asks for the same lock.
_LOCK = 12345


def scripts() -> ScriptDirectory:
    """Return the revisions."""
    return ScriptDirectory(str(VERSIONS.parent), version_locations=[str(VERSIONS)])


def run(engine: Engine) -> None:
    """Run what a database lacks; of several who try, one runs it."""
    alone = engine.execution_options(**{BEGINS: "BEGIN IMMEDIATE"})
    with alone.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        _run(connection)


def _run(connection: Connection) -> None:
    found = scripts()

    def steps(revision: Any, _context: Any) -> Any:
        return found._upgrade_revs("head", revision)  # noqa: SLF001 - as Alembic's own command does

    with EnvironmentContext(Config(), found, fn=steps) as environment:
        environment.configure(connection=connection, transactional_ddl=False)
        environment.run_migrations()
