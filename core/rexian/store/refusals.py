"""Why a write was not done, with what the desk needs to tell who came first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rexian.errors import Conflicting, Refused
from rexian.i18n import _
from rexian.store.change import Change


class Overtaken(Conflicting):
    """A ticket does not stand where the change expected it.

    Attributes:
        number: the ticket's number.
        expected: the version that the change was worked out for; 0 where the ticket was to be new.
            Whoever wrote the record after it came first.
    """

    def __init__(self, number: str, expected: int) -> None:
        told = (
            _("ticket {number} has been changed meanwhile; look at it again")
            if expected
            else _("there is a ticket {number} already")
        )
        super().__init__(told.format(number=number))
        self.number, self.expected = number, expected


class Repeated(Refused):
    """An outside system asked for what was done before under the same key: it is not done again.

    Attributes:
        number: the ticket that the request was about.
        version: the version that it brought the ticket to.
    """

    def __init__(self, number: str, version: int) -> None:
        told = _("this was asked before and done: ticket {number}, version {version}")
        super().__init__(told.format(number=number, version=version))
        self.number, self.version = number, version


def asked_otherwise(key: str, number: str) -> Refused:
    """Return the refusal of a request whose key was used for something else."""
    told = _("request {key} asked for something else before, of ticket {number}")
    return Refused(told.format(key=key, number=number))


def refuse_repeated(change: Change, asked: Sequence[Any] | None) -> None:
    """Refuse a change whose request was made before; `asked` is what is stored of it.

    Raises:
        Repeated: it asked for the same.
        Refused: it asked for something else.
    """
    if asked is None or change.request is None:
        return
    key, digest = change.request
    then, number, version = asked
    if then == digest:
        raise Repeated(number, version)
    raise asked_otherwise(key, number)
