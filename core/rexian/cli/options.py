"""Options that several commands share, and how results and errors are written."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from rexian.errors import InputError
from rexian.i18n import _

if TYPE_CHECKING:
    from rexian.worktime.history import CalendarHistory

Json = Annotated[bool, typer.Option("--json", help=_("Print one JSON document."))]
Jurisdictions = Annotated[
    list[str] | None,
    typer.Option("-j", "--jurisdiction", metavar="ID", help=_("A jurisdiction; may be repeated.")),
]
Readings = Annotated[
    list[str] | None,
    typer.Option("--reading", metavar="ID=CHOICE", help=_("Read a point differently.")),
]
Reforms = Annotated[
    list[str] | None,
    typer.Option(
        "--reform", metavar="R", help=_("Beside it under a reform: a name or a file; repeatable.")
    ),
]
CalendarFile = Annotated[
    Path | None, typer.Option("--calendar", metavar="FILE", help=_("A file of corrected days."))
]
ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config", metavar="FILE", help=_("The deployment's rexian.toml, or its folder.")
    ),
]


def new_app() -> typer.Typer:
    """Return an app for one command, with the house's settings."""
    return typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


def new_group(told: str, cls: type[TyperGroup] = TyperGroup) -> typer.Typer:
    """Return an app for a command with commands of its own, with the house's settings."""
    return typer.Typer(
        cls=cls,
        help=told,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
    )


def print_json(document: Any) -> None:
    """Print one JSON document on stdout; dates that a file held are written as text."""
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2, default=str))


def warn(message: str) -> None:
    """Tell something on stderr that does not stop the command."""
    sys.stderr.write(f"rexian: {message}\n")


def readings_of(options: list[str] | None) -> dict[str, str]:
    """Return `--reading ID=CHOICE` options as a mapping.

    Raises:
        InputError: one is not of that form.
    """
    found = {}
    for option in options or []:
        name, equals, choice = option.partition("=")
        if not equals or not name or not choice:
            raise InputError(_("--reading {option}: write ID=CHOICE").format(option=option))
        found[name] = choice
    return found


def calendars_of(path: Path | None) -> CalendarHistory:
    """Return the built-in calendar, with a file's corrections as a later version if one is given.

    A file that says when its notice was announced leaves what was timely before then timely.
    """
    from rexian.worktime.history import CalendarHistory
    from rexian.worktime.sources import china, with_overrides

    history = CalendarHistory((china(),))
    if path is None:
        return history
    corrected = with_overrides(china(), path)
    if corrected.announced is None:
        return CalendarHistory((corrected,))
    return history.with_version(corrected)
