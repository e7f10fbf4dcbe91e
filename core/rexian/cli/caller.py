"""Who may manage units and users, and passwords asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rexian.errors import InputError
from rexian.i18n import _

if TYPE_CHECKING:
    from rexian.desk.deployment import Deployment
    from rexian.people.actor import By

PasswordFile = Annotated[
    Path | None,
    typer.Option(
        "--password-file", metavar="FILE", help=_("A file with the password; - reads stdin.")
    ),
]


@contextmanager
def managing(config: Path | None) -> Iterator[tuple[Deployment, By]]:
    """Open the configured place for whoever manages its units and users.

    Raises:
        InputError: nothing is configured, or something about it is amiss.
        Refused: nobody is logged in there, or they may not manage anything.
    """
    from rexian.cli.session import seated
    from rexian.people.managing import manager

    with seated(config) as seat:
        yield seat.deployment, manager(seat.actor, seat.deployment.now())


def password_of(file: Path | None, question: str, *, twice: bool = False) -> str:
    """Return a password from a file, or from whoever is asked for it.

    Raises:
        InputError: there is none in the file, nobody is there to be asked, or the two that were
            typed differ.
    """
    if file is not None:
        return password_in(file)
    if not sys.stdin.isatty():
        raise InputError(_("nobody is there to be asked for a password; write --password-file"))
    told: str = typer.prompt(question, hide_input=True)
    if twice and typer.prompt(_("Once more"), hide_input=True) != told:
        raise InputError(_("the two passwords differ; nothing has changed"))
    return told


def new_password_of(file: Path | None, question: str) -> tuple[str, bool]:
    """Return a new password, and whether it was made up because nobody gave one.

    Raises:
        InputError: there is none in the file, or the two that were typed differ.
    """
    from rexian.people.passwords import generated

    if file is None and not sys.stdin.isatty():
        return generated(), True
    return password_of(file, question, twice=True), False


def password_in(file: Path) -> str:
    """Return the password that a file holds; `-` is standard input.

    Raises:
        InputError: there is none in it, or it cannot be read.
    """
    from rexian.model.casefile import read_text_of

    password = read_text_of(file).strip("\r\n")
    if not password:
        raise InputError(_("{file}: there is no password in it").format(file=file))
    return password
