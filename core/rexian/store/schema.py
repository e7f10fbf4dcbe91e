"""The database in one place: the ledger, its projections, people, and what is kept secret.

Instants are whole seconds of Shanghai wall clock. Particulars are the canonical JSON text that the
ledger's chains cover, on every database the same. Indexes of some rows only stand in
`rexian.store.indexes`.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

#: SQLite numbers rows by INTEGER alone.
_ID = BigInteger().with_variant(Integer, "sqlite")


def _ticket() -> Column[int]:
    return Column("ticket", _ID, ForeignKey("tickets.id"), primary_key=True, autoincrement=False)


#: What the database as a whole says of itself: its jurisdiction, how far `tick` has come.
about = Table(
    "about",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

# --- the ledger: rows are added, never changed ------------------------------------------------

events = Table(
    "events",
    METADATA,
    _ticket(),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("type", Text, nullable=False),
    Column("occurred", BigInteger, nullable=False),
    Column("recorded", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("fields", Text, nullable=False),
    Column("notes", Text, nullable=False),
    Column("link", Text, nullable=False),
    sqlite_with_rowid=False,
)

#: Anchors: each covers the tickets that changed since the one before it, and that one's root.
checkpoints = Table(
    "checkpoints",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("recorded", BigInteger, nullable=False),
    Column("tickets", Integer, nullable=False),
    Column("root", Text, nullable=False),
    Column("seal", Text, nullable=False),
)
anchors = Table(
    "anchors",
    METADATA,
    Column("checkpoint", Integer, ForeignKey("checkpoints.id"), primary_key=True),
    Column("number", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("link", Text, nullable=False),
    sqlite_with_rowid=False,
)

#: Who saw, exported or printed what, and what administrators did: one chain of its own.
journal = Table(
    "journal",
    METADATA,
    Column("id", _ID, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("number", Text, nullable=True, index=True),
    Column("detail", Text, nullable=False),
    Column("link", Text, nullable=False),
)

#: What outside systems have asked for, by the key that each gave; asked twice it is done once.
requests = Table(
    "requests",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("asked", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("version", Integer, nullable=False),
)

# --- projections: worked out from the ledger, and again by `rexian verify` ---------------------

tickets = Table(
    "tickets",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("link", Text, nullable=False),
    Column("anchored", Boolean, nullable=False, server_default=text("false")),
    Column("stage", Text, nullable=False),
    Column("view", Text, nullable=False),
    Column("is_open", Boolean, nullable=False),
    Column("supervised", Boolean, nullable=False),
    Column("kind", Text, nullable=True),
    Column("channel", Text, nullable=True),
    Column("title", Text, nullable=False),
    Column("received_at", BigInteger, nullable=False),
    Column("host", Text, nullable=True),
    Column("round", Integer, nullable=False),
    Column("calls", Integer, nullable=False),
    Column("due_at", BigInteger, nullable=True),
    Column("about", Text, nullable=True),
    Column("ruled_under", Text, nullable=False),
)
Index("ix_tickets_view_due_at", tickets.c.view, tickets.c.due_at)

#: The units that have a ticket now.
assignments = Table(
    "assignments",
    METADATA,
    _ticket(),
    Column("unit", Text, primary_key=True),
    Column("tier", Text, primary_key=True),
    Column("part", Text, nullable=False),
    Column("unit_type", Text, nullable=True),
    Column("since", BigInteger, nullable=False),
    Column("stage", Text, nullable=False),
    Column("is_open", Boolean, nullable=False),
    Column("due_at", BigInteger, nullable=True),
    sqlite_with_rowid=False,
)
Index("ix_assignments_unit", assignments.c.unit)

#: Every clock that has started. `tick_at` is when `tick` has to look at it next.
clocks = Table(
    "clocks",
    METADATA,
    _ticket(),
    Column("unit", Text, primary_key=True),
    Column("tier", Text, primary_key=True),
    Column("clock", Text, primary_key=True),
    Column("started", BigInteger, nullable=False),
    Column("base_due_at", BigInteger, nullable=False),
    Column("due_at", BigInteger, nullable=False),
    Column("done_at", BigInteger, nullable=True),
    Column("late", Boolean, nullable=True),
    Column("provisional", Boolean, nullable=False),
    Column("rule", Text, nullable=False),
    Column("tick_at", BigInteger, nullable=True),
    sqlite_with_rowid=False,
)

#: How many tickets stand in each queue: of each unit, and under the unit '' of all. Rows of one
#: count are spread over shards, so that operators need not wait for one another; their sum counts.
counters = Table(
    "counters",
    METADATA,
    Column("unit", Text, primary_key=True),
    Column("view", Text, primary_key=True),
    Column("shard", Integer, primary_key=True, autoincrement=False),
    Column("n", Integer, nullable=False),
    sqlite_with_rowid=False,
)

#: Tasks that fall due by the calendar.
tasks = Table(
    "tasks",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("clause", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("who", Text, nullable=True),
    Column("due_on", Text, nullable=False),
    Column("fell_due", BigInteger, nullable=True),
    Column("done_at", BigInteger, nullable=True),
    Column("done_by", Text, nullable=True),
)

# --- people -----------------------------------------------------------------------------------

units = Table(
    "units",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("parent", Text, ForeignKey("units.name"), nullable=True),
    Column("area", Text, nullable=True),
    Column("contacts", LargeBinary, nullable=True),
    Column("active", Boolean, nullable=False),
)
accounts = Table(
    "accounts",
    METADATA,
    Column("username", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("unit", Text, ForeignKey("units.name"), nullable=True),
    Column("roles", Text, nullable=False),
    Column("posts", Text, nullable=False),
    Column("password", Text, nullable=True),
    Column("failures", Integer, nullable=False, server_default=text("0")),
    Column("locked_until", BigInteger, nullable=True),
    Column("active", Boolean, nullable=False),
)
sessions = Table(
    "sessions",
    METADATA,
    Column("digest", Text, primary_key=True),
    Column("username", Text, ForeignKey("accounts.username"), nullable=False),
    Column("opened", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False),
)
#: Responsibility lists: which unit answers for a subject in an area ('' for any).
responsibilities = Table(
    "responsibilities",
    METADATA,
    Column("subject", Text, primary_key=True),
    Column("area", Text, primary_key=True),
    Column("unit", Text, ForeignKey("units.name"), primary_key=True),
    Column("source", Text, nullable=False),
)

# --- what is kept secret ------------------------------------------------------------------------

#: A key for every ticket, wrapped with the deployment's own, and the tag by which its caller is
#: found again; destroying the row erases what the key locks.
keys = Table(
    "keys",
    METADATA,
    _ticket(),
    Column("wrapped", LargeBinary, nullable=False),
    Column("caller", Text, nullable=True, index=True),
)
#: Citizens' data and free text, each locked with its ticket's key. The ledger holds the digest.
secrets = Table(
    "secrets",
    METADATA,
    _ticket(),
    Column("digest", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("locked", LargeBinary, nullable=False),
)

# --- the workbench ------------------------------------------------------------------------------

#: Who has a ticket open; whoever has not been seen for a while has gone.
presence = Table(
    "presence",
    METADATA,
    _ticket(),
    Column("username", Text, ForeignKey("accounts.username"), primary_key=True),
    Column("seen", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
#: What somebody has begun to fill in and not sent: a command on a ticket ('' for a new one).
drafts = Table(
    "drafts",
    METADATA,
    Column("username", Text, ForeignKey("accounts.username"), primary_key=True),
    Column("number", Text, primary_key=True),
    Column("command", Text, primary_key=True),
    Column("saved", BigInteger, nullable=False),
    Column("locked", LargeBinary, nullable=False),
)
#: What users settle for themselves: language, theme.
preferences = Table(
    "preferences",
    METADATA,
    Column("username", Text, ForeignKey("accounts.username"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
