"""Setting up a database, and bringing an older one up to this Rexian's schema.

A revision is a file of `versions`, named by its number; `python -m rexian.store.migrations TEXT`
writes the next one from how `rexian.store.schema` differs from the last.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, inspect, text

from rexian.errors import InputError
from rexian.i18n import _
from rexian.store.failures import UNMIGRATED, place, told

VERSIONS = Path(__file__).parent / "versions"


def known() -> list[str]:
    """Return the revisions that this Rexian knows, the newest last."""
    return sorted(file.stem[1:].partition("_")[0] for file in VERSIONS.glob("r*.py"))


def revision_of(engine: Engine) -> str | None:
    """Return the revision at which a database stands; None where it has not been set up."""
    with told(engine.url), engine.begin() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def check_current(engine: Engine) -> None:
    """Refuse a database whose schema is not this Rexian's.

    Raises:
        InputError: it is behind, or ahead; it says what to do.
    """
    revision, revisions = revision_of(engine), known()
    if revision == revisions[-1]:
        return
    if revision is None:
        message = _(UNMIGRATED)
    elif revision in revisions:
        message = _("the database stands at revision {revision}; run rexian db upgrade")
    else:
        message = _("this database is newer than this Rexian (revision {revision}); update Rexian")
    raise InputError(f"{place(engine.url)}: {message.format(revision=revision)}")


def upgrade(engine: Engine) -> None:
    """Set a database up, or bring it up to date, in one transaction.

    Raises:
        InputError: the database is newer than this Rexian, or refuses.
    """
    from rexian.store.migrations.running import run  # noqa: PLC0415 - Alembic is not needed daily

    if revision_of(engine) not in {None, *known()}:
        check_current(engine)
    with told(engine.url):
        run(engine)
