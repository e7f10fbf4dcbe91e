"""Logging in and out. A session's token is its holder's alone; the database has its digest."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from rexian.errors import Refused
from rexian.i18n import _
from rexian.instants import Instant
from rexian.people import passwords
from rexian.people.accounts import account_of, set_password
from rexian.people.actor import Actor, By
from rexian.people.journalled import journalled
from rexian.store.schema import accounts, sessions
from rexian.store.write import Store

if TYPE_CHECKING:
    from rexian.settings.model import Settings

#: How many wrong passwords in a row lock an account, and for how many seconds.
FAILURES = 5
LOCKOUT = 15 * 60
#: How many seconds one stays logged in.
SESSION = 12 * 3600
#: Who stands in the journal where somebody tried a user name that is none.
STRANGER = "?"
_MINUTE = 60
_TOKEN_BYTES = 32


class LoggedOut(Refused):
    """Nobody is logged in here, or no longer."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a deployment may settle otherwise; times are in seconds."""

    failures: int = FAILURES
    lockout: int = LOCKOUT
    session: int = SESSION


@dataclass(frozen=True, slots=True)
class OwnPassword:
    """That somebody wants another password than the present one."""

    username: str
    present: str
    new: str


def limits_of(settings: Settings) -> Limits:
    """Return what a deployment settles."""
    return Limits(settings.lockout.failures, settings.lockout.time, settings.session)


@dataclass(frozen=True, slots=True)
class _Denied:
    why: str


@dataclass(frozen=True, slots=True)
class _Attempt:
    """Somebody at the door: the password has been compared with a hash, or with nobody's."""

    username: str
    compared: str | None
    right: bool
    rehashed: str | None
    now: Instant
    limits: Limits

    @property
    def by(self) -> By:
        """Whoever it is, for the journal."""
        return By(self.username, self.now)


def log_in(
    store: Store, username: str, password: str, now: Instant, limits: Limits | None = None
) -> str:
    """Return a token for whoever knows a user's password.

    Comparing is slow on purpose and holds nobody up: it is done between reading and writing. A
    failure is written before it is told.

    Raises:
        Refused: user name or password is wrong, or the account is locked.
    """
    with store.reading() as conn:
        compared = conn.execute(_PASSWORD.where(accounts.c.username == username)).scalar()
    right = passwords.matches(password, compared)
    stale = right and passwords.outdated(compared or "")
    rehashed = passwords.hashed(password) if stale else compared
    attempt = _Attempt(username, compared, right, rehashed, now, limits or Limits())
    outcome = store.run(lambda conn: _settled(conn, attempt), news=None)
    if isinstance(outcome, _Denied):
        raise Refused(outcome.why)
    return outcome


def authenticate(conn: Connection, token: str | None, now: Instant) -> Actor:
    """Return who holds a token.

    Raises:
        LoggedOut: nobody is logged in under it, or no longer.
    """
    row = conn.execute(_HOLDER.where(sessions.c.digest == _digest(token or ""))).first()
    if row is None or not row.active:
        raise LoggedOut(_("nobody is logged in here; run rexian user login"))
    if row.expires <= now:
        raise LoggedOut(_("the session has expired; run rexian user login"))
    return account_of(row).actor


def log_out(conn: Connection, token: str, now: Instant) -> None:
    """End a session; one that is over already is none."""
    ended = delete(sessions).where(sessions.c.digest == _digest(token))
    username = conn.execute(ended.returning(sessions.c.username)).scalar()
    if username is not None:
        journalled(conn, By(username, now), "logged_out")


def logged_in(conn: Connection, now: Instant) -> dict[str, Instant]:
    """Return who is logged in now, each with when they last did so."""
    last = func.max(sessions.c.opened).label("opened")
    held = select(sessions.c.username, last).where(sessions.c.expires > now)
    return {row.username: row.opened for row in conn.execute(held.group_by(sessions.c.username))}


def change_own_password(store: Store, wanted: OwnPassword, now: Instant, limits: Limits) -> str:
    """Set one's own password, knowing the present one; return a token in place of those that end.

    Raises:
        Refused: the present one is wrong.
        InputError: the new one is weak.
    """
    username, by = wanted.username, By(wanted.username, now)
    log_in(store, username, wanted.present, now, limits)
    store.run(lambda conn: set_password(conn, username, wanted.new, by))
    return log_in(store, username, wanted.new, now, limits)


_PASSWORD = select(accounts.c.password).where(accounts.c.active)
_HOLDER = select(accounts, sessions.c.expires).join_from(sessions, accounts)


def _settled(conn: Connection, attempt: _Attempt) -> str | _Denied:
    """Let somebody in, or count the failure; attempts on one account are settled one by one."""
    found = select(accounts).where(accounts.c.username == attempt.username).with_for_update()
    row = conn.execute(found).first()
    if row is None or not row.active:
        # It is written like any other failure, so that the time taken does not tell; not under
        # what was typed, which may have been a password.
        journalled(conn, By(STRANGER, attempt.now), "login_failed")
        return _wrong()
    if row.locked_until is not None and row.locked_until > attempt.now:
        return _locked(row.locked_until - attempt.now)
    if not attempt.right or row.password != attempt.compared:
        return _failed(conn, row, attempt)
    return _opened(conn, attempt)


def _failed(conn: Connection, row: Row[Any], attempt: _Attempt) -> _Denied:
    locks = row.failures + 1 >= attempt.limits.failures
    until = attempt.now + attempt.limits.lockout if locks else None
    failures = 0 if locks else row.failures + 1
    _write(conn, attempt.username, failures=failures, locked_until=until)
    journalled(conn, attempt.by, "locked" if locks else "login_failed")
    return _locked(attempt.limits.lockout) if locks else _wrong()


def _opened(conn: Connection, attempt: _Attempt) -> str:
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    _write(conn, attempt.username, failures=0, locked_until=None, password=attempt.rehashed)
    conn.execute(delete(sessions).where(sessions.c.expires <= attempt.now))
    conn.execute(
        insert(sessions).values(
            digest=_digest(token),
            username=attempt.username,
            opened=attempt.now,
            expires=attempt.now + attempt.limits.session,
        )
    )
    journalled(conn, attempt.by, "logged_in")
    return token


def _write(conn: Connection, username: str, **values: Any) -> None:
    conn.execute(update(accounts).where(accounts.c.username == username).values(**values))


def _wrong() -> _Denied:
    return _Denied(_("user name or password is wrong"))


def _locked(seconds: int) -> _Denied:
    minutes = -(-seconds // _MINUTE)
    told = _("too many wrong passwords; the account is locked for {minutes} more min")
    return _Denied(told.format(minutes=minutes))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
