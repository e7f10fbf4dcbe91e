"""`rexian db`: set the database up or bring it up to date, back it up, restore it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rexian.cli import options
from rexian.i18n import _

if TYPE_CHECKING:
    from rexian.settings.model import Settings
    from rexian.store.write import Store

app = options.new_group(_("The database: upgrade, back up, restore."))


@app.command(help=_("Bring the database up to this Rexian's schema; an empty one is set up."))
def upgrade(config: options.ConfigFile = None, *, as_json: options.Json = False) -> None:
    """Upgrade; nobody need be logged in, as nobody can be at a database that is behind."""
    from rexian.settings.database import shown_url
    from rexian.store.engine import open_engine
    from rexian.store.migrations import revision_of
    from rexian.store.migrations import upgrade as bring_up
    from rexian.store.write import Store

    settings = _settings(config)
    with Store(open_engine(settings.database)) as store:
        was = revision_of(store.engine)
        bring_up(store.engine)
        revision = revision_of(store.engine)
        if was != revision:
            _enter(store, "upgraded", was=was, revision=revision)
    place = shown_url(settings.database)
    if as_json:
        options.print_json({"database": place, "was": was, "revision": revision})
    elif was == revision:
        typer.echo(_("{place}: up to date, revision {now}").format(place=place, now=revision))
    else:
        told = _("{place}: brought from revision {was} to {now}")
        typer.echo(told.format(place=place, was=was or "-", now=revision))


@app.command(help=_("Write the whole database into one file, while the desk goes on working."))
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("The archive: a .zip."))],
    config: options.ConfigFile = None,
    *,
    as_json: options.Json = False,
) -> None:
    """Back up; whoever can open database and key may, so that a timer can, with nobody logged in.

    That it was done stands in the journal, and in the archive's.
    """
    from rexian.clock import wall_clock
    from rexian.desk.deployment import open_deployment
    from rexian.privacy import journal
    from rexian.store.backup import backup as write

    with open_deployment(config, wall_clock) as deployment:
        store, at, detail = deployment.store, deployment.now(), {"file": file.name}
        store.run(lambda conn: journal.write(conn, at, journal.NOBODY, "backup", detail=detail))
        write(store, file)
    size = file.stat().st_size
    if as_json:
        options.print_json({"file": str(file), "bytes": size})
        return
    typer.echo(_("{file}: {size} bytes").format(file=file, size=size))
    typer.echo(_("The key is not in it; keep a copy of the key file somewhere else."))


@app.command(help=_("Lock everything with a new key; the old ones stay for earlier backups."))
def rekey(
    config: options.ConfigFile = None,
    *,
    drop_old: Annotated[
        bool, typer.Option("--drop-old", help=_("Take the old keys out of the key file."))
    ] = False,
    as_json: options.Json = False,
) -> None:
    """Replace the deployment's key."""
    from dataclasses import asdict

    from rexian.cli.maintaining import maintaining
    from rexian.desk.rekeying import rekey as replace

    with maintaining(config) as (deployment, name):
        rotated = replace(deployment, name, drop_old=drop_old)
        path = deployment.settings.key_file
    if as_json:
        options.print_json({"key_file": str(path), **asdict(rotated)})
        return
    told = _("{path}: a new key; {keys} tickets are locked with it. Keep a new copy of it.")
    typer.echo(told.format(path=path, keys=rotated.keys))


@app.command(help=_("Fill an empty database with a backup's contents."))
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("The archive."))],
    config: options.ConfigFile = None,
    *,
    as_json: options.Json = False,
) -> None:
    """Restore; an empty database has no users, so nobody need be logged in."""
    from rexian.settings.database import shown_url
    from rexian.store.backup import restore as fill
    from rexian.store.engine import open_engine
    from rexian.store.write import Store

    settings = _settings(config)
    with Store(open_engine(settings.database, new=True)) as store:
        fill(store, file)
        _enter(store, "restored", file=file.name)
        count = _checked(store, settings)
    place = shown_url(settings.database)
    if as_json:
        options.print_json({"database": place, "file": str(file), "tickets": count})
        return
    typer.echo(_("{place}: {count} tickets restored").format(place=place, count=count))
    typer.echo(_("Next: rexian verify; compare its last root with the one noted elsewhere."))


def _settings(config: Path | None) -> Settings:
    from rexian.settings.finding import find
    from rexian.settings.reading import read_settings

    return read_settings(find(config))


def _enter(store: Store, act: str, **detail: object) -> None:
    """Enter in the journal what was done where nobody need be logged in."""
    from rexian.clock import wall_clock
    from rexian.privacy import journal

    store.run(lambda conn: journal.write(conn, wall_clock(), journal.NOBODY, act, detail=detail))


def _checked(store: Store, settings: Settings) -> int:
    """Return how many tickets there are; warn where the key file does not open them."""
    from sqlalchemy import func, select

    from rexian.errors import RexianError
    from rexian.privacy.keyfile import deployment_key
    from rexian.privacy.vault import Vault
    from rexian.store.schema import keys, tickets

    with store.reading() as connection:
        count = connection.scalar(select(func.count()).select_from(tickets)) or 0
        wrapped = connection.scalar(select(keys.c.wrapped).limit(1))
    try:
        vault = Vault(deployment_key(settings.key_file))
        if wrapped is not None:
            vault.open_key(wrapped)
    except RexianError as error:
        options.warn(str(error))
    return count
