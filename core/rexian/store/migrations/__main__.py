"""`python -m rexian.store.migrations TEXT`: write the next revision, for developers."""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext

from rexian.store.engine import open_engine
from rexian.store.indexes import WHOLE
from rexian.store.migrations import VERSIONS, known, upgrade

_FILE = '''"""{text}."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "{number}"
down_revision = {before!r}


def upgrade() -> None:
    """Bring a database here from the revision before."""
    {steps}
'''


def main(text: str) -> None:
    """Write the revision that brings a database up to the schema; look it over."""
    revisions = known()
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(str(Path(folder) / "last.db"), new=True)
        if revisions:
            upgrade(engine)
        with engine.begin() as connection:
            context = MigrationContext.configure(connection)
            steps = produce_migrations(context, WHOLE).upgrade_ops
        engine.dispose()
    number = f"{len(revisions) + 1:04}"
    told = _FILE.format(
        text=text.capitalize(),
        number=number,
        before=revisions[-1] if revisions else None,
        steps=_written(render_python_code(steps)) if steps else "pass",
    )
    name = f"r{number}_{text.lower().replace(' ', '_')}.py"
    (VERSIONS / name).write_text(told, encoding="utf-8")


def _written(steps: str) -> str:
    """Return steps without Alembic's remarks, each index's condition as its database has it."""
    lines = [line for line in steps.splitlines() if not line.lstrip().startswith("#")]
    told = re.sub(r"_where='(\w+)'", r"_where=sa.text('\1')", "\n".join(lines).strip())
    flag = r"postgresql_where=sa.text\('(\w+) = 0'\)"
    return re.sub(flag, r"postgresql_where=sa.text('NOT \1')", told)


if __name__ == "__main__":
    main(sys.argv[1])
