"""Accounts: who may log in, for which unit, in which roles and posts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from rexian.errors import InputError, nearest
from rexian.i18n import _
from rexian.instants import Instant
from rexian.model.terms import Terms
from rexian.people.actor import Actor, By
from rexian.people.journalled import journalled
from rexian.people.passwords import check_password, hashed
from rexian.people.roles import POSTS, ROLES, posts_of
from rexian.people.units import unit_in_use
from rexian.store.schema import accounts, sessions

_USERNAME = re.compile(r"[\w.@-]{1,64}")
#: Roles that are nothing without a unit to act for.
OF_A_UNIT = frozenset({"handler", "unit_head", "unit_principal"})


@dataclass(frozen=True, slots=True)
class Account:
    """A user.

    Attributes:
        unit: the unit that the user acts for; None for one who acts for none.
        roles: of `rexian.people.roles.ROLES`.
        posts: the documents' roles and bodies given besides those that the roles imply.
        active: whether the user may still log in.
        locked_until: until when wrong passwords keep the user out; None while they do not.
    """

    username: str
    name: str
    unit: str | None = None
    roles: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    active: bool = True
    locked_until: Instant | None = None

    @property
    def actor(self) -> Actor:
        """Whoever acts under this account."""
        posts = posts_of(self.roles, self.posts)
        return Actor(self.username, self.name, self.unit, frozenset(self.roles), posts)


def add_account(conn: Connection, account: Account, password: str | None, by: By) -> None:
    """Add a user; without a password nobody can log in until one is set.

    Raises:
        InputError: the name is taken or not fit, something in it is unknown, the password is weak.
    """
    check_username(account.username)
    if find_account(conn, account.username) is not None:
        raise InputError(_("user {name}: there is one already").format(name=account.username))
    checked = _checked(conn, account)
    conn.execute(insert(accounts).values(username=account.username, **checked))
    if password is not None:
        check_password(password, account.username)
        _write(conn, account.username, {"password": hashed(password)})
    journalled(conn, by, "account_added", user=account.username, **_kept(checked))


def check_username(username: str) -> None:
    """Let pass what can be a user name.

    Raises:
        InputError: it cannot.
    """
    if not _USERNAME.fullmatch(username):
        told = _("user name {name!r}: write letters, digits, and . _ - @, up to 64 of them")
        raise InputError(told.format(name=username))


def change_account(conn: Connection, account: Account, by: By) -> None:
    """Give a user another name, unit, roles or posts; they hold from the next command on.

    Raises:
        InputError: there is no such user, something is unknown, or nobody would be left to
            manage users.
    """
    stored = account_named(conn, account.username)
    _leave_an_admin(conn, stored, account)
    checked = _checked(conn, account)
    _write(conn, account.username, checked)
    journalled(conn, by, "account_changed", user=account.username, **_kept(checked))


def set_password(conn: Connection, username: str, password: str, by: By) -> None:
    """Set a user's password; whoever is logged in under the old one is logged out.

    Raises:
        InputError: there is no such user, or the password is weak.
    """
    account_named(conn, username)
    check_password(password, username)
    _write(conn, username, {"password": hashed(password), "failures": 0, "locked_until": None})
    _log_everyone_out(conn, username)
    journalled(conn, by, "password_changed", user=username)


def unlock(conn: Connection, username: str, by: By) -> None:
    """Let a user try again at once whom wrong passwords have locked out.

    Raises:
        InputError: there is no such user.
    """
    account_named(conn, username)
    _write(conn, username, {"failures": 0, "locked_until": None})
    journalled(conn, by, "unlocked", user=username)


def deactivate(conn: Connection, username: str, by: By) -> None:
    """Take a user out of use; what the user has done stays under the name.

    Raises:
        InputError: there is no such user, or nobody would be left to manage users.
    """
    stored = account_named(conn, username)
    _leave_an_admin(conn, stored, None)
    _write(conn, username, {"active": False})
    _log_everyone_out(conn, username)
    journalled(conn, by, "account_changed", user=username, active=False)


def account_named(conn: Connection, username: str) -> Account:
    """Return a user.

    Raises:
        InputError: there is none of this name.
    """
    found = find_account(conn, username)
    if found is None:
        known = conn.execute(select(accounts.c.username)).scalars().all()
        raise InputError(
            _("there is no user {name}").format(name=username) + nearest(username, known)
        )
    return found


def find_account(conn: Connection, username: str) -> Account | None:
    """Return a user, if there is one of this name."""
    row = conn.execute(_ALL.where(accounts.c.username == username)).first()
    return None if row is None else account_of(row)


def list_accounts(conn: Connection) -> list[Account]:
    """Return all users, by their names."""
    return [account_of(row) for row in conn.execute(_ALL.order_by(accounts.c.username))]


def account_of(row: Row[Any]) -> Account:
    """Return a row of `accounts` as a user."""
    return Account(
        row.username,
        row.name,
        row.unit,
        tuple(row.roles.split()),
        tuple(row.posts.split()),
        row.active,
        row.locked_until,
    )


_ALL = select(accounts)


def _checked(conn: Connection, account: Account) -> dict[str, Any]:
    """Return a user's row, once everything in it is found to be known."""
    roles, posts = _known(account.roles, ROLES), _known(account.posts, POSTS)
    if not account.name.strip():
        raise InputError(
            _("user {name}: the person's name is missing").format(name=account.username)
        )
    if account.unit is not None:
        unit_in_use(conn, account.unit)
    elif OF_A_UNIT & set(roles):
        told = _("user {name}: the role {role} needs a unit")
        role = next(role for role in roles if role in OF_A_UNIT)
        raise InputError(told.format(name=account.username, role=ROLES.label(role)))
    return {
        "name": account.name.strip(),
        "unit": account.unit,
        "roles": " ".join(roles),
        "posts": " ".join(posts),
        "active": account.active,
    }


def _kept(checked: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the journal keeps of a user's row: not the person's name."""
    return {key: checked[key] for key in ("unit", "roles", "posts", "active")}


def _known(words: Iterable[str], terms: Terms) -> tuple[str, ...]:
    return tuple(dict.fromkeys(terms.resolve(word) for word in words))


def _leave_an_admin(conn: Connection, before: Account, after: Account | None) -> None:
    """Refuse a change after which nobody could manage users any more."""
    stays = after is not None and after.active and "admin" in after.roles
    if stays or not (before.active and "admin" in before.roles):
        return
    # Two who take each other out at once settle it one after the other.
    rows = conn.execute(_ALL.order_by(accounts.c.username).with_for_update())
    others = (account_of(row) for row in rows if row.username != before.username)
    if not any(a.active and "admin" in a.roles for a in others):
        told = _("{name} is the last administrator; make another one first")
        raise InputError(told.format(name=before.username))


def _write(conn: Connection, username: str, values: dict[str, Any]) -> None:
    conn.execute(update(accounts).where(accounts.c.username == username).values(**values))


def _log_everyone_out(conn: Connection, username: str) -> None:
    conn.execute(delete(sessions).where(sessions.c.username == username))
