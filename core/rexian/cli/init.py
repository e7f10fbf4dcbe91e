"""`rexian init`: set up a deployment in a folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rexian.cli import options
from rexian.discovery import installed
from rexian.errors import InputError, nearest
from rexian.i18n import _

if TYPE_CHECKING:
    from rexian.desk.founding import Founded

app = options.new_app()


@app.command(help=_("Set up a deployment: its settings, key, database and first administrator."))
def init(
    folder: Annotated[Path, typer.Argument(metavar="[FOLDER]", help=_("Where it goes."))] = Path(),
    jurisdiction: Annotated[
        str | None,
        typer.Option("-j", "--jurisdiction", metavar="ID", help=_("Whose rules apply.")),
    ] = None,
    database: Annotated[
        str | None,
        typer.Option("--database", metavar="PATH|URL", help=_("By default rexian.db there.")),
    ] = None,
    admin: Annotated[
        str | None,
        typer.Option("--admin", metavar="NAME", help=_("The first administrator's user name.")),
    ] = None,
    password_file: Annotated[
        Path | None,
        typer.Option(
            "--password-file", metavar="FILE", help=_("A file with their password; - reads stdin.")
        ),
    ] = None,
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_("Ask nothing."))] = False,
    as_json: options.Json = False,
) -> None:
    """Ask for what is not given, unless nobody is there to answer, and found the deployment."""
    from rexian.cli.caller import password_in
    from rexian.clock import wall_clock
    from rexian.desk.founding import Wanted, found, refuse_second
    from rexian.settings.finding import FILE

    refuse_second(folder / FILE)
    asking = not (yes or as_json) and sys.stdin.isatty()
    password = None if password_file is None else password_in(password_file)
    wanted = Wanted(
        folder,
        _jurisdiction(jurisdiction, asking=asking),
        _answer(_("Database: a path or a URL"), database, "rexian.db", asking=asking),
        _answer(_("The administrator's user name"), admin, "admin", asking=asking),
        password or (_asked_password() if asking else None),
    )
    made = found(wanted, wall_clock())
    if as_json:
        options.print_json(_as_json(made))
    else:
        _tell(made)


def _jurisdiction(given: str | None, *, asking: bool) -> str:
    known = sorted(installed())
    if given is not None:
        return given
    if asking:
        typer.echo(_("Installed: {ids}").format(ids=", ".join(known)))
        return _checked(str(typer.prompt(_("Whose rules apply")).strip()), known)
    if len(known) == 1:
        return known[0]
    told = _("whose rules apply? name one with -j: {ids}")
    raise InputError(told.format(ids=", ".join(known) or _("none is installed")))


def _checked(answer: str, known: list[str]) -> str:
    name = answer.partition("+")[0]
    if "/" not in name and name not in known:
        told = _("no jurisdiction {name!r} is installed").format(name=name)
        raise InputError(told + nearest(name, known))
    return answer


def _answer(question: str, given: str | None, usual: str, *, asking: bool) -> str:
    if given is not None or not asking:
        return given or usual
    return str(typer.prompt(question, default=usual)).strip()


def _asked_password() -> str | None:
    question = _("Password (nothing: one is made up)")
    told: str = typer.prompt(question, default="", hide_input=True, show_default=False)
    if not told:
        return None
    if typer.prompt(_("Once more"), hide_input=True) != told:
        raise InputError(_("the two passwords differ; nothing has been set up"))
    return told


def _as_json(made: Founded) -> dict[str, str | None]:
    from rexian.settings.database import shown_url

    settings = made.settings
    return {
        "file": str(settings.file),
        "jurisdiction": made.jurisdiction.id,
        "database": shown_url(settings.database),
        "key_file": str(settings.key_file),
        "admin": made.admin,
        "password": made.password,
    }


def _tell(made: Founded) -> None:
    told = _as_json(made)
    typer.echo(_("Settings: {file}").format(**told))
    typer.echo(_("Rules: {place}").format(place=made.jurisdiction.heading()))
    typer.echo(_("Database: {database}").format(**told))
    typer.echo(_("Key: {key_file}; keep a copy of it, apart from the backups").format(**told))
    if made.admin is None:
        typer.echo(_("The database has users already; they stay as they are."))
    else:
        typer.echo(_("Administrator: {admin}").format(**told))
    if made.password is not None:
        typer.echo(_("Password, shown this once: {password}").format(**told))
    typer.echo(_("Next: rexian doctor; rexian user login; rexian tick every few minutes."))
