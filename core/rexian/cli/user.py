"""`rexian user`: who may log in, for which unit and in which roles; logging in and out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rexian.cli import options
from rexian.cli.caller import PasswordFile, managing, new_password_of, password_of
from rexian.cli.session import seated
from rexian.clock import wall_clock
from rexian.errors import InputError
from rexian.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rexian.desk.deployment import Deployment
    from rexian.desk.seat import Seat
    from rexian.people.accounts import Account

app = options.new_group(_("Users: their units, roles and passwords; logging in and out."))

Username = Annotated[str, typer.Argument(metavar="USER", help=_("The user's name."))]
PersonName = Annotated[
    str | None, typer.Option("--name", metavar="NAME", help=_("What the person is called."))
]
OfUnit = Annotated[
    str | None, typer.Option("--unit", metavar="UNIT", help=_("The unit they act for."))
]
Roles = Annotated[
    list[str] | None,
    typer.Option("--role", metavar="ROLE", help=_("A role of the desk; may be repeated.")),
]
Posts = Annotated[
    list[str] | None,
    typer.Option(
        "--post",
        metavar="POST",
        help=_("As whom of the documents they act besides, as in county_leader_in_charge."),
    ),
]


@app.command(help=_("Add a user; without a password given one is asked for, or made up."))
def add(
    username: Username,
    name: PersonName = None,
    unit: OfUnit = None,
    role: Roles = None,
    post: Posts = None,
    password_file: PasswordFile = None,
    config: options.ConfigFile = None,
    *,
    as_json: options.Json = False,
) -> None:
    """Add an account; a password that was made up is shown this once."""
    from rexian.people.accounts import Account, add_account

    with managing(config) as (deployment, by):
        password, made_up = new_password_of(password_file, _("Password of the new user"))
        account = Account(username, name or username, unit, tuple(role or ()), tuple(post or ()))
        deployment.store.run(lambda conn: add_account(conn, account, password, by))
    _tell_password(username, password if made_up else None, as_json=as_json)


@app.command("list", help=_("Users with their units, roles and posts."))
def list_(
    config: options.ConfigFile = None,
    *,
    everyone: Annotated[bool, typer.Option("--all", help=_("Those out of use too."))] = False,
    as_json: options.Json = False,
) -> None:
    """List accounts."""
    from rexian.people.accounts import list_accounts
    from rexian.people.sessions import logged_in

    with managing(config) as (deployment, _by), deployment.store.reading() as conn:
        found = [each for each in list_accounts(conn) if each.active or everyone]
        now = deployment.now()
        here = logged_in(conn, now)
    if as_json:
        options.print_json({"users": [_as_json(each, now, here) for each in found]})
        return
    from rexian.cli.show_people import show_accounts

    show_accounts(found, now)


@app.command(help=_("Give a user another name, unit, roles or posts; those given are all of them."))
def change(
    username: Username,
    name: PersonName = None,
    unit: OfUnit = None,
    role: Roles = None,
    post: Posts = None,
    config: options.ConfigFile = None,
    *,
    no_unit: Annotated[bool, typer.Option("--no-unit", help=_("They act for none."))] = False,
    no_posts: Annotated[bool, typer.Option("--no-posts", help=_("They hold none."))] = False,
    active: Annotated[bool, typer.Option("--active", help=_("Put them in use again."))] = False,
) -> None:
    """Change an account; what is not named stays as it is."""
    from rexian.people.accounts import account_named, change_account

    given = {
        "name": name,
        "unit": unit,
        "roles": role and tuple(role),
        "posts": post and tuple(post),
        "active": active or None,
    }
    changes: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
    changes |= {"unit": None} if no_unit else {}
    changes |= {"posts": ()} if no_posts else {}
    with managing(config) as (deployment, by):
        deployment.store.run(
            lambda conn: change_account(conn, replace(account_named(conn, username), **changes), by)
        )
    typer.echo(_("user {name} is changed").format(name=username))


@app.command(help=_("Set a password: one's own, or as an administrator another user's."))
def password(
    username: Annotated[str | None, typer.Argument(metavar="[USER]")] = None,
    password_file: PasswordFile = None,
    current_file: Annotated[
        Path | None,
        typer.Option("--current-file", metavar="FILE", help=_("A file with the present one.")),
    ] = None,
    config: options.ConfigFile = None,
    *,
    as_json: options.Json = False,
) -> None:
    """Set a password; whoever is logged in under the old one is logged out."""
    with seated(config) as seat:
        whose = username or seat.actor.username
        if whose == seat.actor.username:
            made_up = _own_password(seat, password_file, current_file)
        else:
            made_up = _others_password(seat, whose, password_file)
    _tell_password(whose, made_up, as_json=as_json)


@app.command(help=_("Let a user whom wrong passwords have locked out try again."))
def unlock(username: Username, config: options.ConfigFile = None) -> None:
    """Unlock an account."""
    from rexian.people.accounts import unlock as let_in

    with managing(config) as (deployment, by):
        deployment.store.run(lambda conn: let_in(conn, username, by))
    typer.echo(_("user {name} may log in again").format(name=username))


@app.command(help=_("Take a user out of use; what they have done stays under their name."))
def deactivate(username: Username, config: options.ConfigFile = None) -> None:
    """Deactivate an account."""
    from rexian.people.accounts import deactivate as take_out

    with managing(config) as (deployment, by):
        deployment.store.run(lambda conn: take_out(conn, username, by))
    typer.echo(_("user {name} is out of use").format(name=username))


@app.command(help=_("Log in on this machine."))
def login(
    username: Username,
    password_file: PasswordFile = None,
    config: options.ConfigFile = None,
) -> None:
    """Log in; the session is kept for this user of the machine alone."""
    from rexian.desk.deployment import open_deployment
    from rexian.people.accounts import account_named

    with open_deployment(config, wall_clock) as deployment:
        _enter(deployment, username, password_of(password_file, _("Password")))
        with deployment.store.reading() as conn:
            name = account_named(conn, username).name
    typer.echo(_("logged in: {name}").format(name=name))


@app.command(help=_("Log out."))
def logout(config: options.ConfigFile = None) -> None:
    """End the session and forget it; there may be none."""
    from rexian.desk.deployment import open_deployment
    from rexian.people.kept import forget_token, kept_token
    from rexian.people.sessions import log_out

    with open_deployment(config, wall_clock) as deployment:
        place = deployment.settings.database
        token = kept_token(place)
        if token is not None:
            deployment.store.run(lambda conn: log_out(conn, token, deployment.now()))
        forget_token(place)
    typer.echo(_("logged out"))


@app.command(help=_("Who is logged in here, and what they may act as."))
def whoami(config: options.ConfigFile = None, *, as_json: options.Json = False) -> None:
    """Print the account that commands on this machine are done under."""
    with seated(config) as seat:
        actor = seat.actor
    if as_json:
        told = {"username": actor.username, "name": actor.name, "unit": actor.unit}
        options.print_json({**told, "roles": sorted(actor.roles), "posts": sorted(actor.posts)})
        return
    from rexian.cli.show_people import show_actor

    show_actor(actor)


@app.command(help=_("What you settle for yourself: language=en, theme=light; empty undoes it."))
def prefer(
    settled: Annotated[list[str] | None, typer.Argument(metavar="[NAME=VALUE]...")] = None,
    config: options.ConfigFile = None,
    *,
    as_json: options.Json = False,
) -> None:
    """Settle preferences of one's own for the workbench, and print them."""
    from rexian.people.preferences import preferences_of
    from rexian.people.preferring import PREFERENCES, settle

    with seated(config) as seat:
        settle(seat.deployment.store, seat.actor, dict(map(_setting, settled or [])))
        with seat.deployment.store.reading() as conn:
            found = preferences_of(conn, seat.actor.username)
    if as_json:
        options.print_json({"preferences": {name: found.get(name) for name in PREFERENCES}})
        return
    for name, words in PREFERENCES.items():
        chosen = found.get(name)
        typer.echo(f"{name} = {words.label(chosen) if chosen else _('by default')}")


def _setting(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise InputError(_("{text}: write NAME=VALUE, as in language=en").format(text=text))
    return name, value


def _own_password(seat: Seat, new_file: Path | None, present_file: Path | None) -> str | None:
    """Set one's own password; return it if it was made up."""
    from rexian.people.kept import keep_token
    from rexian.people.sessions import OwnPassword, change_own_password, limits_of

    place, username = seat.deployment, seat.actor.username
    present = password_of(present_file, _("Present password"))
    new, made_up = new_password_of(new_file, _("New password"))
    wanted, limits = OwnPassword(username, present, new), limits_of(place.settings)
    token = change_own_password(place.store, wanted, place.now(), limits)
    keep_token(place.settings.database, token)
    return new if made_up else None


def _others_password(seat: Seat, username: str, file: Path | None) -> str | None:
    """Set another user's password; return it if it was made up."""
    from rexian.people.accounts import account_named, set_password
    from rexian.people.managing import manager

    by = manager(seat.actor, seat.deployment.now())
    with seat.deployment.store.reading() as conn:
        account_named(conn, username)
    new, made_up = new_password_of(file, _("New password"))
    seat.deployment.store.run(lambda conn: set_password(conn, username, new, by))
    return new if made_up else None


def _enter(deployment: Deployment, username: str, given: str) -> None:
    from rexian.people.kept import keep_token
    from rexian.people.sessions import limits_of, log_in

    limits = limits_of(deployment.settings)
    token = log_in(deployment.store, username, given, deployment.now(), limits)
    keep_token(deployment.settings.database, token)


def _tell_password(username: str, made_up: str | None, *, as_json: bool) -> None:
    if as_json:
        options.print_json({"username": username, "password": made_up})
        return
    typer.echo(_("user {name}: the password is set").format(name=username))
    if made_up is not None:
        typer.echo(_("Password, shown this once: {password}").format(password=made_up))


def _as_json(account: Account, now: int, here: Mapping[str, int]) -> dict[str, Any]:
    from rexian.instants import format_instant

    until, since = account.locked_until, here.get(account.username)
    return {
        "username": account.username,
        "name": account.name,
        "unit": account.unit,
        "roles": list(account.roles),
        "posts": list(account.posts),
        "active": account.active,
        "locked_until": format_instant(until) if until is not None and until > now else None,
        "logged_in_since": None if since is None else format_instant(since),
    }
