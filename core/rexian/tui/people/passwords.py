"""Passwords that are set: typed twice, or made up where nothing is typed."""

from __future__ import annotations

from rexian.errors import InputError
from rexian.i18n import _
from rexian.people.passwords import LEAST, generated
from rexian.tui.widgets.filling import Line, Values


def password_lines(*, needed: bool = False) -> list[Line]:
    """Return where a new password is typed twice; one is made up where none is, unless `needed`."""
    told = _("new password") if needed else _("new password (empty: one is made up)")
    return [
        Line("new", told, secret=True, check=_needed if needed else _long_enough),
        Line("again", _("the same once more"), secret=True),
    ]


def new_password(values: Values) -> tuple[str, str]:
    """Return the password to set, and that which was made up: empty where one was typed.

    Raises:
        InputError: the two that were typed differ.
    """
    if values["new"] != values["again"]:
        raise InputError(_("the two passwords differ; nothing has changed"))
    if values["new"]:
        return values["new"], ""
    made_up = generated()
    return made_up, made_up


def _long_enough(text: str) -> None:
    if text and len(text) < LEAST:
        told = _("the password is too short: at least {least} characters")
        raise InputError(told.format(least=LEAST))


def _needed(text: str) -> None:
    _long_enough(text or " ")
