"""The journal: who saw, exported or printed what, and what administrators did.

Entries are numbered without gaps and chained over the whole database, so that none can be changed,
left out or put in later without breaking the chain; the last ones can be cut off only as long as
no checkpoint has anchored them (`head`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, text

from rexian.instants import Instant
from rexian.lifecycle.record import START, canonical
from rexian.model.terms import Term, Terms
from rexian.privacy.masking import masked
from rexian.store.schema import journal

ACTS = Terms(
    "act",
    (
        Term("viewed", "查看", "viewed"),
        Term("revealed", "查看未脱敏信息", "revealed"),
        Term("exported", "导出", "exported"),
        Term("printed", "打印", "printed"),
        Term("searched", "按号码查找", "searched by number"),
        Term("erased", "销毁个人信息", "erased"),
        Term("overridden", "越权放行", "overridden"),
        Term("logged_in", "登录", "logged in"),
        Term("login_failed", "登录失败", "login failed"),
        Term("logged_out", "退出", "logged out"),
        Term("locked", "账号锁定", "account locked"),
        Term("unlocked", "账号解锁", "account unlocked"),
        Term("account_added", "新增账号", "account added"),
        Term("account_changed", "变更账号", "account changed"),
        Term("password_changed", "修改密码", "password changed"),
        Term("unit_added", "新增单位", "unit added"),
        Term("unit_changed", "变更单位", "unit changed"),
        Term("responsibilities_changed", "变更权责清单", "responsibilities changed"),
        Term("task_done", "标记任务已办", "task marked as done"),
        Term("settings_changed", "变更设置", "settings changed"),
        Term("key_replaced", "更换密钥", "key replaced"),
        Term("upgraded", "升级数据库", "database upgraded"),
        Term("backup", "备份", "backed up"),
        Term("restored", "恢复", "restored"),
        Term("rebuilt", "重建投影", "rows worked out anew"),
    ),
)
#: The acts by which somebody learns what a ticket says.
SEEING = ("viewed", "revealed", "exported", "printed")

#: Who stands there where nobody is logged in and nobody need be.
NOBODY = "-"
#: Any number does, as long as nothing else in the database locks it.
_TURN = 0x5265_7869_616E
_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal.

    Attributes:
        id: its place, from 1.
        actor: the account that did it.
        act: of `ACTS`.
        number: the ticket's that it was done to; None where it was done to none.
        detail: more about it, as JSON holds it; never a citizen's data.
    """

    id: int
    at: Instant
    actor: str
    act: str
    number: str | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries somebody wants to see; what is left open may be anything."""

    first: Instant | None = None
    last: Instant | None = None
    actor: str | None = None
    act: str | None = None
    number: str | None = None


def write(  # noqa: PLR0913 - an entry's columns
    conn: Connection,
    at: Instant,
    actor: str,
    act: str,
    number: str | None = None,
    *,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Add an entry in the caller's transaction; others who add one wait until it ends.

    Numbers of people in the detail are masked.

    Raises:
        KeyError: there is no such act.
    """
    write_each(conn, at, actor, act, [number], detail=detail)


def write_each(  # noqa: PLR0913 - an entry's columns
    conn: Connection,
    at: Instant,
    actor: str,
    act: str,
    numbers: Sequence[str | None],
    *,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Add an entry for each of several tickets, as when they are exported at once.

    Raises:
        KeyError: there is no such act.
    """
    _take_turn(conn)
    last, previous = head(conn)
    told = canonical(_masked(detail or {}))
    rows = []
    for place, number in enumerate(numbers, start=last + 1):
        row = (place, at, actor, ACTS[act].id, number, told)
        previous = _link(previous, row)
        rows.append(dict(zip(journal.c.keys(), (*row, previous), strict=True)))
    if rows:
        conn.execute(insert(journal), rows)


def head(conn: Connection) -> tuple[int, str]:
    """Return the place and the link of the last entry: 0 and an empty text if there is none."""
    last = select(journal.c.id, journal.c.link).order_by(journal.c.id.desc()).limit(1)
    found = conn.execute(last).first()
    return (found.id, found.link) if found else (0, START)


def who_saw(conn: Connection, number: str) -> list[Entry]:
    """Return every time that somebody saw, exported or printed a ticket, the first one first."""
    seen = _entries().where(journal.c.number == number, journal.c.act.in_(SEEING))
    return [_entry(row) for row in conn.execute(seen)]


def entries(conn: Connection, asked: Asked) -> Iterator[Entry]:
    """Yield the entries asked for, the first one first; never all of them in memory."""
    for row in _pages(conn, _asked_for(asked)):
        yield _entry(row)


def latest(conn: Connection, asked: Asked, n: int) -> list[Entry]:
    """Return the last so many of the entries asked for, the last one first."""
    backwards = _asked_for(asked).order_by(None).order_by(journal.c.id.desc())
    return [_entry(row) for row in conn.execute(backwards.limit(n))]


def first_broken(conn: Connection) -> int | None:
    """Return the place of the first entry that is not as it was written, or is missing."""
    previous = START
    for place, row in enumerate(_pages(conn, _entries()), start=1):
        previous = _link(previous, row[:-1])
        if row.id != place or row.link != previous:
            return place
    return None


def _take_turn(conn: Connection) -> None:
    """Let one transaction at a time number entries; SQLite has one writer anyway."""
    if conn.dialect.name == "postgresql":
        conn.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _TURN})


def _link(previous: str, row: Sequence[Any]) -> str:
    """Return an entry's link: the digest (SHA-256, hexadecimal) of it and all before it."""
    return hashlib.sha256(canonical([previous, *row]).encode()).hexdigest()


def _entry(row: Row[Any]) -> Entry:
    return Entry(row.id, row.at, row.actor, row.act, row.number, json.loads(row.detail))


def _asked_for(asked: Asked) -> Select[Any]:
    wanted = _entries()
    if asked.first is not None:
        wanted = wanted.where(journal.c.at >= asked.first)
    if asked.last is not None:
        wanted = wanted.where(journal.c.at <= asked.last)
    for column in ("actor", "act", "number"):
        if getattr(asked, column) is not None:
            wanted = wanted.where(journal.c[column] == getattr(asked, column))
    return wanted


def _entries() -> Select[Any]:
    return select(journal).order_by(journal.c.id)


def _pages(conn: Connection, wanted: Select[Any]) -> Iterator[Row[Any]]:
    """Yield rows in the order of their places, some at a time."""
    last = 0
    while rows := conn.execute(wanted.where(journal.c.id > last).limit(_BATCH)).all():
        yield from rows
        last = rows[-1].id


def _masked(value: Any) -> Any:
    """Return a JSON value with people's numbers masked in its texts."""
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, Mapping):
        return {key: _masked(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_masked(each) for each in value]
    return value
