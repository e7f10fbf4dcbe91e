"""A database that was brought up step by step is the one that the schema describes."""

import re

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from rexian.errors import InputError
from rexian.store import migrations
from rexian.store.engine import is_sqlite, open_engine
from rexian.store.indexes import WHOLE
from rexian.store.migrations.running import scripts
from sqlalchemy import text

TABLES = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"
INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
COLUMNS = (
    "SELECT table_name || '.' || column_name, data_type || ' ' || is_nullable || ' ' || "
    "coalesce(column_default, '') FROM information_schema.columns WHERE table_schema = 'public'"
)


@pytest.fixture
def empty(empty_url):
    engine = open_engine(empty_url, new=True)
    yield engine
    engine.dispose()


def described(engine):
    """What the database itself says of its tables and indexes, by their names."""
    with engine.begin() as connection:
        found = []
        for question in [TABLES] if is_sqlite(engine) else [INDEXES, COLUMNS]:
            found += connection.execute(text(question)).fetchall()
    told = {name: sorted(re.sub(r"[\s\"]+", " ", said).split(", ")) for name, said in found}
    return {name: said for name, said in told.items() if not name.startswith("alembic")}


def test_migrated_and_described_databases_are_the_same(empty):
    migrations.upgrade(empty)
    migrated = described(empty)
    with empty.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), WHOLE) == []
    WHOLE.drop_all(empty)
    WHOLE.create_all(empty)
    assert migrated == described(empty)


def test_it_can_be_set_up_again_and_says_where_it_stands(empty):
    assert migrations.revision_of(empty) is None
    with pytest.raises(InputError, match="has not been set up; run rexian db upgrade"):
        migrations.check_current(empty)
    migrations.upgrade(empty)
    migrations.upgrade(empty)
    assert migrations.revision_of(empty) == migrations.known()[-1]
    migrations.check_current(empty)


def test_a_database_behind_or_ahead_is_told(empty, monkeypatch):
    migrations.upgrade(empty)
    revisions = migrations.known()
    monkeypatch.setattr(migrations, "known", lambda: [*revisions, "9999"])
    with pytest.raises(InputError, match=r"stands at revision \d+; run rexian db upgrade"):
        migrations.check_current(empty)
    monkeypatch.setattr(migrations, "known", lambda: ["0000"])
    for refuses in (migrations.check_current, migrations.upgrade):
        with pytest.raises(InputError, match="newer than this Rexian"):
            refuses(empty)


def test_revisions_follow_one_another():
    found = [script.revision for script in scripts().walk_revisions()]
    assert found[::-1] == migrations.known()
