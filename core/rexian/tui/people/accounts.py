"""The view of the accounts: who may log in, for which unit and in which roles, and who is here."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from rexian.desk.seat import Seat
from rexian.i18n import _, marked
from rexian.instants import Instant, format_instant
from rexian.people.accounts import (
    Account,
    account_named,
    add_account,
    change_account,
    check_username,
    deactivate,
    list_accounts,
    set_password,
    unlock,
)
from rexian.people.actor import Actor
from rexian.people.roles import POSTS, ROLES
from rexian.people.sessions import logged_in
from rexian.saying.people import say_state, say_terms
from rexian.tui.people.common import managed, manages, one_of, units_in_use
from rexian.tui.people.passwords import new_password, password_lines
from rexian.tui.views import Told, View, ViewsPage
from rexian.tui.widgets.filling import Choices, Filling, Flag, Line, Part, Values, words_of
from rexian.tui.widgets.sheet import Column, Row
from rexian.words import say_time


@dataclass(frozen=True, slots=True)
class AccountItem:
    """An account; `here` is since when its holder is logged in, if he is."""

    account: Account
    state: str
    here: Instant | None


class AccountsView(View[AccountItem]):
    """The accounts; who manages none sees his own."""

    id: ClassVar[str] = "accounts"
    label: ClassVar[str] = marked("people")
    key: ClassVar[str] = "p"

    def columns(self) -> Sequence[Column]:
        """Return its columns."""
        return (
            Column(_("user"), 10, share=1),
            Column(_("name"), 8, share=1),
            Column(_("unit"), 14, share=2),
            Column(_("roles"), 16, share=2),
            Column(_("state"), 8, share=1),
            Column(_("logged in"), 16),
        )

    def read(self, seat: Seat, _sought: str) -> Sequence[AccountItem]:
        """Return the accounts, by their names."""
        now = seat.deployment.now()
        with seat.deployment.store.reading() as conn:
            if manages(seat.actor):
                found, here = list_accounts(conn), logged_in(conn, now)
            else:
                found, here = [account_named(conn, seat.actor.username)], {}
        return [AccountItem(each, say_state(each, now), here.get(each.username)) for each in found]

    def row(self, item: AccountItem) -> Row:
        """Return an account as a row."""
        account, here = item.account, _time(item.here)
        roles = say_terms(ROLES, account.roles)
        cells = (account.username, account.name, account.unit or "", roles, item.state, here)
        tones = {4: "late"} if account.active and item.state else {}
        return Row(account.username, cells, tone="" if account.active else "dim", tones=tones)

    def told(self, item: AccountItem) -> str:
        """Tell everything about an account."""
        account = item.account
        told = {
            _("user"): account.username,
            _("name"): account.name,
            _("unit"): account.unit or _("none"),
            _("roles"): say_terms(ROLES, account.roles),
            _("posts given"): say_terms(POSTS, account.posts) or _("none"),
            _("acts as"): say_terms(POSTS, [p for p in POSTS.ids if p in account.actor.posts]),
            _("state"): item.state or _("in use"),
            _("logged in"): _time(item.here) or "-",
        }
        return "\n".join(f"{name}: {value}" for name, value in told.items())

    def can(self, actor: Actor) -> Collection[str]:
        """Return what somebody may do with accounts."""
        if not manages(actor):
            return ()
        return {"add", "change", "remove", "export", "password", "unlock"}

    async def do(self, page: ViewsPage, action: str, item: AccountItem | None) -> None:
        """Add or change an account, set its password, let it in again, or take it out of use."""
        if action == "add":
            await _tell_password(page, _adding(await page.ask(units_in_use)))
        elif action == "export":
            await page.hand_out_rows("users.xlsx", _("people"))
        elif item is None:
            return
        elif action == "change":
            await page.fill(_changing(await page.ask(units_in_use), item.account))
        elif action == "remove":
            await page.fill(_leaving(item.account))
        elif action == "password":
            await _tell_password(page, _password(item.account))
        elif action == "unlock":
            await page.fill(_unlocking(item.account))


def _time(at: Instant | None) -> str:
    return "" if at is None else say_time(format_instant(at))


async def _tell_password(page: ViewsPage, dialog: Filling[tuple[str, str]]) -> None:
    """Have a password set; one that was made up is shown this once, until it is put away."""
    done = await page.app.push_screen_wait(dialog)
    if done is None:
        return
    username, made_up = done
    if made_up:
        told = _("Password, shown this once: {password}").format(password=made_up)
        await page.app.push_screen_wait(Told(f"{username}\n\n{told}"))
    else:
        page.notify(_("user {name}: the password is set").format(name=username), markup=False)


def _parts(known: Sequence[str], account: Account) -> list[Part]:
    return [
        Line("name", _("name"), account.name),
        Line("unit", _("unit"), account.unit or "", known=known, check=one_of(known)),
        Choices("roles", _("roles"), words_of(ROLES), account.roles),
        Choices("posts", _("posts given"), words_of(POSTS), account.posts),
    ]


def _account(account: Account, values: Values) -> Account:
    return replace(
        account,
        name=values["name"],
        unit=values["unit"] or None,
        roles=values["roles"],
        posts=values["posts"],
    )


def _adding(known: Sequence[str]) -> Filling[tuple[str, str]]:
    def work(seat: Seat, values: Values) -> tuple[str, str]:
        account = _account(Account(values["username"], ""), values)
        password, made_up = new_password(values)
        account = account if account.name else replace(account, name=account.username)
        managed(seat, lambda conn, by: add_account(conn, account, password, by))
        return account.username, made_up

    username = Line("username", _("user name"), check=check_username)
    parts = [username, *_parts(known, Account("", "")), *password_lines()]
    return Filling(_("add a user"), parts, work)


def _changing(known: Sequence[str], account: Account) -> Filling[str]:
    def work(seat: Seat, values: Values) -> str:
        wanted = replace(_account(account, values), active=values.get("active", True))
        managed(seat, lambda conn, by: change_account(conn, wanted, by))
        return _("user {name} is changed").format(name=account.username)

    again = [] if account.active else [Flag("active", _("in use"))]
    return Filling(account.username, [*_parts(known, account), *again], work)


def _leaving(account: Account) -> Filling[str]:
    def work(seat: Seat, _values: Values) -> str:
        managed(seat, lambda conn, by: deactivate(conn, account.username, by))
        return _("user {name} is out of use").format(name=account.username)

    said = _("Take {user} out of use? They are logged out; what they have done stays.")
    return Filling(account.username, [], work, said=said.format(user=account.username))


def _password(account: Account) -> Filling[tuple[str, str]]:
    def work(seat: Seat, values: Mapping[str, str]) -> tuple[str, str]:
        password, made_up = new_password(values)
        managed(seat, lambda conn, by: set_password(conn, account.username, password, by))
        return account.username, made_up

    title = _("new password of {user}").format(user=account.username)
    return Filling(title, password_lines(), work)


def _unlocking(account: Account) -> Filling[str]:
    def work(seat: Seat, _values: Values) -> str:
        managed(seat, lambda conn, by: unlock(conn, account.username, by))
        return _("user {name} may log in again").format(name=account.username)

    said = _("Let {user} try again at once?").format(user=account.username)
    return Filling(account.username, [], work, said=said)
