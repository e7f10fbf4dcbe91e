"""Tables of the workbench."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Bring a database here from the revision before."""
    op.create_table(
        "drafts",
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("saved", sa.BigInteger(), nullable=False),
        sa.Column("locked", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["username"], ["accounts.username"], name=op.f("fk_drafts_username")
        ),
        sa.PrimaryKeyConstraint("username", "number", "command", name=op.f("pk_drafts")),
    )
    op.create_table(
        "preferences",
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["username"], ["accounts.username"], name=op.f("fk_preferences_username")
        ),
        sa.PrimaryKeyConstraint("username", "name", name=op.f("pk_preferences")),
    )
    op.create_table(
        "presence",
        sa.Column(
            "ticket",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("seen", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["ticket"], ["tickets.id"], name=op.f("fk_presence_ticket")),
        sa.ForeignKeyConstraint(
            ["username"], ["accounts.username"], name=op.f("fk_presence_username")
        ),
        sa.PrimaryKeyConstraint("ticket", "username", name=op.f("pk_presence")),
        sqlite_with_rowid=False,
    )
